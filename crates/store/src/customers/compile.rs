//! The query language as SQL: an expression over a row of customers that is true or false and never NULL, so that its
//! opposite is its opposite. Values are bound; of the query's texts none becomes part of the statement.

use clientele_domain::list::Has;
use clientele_domain::money::Currency;
use clientele_domain::query::{Compare, Condition, CountField, MomentField, MoneyField, Query, When, Words};
use clientele_domain::rules::{fold, metadata_equals};
use clientele_domain::scope::Scope;
use clientele_domain::standing::{Signal, Standards};

use super::months::MONTH;
use super::search::{BEGINNINGS, beginning_in, holding};
use crate::conn::{Arg, Conn, Statement};

/// Figures in a currency of which much was given back, as the index of them has it.
pub(super) const MUCH_RETURNED: &str = "t.refunded > 0 AND t.payment_count >= 2 AND t.refunded >= (t.spent + 2) / 3";

/// What an expression is made for.
pub(super) struct Compiler<'a, 'c> {
    /// Whose customers.
    pub scope: Scope,
    /// What the statement calls the row.
    pub alias: &'static str,
    /// The engine.
    pub conn: &'a Conn<'c>,
    /// Whether generated columns are said as they are generated. SQLite reads the row as soon as one is named, although the index
    /// that it walks over holds what it is made of.
    spelled_out: bool,
}

impl<'a, 'c> Compiler<'a, 'c> {
    /// For rows of a scope, by what the statement calls them.
    pub fn of(scope: Scope, alias: &'static str, conn: &'a Conn<'c>) -> Self {
        Self { scope, alias, conn, spelled_out: false }
    }

    /// For rows of which only what an index holds is looked at.
    pub fn of_index(scope: Scope, alias: &'static str, conn: &'a Conn<'c>) -> Self {
        Self { spelled_out: true, ..Self::of(scope, alias, conn) }
    }

    /// Adds the expression.
    pub fn push(&self, statement: &mut Statement, query: &Query) {
        match query {
            Query::All(parts) => self.join(statement, parts, " AND ", "TRUE"),
            Query::Any(parts) => self.join(statement, parts, " OR ", "FALSE"),
            Query::Not(inner) => {
                statement.push("NOT ");
                self.push(statement, inner);
            }
            Query::Text(texts) => self.words(statement, &Words::of(texts)),
            Query::Is(condition) => {
                statement.push("(");
                self.condition(statement, condition);
                statement.push(")");
            }
        }
    }

    fn join(&self, statement: &mut Statement, parts: &[Query], between: &str, none: &str) {
        statement.push("(");
        for (place, part) in parts.iter().enumerate() {
            statement.push(if place == 0 { "" } else { between });
            self.push(statement, part);
        }
        statement.push(if parts.is_empty() { none } else { "" });
        statement.push(")");
    }

    /// Looks at the text of the row, for no index helps where words are only one way to fit.
    fn words(&self, statement: &mut Statement, words: &Words) {
        let alias = self.alias;
        statement.push("(");
        if words.is_empty() {
            statement.push("TRUE");
        } else if words.occur_anywhere() {
            let column = format!("{alias}.search_text");
            for (place, word) in words.words.iter().enumerate() {
                holding(statement, if place == 0 { "" } else { " AND " }, &column, word);
            }
        } else {
            for (place, column) in BEGINNINGS.into_iter().enumerate() {
                let (start, end) = beginning_in(column, &words.whole);
                statement.push(&format!("{}({alias}.{column} >= ", if place == 0 { "" } else { " OR " }));
                statement.bind(Arg::Text(start));
                statement.push(&format!(" AND {alias}.{column} < "));
                statement.bind(Arg::Text(end));
                statement.push(")");
            }
        }
        statement.push(")");
    }

