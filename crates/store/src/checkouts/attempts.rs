//! Attempts to pay a session. At most one is under way: an index sees to it.

use clientele_domain::checkout::{Attempt, AttemptStatus, Decline};
use clientele_domain::id::{AttemptId, CheckoutSessionId};
use clientele_domain::money::Amount;
use clientele_domain::payment::{Method, MethodDetails, MethodKind};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use super::row::json;
use crate::conn::Conn;
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct AttemptRow {
    id: String,
    session_id: String,
    status: String,
    amount: i64,
    currency: String,
    method: String,
    brand: String,
    last4: String,
    exp_month: i64,
    exp_year: i64,
    fingerprint: String,
    waiting: String,
    decline: String,
    created_at: i64,
    asked_at: i64,
    unattended: bool,
}

impl TryFrom<AttemptRow> for Attempt {
    type Error = Error;
    fn try_from(row: AttemptRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        let kind = MethodKind::parse(&row.method).ok_or_else(|| unreadable("payment method", &row.method))?;
        let more = MethodDetails {
            exp_month: row.exp_month,
            exp_year: row.exp_year,
            fingerprint: row.fingerprint,
            ..MethodDetails::default()
        };
        let waiting = match row.waiting.as_str() {
            "" => None,
            text => Some(serde_json::from_str(text).map_err(|_| unreadable("attempt", &row.id))?),
        };
        let decline = match row.decline.as_str() {
            "" => None,
            text => Some(Decline::parse(text).ok_or_else(|| unreadable("decline", text))?),
        };
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("attempt id", &row.id))?,
            session: row.session_id.parse().map_err(|_| unreadable("checkout session id", &row.session_id))?,
            status: AttemptStatus::parse(&row.status).ok_or_else(|| unreadable("attempt status", &row.status))?,
            amount: Amount { minor: row.amount, currency },
            method: Method { kind, brand: row.brand, last4: row.last4, more },
            unattended: row.unattended,
            waiting,
            decline,
            created_at: Timestamp::from_micros(row.created_at),
            asked_at: Timestamp::from_micros(row.asked_at),
        })
    }
}

macro_rules! columns {
    () => {
        "id, session_id, status, amount, currency, method, brand, last4, exp_month, exp_year, fingerprint, waiting, decline,
        created_at, asked_at, unattended"
    };
}

const INSERT: &str = "
    INSERT INTO payment_attempts (
        merchant_id, livemode, id, session_id, status, amount, currency, method, brand, last4, exp_month, exp_year,
        fingerprint, created_at, asked_at, unattended
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

/// A new attempt.
///
/// Errors: `Taken` when another one of this session is under way.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, attempt: &Attempt) -> Result<()> {
    let (method, more) = (&attempt.method, &attempt.method.more);
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        attempt.id.to_string(),
        attempt.session.to_string(),
        attempt.status.as_str(),
        attempt.amount.minor,
        attempt.amount.currency.code(),
        method.kind.as_str(),
        &method.brand,
        &method.last4,
        more.exp_month,
        more.exp_year,
        &more.fingerprint,
        attempt.created_at.micros(),
        attempt.asked_at.micros(),
        attempt.unattended,
    )?;
    Ok(())
}

const LATEST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM payment_attempts WHERE merchant_id = $1 AND livemode = $2 AND session_id = $3 ORDER BY id DESC LIMIT 1"
);

/// The latest attempt to pay a session. Any that is under way is the latest.
pub async fn latest(conn: &mut Conn<'_>, scope: Scope, session: CheckoutSessionId) -> Result<Option<Attempt>> {
    let (merchant, session) = (scope.merchant.to_string(), session.to_string());
    fetch_optional!(conn, AttemptRow, LATEST, merchant, scope.livemode(), session)?.map(TryInto::try_into).transpose()
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM payment_attempts WHERE merchant_id = $1 AND livemode = $2 AND id = $3");

/// One attempt. Whoever changes it holds its session.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: AttemptId) -> Result<Option<Attempt>> {
    fetch_optional!(conn, AttemptRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const UPDATE: &str = "
    UPDATE payment_attempts SET status = $4, waiting = $5, decline = $6, asked_at = $7
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Stores what became of an attempt whose session the caller holds locked.
pub async fn update(conn: &mut Conn<'_>, scope: Scope, attempt: &Attempt) -> Result<()> {
    let waiting = attempt.waiting.as_ref().map(json).transpose()?.unwrap_or_default();
    execute!(
        conn,
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        attempt.id.to_string(),
        attempt.status.as_str(),
        waiting,
        attempt.decline.map(Decline::as_str).unwrap_or_default(),
        attempt.asked_at.micros(),
    )?;
    Ok(())
}

const CLAIM: &str = "
    UPDATE payment_attempts SET asked_at = $4
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND asked_at <= $5
        AND status IN ('charging', 'waiting', 'abandoned')";

/// Takes the turn to ask what became of an attempt, unless somebody took it after `before`.
pub async fn claim(
    conn: &mut Conn<'_>,
    scope: Scope,
    id: AttemptId,
    now: Timestamp,
    before: Timestamp,
) -> Result<bool> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    Ok(execute!(conn, CLAIM, merchant, scope.livemode(), id, now.micros(), before.micros())? == 1)
}

const TO_ASK: &str = "
    SELECT merchant_id, livemode, id FROM payment_attempts
    WHERE asked_at <= $1 AND status IN ('charging', 'waiting', 'abandoned') AND method IN ('card', 'lightning')
    ORDER BY asked_at LIMIT $2";

/// Attempts of which nobody has asked what became of them since this moment, whoever they belong to.
pub async fn to_ask(conn: &mut Conn<'_>, before: Timestamp, limit: i64) -> Result<Vec<(Scope, AttemptId)>> {
    let found = fetch_all!(conn, (String, bool, String), TO_ASK, before.micros(), limit)?;
    let read = |(merchant, livemode, id): (String, bool, String)| {
        let merchant = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
        let id = id.parse().map_err(|_| unreadable("attempt id", &id))?;
        Ok((Scope { merchant, mode: Mode::from_livemode(livemode) }, id))
    };
    found.into_iter().map(read).collect()
}
