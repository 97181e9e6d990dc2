//! Comparing who fits a segment with who was noted, customer by customer in the order of ids: once to fill it, and then in turn,
//! for what time changes. Any number of servers may do so at once.

use clientele_domain::id::SegmentId;
use clientele_domain::query::Query;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::segment::Segment;
use clientele_domain::time::Timestamp;

use super::{SegmentRow, columns};
use crate::bulk::rows::{Value, insert_or, values};
use crate::conn::{Arg, Conn, Statement};
use crate::customers::expression;
use crate::error::{Result, unreadable};

/// A segment whose customers are being compared.
#[derive(Debug, Clone)]
pub struct Walk {
    /// Whose.
    pub scope: Scope,
    /// Which.
    pub segment: Segment,
    /// Whether it was done once.
    pub filled: bool,
    /// The last customer who was compared; empty at the beginning.
    pub walked_to: String,
}

#[derive(sqlx::FromRow)]
struct WalkRow {
    merchant_id: String,
    livemode: bool,
    filled: bool,
    walked_to: String,
    #[sqlx(flatten)]
    segment: SegmentRow,
}

const DUE: &str = concat!(
    "SELECT merchant_id, livemode, filled, walked_to, ",
    columns!(),
    " FROM segments WHERE walk_at IS NOT NULL AND walk_at <= $1 ORDER BY walk_at LIMIT 1"
);

/// The segment that has waited longest to be compared.
pub async fn due(conn: &mut Conn<'_>, now: Timestamp) -> Result<Option<Walk>> {
    let Some(row) = fetch_optional!(conn, WalkRow, DUE, now.micros())? else { return Ok(None) };
    Ok(Some(Walk {
        scope: Scope {
            merchant: row.merchant_id.parse().map_err(|_| unreadable("merchant id", &row.merchant_id))?,
            mode: Mode::from_livemode(row.livemode),
        },
        segment: row.segment.try_into()?,
        filled: row.filled,
        walked_to: row.walked_to,
    }))
}

const BEGIN: &str = "
    UPDATE segments SET filled = FALSE, walked_to = '', walk_at = $4
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Has a segment filled anew, from this moment on; or compared no more.
pub async fn begin(conn: &mut Conn<'_>, scope: Scope, segment: SegmentId, at: Option<Timestamp>) -> Result<()> {
    let at = at.map(Timestamp::micros);
    execute!(conn, BEGIN, scope.merchant.to_string(), scope.livemode(), segment.to_string(), at)?;
    Ok(())
}

const ADVANCE: &str = "
    UPDATE segments SET filled = $6, walked_to = $7, walk_at = $8
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND version = $4 AND walked_to = $5 AND walk_at IS NOT NULL";

/// Notes how far a walk has come and when it goes on, and says whether it still stood where it did: another server may have
/// been quicker, or somebody may have changed the segment.
pub async fn advance(
    conn: &mut Conn<'_>,
    walk: &Walk,
    (filled, walked_to, at): (bool, &str, Timestamp),
) -> Result<bool> {
    let (merchant, livemode) = (walk.scope.merchant.to_string(), walk.scope.livemode());
    let Segment { id, version, .. } = walk.segment;
    let (id, from, at) = (id.to_string(), &walk.walked_to, at.micros());
    Ok(execute!(conn, ADVANCE, merchant, livemode, id, version, from, filled, walked_to, at)? == 1)
}

/// A customer as compared.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Compared {
    /// Identifier.
    pub id: String,
    /// Whether the query lets them through now.
    pub fits: bool,
    /// Whether they were noted to belong.
    pub belongs: bool,
}

const HOLD: &str = "
    SELECT id FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id > $3 ORDER BY id LIMIT $4 FOR UPDATE";

