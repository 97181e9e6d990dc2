//! The memory of the sandbox. Whoever asks for an attempt first decides what it stands for; asking again finds the same.

use clientele_domain::id::{AttemptId, RefundId};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::Result;

/// What the sandbox remembers of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxCharge {
    /// `succeeded`, `waiting`, or the word of a decline.
    pub outcome: String,
    /// It says nothing before this moment.
    pub answers_at: Timestamp,
    /// Until when a simulated invoice can be paid.
    pub expires_at: Option<Timestamp>,
    /// Whether it gives the money back when it is asked to.
    pub refundable: bool,
    /// When it was first asked.
    pub created_at: Timestamp,
}

const REMEMBER: &str = "
    INSERT INTO sandbox_charges (merchant_id, livemode, attempt_id, outcome, answers_at, expires_at, created_at, refundable)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (merchant_id, livemode, attempt_id) DO NOTHING";

/// Remembers a charge; says whether it is the first of this attempt.
pub async fn remember(conn: &mut Conn<'_>, scope: Scope, attempt: AttemptId, charge: &SandboxCharge) -> Result<bool> {
    let rows = execute!(
        conn,
        REMEMBER,
        scope.merchant.to_string(),
        scope.livemode(),
        attempt.to_string(),
        &charge.outcome,
        charge.answers_at.micros(),
        charge.expires_at.map(Timestamp::micros),
        charge.created_at.micros(),
        charge.refundable,
    )?;
    Ok(rows > 0)
}

const RECALL: &str = "
    SELECT outcome, answers_at, expires_at, created_at, refundable FROM sandbox_charges
    WHERE merchant_id = $1 AND livemode = $2 AND attempt_id = $3";

/// What is remembered of an attempt.
pub async fn recall(conn: &mut Conn<'_>, scope: Scope, attempt: AttemptId) -> Result<Option<SandboxCharge>> {
    let (merchant, id) = (scope.merchant.to_string(), attempt.to_string());
    let row = fetch_optional!(conn, (String, i64, Option<i64>, i64, bool), RECALL, merchant, scope.livemode(), id)?;
    Ok(row.map(|(outcome, answers_at, expires_at, created_at, refundable)| SandboxCharge {
        outcome,
        answers_at: Timestamp::from_micros(answers_at),
        expires_at: expires_at.map(Timestamp::from_micros),
        refundable,
        created_at: Timestamp::from_micros(created_at),
    }))
}

const CLOSE: &str = "
    UPDATE sandbox_charges SET outcome = $4
    WHERE merchant_id = $1 AND livemode = $2 AND attempt_id = $3 AND outcome = 'waiting'";

/// Ends what waits, in one way or another; says whether it was waiting. Of two that come at once, one does.
pub async fn close(conn: &mut Conn<'_>, scope: Scope, attempt: AttemptId, outcome: &str) -> Result<bool> {
    let (merchant, id) = (scope.merchant.to_string(), attempt.to_string());
    Ok(execute!(conn, CLOSE, merchant, scope.livemode(), id, outcome)? > 0)
}

const GIVE_BACK: &str = "
    INSERT INTO sandbox_refunds (merchant_id, livemode, refund_id, attempt_id, outcome, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (merchant_id, livemode, refund_id) DO NOTHING";
const GIVEN_BACK: &str =
    "SELECT outcome FROM sandbox_refunds WHERE merchant_id = $1 AND livemode = $2 AND refund_id = $3";

/// Remembers that money of an attempt was asked back by this refund, and with which outcome, unless it was asked before;
/// gives what is remembered.
pub async fn give_back(
    conn: &mut Conn<'_>,
    scope: Scope,
    (refund, attempt): (RefundId, AttemptId),
    outcome: &str,
    now: Timestamp,
) -> Result<String> {
    let (merchant, id) = (scope.merchant.to_string(), refund.to_string());
    execute!(conn, GIVE_BACK, &merchant, scope.livemode(), &id, attempt.to_string(), outcome, now.micros())?;
    Ok(fetch_one!(conn, (String,), GIVEN_BACK, merchant, scope.livemode(), id)?.0)
}
