//! What a buyer sees of a session.

use clientele_domain::card::SavedCard;
use clientele_domain::checkout::{Attempt, AttemptStatus, Form, Session, SessionStatus};
use clientele_domain::id::CheckoutSessionId;
use clientele_domain::matching::Creation;
use clientele_domain::payment::MethodKind;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_store::checkouts::{self, attempts};
use clientele_store::{Conn, merchants};

use super::cards::usable;
use super::find::{form_for, known};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::house::House;
use crate::methods::{self, Offer};

/// What a page of a session is made of.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Whose session it is.
    pub scope: Scope,
    /// What the merchant is called.
    pub merchant: String,
    /// The session.
    pub session: Session,
    /// What is asked.
    pub form: Form,
    /// What can be paid with; nothing, when there is nothing to pay.
    pub offers: Vec<Offer>,
    /// Cards that are kept, which the buyer can pay with.
    pub cards: Vec<SavedCard>,
    /// Whether the card that is paid with will be kept.
    pub keeps_card: bool,
    /// The latest attempt to pay.
    pub attempt: Option<Attempt>,
}

/// Which page of a session is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The form.
    Form,
    /// What the buyer has to do: an invoice, or instructions.
    Waiting,
    /// A payment is under way, and nobody should pay again.
    Processing,
    /// It is done.
    Complete,
    /// Its time is over.
    Expired,
    /// The merchant called it off.
    Canceled,
}

impl Desk {
    /// Which page is shown at this moment.
    pub fn shown(&self, now: Timestamp) -> Shown {
        let under_way = self.attempt.as_ref().map(|attempt| attempt.status);
        match (self.session.status, under_way) {
            (SessionStatus::Complete, _) => Shown::Complete,
            (SessionStatus::Expired, _) if self.session.canceled => Shown::Canceled,
            (SessionStatus::Expired, _) => Shown::Expired,
            (SessionStatus::Open, Some(AttemptStatus::Charging)) => Shown::Processing,
            (SessionStatus::Open, Some(AttemptStatus::Waiting)) => Shown::Waiting,
            (SessionStatus::Open, _) if self.session.is_open(now) => Shown::Form,
            (SessionStatus::Open, _) => Shown::Expired,
        }
    }
}

/// Who acts when a buyer does.
const BUYER: &str = "Checkout";

/// A context for what a buyer does with this session. Errors: `NotFound`.
pub(super) async fn at_the_desk(house: &House, id: CheckoutSessionId) -> Result<Ctx> {
    let scope = checkouts::scope_of(&mut house.db.read().await?.conn(), id).await?.ok_or(Error::NotFound)?;
    Ok(on_behalf(house, scope))
}

/// A context for what a buyer does.
pub(super) fn on_behalf(house: &House, scope: Scope) -> Ctx {
    Ctx::system(house, scope, BUYER)
}

/// A session as its buyer sees it.
///
/// Errors: `NotFound`.
pub async fn open(house: &House, id: CheckoutSessionId) -> Result<Desk> {
    let ctx = at_the_desk(house, id).await?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let session = checkouts::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    desk(&ctx, conn, session).await
}

pub(super) async fn desk(ctx: &Ctx, conn: &mut Conn<'_>, session: Session) -> Result<Desk> {
    let merchant = merchants::by_id(conn, ctx.scope.merchant).await?.ok_or(Error::NotFound)?;
    let offers = match session.total.minor {
        0 => Vec::new(),
        _ => methods::offers(ctx, conn, session.total).await?,
    };
    let known = known(ctx, conn, &session).await?;
    let told = &session.told;
    let reached = !told.email.is_empty() || !told.phone.is_empty();
    let registers = session.terms.customer_creation == Creation::Always || (!told.external_id.is_empty() && reached);
    let takes_cards = offers.iter().any(|offer| offer.kind == MethodKind::Card);
    let cards = match (session.status, &known) {
        // Whoever has the link to an invoice may be anybody to whom it was sent on.
        (SessionStatus::Open, Some(customer)) if takes_cards && session.invoice.is_none() => {
            usable(ctx, conn, customer).await?
        }
        _ => Vec::new(),
    };
    Ok(Desk {
        scope: ctx.scope,
        merchant: merchant.name,
        form: form_for(&session, known.as_ref()),
        offers,
        cards,
        keeps_card: session.terms.save_payment_method && (known.is_some() || registers),
        attempt: attempts::latest(conn, ctx.scope, session.id).await?,
        session,
    })
}
