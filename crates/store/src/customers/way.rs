//! The way to the customers that a query lets through. A merchant may have a million, of whom a page shows fifty: they
//! are met while walking in the order of the list, or they are few, looked up and sorted. Which of the two is right
//! depends on how many fit a condition, which no planner knows when it has to; so it is looked up here, no further than
//! needed.

use clientele_domain::list::SortBy;
use clientele_domain::money::Currency;
use clientele_domain::query::{Compare, Condition, CountField, MomentField, MoneyField, Query};
use clientele_domain::scope::Scope;
use clientele_domain::standing::Signal;

use super::compile::{Compiler, MUCH_RETURNED, in_scope, of_tag};
use super::search::{self, Search};
use crate::conn::{Arg, Conn, Statement};
use crate::counters;
use crate::error::Result;

/// So many rows are looked up and sorted in the time in which a page is to be there.
const FEW: i64 = 2000;
/// Those who fit two conditions are found by both, if no more fit either.
const MEDIUM: i64 = 100_000;

/// How to find the rows.
pub(super) struct Way {
    search: Search,
    start: Start,
    sort_by: SortBy,
}

enum Start {
    /// The order of the list.
    Order,
    /// SQLite's index of substrings.
    Substrings,
    /// Those who carry a tag.
    Tag(String),
    /// Those who fit one of these conditions, of which the query asks for one.
    Few(Vec<Condition>),
    /// Those who fit one of the first and one of the second.
    Both(Vec<Condition>, Vec<Condition>),
}

impl Way {
    /// Looks for the way to the customers of a query, in a list sorted by `sort_by`.
    pub async fn choose(conn: &mut Conn<'_>, scope: Scope, query: &Query, sort_by: SortBy) -> Result<Self> {
        let search = Search::of(query);
        // Those who fit words are listed in the order of recording, which no condition has.
        let order = (search.is_empty() || sort_by != SortBy::CreatedAt).then_some(sort_by);
        let start = match few(conn, scope, query, order).await? {
            Some(conditions) => Start::Few(conditions),
            None if search.has_trigrams() && matches!(conn, Conn::Sqlite(_)) => Start::Substrings,
            None => rare_tag(conn, scope, query).await?.map_or(Start::Order, Start::Tag),
        };
        Ok(Self { search, start, sort_by })
    }

    /// Instead of a walk, the way by two indexes at once, where few fit although many fit each condition. PostgreSQL puts
    /// indexes together by itself.
    pub async fn narrowed(self, conn: &mut Conn<'_>, scope: Scope, query: &Query) -> Result<Self> {
        let walks = matches!(self.start, Start::Order) && self.search.is_empty() && query.parts().len() > 1;
        if !walks || matches!(conn, Conn::Postgres(_)) {
            return Ok(self);
        }
        let mut known: Vec<(i64, Vec<Condition>)> = Vec::new();
        for part in query.parts() {
            let (count, conditions) = match (part, looked_up(part, Some(self.sort_by))) {
                (Query::Is(Condition::Tag(tag)), _) => {
                    let carriers = counters::get(conn, scope, &counters::of_tag(tag)).await?;
                    (carriers, vec![Condition::Tag(tag.clone())])
                }
                (_, Some(conditions)) => (fitting(conn, scope, &conditions, MEDIUM).await?, conditions),
                (_, None) => continue,
            };
            if count <= MEDIUM {
                known.push((count, conditions));
            }
        }
        known.sort_by_key(|(count, _)| *count);
        let mut known = known.into_iter().map(|(_, conditions)| conditions);
        Ok(match (known.next(), known.next()) {
            (Some(one), Some(other)) => Self { start: Start::Both(one, other), ..self },
            _ => self,
        })
    }

