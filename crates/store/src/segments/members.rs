//! Who belongs to the segments that tell of it, and whose segments are to be looked at again.

use clientele_domain::id::{CustomerId, SegmentId};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::segment::Segment;
use clientele_domain::time::Timestamp;

use super::{SegmentRow, columns};
use crate::conn::Conn;
use crate::error::{Result, unreadable};

const NOTE: &str = "
    INSERT INTO segment_checks (merchant_id, livemode, customer_id, imported, due_at)
    SELECT $1, $2, $3, $4, $5
    WHERE EXISTS (SELECT 1 FROM segments WHERE merchant_id = $1 AND livemode = $2 AND announce)
    ON CONFLICT (merchant_id, livemode, customer_id) DO UPDATE SET
        imported = segment_checks.imported AND excluded.imported, due_at = excluded.due_at";

/// Has the segments of a customer, who is held, looked at again, if any tells of anybody. Of what a file brought, `imported`
/// says so.
pub async fn note(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    imported: bool,
    now: Timestamp,
) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    execute!(conn, NOTE, merchant, scope.livemode(), customer, imported, now.micros())?;
    Ok(())
}

const DUE: &str = "
    SELECT merchant_id, livemode, customer_id FROM segment_checks WHERE due_at <= $1 ORDER BY due_at LIMIT $2";

/// The customers whose segments are to be looked at, those who have waited longest first.
pub async fn due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<(Scope, CustomerId)>> {
    let rows = fetch_all!(conn, (String, bool, String), DUE, now.micros(), limit)?;
    let read = |(merchant, livemode, customer): (String, bool, String)| {
        let merchant = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
        let customer = customer.parse().map_err(|_| unreadable("customer id", &customer))?;
        Ok((Scope { merchant, mode: Mode::from_livemode(livemode) }, customer))
    };
    rows.into_iter().map(read).collect()
}

const TAKE: &str = "
    DELETE FROM segment_checks WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 RETURNING imported";

/// Takes what was noted of a customer, who is held, and says whether all of it came with a file; nothing when somebody else was
/// quicker.
pub async fn take(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Option<bool>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    Ok(fetch_optional!(conn, (bool,), TAKE, merchant, scope.livemode(), customer)?.map(|(imported,)| imported))
}

const POSTPONE: &str =
    "UPDATE segment_checks SET due_at = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";

/// Lets others have their turn before a customer of whom nothing could be made now.
pub async fn postpone(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, until: Timestamp) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    execute!(conn, POSTPONE, merchant, scope.livemode(), customer, until.micros())?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct AnnouncedRow {
    filled: bool,
    #[sqlx(flatten)]
    segment: SegmentRow,
}

const ANNOUNCED: &str = concat!(
    "SELECT filled, ",
    columns!(),
    " FROM segments WHERE merchant_id = $1 AND livemode = $2 AND announce ORDER BY id"
);

/// The segments of a scope that tell who enters and leaves, each with whether it has been filled.
pub async fn announced(conn: &mut Conn<'_>, scope: Scope) -> Result<Vec<(Segment, bool)>> {
    let rows = fetch_all!(conn, AnnouncedRow, ANNOUNCED, scope.merchant.to_string(), scope.livemode())?;
    rows.into_iter().map(|row| Ok((row.segment.try_into()?, row.filled))).collect()
}

const OF_CUSTOMER: &str = "
    SELECT segment_id FROM segment_members WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";

/// The segments that a customer belongs to, as was noted last.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Vec<SegmentId>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let rows = fetch_all!(conn, (String,), OF_CUSTOMER, merchant, scope.livemode(), customer)?;
    rows.into_iter().map(|(id,)| id.parse().map_err(|_| unreadable("segment id", &id))).collect()
}

const ENTER: &str = "
    INSERT INTO segment_members (merchant_id, livemode, customer_id, segment_id) VALUES ($1, $2, $3, $4)
    ON CONFLICT (merchant_id, livemode, customer_id, segment_id) DO NOTHING";
const LEAVE: &str = "
    DELETE FROM segment_members WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND segment_id = $4";

/// Notes whether a customer, who is held, belongs to a segment.
pub async fn set(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    segment: SegmentId,
    belongs: bool,
) -> Result<()> {
    let sql = if belongs { ENTER } else { LEAVE };
    execute!(conn, sql, scope.merchant.to_string(), scope.livemode(), customer.to_string(), segment.to_string())?;
    Ok(())
}

const CLEAR: &str = "DELETE FROM segment_members WHERE merchant_id = $1 AND livemode = $2 AND segment_id = $3";

/// Forgets who belongs to a segment.
pub async fn clear(conn: &mut Conn<'_>, scope: Scope, segment: SegmentId) -> Result<()> {
    execute!(conn, CLEAR, scope.merchant.to_string(), scope.livemode(), segment.to_string())?;
    Ok(())
}
