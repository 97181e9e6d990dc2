//! Segments: queries that people keep under a name.

pub mod members;
pub mod walks;

use clientele_domain::id::SegmentId;
use clientele_domain::scope::Scope;
use clientele_domain::segment::Segment;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct SegmentRow {
    id: String,
    name: String,
    query: String,
    shared: bool,
    announce: bool,
    owner: String,
    created_at: i64,
    updated_at: i64,
    version: i64,
}

impl TryFrom<SegmentRow> for Segment {
    type Error = Error;
    fn try_from(row: SegmentRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("segment id", &row.id))?,
            name: row.name,
            query: row.query,
            shared: row.shared,
            announce: row.announce,
            owner: row.owner,
            created_at: Timestamp::from_micros(row.created_at),
            updated_at: Timestamp::from_micros(row.updated_at),
            version: row.version,
        })
    }
}

macro_rules! columns {
    () => {
        "id, name, query, shared, announce, owner, created_at, updated_at, version"
    };
}
use columns;

const INSERT: &str = "
    INSERT INTO segments (merchant_id, livemode, id, name, query, shared, owner, created_at, updated_at, version, announce)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// A new segment.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, segment: &Segment) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        segment.id.to_string(),
        &segment.name,
        &segment.query,
        segment.shared,
        &segment.owner,
        segment.created_at.micros(),
        segment.updated_at.micros(),
        segment.version,
        segment.announce,
    )?;
    Ok(())
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM segments WHERE merchant_id = $1 AND livemode = $2 AND id = $3");
const LOCK_POSTGRES: &str =
    concat!("SELECT ", columns!(), " FROM segments WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR UPDATE");

/// One segment, whoever's it is.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: SegmentId) -> Result<Option<Segment>> {
    fetch_optional!(conn, SegmentRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The same, held until this transaction ends.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: SegmentId) -> Result<Option<Segment>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, SegmentRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The segments that `owner` may see, their own and the shared ones, newest first, beginning after the one with the id
/// `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    owner: &str,
    after: Option<SegmentId>,
    limit: i64,
) -> Result<Vec<Segment>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM segments"));
    statement.scope(scope);
    statement.push(" AND (shared OR owner = ");
    statement.bind(Arg::Text(owner.to_owned()));
    statement.push(")");
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, SegmentRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const COUNT_ANNOUNCED: &str = "SELECT COUNT(*) FROM segments WHERE merchant_id = $1 AND livemode = $2 AND announce";
const COUNT: &str = "SELECT COUNT(*) FROM segments WHERE merchant_id = $1 AND livemode = $2";

/// How many of them tell who enters and leaves.
pub async fn count_announced(conn: &mut Conn<'_>, scope: Scope) -> Result<i64> {
    Ok(fetch_one!(conn, (i64,), COUNT_ANNOUNCED, scope.merchant.to_string(), scope.livemode())?.0)
}

/// How many there are, whoever's they are.
pub async fn count(conn: &mut Conn<'_>, scope: Scope) -> Result<i64> {
    Ok(fetch_one!(conn, (i64,), COUNT, scope.merchant.to_string(), scope.livemode())?.0)
}

const UPDATE: &str = "
    UPDATE segments SET name = $4, query = $5, shared = $6, updated_at = $7, version = $8, announce = $9
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Writes what can be changed of a segment, with its version.
pub async fn update(conn: &mut Conn<'_>, scope: Scope, segment: &Segment) -> Result<()> {
    execute!(
        conn,
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        segment.id.to_string(),
        &segment.name,
        &segment.query,
        segment.shared,
        segment.updated_at.micros(),
        segment.version,
        segment.announce,
    )?;
    Ok(())
}

const DELETE: &str = "DELETE FROM segments WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Removes a segment.
pub async fn delete(conn: &mut Conn<'_>, scope: Scope, id: SegmentId) -> Result<()> {
    execute!(conn, DELETE, scope.merchant.to_string(), scope.livemode(), id.to_string())?;
    Ok(())
}
