//! What became of a payment that was announced.

use clientele_domain::audit::Act;
use clientele_domain::id::PaymentId;
use clientele_domain::matching::Buyer;
use clientele_domain::payment::{Payment, PaymentStatus};
use clientele_domain::role::Permission;
use clientele_store::{Conn, customers, payments, standing, totals};

use super::record::{note_method, with_method};
use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::matching::resolve;
use crate::{events, merchants, test_clocks};

/// How an announced payment ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The money arrived.
    Succeeded,
    /// It did not.
    Failed,
}

impl From<Outcome> for PaymentStatus {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Succeeded => Self::Succeeded,
            Outcome::Failed => Self::Failed,
        }
    }
}

/// Notes how a pending payment ended. Saying the same twice changes nothing.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when it ended otherwise.
pub async fn settle(ctx: &Ctx, id: PaymentId, outcome: Outcome) -> Result<Payment> {
    ctx.require(Permission::PaymentRecord)?;
    transaction!(ctx, |conn| {
        // The customer first and the payment after it, as everywhere.
        let known = payments::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        hold_payer(ctx, conn, &known, outcome).await?;
        let theirs = match known.customer {
            Some(customer) => test_clocks::of(ctx, conn, customer).await?,
            None => ctx.clone(),
        };
        let mut payment = payments::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        let status = PaymentStatus::from(outcome);
        if payment.status == status {
            return Ok(payment);
        }
        if payment.status != PaymentStatus::Pending {
            return Err(Error::InvalidState(format!(
                "This payment is {} already; only a pending one can still succeed or fail.",
                payment.status.as_str().replace('_', " ")
            )));
        }
        payment.status = status;
        payment.more.version += 1;
        payment.more.succeeded_at = (outcome == Outcome::Succeeded).then_some(theirs.now);
        payments::settle(conn, ctx.scope, &payment).await?;
        if outcome == Outcome::Succeeded {
            let own = merchants::currency(ctx, conn).await?;
            totals::payment_settled(conn, ctx.scope, &payment, own).await?;
            standing::paid(conn, ctx.scope, &payment, ctx.told_at()).await?;
            note_method(&theirs, conn, &payment).await?;
        }
        events::payment_changed(&theirs, conn, &payment, theirs.now).await?;
        let act = match outcome {
            Outcome::Succeeded => Act::PaymentSucceeded,
            Outcome::Failed => Act::PaymentFailed,
        };
        let told = change("status", PaymentStatus::Pending.as_str(), status.as_str());
        audit::note(ctx, conn, act, &id.to_string(), &[told]).await?;
        Ok(payment)
    })
}

/// Holds who pays. A card that was charged or a wallet that paid may show that the guest is one who was there before.
async fn hold_payer(ctx: &Ctx, conn: &mut Conn<'_>, known: &Payment, outcome: Outcome) -> Result<()> {
    let Some(customer) = known.customer else { return Ok(()) };
    let buyer = with_method(Buyer::named(customer), &known.method);
    let shows = known.status == PaymentStatus::Pending && outcome == Outcome::Succeeded;
    if shows && !buyer.identifiers().is_empty() {
        return match resolve(ctx, conn, &buyer).await {
            // The books of somebody whose data was erased go on.
            Ok(_) | Err(Error::Deleted { .. }) => Ok(()),
            Err(error) => Err(error),
        };
    }
    customers::lock(conn, ctx.scope, customer).await?;
    Ok(())
}
