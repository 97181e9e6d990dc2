//! Payment methods of the hosted checkout, behind one trait: the sandbox, Lightning, and what is confirmed by hand.
//!
//! These are parts of use cases, which have decided who may do what. An attempt is stored before its money is asked for;
//! its id is what the method knows the charge by, so that asking twice charges once. No transaction of the caller is open
//! meanwhile: a method may take seconds to answer.

mod lightning;
mod manual;
mod rate;
mod sandbox;
mod settings;
mod simulated;

use clientele_domain::card::{Card, SandboxCard};
use clientele_domain::checkout::{Attempt, Decline, Waiting};
use clientele_domain::id::{AttemptId, RefundId};
use clientele_domain::method::{ManualMethod, MethodSettings};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::{Method, MethodKind, Payment};
use clientele_domain::scope::Mode;
use clientele_store::{Conn, merchants, methods as rows};

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use lightning::Lightning;
use manual::Manual;
pub(crate) use rate::price_of_bitcoin;
use sandbox::Sandbox;
pub(crate) use settings::{put, tried};
pub use settings::{settings, update_settings, wrong};
pub use simulated::{is_simulated, pay_simulated};

/// Something that a session can be paid with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub kind: MethodKind,
    /// Whether no money moves.
    pub sandbox: bool,
    /// What the buyer chooses.
    pub label: String,
    /// What the buyer will have to do, as the merchant says it; manual methods only.
    pub instructions: String,
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The money arrived.
    Succeeded,
    /// It did not, and will not.
    Declined(Decline),
    /// The buyer has something to do.
    Waiting(Waiting),
    /// The answer was lost, or is not there yet: ask again, and never charge again.
    Unknown,
}

/// What became of money that was asked back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum GivenBack {
    /// It is on its way to the buyer.
    Succeeded,
    /// It is still here; the sentence says why.
    Failed(String),
}

/// The charge whose money its processor can give back by itself: cards of the sandbox.
pub(crate) fn gives_back(ctx: &Ctx, payment: &Payment) -> Option<AttemptId> {
    let sandbox = !ctx.scope.mode.is_live() && payment.method.kind == MethodKind::Card;
    payment.more.attempt.filter(|_| sandbox)
}

/// Asks the processor to give money back, or tells what became of it when it was asked before: it knows the refund by its
/// id, and gives back once. Outside of any transaction of the caller.
pub(crate) async fn give_back(ctx: &Ctx, refund: RefundId, attempt: AttemptId) -> Result<GivenBack> {
    sandbox::give_back(ctx, refund, attempt).await
}

/// Where an amount is to be paid.
struct Shop {
    settings: MethodSettings,
    mode: Mode,
    /// The merchant's own currency.
    currency: Currency,
}

impl Shop {
    async fn of(ctx: &Ctx, conn: &mut Conn<'_>) -> Result<Self> {
        let merchant = merchants::by_id(conn, ctx.scope.merchant).await?.ok_or(Error::NotFound)?;
        let settings = rows::settings(conn, ctx.scope).await?;
        Ok(Self { settings, mode: ctx.scope.mode, currency: merchant.currency })
    }

    async fn now(ctx: &Ctx) -> Result<Self> {
        Self::of(ctx, &mut ctx.read().await?.conn()).await
    }

    /// Whether Lightning is the sandbox's: in test mode, until there is an address.
    fn simulates_lightning(&self) -> bool {
        !self.mode.is_live() && self.settings.lightning.is_none()
    }
}

/// A way to get money.
trait PaymentMethod {
    /// What of it an amount can be paid with there.
    fn offers(&self, shop: &Shop, amount: Amount) -> Vec<Offer>;

    /// Asks for the money of an attempt, or tells what became of it when it was asked for before.
    async fn charge(&self, ctx: &Ctx, attempt: &Attempt, card: Option<&Card>) -> Result<Progress>;

    /// What became of an attempt. Never asks for money.
    async fn ask(&self, ctx: &Ctx, attempt: &Attempt) -> Result<Progress>;
}

