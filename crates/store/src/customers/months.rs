//! Lists of the newest among those who paid last long ago, or are at risk. The newest are none of them, so whoever walks over
//! everybody in that order meets nobody for a long time; and sorting all of them takes long where they are many. An index
//! holds them by month and in the order of creation within each, and the engines read the months side by side, as far as the
//! page goes.

use clientele_domain::list::SortBy;
use clientele_domain::query::{Condition, MomentField, Query};
use clientele_domain::scope::Scope;
use clientele_domain::standing::Signal;
use clientele_domain::time::Timestamp;

use super::compile::{Compiler, in_scope};
use super::glance::{bounds, is_own};
use super::search::Search;
use crate::conn::{Arg, Conn, Statement};
use crate::error::Result;

/// Microseconds of what the indexes call a month.
pub(super) const MONTH: i64 = 30 * 24 * 60 * 60 * 1_000_000;
/// Among so many of them a page is looked for before other ways are.
pub(super) const FIRST: i64 = 10_000;
/// What is longer ago than ten years counts as one month, or a plan would take longer than the rows.
const MOST_MONTHS: i64 = 120;
const AT_RISK: &str = "at_risk_from";

/// The months of those who fit a condition of a query.
pub(super) struct Months<'q> {
    query: &'q Query,
    part: &'q Query,
    past: Past,
    first: i64,
    last: i64,
    /// Whether there are months before the first, which count as one with it.
    has_older: bool,
}

/// That a moment is past.
#[derive(Clone, Copy)]
struct Past {
    /// Where it is.
    column: &'static str,
    /// What those have who have one at all, in the words of the index.
    filled: &'static str,
    /// The first that fits, if there is one.
    from: Option<i64>,
    /// The first that fits no more.
    before: i64,
}

impl<'q> Months<'q> {
    /// For a list in the order of creation with such a condition; not one of words, nor one of which an index in that order has
    /// but some.
    pub async fn of(conn: &mut Conn<'_>, scope: Scope, query: &'q Query, sort_by: SortBy) -> Result<Option<Self>> {
        if sort_by != SortBy::CreatedAt || !Search::of(query).is_empty() || bounds(query, sort_by).iter().any(is_own) {
            return Ok(None);
        }
        let mut found = query.parts().iter().filter_map(|part| Some((part, Past::of(part)?)));
        let Some((part, past)) = found.next() else { return Ok(None) };
        // Of those at risk are fewer.
        let (part, past) = found.find(|(_, past)| past.column == AT_RISK).unwrap_or((part, past));
        let mut statement = Statement::default();
        statement.push(&format!("SELECT c.{} / {MONTH} FROM customers c", past.column));
        in_scope(&mut statement, scope, "c");
        statement.push(&format!(" AND c.{} ORDER BY c.{} / {MONTH} LIMIT 1", past.filled, past.column));
        let Some((first,)) = fetch_statement!(conn, (i64,), statement)?.pop() else { return Ok(None) };
        let (known, last) = (past.from.map_or(first, |from| first.max(from / MONTH)), (past.before - 1) / MONTH);
        let first = known.max(last - MOST_MONTHS + 1);
        Ok((first <= last).then_some(Self { query, part, past, first, last, has_older: known < first }))
    }

    /// Adds the rows of the first `most` of them, and all conditions. They are in order already by `seen.place` and `seen.seq`;
    /// `word` says in which. `beyond` says where the page begins.
    pub fn push(
        &self,
        statement: &mut Statement,
        conn: &Conn<'_>,
        scope: Scope,
        word: &str,
        beyond: impl Fn(&mut Statement) -> Result<()>,
        most: i64,
    ) -> Result<()> {
        statement.push("(");
        let Past { column, filled, from, before } = self.past;
        let in_order = format!(" ORDER BY 1 {word}, 2 {word}");
        // PostgreSQL merges what says that it is in order, of which it wants two at least.
        let (mut begin, mut end) = conn.pick(("", String::new()), ("(", format!("{in_order})")));
        if self.first == self.last {
            (begin, end) = ("", String::new());
        }
        let bounds = bounds(self.query, SortBy::CreatedAt);
        for month in self.first..=self.last {
            statement.push(if month == self.first { "" } else { " UNION ALL " });
            statement.push(begin);
            statement.push("SELECT c.created_at AS place, c.seq AS seq FROM customers c");
            in_scope(statement, scope, "c");
            let sign = if self.has_older && month == self.first { "<=" } else { "=" };
            statement.push(&format!(" AND c.{filled} AND c.{column} / {MONTH} {sign} "));
            statement.bind(Arg::Int(month));
            // In the months between these everybody fits.
            if let (Some(from), true) = (from, month == self.first) {
                statement.push(&format!(" AND c.{column} >= "));
                statement.bind(Arg::Int(from));
            }
            if month == self.last {
                statement.push(&format!(" AND c.{column} < "));
                statement.bind(Arg::Int(before));
            }
            for part in &bounds {
                statement.push(" AND ");
                Compiler::of(scope, "c", conn).push(statement, part);
            }
            beyond(statement)?;
            statement.push(&end);
        }
        statement.push(&format!("{in_order} LIMIT {most}) AS seen"));
        // In this order: SQLite would rather walk over everybody to look them up among these.
        statement
            .push(conn.pick(" CROSS JOIN customers c ON c.seq = seen.seq", " JOIN customers c ON c.seq = seen.seq"));
        statement.push(" WHERE TRUE");
        let is_said = |part: &Query| bounds.iter().chain([&self.part]).any(|said| std::ptr::eq(*said, part));
        for part in self.query.parts().iter().filter(|part| !is_said(part)) {
            statement.push(" AND ");
            Compiler::of(scope, "c", conn).push(statement, part);
        }
        Ok(())
    }
}

impl Past {
    fn of(part: &Query) -> Option<Self> {
        match part {
            Query::Is(Condition::Signal { signal: Signal::AtRisk, by }) => Some(Self {
                column: AT_RISK,
                filled: "at_risk_from < 9223372036854775807",
                from: None,
                before: by.now.micros() + 1,
            }),
            Query::Is(Condition::Moment { field: MomentField::LastPayment, compare, when }) => {
                let (from, before) = when.range(*compare);
                let (from, before) = (from.map(Timestamp::micros), before?.micros());
                Some(Self { column: "last_payment_at", filled: "last_payment_at IS NOT NULL", from, before })
            }
            _ => None,
        }
    }
}