    /// The number of the row, from where it is read in order.
    pub fn number(&self) -> &'static str {
        if matches!(self.start, Start::Substrings) { "customer_search.rowid" } else { "c.seq" }
    }

    /// Adds where the rows come from, and all conditions.
    pub fn push(&self, statement: &mut Statement, conn: &Conn<'_>, scope: Scope, query: &Query) {
        let by_index = matches!(self.start, Start::Substrings);
        search::from(statement, by_index);
        // The plus keeps SQLite, which cannot know how few they are, from walking the list to look for them.
        let apart = match self.start {
            Start::Few(_) | Start::Both(..) => true,
            Start::Tag(_) => self.search.is_empty(),
            Start::Order | Start::Substrings => false,
        };
        in_scope(statement, scope, if apart { conn.pick("+c", "c") } else { "c" });
        search::matching(statement, scope, &self.search, by_index);
        for part in query.parts() {
            match (part, &self.start) {
                (Query::Text(_), _) => {}
                (Query::Is(Condition::Tag(tag)), Start::Tag(rare)) if tag == rare => {
                    statement.push(" AND c.seq IN (SELECT customer_seq FROM customer_tags WHERE TRUE");
                    of_tag(statement, scope, tag);
                    statement.push(")");
                }
                _ => {
                    statement.push(" AND ");
                    Compiler::of(scope, self.alias(conn, part), conn).push(statement, part);
                }
            }
        }
        if let Start::Few(conditions) = &self.start {
            // As an array they are looked up first on PostgreSQL, too.
            statement.push(conn.pick(" AND c.seq IN (", " AND c.seq = ANY (ARRAY("));
            rows_of(statement, conn, scope, conditions, Wanted::Numbers);
            statement.push(conn.pick(")", "))"));
        }
        if let Start::Both(one, other) = &self.start {
            statement.push(" AND c.seq IN (SELECT * FROM (");
            rows_of(statement, conn, scope, one, Wanted::Numbers);
            statement.push(") INTERSECT SELECT * FROM (");
            rows_of(statement, conn, scope, other, Wanted::Numbers);
            statement.push("))");
        }
    }

    /// Whether nothing better is known than to walk over the list in its order. Of a tag PostgreSQL knows by itself whether
    /// those who carry it are few.
    pub fn is_in_order(&self, conn: &Conn<'_>) -> bool {
        match self.start {
            Start::Order => true,
            Start::Tag(_) => matches!(conn, Conn::Postgres(_)),
            _ => false,
        }
    }

    /// What a condition calls the row. The plus keeps SQLite from the condition's own index: of many who fit, it would
    /// rather take all from there and sort them than meet fifty on its way, and few have been looked up already. What
    /// bounds the list's own index is left to it.
    fn alias(&self, conn: &Conn<'_>, part: &Query) -> &'static str {
        let bounds = matches!(part, Query::Is(condition) if is_in_order(condition, self.sort_by));
        let held = match self.start {
            Start::Few(_) | Start::Both(..) | Start::Tag(_) => true,
            Start::Order => !bounds,
            Start::Substrings => false,
        };
        if held { conn.pick("+c", "c") } else { "c" }
    }
}

/// The tag of the query that is best looked up. SQLite has no figures of single tags, but the counters do: the page of a
/// frequent tag is full soon when the list is walked in its order, and those of a rare tag are soon sorted. Walking to
/// fill a page of 50 costs 50 × all ÷ carriers rows, sorting costs the carriers.
async fn rare_tag(conn: &mut Conn<'_>, scope: Scope, query: &Query) -> Result<Option<String>> {
    let tags = query.parts().iter().filter_map(|part| match part {
        Query::Is(Condition::Tag(tag)) => Some(tag),
        _ => None,
    });
    if matches!(conn, Conn::Postgres(_)) {
        return Ok(tags.into_iter().next().cloned());
    }
    let mut rarest: Option<(i64, &String)> = None;
    for tag in tags {
        let carriers = counters::get(conn, scope, &counters::of_tag(tag)).await?;
        if rarest.is_none_or(|(least, _)| carriers < least) {
            rarest = Some((carriers, tag));
        }
    }
    let Some((carriers, tag)) = rarest else { return Ok(None) };
    let all = counters::get(conn, scope, counters::CUSTOMERS).await?;
    Ok((carriers.saturating_mul(carriers) <= all.saturating_mul(50)).then(|| tag.clone()))
}

/// The condition, or the conditions of which one must hold, that the fewest fit, if they are few.
async fn few(
    conn: &mut Conn<'_>,
    scope: Scope,
    query: &Query,
    order: Option<SortBy>,
) -> Result<Option<Vec<Condition>>> {
    let mut fewest: Option<(i64, Vec<Condition>)> = None;
    for part in query.parts() {
        let most = fewest.as_ref().map_or(FEW, |(least, _)| *least);
        let (found, conditions) = match (part, looked_up(part, order)) {
            // On SQLite, a page may be full sooner than they are sorted.
            (Query::Is(Condition::Tag(tag)), _) if matches!(conn, Conn::Postgres(_)) => {
                (counters::get(conn, scope, &counters::of_tag(tag)).await?, vec![Condition::Tag(tag.clone())])
            }
            (_, Some(conditions)) => (fitting(conn, scope, &conditions, most).await?, conditions),
            (_, None) => continue,
        };
        if found <= most {
            fewest = Some((found, conditions));
        }
        if found <= 50 {
            break;
        }
    }
    Ok(fewest.map(|(_, conditions)| conditions))
}

