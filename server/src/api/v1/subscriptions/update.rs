//! PATCH /v1/subscriptions/{subscription}

use axum::http::StatusCode;
use clientele_domain::catalog::LineItem;
use clientele_domain::id::{PriceId, SavedCardId};
use clientele_domain::subscription as domain;
use clientele_domain::violation::Violation;
use clientele_service::subscriptions::{self, Wanted};
use clientele_wire as wire;
use clientele_wire::Sent;

use super::{Subscription, asked, told};
use crate::api::body::{Body, never_null};
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Change a subscription
///
/// Changes what is sent. Another price and another quantity count from the next period on; nothing of the current one is
/// paid or given back. With `If-Match` the change is made only if the subscription still is at that version.
#[utoipa::path(
    patch, path = "/subscriptions/{subscription}", tag = "Subscriptions", operation_id = "update_subscription",
    params(
        ("subscription" = String, Path, description = "`sub_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the change is based on"),
    ),
    request_body = wire::PatchSubscription,
    responses((status = 200, description = "The subscription as it is now.", body = wire::Subscription))
)]
pub async fn update(
    ctx: ApiCtx,
    Subscription(id): Subscription,
    IfMatch(version): IfMatch,
    body: Body<wire::PatchSubscription>,
) -> Result<Versioned<wire::Subscription>, Problem> {
    let sent = body.checked(wrong)?;
    let found = wrong(&sent);
    if !found.is_empty() {
        return Err(Problem::invalid(&found));
    }
    let by_itself = sent.items.is_absent();
    let known = subscriptions::get(&ctx, id).await?;
    let items = items(&sent, &known).map_err(|wrong| Problem::invalid(&wrong))?;
    let change = |kept: &domain::Subscription| Wanted {
        items: items.clone(),
        card: match &sent.card_id {
            Sent::Absent => kept.card,
            Sent::Null => None,
            Sent::Value(text) => text.parse::<SavedCardId>().ok(),
        },
        metadata: match &sent.metadata {
            Sent::Absent => kept.metadata.clone(),
            Sent::Null => Vec::new(),
            Sent::Value(patch) => patch.over(&kept.metadata),
        },
    };
    let changed = subscriptions::update(&ctx, id, version, change).await;
    let changed = changed.map_err(|error| asked::at_their_places(error, by_itself))?;
    Ok(told(&ctx, StatusCode::OK, &changed))
}

/// What is wanted from the next period on. A quantity by itself is of the price there is.
fn items(
    sent: &wire::PatchSubscription,
    known: &domain::Subscription,
) -> Result<Option<Vec<LineItem>>, Vec<Violation>> {
    let only: Option<PriceId> = match known.next_items() {
        [only] => Some(only.price),
        _ => None,
    };
    let asked = asked::items(&sent.price_id, &sent.quantity, &sent.items, only)?;
    // Another price by itself keeps how many there are.
    let kept = known.next_items().first().map_or(1, |item| item.quantity);
    let keeps = sent.quantity.is_absent() && sent.items.is_absent() && only.is_some();
    Ok(asked.map(|items| {
        let with = |item: LineItem| if keeps { LineItem { quantity: kept, ..item } } else { item };
        items.into_iter().map(with).collect()
    }))
}

/// What is wrong with it, whatever the subscription is.
fn wrong(sent: &wire::PatchSubscription) -> Vec<Violation> {
    let mut wrong = never_null("price_id", &sent.price_id);
    wrong.extend(never_null("quantity", &sent.quantity));
    wrong.extend(never_null("items", &sent.items));
    if let Sent::Value(text) = &sent.card_id
        && text.parse::<SavedCardId>().is_err()
    {
        wrong.push(Violation::new("card_id", "The customer keeps no such card."));
    }
    wrong
}
