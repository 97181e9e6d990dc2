//! The row of a session, and how it becomes one.

use clientele_domain::checkout::{Session, SessionPaymentStatus, SessionStatus};
use clientele_domain::matching::{Match, MayUpdate};
use clientele_domain::money::Amount;
use clientele_domain::payment::Source;
use clientele_domain::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::customers::maybe_customer;
use crate::error::{Error, Result, unreadable};
use crate::payments::{matched, signs_text};

/// The columns of [`SessionRow`].
macro_rules! columns {
    () => {
        "id, status, payment_status, terms, lines, amount, currency, customer_id, named, told, may_update, typed, answers,
        device, source, link_id, source_description, match_rule, match_evidence, order_id, payment_id, canceled, created_at,
        expires_at, completed_at, version, invoice_id"
    };
}
pub(super) use columns;

#[derive(sqlx::FromRow)]
pub(super) struct SessionRow {
    id: String,
    status: String,
    payment_status: String,
    terms: String,
    lines: String,
    amount: i64,
    currency: String,
    customer_id: Option<String>,
    named: bool,
    told: String,
    may_update: String,
    typed: String,
    answers: String,
    device: String,
    source: String,
    link_id: String,
    source_description: String,
    match_rule: String,
    match_evidence: String,
    order_id: String,
    payment_id: String,
    canceled: bool,
    created_at: i64,
    expires_at: i64,
    completed_at: Option<i64>,
    version: i64,
    invoice_id: String,
}

impl TryFrom<SessionRow> for Session {
    type Error = Error;
    fn try_from(row: SessionRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        let may_update = if row.may_update.is_empty() { MayUpdate::default() } else { read(&row.may_update)? };
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("checkout session id", &row.id))?,
            status: SessionStatus::parse(&row.status).ok_or_else(|| unreadable("session status", &row.status))?,
            payment_status: SessionPaymentStatus::parse(&row.payment_status)
                .ok_or_else(|| unreadable("payment status of a session", &row.payment_status))?,
            terms: read(&row.terms)?,
            lines: read(&row.lines)?,
            total: Amount { minor: row.amount, currency },
            customer: maybe_customer(row.customer_id)?,
            named: row.named,
            told: or_nothing(&row.told)?,
            may_update,
            typed: or_nothing(&row.typed)?,
            answers: or_nothing(&row.answers)?,
            device: row.device,
            source: Source::parse(&row.source).ok_or_else(|| unreadable("source", &row.source))?,
            link: known("payment link id", &row.link_id)?,
            source_description: row.source_description,
            invoice: known("invoice id", &row.invoice_id)?,
            matched: matched(&row.match_rule, &row.match_evidence)?,
            order: known("order id", &row.order_id)?,
            payment: known("payment id", &row.payment_id)?,
            canceled: row.canceled,
            created_at: Timestamp::from_micros(row.created_at),
            expires_at: Timestamp::from_micros(row.expires_at),
            completed_at: row.completed_at.map(Timestamp::from_micros),
            version: row.version,
        })
    }
}

/// An id where there is one.
fn known<T: std::str::FromStr>(what: &str, text: &str) -> Result<Option<T>> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| unreadable(what, text))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::Broken(format!("a stored checkout can't be read: {error}")))
}

/// What a person entered; nothing, once it was erased.
fn or_nothing<T: DeserializeOwned + Default>(text: &str) -> Result<T> {
    if text.is_empty() { Ok(T::default()) } else { read(text) }
}

/// The stored form of what is kept as JSON.
pub(super) fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Broken(error.to_string()))
}

/// The stored form of a match: its rule and its signs.
pub(super) fn signs(matched: Option<&Match>) -> (&'static str, String) {
    matched.map_or(("", String::new()), |matched| (matched.rule.as_str(), signs_text(&matched.signs)))
}
