//! One page of customers, sorted and filtered, by keyset in either direction.

use std::fmt;

use clientele_domain::customer::SubscriptionStatus;
use clientele_domain::list::{CustomerSummary, Direction, SortBy};
use clientele_domain::query::Query;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use super::compile::Compiler;
use super::glance::{Glance, Reach};
use super::months::{self, Months};
use super::row::{kind, tags};
use super::search::Search;
use super::way::Way;
use crate::conn::{Arg, Conn, Statement};
use crate::error::{Error, Result, unreadable};
use crate::patience::{FOR_A_COUNT, FOR_A_GLANCE, FOR_A_PAGE, Patience};

/// A place between two rows: the sort value of a row and its number. Written `number.value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    seq: i64,
    value: String,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.seq, self.value)
    }
}

/// The text is no place in a list of this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidCursor;

impl Cursor {
    /// Reads a place in a list of this order.
    pub fn parse(text: &str, sort_by: SortBy) -> std::result::Result<Self, InvalidCursor> {
        let (seq, value) = text.split_once('.').ok_or(InvalidCursor)?;
        if sort_by != SortBy::Name && value.parse::<i64>().is_err() {
            return Err(InvalidCursor);
        }
        Ok(Self { seq: seq.parse().map_err(|_| InvalidCursor)?, value: value.to_owned() })
    }
}

/// Which page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The first.
    Start,
    /// What follows this place.
    After(Cursor),
    /// What comes before this place.
    Before(Cursor),
}

/// A row with its place.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The customer.
    pub summary: CustomerSummary,
    /// Where it stands.
    pub cursor: Cursor,
}

#[derive(sqlx::FromRow)]
struct SummaryRow {
    seq: i64,
    id: String,
    kind: String,
    name: String,
    email: String,
    phone: String,
    external_id: String,
    did: String,
    tags: String,
    spent: i64,
    payment_count: i64,
    last_payment_at: Option<i64>,
    subscription_status: String,
    created_at: i64,
    sort_name: String,
}

const COLUMNS: &str = "c.seq, c.id, c.kind, c.name, c.email, c.phone, c.external_id, c.did, c.tags, c.spent, \
    c.payment_count, c.last_payment_at, c.subscription_status, c.created_at, c.sort_name";

/// One page, in the order that the list shows, and whether there is more in the direction of travel.
///
/// `except` are rows that the caller shows elsewhere. With free text, the order of creation is the order of recording.
///
/// Errors: `TooLong` when too many customers had to be looked at to find those that fit.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    query: &Query,
    sort: (SortBy, Direction),
    place: &Place,
    limit: i64,
    except: &[i64],
) -> Result<(Vec<Listed>, bool)> {
    let (sort_by, direction) = sort;
    let backwards = matches!(place, Place::Before(_));
    let travel = if backwards { direction.reversed() } else { direction };
    let asked = Asked { scope, query, sort_by, travel, place, limit, except };
    let patience = Patience::begin(conn, query, FOR_A_PAGE).await?;
    let mut rows = asked.rows(conn).await?;
    drop(patience);
    let more = rows.len() as i64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    if backwards {
        rows.reverse();
    }
    let listed: Result<Vec<Listed>> = rows.into_iter().map(|row| row.listed(sort_by)).collect();
    Ok((listed?, more))
}

/// What a page is asked for.
struct Asked<'a> {
    scope: Scope,
    query: &'a Query,
    sort_by: SortBy,
    travel: Direction,
    place: &'a Place,
    limit: i64,
    except: &'a [i64],
}

