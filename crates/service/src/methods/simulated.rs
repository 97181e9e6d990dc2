//! Lightning in test mode: an invoice that no wallet can pay, and a button that says it was paid.

use std::time::Duration;

use clientele_domain::checkout::{Attempt, Decline, Waiting};
use clientele_domain::money::Rate;
use clientele_domain::time::Timestamp;
use clientele_store::methods::sandbox::{self as memory, SandboxCharge};
use sha2::{Digest, Sha256};

use super::Progress;
use super::sandbox::{SUCCEEDED, WAITING, recall};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::lightning::hex;

/// What a simulated invoice begins with. No wallet takes it for one of its own.
const PREFIX: &str = "simulated-invoice-";

/// What one bitcoin costs in the sandbox, whatever the currency.
const RATE: &str = "100000";

/// So long an invoice can be paid.
const VALID: Duration = Duration::from_secs(15 * 60);

/// Whether a buyer was given a simulated invoice.
pub fn is_simulated(waiting: &Waiting) -> bool {
    matches!(waiting, Waiting::Invoice { bolt11, .. } if bolt11.starts_with(PREFIX))
}

/// What the sandbox remembers of an invoice that it gave out just now.
pub(super) fn unpaid(now: Timestamp) -> SandboxCharge {
    let expires_at = Some(now.plus(VALID));
    SandboxCharge { outcome: WAITING.to_owned(), answers_at: now, expires_at, refundable: true, created_at: now }
}

/// The invoice while it can be paid. When its time is over, that is remembered before it is said.
pub(super) async fn progress(ctx: &Ctx, attempt: &Attempt, charge: &SandboxCharge) -> Result<Progress> {
    let expires_at = charge.expires_at.unwrap_or(charge.created_at);
    if ctx.house.now() < expires_at {
        return given(attempt, charge.created_at, expires_at).map(Progress::Waiting);
    }
    if close(ctx, attempt, Decline::InvoiceExpired.as_str()).await? {
        return Ok(Progress::Declined(Decline::InvoiceExpired));
    }
    match recall(ctx, attempt).await? {
        Some(charge) if charge.outcome == SUCCEEDED => Ok(Progress::Succeeded),
        _ => Ok(Progress::Declined(Decline::InvoiceExpired)),
    }
}

/// The same invoice whenever it is asked for.
fn given(attempt: &Attempt, created_at: Timestamp, expires_at: Timestamp) -> Result<Waiting> {
    let amount = attempt.amount;
    let too_much = || Error::Internal(format!("{} can't be paid in satoshi", amount.machine()));
    let (sats, rate) = if amount.currency.is_bitcoin() {
        (amount.minor, String::new())
    } else {
        let rate = Rate::parse(RATE, amount.currency).map_err(Error::Internal)?;
        let sats = rate.satoshi(amount).ok_or_else(too_much)?;
        (sats, format!("{rate} at {created_at} from the sandbox, where it is always the same"))
    };
    Ok(Waiting::Invoice {
        bolt11: format!("{PREFIX}{}", attempt.id),
        payment_hash: hex(&Sha256::digest(attempt.id.to_string().as_bytes())),
        sats,
        verify_url: String::new(),
        rate,
        expires_at,
    })
}

/// Pays a simulated invoice: what the button on the page does. Paying twice pays once.
///
/// Errors: `NotFound` when the attempt has none; `InvalidState` when its time is over.
pub async fn pay_simulated(ctx: &Ctx, attempt: &Attempt) -> Result<()> {
    if ctx.scope.mode.is_live() {
        return Err(Error::NotFound);
    }
    let over = || Error::InvalidState("The time of this invoice is over. Choose how to pay once more.".to_owned());
    let charge = recall(ctx, attempt).await?.filter(|charge| charge.expires_at.is_some()).ok_or(Error::NotFound)?;
    if charge.outcome == WAITING && charge.expires_at.is_some_and(|end| ctx.house.now() >= end) {
        return Err(over());
    }
    if close(ctx, attempt, SUCCEEDED).await? {
        return Ok(());
    }
    match recall(ctx, attempt).await? {
        Some(charge) if charge.outcome == SUCCEEDED => Ok(()),
        _ => Err(over()),
    }
}

async fn close(ctx: &Ctx, attempt: &Attempt, outcome: &str) -> Result<bool> {
    let mut tx = ctx.house.db.begin().await?;
    let closed = memory::close(&mut tx.conn(), ctx.scope, attempt.id, outcome).await?;
    tx.commit().await?;
    Ok(closed)
}
