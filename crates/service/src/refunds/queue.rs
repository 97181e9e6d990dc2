//! What waits for a person: refunds to approve, to send, and to look after.

use std::collections::HashMap;

use clientele_domain::id::{CustomerId, PaymentId, RefundId, UserId};
use clientele_domain::money::Amount;
use clientele_domain::payment::Payment;
use clientele_domain::refund::{Refund, Task};
use clientele_domain::role::Permission;
use clientele_store::refunds::list::{self as rows, QueueFilter, RefundFilter};
use clientele_store::{Conn, customers, payments, refunds, users};
use serde::{Deserialize, Serialize};

use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::{Error, Result};
use crate::payments::known;

/// A refund that waits, with what one wants to know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queued {
    /// The refund.
    pub refund: Refund,
    /// Of what.
    pub payment: Payment,
    /// What to call the customer; empty when nothing is known, or no more.
    pub customer: String,
    /// Who is to do it, by name; empty for nobody in particular.
    pub assignee: String,
}

/// How many refunds wait for what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// To be approved.
    pub approve: i64,
    /// To be sent.
    pub send: i64,
    /// To be looked at.
    pub check: i64,
}

impl Waiting {
    /// All of them.
    pub fn total(self) -> i64 {
        self.approve + self.send + self.check
    }
}

/// How many refunds wait for what. Nobody counts them for it: the numbers are kept.
///
/// Errors: `Forbidden`.
pub async fn waiting(ctx: &Ctx) -> Result<Waiting> {
    ctx.require(Permission::RefundRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    Ok(Waiting {
        approve: refunds::waiting(conn, ctx.scope, Task::Approve).await?,
        send: refunds::waiting(conn, ctx.scope, Task::Send).await?,
        check: refunds::waiting(conn, ctx.scope, Task::Check).await?,
    })
}

/// How much money waits for what, by currency. It is kept like the numbers.
///
/// Errors: `Forbidden`.
pub async fn waiting_money(ctx: &Ctx) -> Result<Vec<(Task, Amount)>> {
    ctx.require(Permission::RefundRead)?;
    Ok(refunds::waiting_money(&mut ctx.read().await?.conn(), ctx.scope).await?)
}

/// A page of the refunds that wait, those that wait longest first, beginning after the refund `after`; and whether there is
/// more.
///
/// Errors: `Forbidden`.
pub async fn queue(
    ctx: &Ctx,
    filter: &QueueFilter,
    after: Option<RefundId>,
    limit: i64,
) -> Result<(Vec<Queued>, bool)> {
    ctx.require(Permission::RefundRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let (found, more) = cut(rows::queue(conn, ctx.scope, filter, after, limit + 1).await?, limit);
    Ok((with_more(ctx, conn, found).await?, more))
}

/// A page of all refunds, the newest first, beginning after the refund `after`; and whether there is more.
///
/// Errors: `Forbidden`, `NotFound` when there is no such customer.
pub async fn listed(
    ctx: &Ctx,
    filter: &RefundFilter,
    after: Option<RefundId>,
    limit: i64,
) -> Result<(Vec<Queued>, bool)> {
    let (found, more) = super::list(ctx, filter, after, limit).await?;
    let mut reader = ctx.read().await?;
    Ok((with_more(ctx, &mut reader.conn(), found).await?, more))
}

/// One refund, with the same.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn queued(ctx: &Ctx, id: RefundId) -> Result<Queued> {
    ctx.require(Permission::RefundRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let refund = refunds::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    with_more(ctx, conn, vec![refund]).await?.pop().ok_or(Error::NotFound)
}

/// The same, as long as it is of this customer's payments. The id of a merged record leads on.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn queued_of(ctx: &Ctx, customer: CustomerId, id: RefundId) -> Result<Queued> {
    let queued = queued(ctx, id).await?;
    let customer = known(ctx, &mut ctx.read().await?.conn(), customer).await?;
    if queued.refund.customer == Some(customer) { Ok(queued) } else { Err(Error::NotFound) }
}

/// Ids and names of those who can see to a refund: they work here, and may give money back.
///
/// Errors: `Forbidden`.
pub async fn people(ctx: &Ctx) -> Result<Vec<(UserId, String)>> {
    ctx.require(Permission::RefundRead)?;
    let staff = refunds::people::all(&mut ctx.read().await?.conn(), ctx.scope.merchant).await?;
    let able = staff.into_iter().filter(|(_, _, role)| role.allows(Permission::RefundCreate));
    Ok(able.map(|(id, name, _)| (id, name)).collect())
}

async fn with_more(ctx: &Ctx, conn: &mut Conn<'_>, found: Vec<Refund>) -> Result<Vec<Queued>> {
    let of_payments: Vec<PaymentId> = found.iter().map(|refund| refund.payment).collect();
    let of_customers: Vec<CustomerId> = found.iter().filter_map(|refund| refund.customer).collect();
    let assigned: Vec<UserId> = found.iter().filter_map(|refund| refund.assigned).collect();
    let payments = payments::by_ids(conn, ctx.scope, &of_payments).await?;
    let payments: HashMap<PaymentId, Payment> = payments.into_iter().map(|payment| (payment.id, payment)).collect();
    let customers = customers::by_ids(conn, ctx.scope, &of_customers).await?;
    let customers: HashMap<CustomerId, String> =
        customers.into_iter().map(|known| (known.id, known.fields.display_name().to_owned())).collect();
    let names: HashMap<String, String> = users::names(conn, &assigned).await?.into_iter().collect();
    let queued = |refund: Refund| {
        // Several refunds may be of one payment.
        let payment = payments.get(&refund.payment).cloned();
        Ok(Queued {
            payment: payment.ok_or_else(|| Error::Internal(format!("{} is of no payment", refund.id)))?,
            customer: refund.customer.and_then(|id| customers.get(&id).cloned()).unwrap_or_default(),
            assignee: refund.assigned.and_then(|id| names.get(&id.to_string()).cloned()).unwrap_or_default(),
            refund,
        })
    };
    found.into_iter().map(queued).collect()
}