impl Asked<'_> {
    /// The rows of the page and one more.
    async fn rows(&self, conn: &mut Conn<'_>) -> Result<Vec<SummaryRow>> {
        let (scope, query) = (self.scope, self.query);
        let months = Months::of(conn, scope, query, self.sort_by).await?;
        let glance = Glance::of(query, self.sort_by);
        let (first, then) = Glance::reaches(conn, self.sort_by);
        if let Some(reach) = first.filter(|_| months.is_none())
            && let Some(rows) = self.seen(conn, glance.as_ref(), reach).await?
        {
            return Ok(rows);
        }
        let way = Way::choose(conn, scope, query, self.sort_by).await?;
        if way.is_in_order(conn) {
            let soon = Patience::begin(conn, query, FOR_A_GLANCE).await?;
            let rows = match &months {
                Some(months) => {
                    let rows = self.met(conn, months, months::FIRST).await;
                    rows.map(|rows| Some(rows).filter(|rows| self.is_full(rows)))
                }
                None => self.seen(conn, glance.as_ref(), then).await,
            };
            drop(soon);
            match rows {
                Ok(Some(rows)) => return Ok(rows),
                Err(Error::TooLong(_)) if matches!(conn, Conn::Sqlite(_)) => {}
                rows => drop(rows?),
            }
            let way = way.narrowed(conn, scope, query).await?;
            let _patience = Patience::begin(conn, query, FOR_A_PAGE).await?;
            if way.is_in_order(conn) {
                if let Some(months) = &months {
                    return self.met(conn, months, i64::MAX).await;
                }
                if then == Reach::Whole
                    && let Some(rows) = self.seen(conn, glance.as_ref(), then).await?
                {
                    return Ok(rows);
                }
            }
            return Ok(fetch_statement!(conn, SummaryRow, self.statement(conn, &way)?)?);
        }
        Ok(fetch_statement!(conn, SummaryRow, self.statement(conn, &way)?)?)
    }

    /// The rows among the first `most` of those in the months.
    async fn met(&self, conn: &mut Conn<'_>, months: &Months<'_>, most: i64) -> Result<Vec<SummaryRow>> {
        let word = self.word();
        let (key, _) = self.order("c.seq");
        let mut statement = Statement::default();
        statement.push(&format!("SELECT {COLUMNS} FROM "));
        months.push(&mut statement, conn, self.scope, word, |statement| self.beyond(statement, conn, key), most)?;
        statement.push(&format!(" ORDER BY seen.place {word}, seen.seq {word} LIMIT {}", self.limit + 1));
        Ok(fetch_statement!(conn, SummaryRow, statement)?)
    }

    fn is_full(&self, rows: &[SummaryRow]) -> bool {
        rows.len() as i64 > self.limit
    }

    /// The rows that are seen at a glance, unless there may be more of them.
    async fn seen(
        &self,
        conn: &mut Conn<'_>,
        glance: Option<&Glance<'_>>,
        reach: Reach,
    ) -> Result<Option<Vec<SummaryRow>>> {
        let Some(glance) = glance else { return Ok(None) };
        let (key, order) = self.order("c.seq");
        let word = self.word();
        let mut statement = Statement::default();
        statement.push(&format!("SELECT {COLUMNS} FROM "));
        let beyond = |statement: &mut Statement| self.beyond(statement, conn, key);
        glance.push(&mut statement, conn, self.scope, (key, &order), beyond, reach)?;
        // The number is part of the text, for a plan is only right for so few rows when it is known.
        statement.push(&format!(" ORDER BY seen.place {word}, seen.seq {word} LIMIT {}", self.limit + 1));
        let rows = fetch_statement!(conn, SummaryRow, statement)?;
        let is_whole = self.is_full(&rows) || glance.was_all(conn, self.scope, reach).await?;
        Ok(is_whole.then_some(rows))
    }

    fn word(&self) -> &'static str {
        if self.travel == Direction::Ascending { "ASC" } else { "DESC" }
    }

    /// What the list is sorted by, and how it is said; `number` is the number of the row.
    fn order(&self, number: &str) -> (&'static str, String) {
        let word = self.word();
        let key = key(self.sort_by, &Search::of(self.query));
        let order = match key {
            "c.seq" => format!("{number} {word}"),
            key => format!("{key} {word}, c.seq {word}"),
        };
        (key, order)
    }

    fn beyond(&self, statement: &mut Statement, conn: &Conn<'_>, key: &str) -> Result<()> {
        match self.place {
            Place::After(cursor) | Place::Before(cursor) => {
                beyond(statement, conn, key, self.sort_by, self.travel, cursor)
            }
            Place::Start => Ok(()),
        }
    }

    /// The rows of the page and one more.
    fn statement(&self, conn: &Conn<'_>, way: &Way) -> Result<Statement> {
        let (key, order) = self.order(way.number());
        let mut statement = Statement::default();
        statement.push(&format!("SELECT {COLUMNS} FROM "));
        way.push(&mut statement, conn, self.scope, self.query);
        if !self.except.is_empty() {
            let numbers: Vec<String> = self.except.iter().map(i64::to_string).collect();
            statement.push(&format!(" AND c.seq NOT IN ({})", numbers.join(", ")));
        }
        self.beyond(&mut statement, conn, key)?;
        statement.push(&format!(" ORDER BY {order} LIMIT "));
        statement.bind(Arg::Int(self.limit + 1));
        Ok(statement)
    }
}

/// How many customers the query lets through, counted no further than `most`.
///
/// Errors: `TooLong` as above.
pub async fn count(conn: &mut Conn<'_>, scope: Scope, query: &Query, most: i64) -> Result<i64> {
    let patience = Patience::begin(conn, query, FOR_A_COUNT).await?;
    let way = Way::choose(conn, scope, query, SortBy::CreatedAt).await?.narrowed(conn, scope, query).await?;
    let mut statement = Statement::default();
    statement.push("SELECT COUNT(*) FROM (SELECT 1 FROM ");
    way.push(&mut statement, conn, scope, query);
    statement.push(" LIMIT ");
    statement.bind(Arg::Int(most));
    statement.push(") AS counted");
    let rows = fetch_statement!(conn, (i64,), statement)?;
    drop(patience);
    Ok(rows.first().map_or(0, |(count,)| *count))
}