/// How many fit one of these conditions, counted no further than one beyond `most`.
pub(super) async fn fitting(conn: &mut Conn<'_>, scope: Scope, conditions: &[Condition], most: i64) -> Result<i64> {
    let mut statement = Statement::default();
    statement.push("SELECT COUNT(*) FROM (");
    rows_of(&mut statement, conn, scope, conditions, Wanted::Count);
    statement.push(" LIMIT ");
    statement.bind(Arg::Int(most + 1));
    statement.push(") AS known");
    Ok(fetch_statement!(conn, (i64,), statement)?.first().map_or(0, |(count,)| *count))
}

/// The conditions by which those who fit a part of the query can be looked up, unless they are met in this order.
fn looked_up(part: &Query, order: Option<SortBy>) -> Option<Vec<Condition>> {
    match part {
        // Those with a tag are counted already.
        Query::Is(Condition::Tag(_)) => None,
        Query::Is(condition) => {
            let is_met = order.is_some_and(|order| is_in_order(condition, order));
            (is_looked_up(condition) && !is_met).then(|| vec![condition.clone()])
        }
        Query::Any(parts) => {
            let each = parts.iter().map(|part| match part {
                Query::Is(condition) if is_looked_up(condition) => Some(condition.clone()),
                _ => None,
            });
            each.collect()
        }
        _ => None,
    }
}

/// Whether an index finds those who fit.
pub(super) fn is_looked_up(condition: &Condition) -> bool {
    match condition {
        Condition::Status(_) | Condition::Kind(_) | Condition::Tag(_) | Condition::Country(_) => true,
        Condition::Currency(_) | Condition::ExternalId(_) | Condition::Did(_) => true,
        Condition::Email { whole, .. } | Condition::Name { whole, .. } => *whole,
        Condition::Money { field: MoneyField::Spent, own: true, .. } => true,
        Condition::Money { .. } => has_row(condition),
        Condition::Count { field, .. } => *field == CountField::Payments,
        // Those who never paid come first in that index, and nobody knows how many.
        Condition::Moment { field: MomentField::LastPayment, compare, when } => when.range(*compare).0.is_some(),
        Condition::Moment { .. } => true,
        Condition::Signal { .. } => true,
        Condition::Phone(_) | Condition::Has(_) | Condition::Metadata { .. } => false,
    }
}

/// Whether the index that has the order of the list finds those who fit, or another one that has it, too.
pub(super) fn is_in_order(condition: &Condition, sort_by: SortBy) -> bool {
    match condition {
        Condition::Status(_) | Condition::Kind(_) | Condition::Country(_) => sort_by == SortBy::CreatedAt,
        Condition::Name { whole, .. } => *whole && sort_by == SortBy::Name,
        Condition::Money { field: MoneyField::Spent, own: true, .. } => sort_by == SortBy::TotalSpent,
        Condition::Signal { signal: Signal::TopSpender, .. } => sort_by == SortBy::TotalSpent,
        Condition::Signal { signal: Signal::FrequentBuyer, .. } => sort_by == SortBy::PaymentCount,
        Condition::Signal { signal: Signal::New | Signal::PastDue, .. } => sort_by == SortBy::CreatedAt,
        Condition::Count { field: CountField::Payments, .. } => sort_by == SortBy::PaymentCount,
        Condition::Moment { field: MomentField::Created, .. } => sort_by == SortBy::CreatedAt,
        Condition::Moment { field: MomentField::LastPayment, .. } => sort_by == SortBy::LastPaymentAt,
        _ => false,
    }
}

/// Whether only those fit who have figures in the currency: who has none has spent nothing.
fn has_row(condition: &Condition) -> bool {
    match condition {
        Condition::Money { compare, amount, .. } => !compare.holds(&0, &amount.minor) && *compare != Compare::Under,
        _ => false,
    }
}

/// What is wanted of those who fit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Their numbers.
    Numbers,
    /// A row for each, from an index alone where that does; some may be gone.
    Count,
}

