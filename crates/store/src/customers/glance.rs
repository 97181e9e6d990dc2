//! The first of a list, looked through before anybody counts how many fit what: most pages are full soon. That is done in the
//! indexes of the order of creation, which hold beside a row's place what queries ask most; it is a tenth of the work of
//! reading the rows. SQLite counts first who are few, which takes it no time, and then looks as far as it takes.

use clientele_domain::list::SortBy;
use clientele_domain::query::{Condition, CountField, MoneyField, Query};
use clientele_domain::scope::Scope;
use clientele_domain::standing::Signal;

use super::compile::{Compiler, in_scope};
use super::search::Search;
use super::way::{fitting, is_in_order, is_looked_up};
use crate::conn::{Conn, Statement};
use crate::counters;
use crate::error::Result;

/// So many places of an index are looked at before it is asked who is few, and so many afterwards; of rows, a tenth.
const NEAR: i64 = 10_000;
const FAR: i64 = 200_000;
const ROWS: i64 = 10;

/// What is taken from an index.
const HELD: &str = "c.seq, c.created_at, c.kind, c.country, c.subscription_status, c.spent, c.payment_count, \
    c.first_payment_at, c.last_payment_at, c.sort_last_payment, c.at_risk_from";

/// How many of a list are looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Few enough to be tried first.
    Near,
    /// Many, when nobody who fits can be looked up.
    Far,
    /// As many as it takes. SQLite passes a million places of an index in a tenth of a second, unless it has to look elsewhere for
    /// each.
    Whole,
}

/// A look at the first of a list.
pub(super) struct Glance<'q> {
    query: &'q Query,
    sort_by: SortBy,
    bounds: Vec<&'q Query>,
}

impl<'q> Glance<'q> {
    /// For a query whose list is worth a look: not one of words, nor one that names somebody, nor one that an index answers.
    pub fn of(query: &'q Query, sort_by: SortBy) -> Option<Self> {
        let any = |is: &dyn Fn(&Condition) -> bool| {
            query.parts().iter().any(|part| matches!(part, Query::Is(condition) if is(condition)))
        };
        let bounds = bounds(query, sort_by);
        let is_answered = match query.parts().len() {
            1 => any(&|condition| is_in_order(condition, sort_by)),
            many => many == bounds.len(),
        };
        let is_worth_it = Search::of(query).is_empty() && !any(&names);
        (is_worth_it && !is_answered).then_some(Self { query, sort_by, bounds })
    }

    /// How far to look before anybody is counted, if at all, and how far afterwards.
    pub fn reaches(conn: &Conn<'_>, sort_by: SortBy) -> (Option<Reach>, Reach) {
        match conn {
            Conn::Sqlite(_) if sort_by == SortBy::CreatedAt => (None, Reach::Whole),
            _ => (Some(Reach::Near), Reach::Far),
        }
    }

    fn most(&self, reach: Reach) -> i64 {
        let most = match reach {
            Reach::Near => NEAR,
            Reach::Far => FAR,
            Reach::Whole => return i64::MAX,
        };
        if self.sort_by == SortBy::CreatedAt { most } else { most / ROWS }
    }

