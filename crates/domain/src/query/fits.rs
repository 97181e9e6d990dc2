//! Whether a customer is one of those that a query asks for.

use super::{Condition, CountField, MomentField, MoneyField, Query, Words};
use crate::customer::{Customer, CustomerFields};
use crate::id::CustomerId;
use crate::list::Has;
use crate::money::Currency;
use crate::payment::Totals;
use crate::rules::fold;
use crate::rules::metadata_equals;
use crate::standing;

/// All that a query can ask of a customer.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The record.
    pub customer: &'a Customer,
    /// Figures, one a currency.
    pub totals: &'a [Totals],
    /// The addresses of the wallets.
    pub wallets: &'a [String],
}

impl Facts<'_> {
    /// Whether the query lets this customer through.
    pub fn fit(&self, query: &Query) -> bool {
        match query {
            Query::All(parts) => parts.iter().all(|part| self.fit(part)),
            Query::Any(parts) => parts.iter().any(|part| self.fit(part)),
            Query::Not(inner) => !self.fit(inner),
            Query::Text(texts) => self.hold(&Words::of(texts)),
            Query::Is(condition) => self.meet(condition),
        }
    }

    fn hold(&self, words: &Words) -> bool {
        let fields = &self.customer.fields;
        if words.is_empty() {
            return true;
        }
        if words.occur_anywhere() {
            let text = search_text(self.customer.id, fields, self.wallets);
            return words.words.iter().all(|word| text.contains(word.as_str()));
        }
        let whole = words.whole.as_str();
        let phone = if whole.starts_with('+') { whole.to_owned() } else { format!("+{whole}") };
        sort_name(fields).starts_with(whole)
            || fields.email.starts_with(whole)
            || fields.external_id.starts_with(whole)
            || fields.phone.starts_with(&phone)
    }

    fn meet(&self, condition: &Condition) -> bool {
        let (customer, fields) = (self.customer, &self.customer.fields);
        match condition {
            Condition::Status(status) => customer.subscription_status == Some(*status),
            Condition::Kind(kind) => customer.kind == *kind,
            Condition::Tag(tag) => fields.tags.contains(tag),
            Condition::Country(country) => fields.address.country == *country,
            Condition::Currency(currency) => {
                self.totals.iter().any(|totals| totals.spent.currency == *currency && totals.payments > 0)
            }
            Condition::Money { field, compare, amount, .. } => {
                compare.holds(&self.money(*field, amount.currency), &amount.minor)
            }
            Condition::Count { field, compare, count } => {
                let counts = &customer.counts;
                let found = if *field == CountField::Payments { counts.payments } else { counts.orders };
                compare.holds(&found, count)
            }
            Condition::Moment { field, compare, when } => {
                let happened = match field {
                    MomentField::Created => Some(customer.created_at),
                    MomentField::FirstPayment => customer.first_payment_at,
                    MomentField::LastPayment => customer.last_payment_at,
                };
                let (from, before) = when.range(*compare);
                happened.is_some_and(|at| from.is_none_or(|from| at >= from) && before.is_none_or(|end| at < end))
            }
            Condition::Name { text, whole } => {
                let (name, text) = (fold(&fields.name), fold(text));
                !fields.name.is_empty() && if *whole { name == text } else { name.contains(&text) }
            }
            Condition::Email { text, whole } => {
                let (email, text) = (&fields.email, text.as_str());
                !email.is_empty() && if *whole { email == text } else { email.contains(text) }
            }
            Condition::Phone(text) => fields.phone.contains(text.as_str()),
            Condition::ExternalId(id) => fields.external_id == *id,
            Condition::Did(did) => fields.did == *did,
            Condition::Signal { signal, by } => standing::holds(*signal, customer, self.totals, by),
            Condition::Has(has) => match has {
                Has::Email => !fields.email.is_empty(),
                Has::Phone => !fields.phone.is_empty(),
                Has::ExternalId => !fields.external_id.is_empty(),
                Has::Payment => customer.counts.payments > 0,
            },
            Condition::Metadata { key, value } => fields
                .metadata
                .iter()
                .any(|(known, stored)| known == key && metadata_equals(value).iter().any(|json| json == stored)),
        }
    }

    fn money(&self, field: MoneyField, currency: Currency) -> i64 {
        let totals = self.totals.iter().find(|totals| totals.spent.currency == currency);
        totals.map_or(0, |totals| if field == MoneyField::Spent { totals.spent.minor } else { totals.refunded })
    }
}

/// What a list sorts names by; customers without any come last.
pub fn sort_name(fields: &CustomerFields) -> String {
    let name = fold(fields.display_name());
    if fields.entries().is_empty() { "\u{10ffff}".to_owned() } else { name }
}

/// What the search reads: folded, one value a line, so that no match runs over two values.
pub fn search_text(id: CustomerId, fields: &CustomerFields, wallets: &[String]) -> String {
    let phone_digits = fields.phone.trim_start_matches('+').to_owned();
    let id = id.to_string();
    let mut values = vec![&fields.name, &fields.email, &phone_digits, &fields.external_id, &fields.did, &id];
    values.extend(&fields.tags);
    values.extend(wallets);
    let lines: Vec<String> = values.into_iter().filter(|value| !value.is_empty()).map(|value| fold(value)).collect();
    lines.join("\n")
}