/// Those who fit one of the conditions.
fn rows_of(statement: &mut Statement, conn: &Conn<'_>, scope: Scope, conditions: &[Condition], wanted: Wanted) {
    for (place, condition) in conditions.iter().enumerate() {
        statement.push(if place == 0 { "" } else { " UNION ALL " });
        match condition {
            Condition::Tag(tag) => {
                let column = if wanted == Wanted::Count { "1" } else { "customer_seq" };
                statement.push(&format!("SELECT {column} FROM customer_tags WHERE TRUE"));
                of_tag(statement, scope, tag);
            }
            Condition::Signal { signal: Signal::RefundHeavy, .. } => much_returned(statement, conn, scope, wanted),
            Condition::Currency(currency) => by_currency(statement, conn, scope, *currency, None, wanted),
            Condition::Money { field, compare, amount, own, .. } if *field == MoneyField::Refunded || !own => {
                let figure = Some((*field, *compare, amount.minor));
                by_currency(statement, conn, scope, amount.currency, figure, wanted);
            }
            _ => {
                let column = if wanted == Wanted::Count { "1" } else { "d.seq" };
                // There are two kinds, and of one there may be few; SQLite would look for them among everybody.
                let is_of_kind = matches!(condition, Condition::Kind(_));
                let index = if is_of_kind { conn.pick(" INDEXED BY customers_by_kind", "") } else { "" };
                statement.push(&format!("SELECT {column} FROM customers d{index} WHERE d.merchant_id = "));
                statement.bind(Arg::Text(scope.merchant.to_string()));
                statement.push(" AND d.livemode = ");
                statement.bind(Arg::Bool(scope.livemode()));
                statement.push(" AND d.deleted_at IS NULL AND ");
                Compiler::of(scope, "d", conn).push(statement, &Query::Is(condition.clone()));
            }
        }
    }
}

/// Those of whose payments in a currency much was given back.
fn much_returned(statement: &mut Statement, conn: &Conn<'_>, scope: Scope, wanted: Wanted) {
    let index = conn.pick(" INDEXED BY customer_totals_returned", "");
    statement.push(&match wanted {
        Wanted::Count => format!("SELECT 1 FROM customer_totals t{index}"),
        Wanted::Numbers => format!(
            "SELECT d.seq FROM customer_totals t{index} JOIN customers d
                ON d.merchant_id = t.merchant_id AND d.livemode = t.livemode AND d.id = t.customer_id"
        ),
    });
    statement.push(" WHERE t.merchant_id = ");
    statement.bind(Arg::Text(scope.merchant.to_string()));
    statement.push(" AND t.livemode = ");
    statement.bind(Arg::Bool(scope.livemode()));
    statement.push(&format!(" AND {MUCH_RETURNED}"));
}

/// Those who have figures in a currency, and which.
fn by_currency(
    statement: &mut Statement,
    conn: &Conn<'_>,
    scope: Scope,
    currency: Currency,
    figure: Option<(MoneyField, Compare, i64)>,
    wanted: Wanted,
) {
    let refunded = matches!(figure, Some((MoneyField::Refunded, ..)));
    // What most pay with says nothing about a currency that few do; SQLite would conclude from the first to the second.
    let index = match refunded {
        true => " INDEXED BY customer_totals_refunded",
        false => " INDEXED BY customer_totals_by_currency",
    };
    let index = conn.pick(index, "");
    statement.push(&match wanted {
        Wanted::Count => format!("SELECT 1 FROM customer_totals f{index}"),
        Wanted::Numbers => format!(
            "SELECT d.seq FROM customer_totals f{index} JOIN customers d
                ON d.merchant_id = f.merchant_id AND d.livemode = f.livemode AND d.id = f.customer_id"
        ),
    });
    statement.push(" WHERE f.merchant_id = ");
    statement.bind(Arg::Text(scope.merchant.to_string()));
    statement.push(" AND f.livemode = ");
    statement.bind(Arg::Bool(scope.livemode()));
    statement.push(" AND f.currency = ");
    statement.bind(Arg::Text(currency.code().to_owned()));
    if let Some((field, compare, minor)) = figure {
        // The index of what was given back leaves out those to whom nothing was.
        let filled = if refunded { " AND f.refunded > 0" } else { "" };
        statement.push(&format!("{filled} AND f.{} {} ", field.as_str(), compare.sign()));
        statement.bind(Arg::Int(minor));
    }
}
