//! Refunds: one row each, with where the money goes, what is sent, and who did what.

pub mod due;
pub mod list;
pub mod notes;
pub mod people;
mod row;
pub mod thresholds;

use clientele_domain::destination::Given;
use clientele_domain::id::{CustomerId, PaymentId, RefundId};
use clientele_domain::money::Amount;
use clientele_domain::refund::{Approval, Proof, Refund, Task};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Conn, Statement};
use crate::counters;
use crate::error::Result;
pub(crate) use row::approval_text;
use row::{RefundRow, columns};

const INSERT: &str = "
    INSERT INTO refunds (
        merchant_id, livemode, id, payment_id, customer_id, amount, currency, reason, note, created_by_id, created_by,
        created_at, destination_kind, asked_at, status
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $12, $14)";

/// A new refund of a payment that the caller holds.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, refund: &Refund) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        refund.id.to_string(),
        refund.payment.to_string(),
        refund.customer.map(|id| id.to_string()),
        refund.amount.minor,
        refund.amount.currency.code(),
        refund.reason.as_str(),
        &refund.note,
        &refund.created_by.id,
        &refund.created_by.name,
        refund.created_at.micros(),
        refund.destination.kind.as_str(),
        refund.status.as_str(),
    )?;
    update(conn, scope, None, refund).await
}

const UPDATE: &str = "
    UPDATE refunds SET
        status = $4, approval = $5, approved_by = $6, approved_at = $7, destination_kind = $8, destination = $9,
        sats = $10, rate = $11, rate_source = $12, rate_at = $13, invoice = $14, payment_hash = $15, verify_url = $16,
        invoice_expires_at = $17, preimage = $18, transaction_id = $19, sent_by = $20, sent_note = $21, sent_at = $22,
        failure = $23, ended_by = $24, ended_at = $25, waits = $26, assigned_to = $27, asked_at = $28, version = $29
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Stores a refund whose payment the caller holds, and counts what waits. `waited` is what it waited for before.
pub async fn update(conn: &mut Conn<'_>, scope: Scope, waited: Option<Task>, refund: &Refund) -> Result<()> {
    let (approved_by, approved_at) = match &refund.approval {
        Approval::Given { by, at } => (by.as_str(), Some(at.micros())),
        Approval::Needed | Approval::NotNeeded => ("", None),
    };
    let payout = refund.payout.as_ref();
    let rate = payout.and_then(|payout| payout.rate.as_ref());
    let invoice = payout.and_then(|payout| payout.invoice.as_ref());
    let (preimage, transaction) = match &refund.proof {
        Some(Proof::Preimage(preimage)) => (preimage.as_str(), ""),
        Some(Proof::TransactionId(id)) => ("", id.as_str()),
        None => ("", ""),
    };
    let sent = refund.sent.as_ref();
    execute!(
        conn,
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        refund.id.to_string(),
        refund.status.as_str(),
        approval_text(&refund.approval),
        approved_by,
        approved_at,
        refund.destination.kind.as_str(),
        &refund.destination.address,
        payout.map(|payout| payout.sats),
        rate.map_or("", |rate| &rate.rate),
        rate.map_or("", |rate| &rate.source),
        rate.map(|rate| rate.at.micros()),
        invoice.map_or("", |invoice| &invoice.bolt11),
        invoice.map_or("", |invoice| &invoice.payment_hash),
        invoice.map_or("", |invoice| &invoice.verify_url),
        invoice.map(|invoice| invoice.expires_at.micros()),
        preimage,
        transaction,
        sent.map_or("", |sent| &sent.by),
        sent.map_or("", |sent| &sent.note),
        sent.map(|sent| sent.at.micros()),
        &refund.failure,
        &refund.ended_by,
        refund.ended_at.map(Timestamp::micros),
        refund.waits.map_or("", Task::as_str),
        refund.assigned.map(|id| id.to_string()).unwrap_or_default(),
        refund.asked_at.micros(),
        refund.version,
    )?;
    count(conn, scope, refund, waited).await
}

/// Keeps how many refunds wait for what, and how much money.
async fn count(conn: &mut Conn<'_>, scope: Scope, refund: &Refund, before: Option<Task>) -> Result<()> {
    if before == refund.waits {
        return Ok(());
    }
    let spread = spread(refund.id);
    for (task, by) in [(before, -1), (refund.waits, 1)] {
        let Some(task) = task else { continue };
        counters::add(conn, scope, &counters::of_task(task), spread, by).await?;
        let money = counters::of_money(task, refund.amount.currency);
        counters::add(conn, scope, &money, spread, by * refund.amount.minor).await?;
    }
    Ok(())
}

