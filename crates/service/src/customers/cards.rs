//! Cards of registered customers that are kept for later payments.

use clientele_domain::audit::Act;
use clientele_domain::card::{SavedCard, may_be_kept};
use clientele_domain::checkout::Attempt;
use clientele_domain::customer::{Customer, FieldChange};
use clientele_domain::id::{CustomerId, SavedCardId};
use clientele_domain::matching::Match;
use clientele_domain::payment::MethodKind;
use clientele_domain::role::Permission;
use clientele_store::{Conn, saved_cards};

use super::update::locked;
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::{audit, events};

/// Keeps the card of an attempt that succeeded, if it was a card and the customer is one whose card may be kept. Within
/// the transaction of the payment.
pub(crate) async fn keep_card_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    (customer, matched): (&Customer, &Match),
    attempt: &Attempt,
) -> Result<()> {
    let (method, more) = (&attempt.method, &attempt.method.more);
    if method.kind != MethodKind::Card || more.fingerprint.is_empty() || !may_be_kept(customer.kind, matched) {
        return Ok(());
    }
    let known = saved_cards::of_customer(conn, ctx.scope, customer.id).await?;
    let again = known.iter().find(|card| card.fingerprint == more.fingerprint);
    if again.is_none() && known.len() as i64 >= SavedCard::MOST {
        return Ok(());
    }
    // Paid with once more, the sandbox knows it by the same charge as before.
    let card = SavedCard {
        id: SavedCardId::new(ctx.now, ctx.randomness().bytes()),
        brand: method.brand.clone(),
        last4: method.last4.clone(),
        exp_month: more.exp_month,
        exp_year: more.exp_year,
        fingerprint: more.fingerprint.clone(),
        token: again.map_or(attempt.id, |card| card.token),
        created_at: ctx.now,
    };
    if saved_cards::keep(conn, ctx.scope, customer.id, &card).await? {
        let change = FieldChange { field: "cards".to_owned(), from: String::new(), to: method.label() };
        events::cards_changed(ctx, conn, customer, change).await?;
    }
    Ok(())
}

/// Removes a card: it is offered to nobody and charged no more.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn remove_card(ctx: &Ctx, customer: CustomerId, card: SavedCardId) -> Result<()> {
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let owner = locked(ctx, conn, customer).await?;
        let card = saved_cards::delete(conn, ctx.scope, owner.id, card).await?.ok_or(Error::NotFound)?;
        let change = FieldChange { field: "cards".to_owned(), from: card.method().label(), to: String::new() };
        events::cards_changed(ctx, conn, &owner, change).await?;
        audit::note_told(ctx, conn, Act::CardRemoved, owner.id).await
    })
}
