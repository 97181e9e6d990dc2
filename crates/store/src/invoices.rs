//! Invoices: what customers owe for, and until when.

mod due;
mod numbers;
mod row;

use clientele_domain::checkout::Decline;
use clientele_domain::id::{CheckoutSessionId, CustomerId, InvoiceId, SubscriptionId};
use clientele_domain::invoice::{Invoice, InvoiceStatus};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

pub use self::due::{overdue_of_customer, overdue_page, pass_over, to_be_overdue, to_be_overdue_of};
pub use self::numbers::next_number;
pub(crate) use self::numbers::numbered_until;
pub(crate) use self::row::lines_text;
use self::row::{InvoiceRow, columns, text};
use crate::conn::{Arg, Conn, Statement};
use crate::error::{Result, unreadable};

const INSERT: &str = "
    INSERT INTO invoices (
        merchant_id, livemode, id, number, status, customer_id, subscription_id, period_start, period_end, lines, amount,
        currency, credited, paid, due_at, overdue, session_id, payment_id, declines, decline, created_at, ended_at, version
    )
    VALUES (
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23
    )";

/// A new invoice. The customer's figures are the caller's next step.
///
/// Errors: `Taken` when the period of the subscription has an invoice.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, invoice: &Invoice) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        invoice.id.to_string(),
        invoice.number,
        invoice.status.as_str(),
        invoice.customer.to_string(),
        text(invoice.subscription),
        invoice.period.map(|period| period.start.micros()),
        invoice.period.map(|period| period.end.micros()),
        lines_text(&invoice.lines)?,
        invoice.total.minor,
        invoice.total.currency.code(),
        invoice.credited,
        invoice.paid,
        invoice.due_at.micros(),
        invoice.overdue,
        text(invoice.session),
        text(invoice.payment),
        invoice.declines,
        invoice.decline.map_or("", Decline::as_str),
        invoice.created_at.micros(),
        invoice.ended_at.map(Timestamp::micros),
        invoice.version,
    )?;
    Ok(())
}

const UPDATE: &str = "
    UPDATE invoices SET
        number = $4, status = $5, credited = $6, paid = $7, due_at = $8, overdue = $9, session_id = $10, payment_id = $11,
        declines = $12, decline = $13, ended_at = $14, version = $15, passed_over_until = NULL
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Stores what became of an invoice that the caller holds. What it bills never changes.
pub async fn update(conn: &mut Conn<'_>, scope: Scope, invoice: &Invoice) -> Result<()> {
    execute!(
        conn,
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        invoice.id.to_string(),
        invoice.number,
        invoice.status.as_str(),
        invoice.credited,
        invoice.paid,
        invoice.due_at.micros(),
        invoice.overdue,
        text(invoice.session),
        text(invoice.payment),
        invoice.declines,
        invoice.decline.map_or("", Decline::as_str),
        invoice.ended_at.map(Timestamp::micros),
        invoice.version,
    )?;
    Ok(())
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM invoices WHERE merchant_id = $1 AND livemode = $2 AND id = $3");
const LOCK_POSTGRES: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM invoices WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR NO KEY UPDATE"
);

/// One invoice.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: InvoiceId) -> Result<Option<Invoice>> {
    fetch_optional!(conn, InvoiceRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The same, and nobody else may change it until this transaction has ended. The customer is held before it.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: InvoiceId) -> Result<Option<Invoice>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, InvoiceRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The invoices with these ids, in no order.
pub async fn by_ids(conn: &mut Conn<'_>, scope: Scope, ids: &[InvoiceId]) -> Result<Vec<Invoice>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM invoices"));
    statement.scope(scope);
    statement.push(" AND id IN (");
    statement.list(ids);
    statement.push(")");
    fetch_statement!(conn, InvoiceRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const SCOPE: &str = "SELECT merchant_id, livemode FROM invoices WHERE LOWER(id) = $1";

/// Whose invoice it is: a customer knows its id, from a link, and nothing else.
pub async fn scope_of(conn: &mut Conn<'_>, id: InvoiceId) -> Result<Option<Scope>> {
    let found = fetch_optional!(conn, (String, bool), SCOPE, id.to_string())?;
    let scope = |(merchant, livemode): (String, bool)| {
        let merchant = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
        Ok(Scope { merchant, mode: Mode::from_livemode(livemode) })
    };
    found.map(scope).transpose()
}

const OF_SUBSCRIPTION: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM invoices
    WHERE merchant_id = $1 AND livemode = $2 AND subscription_id = $3 AND subscription_id <> ''
    ORDER BY id DESC LIMIT $4"
);

/// The newest invoices of a subscription.
pub async fn of_subscription(
    conn: &mut Conn<'_>,
    scope: Scope,
    subscription: SubscriptionId,
    limit: i64,
) -> Result<Vec<Invoice>> {
    let (merchant, subscription) = (scope.merchant.to_string(), subscription.to_string());
    fetch_all!(conn, InvoiceRow, OF_SUBSCRIPTION, merchant, scope.livemode(), subscription, limit)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

const OF_SESSION: &str =
    "SELECT invoice_id FROM checkout_sessions WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// The invoice that is paid at this checkout, if it is one.
pub async fn of_session(conn: &mut Conn<'_>, scope: Scope, session: CheckoutSessionId) -> Result<Option<InvoiceId>> {
    let (merchant, session) = (scope.merchant.to_string(), session.to_string());
    let found = fetch_optional!(conn, (String,), OF_SESSION, merchant, scope.livemode(), session)?;
    row::known("invoice id", &found.map(|(id,)| id).unwrap_or_default())
}

/// Which invoices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvoiceFilter {
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// In this status.
    pub status: Option<InvoiceStatus>,
    /// Without drafts, which their customers don't see.
    pub made_out: bool,
}

/// Invoices, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    filter: &InvoiceFilter,
    after: Option<InvoiceId>,
    limit: i64,
) -> Result<Vec<Invoice>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM invoices"));
    statement.scope(scope);
    if let Some(customer) = filter.customer {
        statement.push(" AND customer_id = ");
        statement.bind(Arg::Text(customer.to_string()));
    }
    if let Some(status) = filter.status {
        statement.push(" AND status = ");
        statement.bind(Arg::Text(status.as_str().to_owned()));
    }
    if filter.made_out {
        statement.push(" AND status <> 'draft'");
    }
    statement.after_id(after);
    statement.newest_first(conn, filter.customer.is_some());
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, InvoiceRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

/// By how much a step of an invoice changes the customer's figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Invoices that were made out.
    pub made_out: i64,
    /// Those of them that are overdue.
    pub overdue: i64,
}

const COUNT: &str = "
    UPDATE customers SET
        invoice_count = invoice_count + $4, overdue_count = overdue_count + $5,
        delinquent = overdue_count + $5 > 0 OR EXISTS (
            SELECT 1 FROM invoices i
            WHERE i.merchant_id = $1 AND i.livemode = $2 AND i.customer_id = $3 AND i.status = 'uncollectible'
        )
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Keeps the customer's figures after an invoice was stored.
pub async fn count(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, by: Counted) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    execute!(conn, COUNT, merchant, scope.livemode(), customer, by.made_out, by.overdue)?;
    Ok(())
}
