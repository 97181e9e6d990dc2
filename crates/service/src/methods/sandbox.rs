//! The sandbox: test mode's own processor of cards and simulated invoices. It has a memory of its own, written in its own
//! transactions, so that what it says of an attempt is true whatever became of whoever asked.

use std::time::Duration;

use clientele_domain::card::{Card, SandboxCard};
use clientele_domain::checkout::{Attempt, Decline};
use clientele_domain::id::{AttemptId, RefundId};
use clientele_domain::money::Amount;
use clientele_domain::payment::MethodKind;
use clientele_domain::time::Timestamp;
use clientele_store::methods::sandbox::{self as memory, SandboxCharge};

use super::{GivenBack, Offer, PaymentMethod, Progress, Shop, simulated};
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// So long the slow card takes.
const SLOW: Duration = Duration::from_secs(10);

/// An attempt that the sandbox never heard of may still be on its way to it for so long.
const ON_ITS_WAY: Duration = Duration::from_secs(60);

/// What it remembers of money that arrived,
pub(super) const SUCCEEDED: &str = "succeeded";

/// and of an invoice that is neither paid nor over.
pub(super) const WAITING: &str = "waiting";

pub(super) struct Sandbox;

impl PaymentMethod for Sandbox {
    fn offers(&self, shop: &Shop, _amount: Amount) -> Vec<Offer> {
        let offer = |kind: MethodKind, label: &str| Offer {
            kind,
            sandbox: true,
            label: label.to_owned(),
            instructions: String::new(),
        };
        let card = shop.settings.card && !shop.mode.is_live();
        let card = card.then(|| offer(MethodKind::Card, "Card"));
        let lightning = shop.simulates_lightning().then(|| offer(MethodKind::Lightning, "Lightning (simulated)"));
        card.into_iter().chain(lightning).collect()
    }

    async fn charge(&self, ctx: &Ctx, attempt: &Attempt, card: Option<&Card>) -> Result<Progress> {
        match (attempt.method.kind, card) {
            (MethodKind::Lightning, _) => charged(ctx, attempt, simulated::unpaid(ctx.house.now())).await,
            (_, Some(card)) => {
                let does = SandboxCard::of(card).ok_or_else(unknown_card)?;
                charged(ctx, attempt, charge_of(does, ctx.house.now())).await
            }
            // Without the number there is nothing to charge; it may have been charged before.
            (_, None) => match recall(ctx, attempt.id).await? {
                Some(charge) => charged(ctx, attempt, charge).await,
                None => Err(Error::invalid("card_number", "Enter the number on the card.")),
            },
        }
    }

    async fn ask(&self, ctx: &Ctx, attempt: &Attempt) -> Result<Progress> {
        let now = ctx.house.now();
        let charge = match recall(ctx, attempt.id).await? {
            Some(charge) if now < charge.answers_at => return Ok(Progress::Unknown),
            Some(charge) => charge,
            None if now < attempt.created_at.plus(ON_ITS_WAY) => return Ok(Progress::Unknown),
            // It is remembered that this attempt is over, so that nothing is charged if it does arrive.
            None => remember(ctx, attempt, outcome(Decline::Unavailable.as_str(), now)).await?.1,
        };
        progress(ctx, attempt, &charge).await
    }
}

/// Charges the card that was charged for the attempt `token`, which is what the sandbox knows it by.
pub(super) async fn charge_kept(ctx: &Ctx, attempt: &Attempt, token: AttemptId) -> Result<Progress> {
    let known = recall(ctx, token).await?.and_then(|charge| SandboxCard::parse(&charge.card));
    let now = ctx.house.now();
    let charge = known.map_or_else(|| outcome(Decline::Declined.as_str(), now), |does| charge_of(does, now));
    charged(ctx, attempt, charge).await
}

