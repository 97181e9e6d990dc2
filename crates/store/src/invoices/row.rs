//! The row of an invoice, and how it becomes one.

use clientele_domain::checkout::Decline;
use clientele_domain::invoice::{Invoice, InvoiceLine, InvoiceStatus, Period};
use clientele_domain::money::Amount;
use clientele_domain::time::Timestamp;

use crate::error::{Error, Result, unreadable};

/// The columns of [`InvoiceRow`].
macro_rules! columns {
    () => {
        "id, number, status, customer_id, subscription_id, period_start, period_end, lines, amount, currency, credited, paid,
        due_at, overdue, session_id, payment_id, declines, decline, created_at, ended_at, version"
    };
}
pub(super) use columns;

#[derive(sqlx::FromRow)]
pub(super) struct InvoiceRow {
    id: String,
    number: i64,
    status: String,
    customer_id: String,
    subscription_id: String,
    period_start: Option<i64>,
    period_end: Option<i64>,
    lines: String,
    amount: i64,
    currency: String,
    credited: i64,
    paid: i64,
    due_at: i64,
    overdue: bool,
    session_id: String,
    payment_id: String,
    declines: i64,
    decline: String,
    created_at: i64,
    ended_at: Option<i64>,
    version: i64,
}

impl TryFrom<InvoiceRow> for Invoice {
    type Error = Error;
    fn try_from(row: InvoiceRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        let period = row.period_start.zip(row.period_end);
        let lines: Vec<InvoiceLine> =
            serde_json::from_str(&row.lines).map_err(|_| unreadable("line of an invoice", &row.lines))?;
        let decline = match row.decline.as_str() {
            "" => None,
            text => Some(Decline::parse(text).ok_or_else(|| unreadable("decline", text))?),
        };
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("invoice id", &row.id))?,
            number: row.number,
            status: InvoiceStatus::parse(&row.status).ok_or_else(|| unreadable("invoice status", &row.status))?,
            customer: row.customer_id.parse().map_err(|_| unreadable("customer id", &row.customer_id))?,
            subscription: known("subscription id", &row.subscription_id)?,
            period: period
                .map(|(start, end)| Period { start: Timestamp::from_micros(start), end: Timestamp::from_micros(end) }),
            lines,
            total: Amount { minor: row.amount, currency },
            credited: row.credited,
            paid: row.paid,
            due_at: Timestamp::from_micros(row.due_at),
            overdue: row.overdue,
            session: known("checkout session id", &row.session_id)?,
            payment: known("payment id", &row.payment_id)?,
            declines: row.declines,
            decline,
            created_at: Timestamp::from_micros(row.created_at),
            ended_at: row.ended_at.map(Timestamp::from_micros),
            version: row.version,
        })
    }
}

/// An id where there is one.
pub(super) fn known<T: std::str::FromStr>(what: &str, text: &str) -> Result<Option<T>> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| unreadable(what, text))
}

/// The stored form of an id, where there is one.
pub(super) fn text(id: Option<impl ToString>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// The stored form of lines.
pub(crate) fn lines_text(lines: &[InvoiceLine]) -> Result<String> {
    serde_json::to_string(lines).map_err(|error| Error::Broken(error.to_string()))
}