    /// Adds where the rows come from, and all conditions. `order` is said of the rows, by `key` and their numbers; `beyond` says
    /// where the page begins. The rows are in order already by `seen.place` and `seen.seq`.
    pub fn push(
        &self,
        statement: &mut Statement,
        conn: &Conn<'_>,
        scope: Scope,
        (key, order): (&str, &str),
        beyond: impl FnOnce(&mut Statement) -> Result<()>,
        reach: Reach,
    ) -> Result<()> {
        // What is soon compared goes first.
        let mut parts: Vec<&Query> = self.query.parts().iter().collect();
        parts.sort_by_key(|part| !matches!(part, Query::Is(Condition::Count { .. } | Condition::Money { .. })));
        let each = |statement: &mut Statement, compiler: &Compiler<'_, '_>, fits: &dyn Fn(&Query) -> bool| {
            for part in parts.iter().filter(|part| fits(part)) {
                statement.push(" AND ");
                compiler.push(statement, part);
            }
        };
        let row = Compiler::of(scope, "c", conn);
        let is_bound = |part: &Query| self.is_bound(part);
        let is_held = |part: &Query| !self.is_bound(part) && is_held(part);
        let most = self.most(reach);
        if reach == Reach::Whole {
            // The plus keeps SQLite to the order; and it passes places more quickly where it looks at them at once.
            statement.push(&format!("(SELECT c.seq, {key} AS place FROM customers c"));
            in_scope(statement, scope, "c");
            each(statement, &row, &is_bound);
            beyond(statement)?;
            each(statement, &Compiler::of_index(scope, "+c", conn), &is_held);
            statement.push(&format!(" ORDER BY {order} LIMIT {most}"));
        } else {
            statement
                .push(&format!("(SELECT near.seq, near.place FROM (SELECT {HELD}, {key} AS place FROM customers c"));
            in_scope(statement, scope, "c");
            each(statement, &row, &is_bound);
            beyond(statement)?;
            statement.push(&format!(" ORDER BY {order} LIMIT {most}) AS near WHERE TRUE"));
            each(statement, &Compiler::of(scope, "near", conn), &is_held);
        }
        statement.push(conn.pick(") AS seen CROSS JOIN", ") AS seen JOIN"));
        statement.push(" customers c ON c.seq = seen.seq WHERE TRUE");
        each(statement, &row, &|part| !is_bound(part) && !is_held(part));
        Ok(())
    }

    /// Whether nobody comes after those who were looked through, wherever the page began.
    pub async fn was_all(&self, conn: &mut Conn<'_>, scope: Scope, reach: Reach) -> Result<bool> {
        if reach == Reach::Whole {
            return Ok(true);
        }
        let most = self.most(reach);
        Ok(match self.bounds.first() {
            Some(Query::Is(condition)) => {
                // Of others nobody knows how many come before them.
                is_looked_up(condition) && fitting(conn, scope, std::slice::from_ref(condition), most).await? <= most
            }
            _ => counters::get(conn, scope, counters::CUSTOMERS).await? <= most,
        })
    }

    fn is_bound(&self, part: &Query) -> bool {
        self.bounds.iter().any(|bound| std::ptr::eq(*bound, part))
    }
}

/// Whether the condition names one customer, or few.
fn names(condition: &Condition) -> bool {
    match condition {
        Condition::ExternalId(_) | Condition::Did(_) => true,
        Condition::Email { whole, .. } | Condition::Name { whole, .. } => *whole,
        _ => false,
    }
}

/// The conditions that say where in an index of the list's order those are who fit. Of those that have an index of their own
/// only one does, for who fits two may be far between; and of a kind are too many for its index to be better than that of all.
pub(super) fn bounds(query: &Query, sort_by: SortBy) -> Vec<&Query> {
    let mut bounds: Vec<&Query> = query.parts().iter().filter(|part| rank(part) < 4).collect();
    bounds.retain(|part| match part {
        Query::Is(condition) => is_in_order(condition, sort_by),
        _ => false,
    });
    bounds.sort_by_key(|part| rank(part));
    let own = bounds.iter().filter(|part| is_own(part)).count();
    bounds.drain(1.min(own)..own);
    bounds
}

/// Whether a bound has an index of its own.
pub(super) fn is_own(bound: &&Query) -> bool {
    rank(bound) < 3
}

fn rank(part: &Query) -> i32 {
    match part {
        Query::Is(Condition::Signal { signal: Signal::PastDue, .. }) => 0,
        Query::Is(Condition::Status(_)) => 1,
        Query::Is(Condition::Country(_)) => 2,
        Query::Is(Condition::Kind(_)) => 4,
        _ => 3,
    }
}

/// Whether the indexes of the order of creation hold all that this asks of a row.
fn is_held(part: &Query) -> bool {
    match part {
        Query::All(parts) | Query::Any(parts) => parts.iter().all(is_held),
        Query::Not(inner) => is_held(inner),
        Query::Text(_) => false,
        Query::Is(condition) => match condition {
            Condition::Status(_) | Condition::Kind(_) | Condition::Country(_) | Condition::Tag(_) => true,
            Condition::Money { field, own, .. } => *field == MoneyField::Spent && *own,
            Condition::Count { field, .. } => *field == CountField::Payments,
            Condition::Moment { .. } => true,
            Condition::Signal { signal, .. } => !matches!(signal, Signal::RefundHeavy | Signal::PastDue),
            _ => false,
        },
    }
}
