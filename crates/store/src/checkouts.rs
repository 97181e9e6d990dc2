//! Checkout sessions.

pub mod attempts;
mod row;

use clientele_domain::checkout::{Session, SessionStatus};
use clientele_domain::id::{CheckoutSessionId, CustomerId, PaymentLinkId};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use self::row::{SessionRow, columns, json, signs};
use crate::conn::{Arg, Conn, Statement};
use crate::error::{Result, unreadable};

const INSERT: &str = "
    INSERT INTO checkout_sessions (
        merchant_id, livemode, id, status, payment_status, terms, lines, amount, currency, customer_id, named, told,
        may_update, typed, answers, source, link_id, source_description, once, created_at, expires_at, version,
        invoice_id
    )
    VALUES (
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23
    )";

/// A new session. `once` is what a form of a link names itself by; empty for others.
///
/// Errors: `Taken` when the same form was sent before.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, session: &Session, once: &str) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        session.id.to_string(),
        session.status.as_str(),
        session.payment_status.as_str(),
        json(&session.terms)?,
        json(&session.lines)?,
        session.total.minor,
        session.total.currency.code(),
        session.customer.map(|id| id.to_string()),
        session.named,
        json(&session.told)?,
        json(&session.may_update)?,
        json(&session.typed)?,
        json(&session.answers)?,
        session.source.as_str(),
        session.link.map(|id| id.to_string()).unwrap_or_default(),
        &session.source_description,
        once,
        session.created_at.micros(),
        session.expires_at.micros(),
        session.version,
        session.invoice.map(|id| id.to_string()).unwrap_or_default(),
    )?;
    Ok(())
}

const SCOPE: &str = "SELECT merchant_id, livemode FROM checkout_sessions WHERE LOWER(id) = $1";

/// Whose session it is: a buyer knows its id and nothing else.
pub async fn scope_of(conn: &mut Conn<'_>, id: CheckoutSessionId) -> Result<Option<Scope>> {
    let found = fetch_optional!(conn, (String, bool), SCOPE, id.to_string())?;
    let scope = |(merchant, livemode): (String, bool)| {
        let merchant = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
        Ok(Scope { merchant, mode: Mode::from_livemode(livemode) })
    };
    found.map(scope).transpose()
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM checkout_sessions WHERE merchant_id = $1 AND livemode = $2 AND id = $3");
const LOCK_POSTGRES: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM checkout_sessions WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR NO KEY UPDATE"
);

/// One session.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: CheckoutSessionId) -> Result<Option<Session>> {
    fetch_optional!(conn, SessionRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The same, held until this transaction ends.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: CheckoutSessionId) -> Result<Option<Session>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, SessionRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const BY_ONCE: &str = "
    SELECT id FROM checkout_sessions WHERE merchant_id = $1 AND livemode = $2 AND link_id = $3 AND once = $4 AND once <> ''";

/// The session that this form of a link made.
pub async fn by_once(
    conn: &mut Conn<'_>,
    scope: Scope,
    link: PaymentLinkId,
    once: &str,
) -> Result<Option<CheckoutSessionId>> {
    let (merchant, link) = (scope.merchant.to_string(), link.to_string());
    let found = fetch_optional!(conn, (String,), BY_ONCE, merchant, scope.livemode(), link, once)?;
    found.map(|(id,)| id.parse().map_err(|_| unreadable("checkout session id", &id))).transpose()
}

/// Which sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionFilter {
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// In this status.
    pub status: Option<SessionStatus>,
}

/// Sessions, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    filter: &SessionFilter,
    after: Option<CheckoutSessionId>,
    limit: i64,
) -> Result<Vec<Session>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM checkout_sessions"));
    statement.scope(scope);
    if let Some(customer) = filter.customer {
        statement.push(" AND customer_id = ");
        statement.bind(Arg::Text(customer.to_string()));
    }
    if let Some(status) = filter.status {
        statement.push(" AND status = ");
        statement.bind(Arg::Text(status.as_str().to_owned()));
    }
    statement.after_id(after);
    statement.newest_first(conn, filter.customer.is_some());
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, SessionRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

/// Those of these sessions for which nothing was to be paid.
pub async fn free_of_charge(conn: &mut Conn<'_>, scope: Scope, ids: &[CheckoutSessionId]) -> Result<Vec<Session>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM checkout_sessions"));
    statement.scope(scope);
    statement.push(" AND payment_status = 'no_payment_required' AND id IN (");
    statement.list(ids);
    statement.push(")");
    fetch_statement!(conn, SessionRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const FILL_IN: &str = "
    UPDATE checkout_sessions SET typed = $4, answers = $5, device = $6 WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Keeps what the buyer typed, and on which device.
pub async fn fill_in(conn: &mut Conn<'_>, scope: Scope, session: &Session) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), session.id.to_string());
    let (typed, answers) = (json(&session.typed)?, json(&session.answers)?);
    execute!(conn, FILL_IN, merchant, scope.livemode(), id, typed, answers, &session.device)?;
    Ok(())
}

const UPDATE: &str = "
    UPDATE checkout_sessions SET
        status = $4, payment_status = $5, terms = $6, customer_id = $7, told = $8, match_rule = $9, match_evidence = $10,
        order_id = $11, payment_id = $12, canceled = $13, expires_at = $14, completed_at = $15, version = $16
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Stores a session that the caller holds locked: what became of it, and what the merchant told.
pub async fn update(conn: &mut Conn<'_>, scope: Scope, session: &Session) -> Result<()> {
    let (rule, evidence) = signs(session.matched.as_ref());
    execute!(
        conn,
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        session.id.to_string(),
        session.status.as_str(),
        session.payment_status.as_str(),
        json(&session.terms)?,
        session.customer.map(|id| id.to_string()),
        json(&session.told)?,
        rule,
        evidence,
        session.order.map(|id| id.to_string()).unwrap_or_default(),
        session.payment.map(|id| id.to_string()).unwrap_or_default(),
        session.canceled,
        session.expires_at.micros(),
        session.completed_at.map(Timestamp::micros),
        session.version,
    )?;
    Ok(())
}

const COUNT: &str = "
    UPDATE customers SET checkout_count = checkout_count + 1 WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Counts a completed checkout.
pub async fn count(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<()> {
    execute!(conn, COUNT, scope.merchant.to_string(), scope.livemode(), customer.to_string())?;
    Ok(())
}

const EXPIRED: &str = "
    SELECT merchant_id, livemode, id FROM checkout_sessions s
    WHERE status = 'open' AND expires_at <= $1 AND NOT EXISTS (
        SELECT 1 FROM payment_attempts a
        WHERE a.merchant_id = s.merchant_id AND a.livemode = s.livemode AND a.session_id = s.id
            AND a.status IN ('charging', 'waiting')
    )
    ORDER BY expires_at LIMIT $2";

/// Open sessions whose time is over, whoever they belong to. One whose money is on its way waits for it.
pub async fn expired(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<(Scope, CheckoutSessionId)>> {
    let found = fetch_all!(conn, (String, bool, String), EXPIRED, now.micros(), limit)?;
    let read = |(merchant, livemode, id): (String, bool, String)| {
        let merchant = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
        let id = id.parse().map_err(|_| unreadable("checkout session id", &id))?;
        Ok((Scope { merchant, mode: Mode::from_livemode(livemode) }, id))
    };
    found.into_iter().map(read).collect()
}
