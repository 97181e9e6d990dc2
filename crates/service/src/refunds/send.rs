//! Saying that the money of a refund was sent.

use clientele_domain::audit::Act;
use clientele_domain::customer::FieldChange;
use clientele_domain::id::RefundId;
use clientele_domain::lightning::preimage_fits;
use clientele_domain::refund::{Proof, Refund, RefundStatus, SentBy};
use clientele_domain::role::Permission;
use clientele_domain::violation::Violation;
use clientele_store::refunds;

use super::create::note;
use super::{hold, step, told};
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// What somebody says who sent the money.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// What shows it.
    pub proof: Option<Proof>,
    /// How it was sent, for the team; must be there without a proof.
    pub note: String,
    /// Said again, without a proof.
    pub confirmed: bool,
}

/// The longest name of a transfer.
const LONGEST: usize = 200;

/// Marks a refund as sent. A preimage is checked against the invoice; what a transfer is called is noted; without either it
/// takes a note, and saying so twice. A proof can be added later to what was marked without one. What was called off, or
/// failed, was sent all the same when a preimage shows it.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `ConfirmationRequired`, `InvalidState` when it doesn't wait to be sent: it says
/// who did what.
pub async fn mark_sent(ctx: &Ctx, id: RefundId, said: &Said) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    let note = note(&said.note, "note").map_err(|violation| Error::Invalid(vec![violation]))?;
    let proof = said.proof.as_ref().map(readable).transpose()?;
    transaction!(ctx, |conn| {
        let (mut payment, mut refund) = hold::refund(ctx, conn, id).await?;
        let adds = refund.status == RefundStatus::Succeeded && refund.sent.is_some() && refund.proof.is_none();
        let late = refund.unpaid_invoice().is_some() && matches!(proof, Some(Proof::Preimage(_)));
        if refund.status != RefundStatus::RequiresAction && !late && !(adds && proof.is_some()) {
            return Err(Error::InvalidState(told::stands(&refund, ctx.now)));
        }
        match &proof {
            Some(Proof::Preimage(preimage)) => fits(preimage, &refund)?,
            Some(Proof::TransactionId(_)) => {}
            None => confirmed(&note, said.confirmed)?,
        }
        refund.proof.clone_from(&proof);
        let from = refund.status;
        if adds {
            refund.version += 1;
            refunds::update(conn, ctx.scope, refund.waits, &refund).await?;
            audit::note(ctx, conn, Act::RefundSent, &id.to_string(), &shown(&refund)).await?;
            return Ok(refund);
        }
        refund.sent = Some(SentBy { by: ctx.actor.name().to_owned(), note: note.clone(), at: ctx.now });
        step::paid(ctx, conn, &mut payment, &mut refund).await?;
        let mut changes = step::stood(from, &refund);
        changes.extend(shown(&refund));
        audit::note(ctx, conn, Act::RefundSent, &id.to_string(), &changes).await?;
        Ok(refund)
    })
}

/// The proof, as the audit log has it.
fn shown(refund: &Refund) -> Vec<FieldChange> {
    match &refund.proof {
        Some(Proof::Preimage(preimage)) => vec![audit::change("preimage", "", preimage)],
        Some(Proof::TransactionId(name)) => vec![audit::change("transaction_id", "", name)],
        None => Vec::new(),
    }
}

/// Without a proof, somebody says twice that the money was sent, and how.
fn confirmed(note: &str, confirmed: bool) -> Result<()> {
    let missing = match (note.is_empty(), confirmed) {
        (false, true) => return Ok(()),
        (true, true) => "Say in the note how it was sent.",
        (false, false) => "Confirm that the money was sent.",
        (true, false) => "Say in the note how it was sent, and confirm it.",
    };
    Err(Error::ConfirmationRequired(format!("There is no proof that the money was sent. {missing}")))
}

/// The proof as it is kept.
fn readable(proof: &Proof) -> Result<Proof> {
    let wrong = |field: &str, message: &str| Error::Invalid(vec![Violation::new(format!("proof.{field}"), message)]);
    match proof {
        Proof::Preimage(text) => {
            // Whether it is one, and of this refund, is seen when its invoice is at hand.
            Ok(Proof::Preimage(text.trim().to_ascii_lowercase()))
        }
        Proof::TransactionId(text) => {
            let text = text.trim();
            if text.is_empty() || text.chars().count() > LONGEST || text.chars().any(char::is_control) {
                return Err(wrong("transaction_id", "Enter what the transfer is called, in 1 to 200 characters."));
            }
            Ok(Proof::TransactionId(text.to_owned()))
        }
    }
}

/// Whether a preimage shows that the invoice of this refund was paid.
fn fits(preimage: &str, refund: &Refund) -> Result<()> {
    let invoice = refund.payout.as_ref().and_then(|payout| payout.invoice.as_ref());
    let checked = match invoice {
        Some(invoice) => preimage_fits(preimage, &invoice.payment_hash).map(|_| ()),
        None => {
            Err("There is no invoice that this could be checked against. Enter what the transfer is called, or say in \
                     the note how it was sent, and confirm it."
                .to_owned())
        }
    };
    checked.map_err(|message| Error::invalid("proof.preimage", message))
}