    fn condition(&self, statement: &mut Statement, condition: &Condition) {
        let alias = self.alias;
        match condition {
            Condition::Status(status) => self.equals(statement, "subscription_status", status.as_str()),
            Condition::Kind(kind) => {
                statement.push(&format!("{alias}.kind = "));
                statement.bind(Arg::Text(kind.as_str().to_owned()));
            }
            Condition::Tag(tag) => self.tag(statement, tag),
            Condition::Country(country) => self.equals(statement, "country", country),
            Condition::Currency(currency) => {
                statement.push("EXISTS (SELECT 1");
                self.totals(statement, *currency);
                statement.push(" AND t.payment_count > 0)");
            }
            Condition::Money { field: MoneyField::Spent, compare, amount, own: true, .. } => {
                self.number(statement, &format!("{alias}.spent"), *compare, amount.minor);
            }
            Condition::Money { field, compare, amount, .. } => {
                statement.push(&format!("COALESCE((SELECT t.{}", field.as_str()));
                self.totals(statement, amount.currency);
                self.number(statement, "), 0)", *compare, amount.minor);
            }
            Condition::Count { field, compare, count } => {
                let column = if *field == CountField::Payments { "payment_count" } else { "order_count" };
                self.number(statement, &format!("{alias}.{column}"), *compare, *count);
            }
            Condition::Moment { field, compare, when } => self.moment(statement, *field, *compare, *when),
            Condition::Name { text, whole } => {
                statement.push(&format!("{alias}.name <> '' AND "));
                if *whole {
                    statement.push(&format!("{alias}.sort_name = "));
                    statement.bind(Arg::Text(fold(text)));
                } else {
                    holding(statement, "", &format!("{alias}.sort_name"), &fold(text));
                }
            }
            Condition::Email { text, whole: true } => self.equals(statement, "email", text),
            Condition::Email { text, whole: false } => holding(statement, "", &format!("{alias}.email"), text),
            Condition::Phone(text) => holding(statement, "", &format!("{alias}.phone"), text),
            Condition::ExternalId(id) => self.equals(statement, "external_id", id),
            Condition::Did(did) => self.equals(statement, "did", did),
            Condition::Signal { signal, by } => self.signal(statement, *signal, by),
            Condition::Has(has) => statement.push(&match has {
                Has::Email => format!("{alias}.email <> ''"),
                Has::Phone => format!("{alias}.phone <> ''"),
                Has::ExternalId => format!("{alias}.external_id <> ''"),
                Has::Payment => format!("{alias}.payment_count > 0"),
            }),
            Condition::Metadata { key, value } => self.metadata(statement, key, value),
        }
    }

    /// The conditions that `standing::holds` tells, in words that indexes know.
    fn signal(&self, statement: &mut Statement, signal: Signal, by: &Standards) {
        let alias = self.alias;
        match signal {
            Signal::TopSpender => self.number(statement, &format!("{alias}.spent"), Compare::Over, by.bars.spent),
            Signal::FrequentBuyer => {
                self.number(statement, &format!("{alias}.payment_count"), Compare::Over, by.bars.payments);
            }
            Signal::AtRisk => {
                if !self.spelled_out {
                    // By month, as the index has them.
                    statement.push(&format!("{alias}.at_risk_from < 9223372036854775807 AND "));
                    let (month, now) = (format!("{alias}.at_risk_from / {MONTH}"), by.now.micros() / MONTH);
                    self.number(statement, &month, Compare::AtMost, now);
                    statement.push(" AND ");
                }
                self.number(statement, &self.at_risk_from(), Compare::AtMost, by.now.micros());
            }
            Signal::New => {
                let after = by.new_after().micros();
                self.number(statement, &format!("{alias}.created_at"), Compare::Over, after);
                statement.push(&format!(" AND ({alias}.first_payment_at IS NULL OR "));
                self.number(statement, &format!("{alias}.first_payment_at"), Compare::Over, after);
                statement.push(")");
            }
            Signal::RefundHeavy => {
                statement.push("EXISTS (SELECT 1 FROM customer_totals t WHERE t.merchant_id = ");
                statement.bind(Arg::Text(self.scope.merchant.to_string()));
                statement.push(" AND t.livemode = ");
                statement.bind(Arg::Bool(self.scope.livemode()));
                statement.push(&format!(" AND t.customer_id = {alias}.id AND {MUCH_RETURNED})"));
            }
            Signal::PastDue => {
                statement.push(&format!("({alias}.overdue_count > 0 OR {alias}.subscription_status = 'past_due')"))
            }
        }
    }

    /// Spelled out as the migration generates the column, which says what the domain's `at_risk_from` does.
    fn at_risk_from(&self) -> String {
        let alias = self.alias;
        if !self.spelled_out {
            return format!("{alias}.at_risk_from");
        }
        let gap = format!("({alias}.last_payment_at - {alias}.first_payment_at) / ({alias}.payment_count - 1) * 3");
        format!(
            "CASE WHEN {alias}.payment_count >= 3 AND {alias}.last_payment_at > {alias}.first_payment_at
            THEN {alias}.last_payment_at + CASE WHEN {gap} > 1209600000000 THEN {gap} ELSE 1209600000000 END
            ELSE 9223372036854775807 END"
        )
    }

