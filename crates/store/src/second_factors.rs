//! Second factors: the secret of one-time codes, the step of the last code that was taken, and recovery codes by their
//! hashes.

use clientele_domain::id::UserId;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::Result;

/// The secret of a person's one-time codes.
#[derive(Debug, Clone, sqlx::FromRow)]
struct FactorRow {
    secret: String,
    confirmed_at: Option<i64>,
    used_step: i64,
}

/// A person's second factor.
pub struct Factor {
    /// In base 32.
    pub secret: String,
    /// Since when signing in takes a code; nothing while it is being set up.
    pub confirmed_at: Option<Timestamp>,
    /// The step of the last code that was taken.
    pub used_step: i64,
}

const OF: &str = "SELECT secret, confirmed_at, used_step FROM second_factors WHERE user_id = $1";
const HOLD_POSTGRES: &str = "
    SELECT secret, confirmed_at, used_step FROM second_factors WHERE user_id = $1 FOR UPDATE";

fn read(row: FactorRow) -> Factor {
    let FactorRow { secret, confirmed_at, used_step } = row;
    Factor { secret, confirmed_at: confirmed_at.map(Timestamp::from_micros), used_step }
}

/// A person's second factor, confirmed or not.
pub async fn of(conn: &mut Conn<'_>, user: UserId) -> Result<Option<Factor>> {
    Ok(fetch_optional!(conn, FactorRow, OF, user.to_string())?.map(read))
}

/// The same, and nobody else changes it until this transaction has ended.
pub async fn hold(conn: &mut Conn<'_>, user: UserId) -> Result<Option<Factor>> {
    let sql = conn.pick(OF, HOLD_POSTGRES);
    Ok(fetch_optional!(conn, FactorRow, sql, user.to_string())?.map(read))
}

const BEGIN: &str = "
    INSERT INTO second_factors (user_id, secret) VALUES ($1, $2)
    ON CONFLICT (user_id) DO UPDATE SET secret = $2, used_step = 0 WHERE second_factors.confirmed_at IS NULL";

/// A secret that waits to be confirmed, instead of one that did. Says whether none was in force.
pub async fn begin(conn: &mut Conn<'_>, user: UserId, secret: &str) -> Result<bool> {
    Ok(execute!(conn, BEGIN, user.to_string(), secret)? > 0)
}

const CONFIRM: &str = "UPDATE second_factors SET confirmed_at = $2 WHERE user_id = $1 AND confirmed_at IS NULL";

/// From now on signing in takes a code. Says whether it did not before.
pub async fn confirm(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<bool> {
    Ok(execute!(conn, CONFIRM, user.to_string(), now.micros())? > 0)
}

const USE_STEP: &str = "UPDATE second_factors SET used_step = $2 WHERE user_id = $1 AND used_step < $2";

/// Notes that the code of a step was taken; of several at once, one is told that it was free.
pub async fn use_step(conn: &mut Conn<'_>, user: UserId, step: i64) -> Result<bool> {
    Ok(execute!(conn, USE_STEP, user.to_string(), step)? > 0)
}

const END: &str = "DELETE FROM second_factors WHERE user_id = $1";

/// Signing in takes the password alone.
pub async fn end(conn: &mut Conn<'_>, user: UserId) -> Result<()> {
    forget_recovery_codes(conn, user).await?;
    execute!(conn, END, user.to_string())?;
    Ok(())
}

const FORGET_CODES: &str = "DELETE FROM recovery_codes WHERE user_id = $1";

/// Forgets every recovery code of a person.
pub async fn forget_recovery_codes(conn: &mut Conn<'_>, user: UserId) -> Result<()> {
    execute!(conn, FORGET_CODES, user.to_string())?;
    Ok(())
}

const ADD_CODE: &str = "INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2)";

/// One more recovery code.
pub async fn add_recovery_code(conn: &mut Conn<'_>, user: UserId, code_hash: &str) -> Result<()> {
    execute!(conn, ADD_CODE, user.to_string(), code_hash)?;
    Ok(())
}

const USE_CODE: &str = "DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2";

/// Uses a recovery code up; says whether there was one.
pub async fn use_recovery_code(conn: &mut Conn<'_>, user: UserId, code_hash: &str) -> Result<bool> {
    Ok(execute!(conn, USE_CODE, user.to_string(), code_hash)? > 0)
}

const CODES_LEFT: &str = "SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1";

/// How many recovery codes are left.
pub async fn recovery_codes_left(conn: &mut Conn<'_>, user: UserId) -> Result<i64> {
    Ok(fetch_one!(conn, (i64,), CODES_LEFT, user.to_string())?.0)
}
