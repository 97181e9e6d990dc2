//! Holding what a refund is about, in one order everywhere: the customer, and then the payment.

use clientele_domain::id::{PaymentId, RefundId};
use clientele_domain::payment::Payment;
use clientele_domain::refund::{Doer, Refund};
use clientele_store::{Conn, customers, payments, refunds};

use crate::ctx::{Actor, Ctx};
use crate::error::{Error, Result};

/// The payment, held: whoever else gives money of it back waits for the end of this transaction.
pub(super) async fn payment(ctx: &Ctx, conn: &mut Conn<'_>, id: PaymentId) -> Result<Payment> {
    let known = payments::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    // Also the books of somebody whose data was erased go on.
    if let Some(customer) = known.customer {
        customers::lock(conn, ctx.scope, customer).await?;
    }
    payments::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// A refund with its payment, held.
pub(super) async fn refund(ctx: &Ctx, conn: &mut Conn<'_>, id: RefundId) -> Result<(Payment, Refund)> {
    let known = refunds::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let payment = payment(ctx, conn, known.payment).await?;
    // Somebody may have done something about it before it was held.
    let refund = refunds::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    Ok((payment, refund))
}

/// Who acts, as a refund keeps it.
pub(super) fn doer(ctx: &Ctx) -> Doer {
    let id = match &ctx.actor {
        Actor::Staff { user, .. } => user.to_string(),
        Actor::Key { id, .. } => id.to_string(),
        Actor::Customer(_) | Actor::System(_) | Actor::Import(_) => String::new(),
    };
    Doer { id, name: ctx.actor.name().to_owned() }
}