    fn sort_last_payment(&self) -> String {
        let alias = self.alias;
        if self.spelled_out {
            format!("COALESCE({alias}.last_payment_at, 0)")
        } else {
            format!("{alias}.sort_last_payment")
        }
    }

    /// A filled column is equal to a text. Without the first condition an index that leaves out empty ones, as all of these
    /// do, could not be used.
    fn equals(&self, statement: &mut Statement, column: &str, text: &str) {
        let alias = self.alias;
        statement.push(&format!("{alias}.{column} <> '' AND {alias}.{column} = "));
        statement.bind(Arg::Text(text.to_owned()));
    }

    fn number(&self, statement: &mut Statement, expression: &str, compare: Compare, number: i64) {
        statement.push(&format!("{expression} {} ", compare.sign()));
        statement.bind(Arg::Int(number));
    }

    /// Looks at the row whether it carries the tag.
    fn tag(&self, statement: &mut Statement, tag: &str) {
        statement.push(&format!("EXISTS (SELECT 1 FROM customer_tags WHERE customer_seq = +{}.seq", self.alias));
        of_tag(statement, self.scope, tag);
        // PostgreSQL would rather read everybody with the tag first, however many; so it looks at one after the other.
        statement.push(self.conn.pick(")", " OFFSET 0)"));
    }

    /// From the row's figures in a currency.
    fn totals(&self, statement: &mut Statement, currency: Currency) {
        statement.push(" FROM customer_totals t WHERE t.merchant_id = ");
        statement.bind(Arg::Text(self.scope.merchant.to_string()));
        statement.push(" AND t.livemode = ");
        statement.bind(Arg::Bool(self.scope.livemode()));
        statement.push(&format!(" AND t.customer_id = {}.id AND t.currency = ", self.alias));
        statement.bind(Arg::Text(currency.code().to_owned()));
    }

    fn moment(&self, statement: &mut Statement, field: MomentField, compare: Compare, when: When) {
        let alias = self.alias;
        let (moment, filled) = match field {
            MomentField::Created => (format!("{alias}.created_at"), "TRUE".to_owned()),
            MomentField::FirstPayment => {
                (format!("{alias}.first_payment_at"), format!("{alias}.first_payment_at IS NOT NULL"))
            }
            MomentField::LastPayment => (self.sort_last_payment(), format!("{alias}.last_payment_at IS NOT NULL")),
        };
        let (from, before) = when.range(compare);
        let mut between = "";
        // Who never paid comes first, before every moment.
        let is_filled = field == MomentField::LastPayment && from.is_some_and(|from| from.micros() > 0);
        if field != MomentField::Created && !is_filled {
            statement.push(&filled);
            between = " AND ";
        }
        for (sign, bound) in [(">=", from), ("<", before)] {
            if let Some(bound) = bound {
                statement.push(&format!("{between}{moment} {sign} "));
                statement.bind(Arg::Int(bound.micros()));
                between = " AND ";
            }
        }
    }

    fn metadata(&self, statement: &mut Statement, key: &str, value: &str) {
        let alias = self.alias;
        statement.push(&format!("CASE WHEN {alias}.metadata = '' THEN FALSE ELSE COALESCE("));
        statement.push(&self.conn.pick(format!("({alias}.metadata -> "), format!("({alias}.metadata::json -> ")));
        // Keys have no signs that a path would read otherwise.
        statement.bind(Arg::Text(self.conn.pick(format!("$.\"{key}\""), key.to_owned())));
        statement.push(self.conn.pick(") IN (", ")::text IN ("));
        statement.list(&metadata_equals(value));
        statement.push("), FALSE) END");
    }
}

/// Only customers of the scope who were not deleted; `alias` is what they are called.
pub(super) fn in_scope(statement: &mut Statement, scope: Scope, alias: &str) {
    statement.push(&format!(" WHERE {alias}.merchant_id = "));
    statement.bind(Arg::Text(scope.merchant.to_string()));
    statement.push(" AND c.livemode = ");
    statement.bind(Arg::Bool(scope.livemode()));
    statement.push(" AND c.deleted_at IS NULL");
}

/// Only rows of this tag.
pub(super) fn of_tag(statement: &mut Statement, scope: Scope, tag: &str) {
    statement.push(" AND merchant_id = ");
    statement.bind(Arg::Text(scope.merchant.to_string()));
    statement.push(" AND livemode = ");
    statement.bind(Arg::Bool(scope.livemode()));
    statement.push(" AND tag = ");
    statement.bind(Arg::Text(tag.to_owned()));
}