/// Those of the given rows that the query lets through, without regard to its text, in the order given; each with its
/// place in a list sorted by `sort_by`.
pub async fn rows_by(
    conn: &mut Conn<'_>,
    scope: Scope,
    query: &Query,
    seqs: &[i64],
    sort_by: SortBy,
) -> Result<Vec<Listed>> {
    if seqs.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push(&format!("SELECT {COLUMNS} FROM customers c WHERE c.merchant_id = "));
    statement.bind(Arg::Text(scope.merchant.to_string()));
    statement.push(" AND c.livemode = ");
    statement.bind(Arg::Bool(scope.livemode()));
    let numbers: Vec<String> = seqs.iter().map(i64::to_string).collect();
    statement.push(&format!(" AND c.deleted_at IS NULL AND c.seq IN ({})", numbers.join(", ")));
    for part in query.without_text().parts() {
        statement.push(" AND ");
        Compiler::of(scope, "c", conn).push(&mut statement, part);
    }
    let mut found = fetch_statement!(conn, SummaryRow, statement)?;
    found.sort_by_key(|row| seqs.iter().position(|seq| *seq == row.seq));
    found.into_iter().map(|row| row.listed(sort_by)).collect()
}

/// The expression that each sort's index holds.
fn key(sort_by: SortBy, search: &Search) -> &'static str {
    match sort_by {
        SortBy::CreatedAt if !search.is_empty() => "c.seq",
        SortBy::CreatedAt => "c.created_at",
        SortBy::Name => "c.sort_name",
        SortBy::TotalSpent => "c.spent",
        SortBy::PaymentCount => "c.payment_count",
        SortBy::LastPaymentAt => "c.sort_last_payment",
    }
}

/// Only rows beyond the cursor in the direction of travel.
fn beyond(
    statement: &mut Statement,
    conn: &Conn<'_>,
    key: &str,
    sort_by: SortBy,
    travel: Direction,
    cursor: &Cursor,
) -> Result<()> {
    let sign = if travel == Direction::Ascending { ">" } else { "<" };
    if key == "c.seq" {
        statement.push(&format!(" AND c.seq {sign} "));
        statement.bind(Arg::Int(cursor.seq));
        return Ok(());
    }
    statement.push(&format!(" AND ({key}, c.seq) {sign} ("));
    statement.bind(if sort_by == SortBy::Name {
        Arg::Text(cursor.value.clone())
    } else {
        Arg::Int(cursor.value.parse().map_err(|_| Error::Broken("a cursor of another sort".to_owned()))?)
    });
    statement.push(", ");
    statement.bind(Arg::Int(cursor.seq));
    // A row's number has no collation, and without one SQLite leaves it out of the search: then every page would walk
    // over all rows of equal value before it, such as everybody who never paid. It is left out all the same where an index
    // names it, as those of the order of creation do, to hold more after it; these rows are passed in the index.
    statement.push(conn.pick(" COLLATE BINARY)", ")"));
    Ok(())
}

impl SummaryRow {
    fn listed(self, sort_by: SortBy) -> Result<Listed> {
        let value = match sort_by {
            SortBy::CreatedAt => self.created_at.to_string(),
            SortBy::Name => self.sort_name,
            SortBy::TotalSpent => self.spent.to_string(),
            SortBy::PaymentCount => self.payment_count.to_string(),
            SortBy::LastPaymentAt => self.last_payment_at.unwrap_or(0).to_string(),
        };
        let nameless = self.name.is_empty();
        let known = [self.name, self.email.clone(), self.phone, self.external_id, self.did];
        Ok(Listed {
            cursor: Cursor { seq: self.seq, value },
            summary: CustomerSummary {
                id: self.id.parse().map_err(|_| unreadable("customer id", &self.id))?,
                kind: kind(&self.kind)?,
                display_name: known
                    .into_iter()
                    .find(|value| !value.is_empty())
                    .unwrap_or_else(|| "Unnamed customer".to_owned()),
                email: if nameless { String::new() } else { self.email },
                tags: tags(&self.tags),
                spent: self.spent,
                payments: self.payment_count,
                last_payment_at: self.last_payment_at.map(Timestamp::from_micros),
                subscription_status: SubscriptionStatus::parse(&self.subscription_status),
                created_at: Timestamp::from_micros(self.created_at),
            },
        })
    }
}