/// What a session of this amount can be paid with, in the order to show.
pub async fn offers(ctx: &Ctx, conn: &mut Conn<'_>, amount: Amount) -> Result<Vec<Offer>> {
    let shop = Shop::of(ctx, conn).await?;
    let all = [Sandbox.offers(&shop, amount), Lightning.offers(&shop, amount), Manual.offers(&shop, amount)];
    Ok(all.into_iter().flatten().collect())
}

/// Asks for the money of an attempt that is stored already. Outside of any transaction of the caller.
///
/// Errors: `Invalid` at `card_number` when a card has to be paid with and is none that can be.
pub async fn charge(ctx: &Ctx, attempt: &Attempt, card: Option<&Card>) -> Result<Progress> {
    match way(&Shop::now(ctx).await?, attempt) {
        Some(Way::Sandbox) => Sandbox.charge(ctx, attempt, card).await,
        Some(Way::Lightning) => Lightning.charge(ctx, attempt, card).await,
        Some(Way::Manual) => Manual.charge(ctx, attempt, card).await,
        None => Ok(Progress::Declined(Decline::Unavailable)),
    }
}

/// The same with a card that is kept, by its token.
pub async fn charge_kept(ctx: &Ctx, attempt: &Attempt, token: AttemptId) -> Result<Progress> {
    match way(&Shop::now(ctx).await?, attempt) {
        Some(Way::Sandbox) => sandbox::charge_kept(ctx, attempt, token).await,
        _ => Ok(Progress::Declined(Decline::Unavailable)),
    }
}

/// What became of an attempt. Never asks for money. Outside of any transaction of the caller.
pub async fn ask(ctx: &Ctx, attempt: &Attempt) -> Result<Progress> {
    match way(&Shop::now(ctx).await?, attempt) {
        Some(Way::Sandbox) => Sandbox.ask(ctx, attempt).await,
        Some(Way::Lightning) => Lightning.ask(ctx, attempt).await,
        Some(Way::Manual) => Manual.ask(ctx, attempt).await,
        None => Ok(Progress::Declined(Decline::Unavailable)),
    }
}

enum Way {
    Sandbox,
    Lightning,
    Manual,
}

/// Who has to do with an attempt. What was begun in one way goes on in it, whatever the merchant has decided since.
fn way(shop: &Shop, attempt: &Attempt) -> Option<Way> {
    let sandbox = || (!shop.mode.is_live()).then_some(Way::Sandbox);
    match (attempt.method.kind, &attempt.waiting) {
        (MethodKind::Card, _) => sandbox(),
        (MethodKind::Lightning, Some(waiting)) if simulated::is_simulated(waiting) => sandbox(),
        (MethodKind::Lightning, None) if shop.simulates_lightning() => sandbox(),
        (MethodKind::Lightning, _) => Some(Way::Lightning),
        (kind, _) => ManualMethod::KINDS.contains(&kind).then_some(Way::Manual),
    }
}

/// The card as it is kept, with a fingerprint that is made with the merchant's key. The key is made at the first card, so
/// this needs a transaction.
///
/// Errors: `Invalid` at `card_number` when it is a card that can't be charged here; in test mode it says which can.
pub async fn kept(ctx: &Ctx, conn: &mut Conn<'_>, card: &Card) -> Result<Method> {
    if ctx.scope.mode.is_live() {
        return Err(Error::invalid("card_number", "Cards can't be taken here. Choose another way to pay."));
    }
    if SandboxCard::of(card).is_none() {
        return Err(sandbox::unknown_card());
    }
    let merchant = ctx.scope.merchant;
    if let Some(key) = rows::card_key(conn, merchant).await? {
        return Ok(card.method(key.as_bytes()));
    }
    let key: String = ctx.randomness().bytes::<32>().iter().map(|byte| format!("{byte:02x}")).collect();
    rows::keep_card_key(conn, merchant, &key, ctx.now).await?;
    // Somebody else may have made one at the same moment.
    let key = rows::card_key(conn, merchant).await?.ok_or(Error::Conflict)?;
    Ok(card.method(key.as_bytes()))
}