/// Holds the next customers of a walk until this transaction has ended. SQLite's writer is alone from the first statement on.
pub async fn hold(conn: &mut Conn<'_>, walk: &Walk, limit: i64) -> Result<()> {
    if matches!(conn, Conn::Postgres(_)) {
        let merchant = walk.scope.merchant.to_string();
        fetch_all!(conn, (String,), HOLD, merchant, walk.scope.livemode(), &walk.walked_to, limit)?;
    }
    Ok(())
}

/// The next customers of a walk, so many at most. They are taken first, so that PostgreSQL looks for each of them among those
/// who were noted, rather than reading all of these.
pub async fn next(conn: &mut Conn<'_>, walk: &Walk, query: &Query, limit: i64) -> Result<Vec<Compared>> {
    let (merchant, livemode) = (walk.scope.merchant.to_string(), walk.scope.livemode());
    let mut statement = Statement::default();
    statement.push("SELECT known.id, known.fits, EXISTS (SELECT 1 FROM segment_members m WHERE m.merchant_id = ");
    statement.bind(Arg::Text(merchant.clone()));
    statement.push(" AND m.livemode = ");
    statement.bind(Arg::Bool(livemode));
    statement.push(" AND m.customer_id = known.id AND m.segment_id = ");
    statement.bind(Arg::Text(walk.segment.id.to_string()));
    statement.push(") AS belongs FROM (SELECT c.id, (c.deleted_at IS NULL AND ");
    expression(&mut statement, conn, walk.scope, "c", query);
    statement.push(") AS fits FROM customers c WHERE c.merchant_id = ");
    statement.bind(Arg::Text(merchant));
    statement.push(" AND c.livemode = ");
    statement.bind(Arg::Bool(livemode));
    statement.push(" AND c.id > ");
    statement.bind(Arg::Text(walk.walked_to.clone()));
    statement.push(" ORDER BY c.id LIMIT ");
    statement.bind(Arg::Int(limit));
    statement.push(") AS known ORDER BY known.id");
    Ok(fetch_statement!(conn, Compared, statement)?)
}

const MEMBERS: &str = "INSERT INTO segment_members (merchant_id, livemode, segment_id, customer_id) VALUES ";
const GONE: &str = "
    DELETE FROM segment_members WHERE merchant_id = $1 AND livemode = $2 AND segment_id = $3 AND customer_id = $4";
const CHECKS: &str = "INSERT INTO segment_checks (merchant_id, livemode, customer_id, imported, due_at) VALUES ";
const UNLESS_THERE: &str = " ON CONFLICT DO NOTHING";

/// Enters those who fit without a word, and takes out the others. All of them are held.
pub async fn fill(conn: &mut Conn<'_>, walk: &Walk, compared: &[Compared]) -> Result<()> {
    let (merchant, livemode) = (walk.scope.merchant.to_string(), walk.scope.livemode());
    let segment = walk.segment.id.to_string();
    let new = compared.iter().filter(|found| found.fits && !found.belongs);
    let rows: Vec<_> = new.map(|found| values! { merchant.as_str(), livemode, segment.as_str(), &found.id }).collect();
    insert_or(conn, MEMBERS, UNLESS_THERE, rows).await?;
    for gone in compared.iter().filter(|found| found.belongs && !found.fits) {
        execute!(conn, GONE, &merchant, livemode, &segment, &gone.id)?;
    }
    Ok(())
}

/// Has those looked at again who fit and are not noted, or are noted and do not fit.
pub async fn note_those_who_differ(
    conn: &mut Conn<'_>,
    walk: &Walk,
    compared: &[Compared],
    now: Timestamp,
) -> Result<()> {
    let merchant = walk.scope.merchant.to_string();
    let differing = compared.iter().filter(|found| found.fits != found.belongs);
    let rows: Vec<_> = differing
        .map(|found| values! { merchant.as_str(), walk.scope.livemode(), &found.id, false, now.micros() })
        .collect();
    insert_or(conn, CHECKS, UNLESS_THERE, rows).await
}
