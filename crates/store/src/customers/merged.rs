//! The rows of two customers who become one, or two again. The row of the one that is merged stays as it was, except for
//! its figures, which go with its payments.

use clientele_domain::customer::Customer;
use clientele_domain::id::CustomerId;
use clientele_domain::query::search_text;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use super::row::{CustomerRow, columns, ids_text};
use super::tags;
use super::write::update;
use crate::conn::{Conn, Statement};
use crate::counters;
use crate::error::Result;

const SOURCE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND merged_into = $4"
);

/// The record that was merged into this customer, as it was then.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: CustomerId, into: CustomerId) -> Result<Option<Customer>> {
    let merchant = scope.merchant.to_string();
    fetch_optional!(conn, CustomerRow, SOURCE, merchant, scope.livemode(), id.to_string(), into.to_string())?
        .map(CustomerRow::customer)
        .transpose()
}

const FIGURES: &str = "
    UPDATE customers SET
        spent = customers.spent + source.spent,
        payment_count = customers.payment_count + source.payment_count,
        order_count = customers.order_count + source.order_count,
        checkout_count = customers.checkout_count + source.checkout_count,
        active_subscriptions = customers.active_subscriptions + source.active_subscriptions,
        invoice_count = customers.invoice_count + source.invoice_count,
        overdue_count = customers.overdue_count + source.overdue_count,
        first_payment_at = CASE WHEN customers.first_payment_at IS NULL
            OR source.first_payment_at < customers.first_payment_at
            THEN source.first_payment_at ELSE customers.first_payment_at END,
        last_payment_at = CASE WHEN customers.last_payment_at IS NULL OR source.last_payment_at > customers.last_payment_at
            THEN source.last_payment_at ELSE customers.last_payment_at END,
        merged_from = $5, delinquent = $6, subscription_status = $7
    FROM customers source
    WHERE source.merchant_id = $1 AND source.livemode = $2 AND source.id = $3
        AND customers.merchant_id = $1 AND customers.livemode = $2 AND customers.id = $4";

const LEAVE: &str = "
    UPDATE customers SET
        merged_into = $4, deleted_at = $5, search_text = '', spent = 0, payment_count = 0, order_count = 0,
        invoice_count = 0, overdue_count = 0, delinquent = FALSE, first_payment_at = NULL, last_payment_at = NULL
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3
    RETURNING seq";

const LEAD_ON: &str = "
    UPDATE customers SET merged_into = $4
    WHERE merchant_id = $1 AND livemode = $2 AND merged_into <> '' AND merged_into = $3";

/// Takes `source` away and makes `before` into `after`; gives its version. `wallets` are the addresses that the search
/// knows afterwards.
pub(crate) async fn join(
    conn: &mut Conn<'_>,
    scope: Scope,
    source: &Customer,
    (before, after): (&Customer, &Customer),
    wallets: &[String],
    now: Timestamp,
) -> Result<i64> {
    let (merchant, livemode) = (scope.merchant.to_string(), scope.livemode());
    let (source_id, into) = (source.id.to_string(), after.id.to_string());
    let status = after.subscription_status.map_or("", |status| status.as_str());
    let merged_from = ids_text(&after.merged_from);
    execute!(conn, FIGURES, &merchant, livemode, &source_id, &into, merged_from, after.delinquent, status)?;
    let (seq,): (i64,) = fetch_one!(conn, (i64,), LEAVE, &merchant, livemode, &source_id, &into, now.micros())?;
    execute!(conn, LEAD_ON, merchant, livemode, source_id, into)?;
    tags::replace(conn, scope, seq, &source.fields.tags, &[]).await?;
    counters::add(conn, scope, counters::CUSTOMERS, seq, -1).await?;
    update(conn, scope, before, after, wallets).await
}

const COME_BACK: &str = "
    UPDATE customers SET merged_into = '', deleted_at = NULL, search_text = $4, external_id = $5
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3
    RETURNING seq";

/// Brings a record back as it was when it was merged; `wallets` are the addresses that the search knows.
pub(crate) async fn come_back(conn: &mut Conn<'_>, scope: Scope, source: &Customer, wallets: &[String]) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), source.id.to_string());
    let text = search_text(source.id, &source.fields, wallets);
    let external_id = &source.fields.external_id;
    let (seq,): (i64,) = fetch_one!(conn, (i64,), COME_BACK, merchant, scope.livemode(), id, text, external_id)?;
    tags::replace(conn, scope, seq, &[], &source.fields.tags).await?;
    counters::add(conn, scope, counters::CUSTOMERS, seq, 1).await?;
    lead_back(conn, scope, source).await
}

/// Those who were merged into the record before lead to it again.
async fn lead_back(conn: &mut Conn<'_>, scope: Scope, source: &Customer) -> Result<()> {
    if source.merged_from.is_empty() {
        return Ok(());
    }
    let mut statement = Statement::default();
    statement.push("UPDATE customers SET merged_into = ");
    statement.bind(crate::conn::Arg::Text(source.id.to_string()));
    statement.scope(scope);
    statement.push(" AND id IN (");
    statement.list(&source.merged_from);
    statement.push(") RETURNING seq");
    fetch_statement!(conn, (i64,), statement)?;
    Ok(())
}

const PART: &str = "
    UPDATE customers SET
        checkout_count = $4, active_subscriptions = $5, merged_from = $6, delinquent = $7, subscription_status = $8
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Makes `now` into `back`, from whom a record has gone away again; gives its version.
pub(crate) async fn part(
    conn: &mut Conn<'_>,
    scope: Scope,
    (now, back): (&Customer, &Customer),
    wallets: &[String],
) -> Result<i64> {
    execute!(
        conn,
        PART,
        scope.merchant.to_string(),
        scope.livemode(),
        back.id.to_string(),
        back.counts.checkouts,
        back.counts.active_subscriptions,
        ids_text(&back.merged_from),
        back.delinquent,
        back.subscription_status.map_or("", |status| status.as_str()),
    )?;
    update(conn, scope, now, back, wallets).await
}

const GO_BACK: &str = "
    UPDATE customers SET highest_version = version - 1, version = $4, updated_at = $5
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// A record that is as it was at this version has this version again. The next change gets a number that none had before.
pub(crate) async fn go_back(
    conn: &mut Conn<'_>,
    scope: Scope,
    id: CustomerId,
    (version, updated_at): (i64, Timestamp),
) -> Result<()> {
    let merchant = scope.merchant.to_string();
    execute!(conn, GO_BACK, merchant, scope.livemode(), id.to_string(), version, updated_at.micros())?;
    Ok(())
}
