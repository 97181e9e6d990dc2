//! Refunds that a machine can go on with, whoever they belong to.

use std::time::Duration;

use clientele_domain::id::RefundId;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

const TO_ASK: &str = "
    SELECT merchant_id, livemode, id FROM refunds
    WHERE status = 'pending' AND approval <> 'needed' AND asked_at <= $1
    ORDER BY asked_at LIMIT $2";

/// Refunds that a processor has to do and of which nobody has asked since this moment.
pub async fn to_ask(conn: &mut Conn<'_>, before: Timestamp, limit: i64) -> Result<Vec<(Scope, RefundId)>> {
    let found = fetch_all!(conn, (String, bool, String), TO_ASK, before.micros(), limit)?;
    found.into_iter().map(read).collect()
}

const TO_VERIFY: &str = "
    SELECT merchant_id, livemode, id FROM refunds
    WHERE verify_url <> '' AND sent_at IS NULL AND invoice_expires_at >= $1 AND asked_at <= $2
        AND asked_at < invoice_expires_at + $3
    ORDER BY invoice_expires_at LIMIT $4";

/// Refunds whose invoice may have been paid without anybody knowing, also when they were called off since: it runs out at or
/// after the one moment, nobody has asked since the other, and nobody has asked since it can't be paid any longer, `margin`
/// after its end.
pub async fn to_verify(
    conn: &mut Conn<'_>,
    expires_from: Timestamp,
    before: Timestamp,
    margin: Duration,
    limit: i64,
) -> Result<Vec<(Scope, RefundId)>> {
    let (from, before) = (expires_from.micros(), before.micros());
    let margin = i64::try_from(margin.as_micros()).unwrap_or(i64::MAX / 2);
    let found = fetch_all!(conn, (String, bool, String), TO_VERIFY, from, before, margin, limit)?;
    found.into_iter().map(read).collect()
}

fn read((merchant, livemode, id): (String, bool, String)) -> Result<(Scope, RefundId)> {
    let merchant = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
    let id = id.parse().map_err(|_| unreadable("refund id", &id))?;
    Ok((Scope { merchant, mode: Mode::from_livemode(livemode) }, id))
}

const CLAIM: &str = "
    UPDATE refunds SET asked_at = $4
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND asked_at <= $5 AND status <> 'succeeded'";

/// Takes the turn to ask what became of a refund, unless somebody took it after `before`.
pub async fn claim(conn: &mut Conn<'_>, scope: Scope, id: RefundId, now: Timestamp, before: Timestamp) -> Result<bool> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    Ok(execute!(conn, CLAIM, merchant, scope.livemode(), id, now.micros(), before.micros())? == 1)
}