/// What becomes of an attempt that is asked for now, or was before. The first who asks decides what it stands for.
async fn charged(ctx: &Ctx, attempt: &Attempt, charge: SandboxCharge) -> Result<Progress> {
    let (first, charge) = remember(ctx, attempt, charge).await?;
    if first && charge.card == SandboxCard::AnswerLost.as_str() {
        return Ok(Progress::Unknown);
    }
    let rest = charge.answers_at.micros() - ctx.house.now().micros();
    if let Ok(rest @ 1..) = u64::try_from(rest) {
        tokio::time::sleep(Duration::from_micros(rest)).await;
    }
    progress(ctx, attempt, &charge).await
}

/// A card that is none of the sandbox's.
pub(super) fn unknown_card() -> Error {
    Error::invalid("card_number", format!("No such card is known here. {}", SandboxCard::sentence()))
}

fn charge_of(does: SandboxCard, now: Timestamp) -> SandboxCharge {
    let charge = match does {
        SandboxCard::Succeeds | SandboxCard::AnswerLost => outcome(SUCCEEDED, now),
        SandboxCard::RefundFails => SandboxCharge { refundable: false, ..outcome(SUCCEEDED, now) },
        SandboxCard::Slow => SandboxCharge { answers_at: now.plus(SLOW), ..outcome(SUCCEEDED, now) },
        SandboxCard::Declined => outcome(Decline::Declined.as_str(), now),
        SandboxCard::LacksFunds => outcome(Decline::InsufficientFunds.as_str(), now),
    };
    SandboxCharge { card: does.as_str().to_owned(), ..charge }
}

fn outcome(outcome: &str, now: Timestamp) -> SandboxCharge {
    SandboxCharge {
        outcome: outcome.to_owned(),
        answers_at: now,
        expires_at: None,
        refundable: true,
        created_at: now,
        card: String::new(),
    }
}

async fn progress(ctx: &Ctx, attempt: &Attempt, charge: &SandboxCharge) -> Result<Progress> {
    match charge.outcome.as_str() {
        SUCCEEDED => Ok(Progress::Succeeded),
        WAITING => simulated::progress(ctx, attempt, charge).await,
        other => Decline::parse(other)
            .map(Progress::Declined)
            .ok_or_else(|| Error::Internal(format!("the sandbox remembers {other:?}, which is nothing"))),
    }
}

/// Remembers a charge, unless there is one of this attempt; says whether it is the first, and what is remembered.
async fn remember(ctx: &Ctx, attempt: &Attempt, charge: SandboxCharge) -> Result<(bool, SandboxCharge)> {
    let mut tx = ctx.house.db.begin().await?;
    let first = memory::remember(&mut tx.conn(), ctx.scope, attempt.id, &charge).await?;
    let kept = memory::recall(&mut tx.conn(), ctx.scope, attempt.id).await?;
    tx.commit().await?;
    Ok((first, kept.unwrap_or(charge)))
}

/// What it remembers of money that it did not give back.
const REFUSED: &str = "refused";

/// Gives money back, or tells what became of a refund for which it was asked before.
pub(super) async fn give_back(ctx: &Ctx, refund: RefundId, attempt: AttemptId) -> Result<GivenBack> {
    let mut tx = ctx.house.db.begin().await?;
    let conn = &mut tx.conn();
    let charge = memory::recall(conn, ctx.scope, attempt).await?;
    let outcome = if charge.is_none_or(|charge| charge.refundable) { SUCCEEDED } else { REFUSED };
    let outcome = memory::give_back(conn, ctx.scope, (refund, attempt), outcome, ctx.house.now()).await?;
    tx.commit().await?;
    Ok(match outcome.as_str() {
        SUCCEEDED => GivenBack::Succeeded,
        _ => GivenBack::Failed(
            "The bank of the card takes no refunds. Choose another way to give the money back.".into(),
        ),
    })
}

pub(super) async fn recall(ctx: &Ctx, attempt: AttemptId) -> Result<Option<SandboxCharge>> {
    Ok(memory::recall(&mut ctx.read().await?.conn(), ctx.scope, attempt).await?)
}
