//! From the service's subscriptions to what the pages show.

use clientele_domain::catalog::Recurring;
use clientele_domain::id::{CustomerId, SavedCardId};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::scope::Scope;
use clientele_domain::subscription::{Subscription, SubscriptionItem, total};
use clientele_service::catalog::prices::{self, PriceFilter};
use clientele_service::invoices::staff::Listed;
use clientele_service::subscriptions::staff::Detail;
use clientele_service::{Ctx, customers};
use leptos::prelude::use_context;

use super::{SubscriptionSummary, SubscriptionView, title};
use crate::problem::Problem;
use crate::server_fns::invoices::view_model as bills;

/// So many prices are offered in a form.
const OFFERED: i64 = 100;

pub(in crate::server_fns) fn summary(subscription: &Subscription, name: String) -> SubscriptionSummary {
    let s = subscription;
    SubscriptionSummary {
        id: s.id,
        title: title(&s.items),
        customer: s.customer,
        name,
        status: s.status,
        amount: cost(&s.items),
        recurring: s.recurring,
        period_end: s.current.end,
        ends: s.cancel_at_period_end,
        paused_at: s.paused_at,
        ended_at: s.ended_at,
        created_at: s.created_at,
    }
}

/// What a period costs. A subscription is for something.
fn cost(items: &[SubscriptionItem]) -> Amount {
    total(items).unwrap_or(Amount { minor: 0, currency: Currency::BTC })
}

pub(super) fn subscription_view(scope: Scope, found: Detail, prices: Vec<(String, String)>) -> SubscriptionView {
    let Detail { listed, invoices: bills_of, cards, told } = found;
    let (s, name) = (listed.subscription, listed.name);
    let listed = |invoice| bills::summary(scope, Listed { invoice, name: name.clone() });
    let invoices = bills_of.into_iter().map(listed);
    SubscriptionView {
        invoices: invoices.collect(),
        subscription: summary(&s, name.clone()),
        next: s.next_items.map(|items| (items.clone(), cost(&items))),
        items: s.items,
        current: s.current,
        trial_end: s.trial_end,
        active_until: s.active_until,
        card: s.card,
        cards: cards.iter().map(|card| (card.id, card.method().label())).collect(),
        source: (s.source, s.source_id),
        steps: told.into_iter().map(bills::step).collect(),
        prices,
        version: s.version,
        posted: use_context().unwrap_or_default(),
    }
}

/// Ids and words of the prices that recur, in this rhythm or in any.
pub(super) async fn prices(ctx: &Ctx, rhythm: Option<Recurring>) -> Result<Vec<(String, String)>, Problem> {
    let filter = PriceFilter { active: Some(true), ..PriceFilter::default() };
    let (found, _) = prices::list(ctx, &filter, None, OFFERED).await?;
    let fits = |recurring: Recurring| rhythm.is_none_or(|rhythm| rhythm == recurring);
    let fit = found.iter().filter(|price| price.is_sold() && price.recurring.is_some_and(fits));
    Ok(fit.map(|price| (price.id.to_string(), format!("{}, {}", price.product_name, price.label()))).collect())
}

/// The customer's cards that can be charged.
pub(super) async fn good_cards(ctx: &Ctx, customer: CustomerId) -> Result<Vec<(SavedCardId, String)>, Problem> {
    let kept = customers::get(ctx, customer).await?.cards;
    Ok(kept.iter().filter(|card| card.is_good(ctx.now)).map(|card| (card.id, card.method().label())).collect())
}
