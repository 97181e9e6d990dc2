//! Invoices that were not paid in time, and those that are about to be.

use clientele_domain::id::{CustomerId, InvoiceId};
use clientele_domain::invoice::Invoice;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use super::row::{InvoiceRow, columns};
use crate::conn::{Arg, Conn, Statement};
use crate::error::{Result, unreadable};

const OF_CUSTOMER: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM invoices
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND overdue AND status = 'open'
    ORDER BY due_at, id LIMIT $4"
);

/// A customer's overdue invoices, the one that was due first before the others.
pub async fn overdue_of_customer(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    limit: i64,
) -> Result<Vec<Invoice>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, InvoiceRow, OF_CUSTOMER, merchant, scope.livemode(), customer, limit)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

/// Everybody's overdue invoices, the one that was due first before the others, beginning after this one.
pub async fn overdue_page(
    conn: &mut Conn<'_>,
    scope: Scope,
    after: Option<(Timestamp, InvoiceId)>,
    limit: i64,
) -> Result<Vec<Invoice>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM invoices"));
    statement.scope(scope);
    statement.push(" AND overdue AND status = 'open'");
    if let Some((due_at, id)) = after {
        statement.push(" AND (due_at, id) > (");
        statement.bind(Arg::Int(due_at.micros()));
        statement.push(", ");
        statement.bind(Arg::Text(id.to_string()));
        statement.push(")");
    }
    statement.push(" ORDER BY due_at, id LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, InvoiceRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const TO_BE_OVERDUE: &str = "
    SELECT merchant_id, livemode, id FROM invoices
    WHERE status = 'open' AND NOT overdue AND COALESCE(passed_over_until, due_at) <= $1 AND NOT EXISTS (
        SELECT 1 FROM customers c
        WHERE c.merchant_id = invoices.merchant_id AND c.livemode = invoices.livemode AND c.id = invoices.customer_id
            AND c.test_clock_id <> ''
    )
    ORDER BY COALESCE(passed_over_until, due_at) LIMIT $2";

/// Open invoices that were due at this moment and of which nobody was told so, whoever they belong to; what was passed over
/// comes behind what waited meanwhile. Who lives on a test clock is left alone.
pub async fn to_be_overdue(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<(Scope, InvoiceId)>> {
    let found = fetch_all!(conn, (String, bool, String), TO_BE_OVERDUE, now.micros(), limit)?;
    let read = |(merchant, livemode, id): (String, bool, String)| {
        let merchant = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
        Ok((Scope { merchant, mode: Mode::from_livemode(livemode) }, invoice_id(&id)?))
    };
    found.into_iter().map(read).collect()
}

const PASS_OVER: &str = "
    UPDATE invoices SET passed_over_until = $4 WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND due_at <= $4";

/// Passes over one that can't be marked, until then: others have their turn first.
pub async fn pass_over(conn: &mut Conn<'_>, scope: Scope, id: InvoiceId, until: Timestamp) -> Result<()> {
    execute!(conn, PASS_OVER, scope.merchant.to_string(), scope.livemode(), id.to_string(), until.micros())?;
    Ok(())
}

/// The same of these customers.
pub async fn to_be_overdue_of(
    conn: &mut Conn<'_>,
    scope: Scope,
    customers: &[CustomerId],
    now: Timestamp,
) -> Result<Vec<InvoiceId>> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push("SELECT id FROM invoices");
    statement.scope(scope);
    statement.push(" AND customer_id IN (");
    statement.list(customers);
    statement.push(") AND status = 'open' AND NOT overdue AND due_at <= ");
    statement.bind(Arg::Int(now.micros()));
    statement.push(" ORDER BY due_at, id");
    fetch_statement!(conn, (String,), statement)?.iter().map(|(id,)| invoice_id(id)).collect()
}

fn invoice_id(text: &str) -> Result<InvoiceId> {
    text.parse().map_err(|_| unreadable("invoice id", text))
}