/// Refunds spread over the rows of a counter by what is random in their ids.
pub(crate) fn spread(id: RefundId) -> i64 {
    (id.uuid().as_u128() & 0xffff) as i64
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM refunds WHERE merchant_id = $1 AND livemode = $2 AND id = $3");

/// One refund. Whoever changes it holds its payment.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: RefundId) -> Result<Option<Refund>> {
    fetch_optional!(conn, RefundRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The refunds with these ids, in no order.
pub async fn by_ids(conn: &mut Conn<'_>, scope: Scope, ids: &[RefundId]) -> Result<Vec<Refund>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM refunds"));
    statement.scope(scope);
    statement.push(" AND id IN (");
    statement.list(ids);
    statement.push(")");
    fetch_statement!(conn, RefundRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const LATEST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM refunds WHERE merchant_id = $1 AND livemode = $2 AND payment_id = $3
        AND status IN ('pending', 'requires_action', 'succeeded')
    ORDER BY id DESC LIMIT 1"
);

/// The latest refund of a payment that gave money back or promises it.
pub async fn latest(conn: &mut Conn<'_>, scope: Scope, payment: PaymentId) -> Result<Option<Refund>> {
    fetch_optional!(conn, RefundRow, LATEST, scope.merchant.to_string(), scope.livemode(), payment.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const IN_PROPORTION: &str = "
    SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT), CAST(COALESCE(SUM(sats), 0) AS BIGINT) FROM refunds
    WHERE merchant_id = $1 AND livemode = $2 AND payment_id = $3 AND status IN ('pending', 'requires_action', 'succeeded')
        AND sats IS NOT NULL AND rate = ''";

/// What was given back or promised of a payment in proportion to the satoshi that were paid.
pub async fn in_proportion(conn: &mut Conn<'_>, scope: Scope, payment: PaymentId) -> Result<Given> {
    let merchant = scope.merchant.to_string();
    let row = fetch_one!(conn, (i64, i64), IN_PROPORTION, merchant, scope.livemode(), payment.to_string())?;
    Ok(Given { minor: row.0, sats: row.1 })
}

const ALONE: &str = "
    SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM refunds
    WHERE merchant_id = $1 AND livemode = $2 AND payment_id = $3 AND created_by_id = $4 AND approval = ''
        AND status IN ('pending', 'requires_action', 'succeeded')";

/// What somebody gave back of a payment without having asked anybody.
pub async fn alone(conn: &mut Conn<'_>, scope: Scope, payment: PaymentId, by: &str) -> Result<i64> {
    Ok(fetch_one!(conn, (i64,), ALONE, scope.merchant.to_string(), scope.livemode(), payment.to_string(), by)?.0)
}

/// How many refunds wait for a person to do this.
pub async fn waiting(conn: &mut Conn<'_>, scope: Scope, task: Task) -> Result<i64> {
    counters::get(conn, scope, &counters::of_task(task)).await
}

/// How much money waits for a person to do what, by currency.
pub async fn waiting_money(conn: &mut Conn<'_>, scope: Scope) -> Result<Vec<(Task, Amount)>> {
    counters::money(conn, scope).await
}

const FORGET: &str = "
    UPDATE refunds SET
        destination = '', note = '', sent_note = '', failure = '',
        invoice = CASE WHEN sent_at IS NULL AND invoice_expires_at >= $4 THEN invoice ELSE '' END,
        verify_url = CASE WHEN sent_at IS NULL AND invoice_expires_at >= $4 THEN verify_url ELSE '' END
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND status IN ('succeeded', 'failed', 'canceled')";
const FORGET_NOTES: &str = "
    UPDATE refund_notes SET body = '' WHERE merchant_id = $1 AND livemode = $2 AND refund_id IN (
        SELECT id FROM refunds WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    )";

/// Takes what identifies a person out of the refunds that are over. One that is still to be sent keeps where to, and one
/// whose invoice may still be paid, because it runs out at `open_from` or later, keeps that: its provider is asked about it.
pub async fn forget(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, open_from: Timestamp) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    execute!(conn, FORGET, &merchant, scope.livemode(), &customer, open_from.micros())?;
    execute!(conn, FORGET_NOTES, merchant, scope.livemode(), customer)?;
    Ok(())
}
