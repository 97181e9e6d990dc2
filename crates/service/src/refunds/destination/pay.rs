//! Getting a refund ready to be sent: how many satoshi it is, and the invoice to pay; and seeing that it was paid.

use std::time::Duration;

use clientele_domain::audit::Act;
use clientele_domain::id::RefundId;
use clientele_domain::lightning::Standing;
use clientele_domain::refund::{Payout, Proof, Refund, RefundStatus, SentBy, Task};
use clientele_domain::role::Permission;
use clientele_domain::rules::pay_url;
use clientele_domain::scope::Scope;
use clientele_store::refunds::{self as rows, due};

use super::super::{due::verifiable, hold, step, told};
use super::{at_a_rate, invoice, standing};
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;

/// What a person says about sending a refund.
#[derive(Debug, Clone, Default)]
pub struct Sending {
    /// What one bitcoin costs, as it was typed; none for the satoshi that were paid, or else the merchant's source.
    pub rate: Option<String>,
    /// That the earlier invoice was not paid, where nobody else can tell.
    pub unpaid: bool,
}

/// Gets a refund ready to be sent. What is ready stays as it is while its invoice may be paid; when that was paid, the refund
/// is done. Outside is asked before anything is held, and what is kept is shown: when somebody else was quicker, theirs.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid` at `rate` or `amount`, `InvalidState` when it doesn't wait to be sent, or with
/// why there is no invoice.
pub async fn prepare(ctx: &Ctx, id: RefundId, sending: &Sending) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    let refund = rows::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)?;
    if refund.status != RefundStatus::RequiresAction {
        return Err(Error::InvalidState(told::stands(&refund, ctx.now)));
    }
    if !refund.destination.kind.pays_satoshi() {
        return Ok(refund);
    }
    if let Some(earlier) = refund.payout.as_ref().and_then(|payout| payout.invoice.as_ref()) {
        match standing(ctx, earlier).await? {
            Standing::Open { .. } => return Ok(refund),
            Standing::Paid { preimage } => return paid(ctx, id, preimage).await,
            over => over.allows_another(sending.unpaid).map_err(Error::InvalidState)?,
        }
    }
    let mut payout = match (&refund.payout, &sending.rate) {
        (Some(known), None) if known.rate.is_none() => Payout { invoice: None, ..known.clone() },
        (_, typed) => at_a_rate(ctx, refund.amount, typed.as_deref()).await?,
    };
    if pay_url(&refund.destination, ctx.house.reach).map_err(Error::InvalidState)?.is_some() {
        match invoice(ctx, &refund.destination, payout.sats).await {
            Ok(invoice) => payout.invoice = Some(invoice),
            Err(why) => {
                // How many satoshi it is, is known all the same.
                keep(ctx, id, refund.payout.as_ref(), &payout).await?;
                return Err(why);
            }
        }
    }
    keep(ctx, id, refund.payout.as_ref(), &payout).await
}

/// Keeps what is to be sent, unless somebody else did since.
async fn keep(ctx: &Ctx, id: RefundId, before: Option<&Payout>, payout: &Payout) -> Result<Refund> {
    transaction!(ctx, |conn| {
        let (_, mut refund) = hold::refund(ctx, conn, id).await?;
        if refund.status != RefundStatus::RequiresAction {
            return Err(Error::InvalidState(told::stands(&refund, ctx.now)));
        }
        if refund.payout.as_ref() == before {
            refund.payout = Some(payout.clone());
            refund.version += 1;
            rows::update(conn, ctx.scope, refund.waits, &refund).await?;
        }
        Ok(refund)
    })
}

/// The invoice of a refund was paid, as the receiver's provider says: also when the refund was called off since.
async fn paid(ctx: &Ctx, id: RefundId, preimage: Option<String>) -> Result<Refund> {
    transaction!(ctx, |conn| {
        let (mut payment, mut refund) = hold::refund(ctx, conn, id).await?;
        if refund.unpaid_invoice().is_some() {
            let from = refund.status;
            refund.proof = preimage.clone().map(Proof::Preimage);
            let note = "The receiver's provider says that the invoice was paid.".to_owned();
            refund.sent = Some(SentBy { by: ctx.actor.name().to_owned(), note, at: ctx.now });
            step::paid(ctx, conn, &mut payment, &mut refund).await?;
            let changes = step::stood(from, &refund);
            audit::note(ctx, conn, Act::RefundSent, &id.to_string(), &changes).await?;
        }
        Ok(refund)
    })
}

/// Asks whether the invoice of a refund was paid; then the money is given back, also when the refund was called off since.
/// Gives it as it is.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn verify(ctx: &Ctx, id: RefundId) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    let refund = rows::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let Some(invoice) = refund.unpaid_invoice() else { return Ok(refund) };
    match standing(ctx, invoice).await? {
        Standing::Paid { preimage } => paid(ctx, id, preimage).await,
        _ => Ok(refund),
    }
}

/// So often a provider is asked about one invoice.
const SELDOM: Duration = Duration::from_secs(5);

/// Asks about the invoices of refunds that may be paid just now, whoever they belong to. Whoever pays one has nothing more to
/// do. A refund that is called off, or fails, may be paid all the same for as long as its invoice lives.
pub async fn verify_due(house: &House) -> Result<()> {
    for (scope, id) in verifiable(house, house.now().minus(SELDOM)).await? {
        // One that can't be asked about must not keep the others from being asked about.
        if let Err(error) = verify_in_turn(house, scope, id).await {
            tracing::warn!(%id, ?error, "the invoice of a refund can't be verified");
        }
    }
    Ok(())
}

async fn verify_in_turn(house: &House, scope: Scope, id: RefundId) -> Result<()> {
    let ctx = Ctx::system(house, scope, "Receiver's provider");
    let turn = transaction!(ctx, |conn| { Ok(due::claim(conn, scope, id, ctx.now, ctx.now.minus(SELDOM)).await?) })?;
    let known = rows::by_id(&mut ctx.read().await?.conn(), scope, id).await?;
    let invoice = known.as_ref().filter(|_| turn).and_then(Refund::unpaid_invoice);
    let Some(invoice) = invoice else { return Ok(()) };
    match standing(&ctx, invoice).await? {
        Standing::Paid { preimage } => paid(&ctx, id, preimage).await.map(drop),
        Standing::Unknown { why } => unknown(&ctx, id, &why).await,
        Standing::Open { .. } | Standing::Over => Ok(()),
    }
}

/// Nobody tells whether the invoice of a refund that came to nothing was paid before its time was over: a person looks.
async fn unknown(ctx: &Ctx, id: RefundId, why: &str) -> Result<()> {
    transaction!(ctx, |conn| {
        let (_, mut refund) = hold::refund(ctx, conn, id).await?;
        let more = format!("Nobody tells whether its invoice was paid all the same. {why} Look in your wallet.");
        let told = refund.failure.ends_with(&more);
        if refund.status.is_over() && refund.unpaid_invoice().is_some() && !told {
            let waited = refund.waits.replace(Task::Check);
            refund.failure = [refund.failure.as_str(), &more].join(" ").trim().to_owned();
            refund.version += 1;
            rows::update(conn, ctx.scope, waited, &refund).await?;
        }
        Ok(())
    })
}
