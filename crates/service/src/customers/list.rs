//! One page of the list of customers.

use clientele_domain::list::{CustomerFilter, CustomerSummary, Direction, SortBy};
use clientele_domain::query::{Frame, Query, Unread};
use clientele_domain::role::Permission;
use clientele_store::customers::list::{self as rows, Cursor, Listed, Place};
use clientele_store::customers::search::exactly;
use clientele_store::{Conn, counters, standing};

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::merchants;

/// A page of customers.
#[derive(Debug, Clone)]
pub struct CustomerPage {
    /// The rows, in the order asked for.
    pub customers: Vec<CustomerSummary>,
    /// Where the page before ends, when there is one.
    pub before: Option<Cursor>,
    /// Where the next page begins, when there is one.
    pub after: Option<Cursor>,
    /// How many customers there are, without the filter.
    pub total: i64,
}

/// Where those stand whom a free text names exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Before all others, on the first page: for people, who mean them most likely.
    First,
    /// Where the order puts them: for programs, which walk through all pages.
    InTheirPlace,
}

/// What a query of a scope is read with.
pub(crate) async fn frame(ctx: &Ctx, text: &str) -> Result<Frame> {
    frame_in(ctx, &mut ctx.read().await?.conn(), text).await
}

/// The same on a connection of the caller.
pub(crate) async fn frame_in(ctx: &Ctx, conn: &mut Conn<'_>, text: &str) -> Result<Frame> {
    let plain = Frame::new(merchants::currency(ctx, conn).await?, ctx.now);
    // Customers are compared with each other only for who asks.
    if !Query::asks_for_signals(text) {
        return Ok(plain);
    }
    Ok(Frame { bars: standing::bars(conn, ctx.scope).await?, ..plain })
}

/// What a filter asks for. Its text is in the query language.
///
/// Errors: `Forbidden`, `Unread`.
pub async fn read(ctx: &Ctx, filter: &CustomerFilter) -> Result<Query> {
    ctx.require(Permission::CustomerRead)?;
    let unread = |unread: Unread| Error::Unread { field: "q", unread };
    filter.query(&frame(ctx, &filter.text).await?).map_err(unread)
}

/// One page of the customers that the query lets through. `limit` is 1 to 100.
///
/// With free text, those whom the text names exactly stand first on the first page.
///
/// Errors: `Forbidden`, `TooWide`.
pub async fn list(
    ctx: &Ctx,
    query: &Query,
    sort: (SortBy, Direction),
    place: &Place,
    limit: i64,
) -> Result<CustomerPage> {
    page(ctx, query, sort, place, limit, Named::First).await
}

/// A page with nobody on it, for a query that can't be answered.
///
/// Errors: `Forbidden`.
pub async fn nobody(ctx: &Ctx) -> Result<CustomerPage> {
    Ok(CustomerPage { customers: Vec::new(), before: None, after: None, total: count(ctx).await? })
}

/// The same, with a say in where those stand whom the text names exactly.
pub(super) async fn page(
    ctx: &Ctx,
    query: &Query,
    sort: (SortBy, Direction),
    place: &Place,
    limit: i64,
    named: Named,
) -> Result<CustomerPage> {
    ctx.require(Permission::CustomerRead)?;
    let limit = limit.clamp(1, 100);
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let named = match named {
        Named::First => {
            exactly(conn, ctx.scope, &query.text().map(|words| words.join(" ")).unwrap_or_default()).await?
        }
        Named::InTheirPlace => Vec::new(),
    };
    let (listed, more) = rows::page(conn, ctx.scope, query, sort, place, limit, &named).await.map_err(too_wide)?;
    let (earlier, later) = match place {
        Place::Start => (false, more),
        Place::After(_) => (true, more),
        Place::Before(_) => (more, true),
    };
    // The first page holds those who are named exactly, so going back to it is going to the start.
    let before = listed.first().filter(|_| earlier).map(|row| row.cursor.clone());
    let after = listed.last().filter(|_| later).map(|row| row.cursor.clone());
    let mut customers = if earlier { Vec::new() } else { first(ctx, conn, query, &named).await? };
    customers.extend(listed.into_iter().map(|row| row.summary));
    let total = counters::get(conn, ctx.scope, counters::CUSTOMERS).await?;
    Ok(CustomerPage { customers, before, after, total })
}

async fn first(ctx: &Ctx, conn: &mut Conn<'_>, query: &Query, named: &[i64]) -> Result<Vec<CustomerSummary>> {
    let rows: Vec<Listed> = rows::rows_by(conn, ctx.scope, query, named, SortBy::CreatedAt).await?;
    Ok(rows.into_iter().map(|row| row.summary).collect())
}

/// A list that takes too long is no fault of the database.
pub(super) fn too_wide(error: clientele_store::Error) -> Error {
    match error {
        clientele_store::Error::TooLong(_) => Error::TooWide,
        other => other.into(),
    }
}

/// The tags in use, the most used first, each with how many customers carry it.
///
/// Errors: `Forbidden`.
pub async fn tags(ctx: &Ctx) -> Result<Vec<(String, i64)>> {
    ctx.require(Permission::CustomerRead)?;
    Ok(counters::tags(&mut ctx.read().await?.conn(), ctx.scope, 50).await?)
}

/// How many customers there are.
///
/// Errors: `Forbidden`.
pub async fn count(ctx: &Ctx) -> Result<i64> {
    ctx.require(Permission::CustomerRead)?;
    Ok(counters::get(&mut ctx.read().await?.conn(), ctx.scope, counters::CUSTOMERS).await?)
}

/// How many customers the query lets through, counted up to a limit; and whether there may be more. `everybody` is how
/// many there are without it.
///
/// Errors: `Forbidden`, `TooWide`.
pub async fn total(ctx: &Ctx, query: &Query, everybody: i64) -> Result<(i64, bool)> {
    ctx.require(Permission::CustomerRead)?;
    if query.is_everybody() {
        return Ok((everybody, false));
    }
    let count =
        rows::count(&mut ctx.read().await?.conn(), ctx.scope, query, MOST_COUNTED + 1).await.map_err(too_wide)?;
    Ok((count.min(MOST_COUNTED), count > MOST_COUNTED))
}

/// Counting stops there: nobody waits for a scan.
const MOST_COUNTED: i64 = 1000;
