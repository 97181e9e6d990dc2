//! Cards that are kept, at the checkout: only for whom the merchant's server names, so that nobody pays with the card of
//! somebody whose email they know.

use clientele_domain::card::SavedCard;
use clientele_domain::checkout::Session;
use clientele_domain::customer::{Customer, Kind};
use clientele_domain::id::SavedCardId;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, saved_cards};

use super::find::known;
use crate::ctx::Ctx;
use crate::error::Result;

/// The cards that this buyer can pay with now, the one that was last kept first.
pub(super) async fn usable(ctx: &Ctx, conn: &mut Conn<'_>, customer: &Customer) -> Result<Vec<SavedCard>> {
    if customer.kind != Kind::Registered || ctx.scope.livemode() {
        return Ok(Vec::new());
    }
    let mut cards = saved_cards::of_customer(conn, ctx.scope, customer.id).await?;
    cards.retain(|card| card.is_good(ctx.now));
    Ok(cards)
}

/// The card that the buyer of a session chose, if it is there for them.
pub(super) async fn chosen_card(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    session: &Session,
    id: SavedCardId,
) -> Result<std::result::Result<SavedCard, Vec<Violation>>> {
    let cards = match known(ctx, conn, session).await? {
        Some(customer) if session.invoice.is_none() => usable(ctx, conn, &customer).await?,
        _ => Vec::new(),
    };
    let card = cards.into_iter().find(|card| card.id == id);
    Ok(card.ok_or_else(|| vec![Violation::new("method", "This card can't be used any more. Choose another way.")]))
}
