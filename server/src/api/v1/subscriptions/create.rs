//! POST /v1/subscriptions

use axum::http::StatusCode;
use clientele_domain::violation::Violation;
use clientele_service::subscriptions::{self, NewSubscription};
use clientele_wire as wire;
use clientele_wire::Sent;

use super::{asked, told};
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Make a subscription
///
/// Of a registered customer. Its first period is charged now, or when the trial is over. Without a card, or when that gives
/// no money, it is `past_due` until its invoice is paid, and canceled after the days of grace.
#[utoipa::path(
    post, path = "/subscriptions", tag = "Subscriptions", operation_id = "create_subscription",
    request_body = wire::NewSubscription,
    responses((status = 201, description = "The subscription.", body = wire::Subscription))
)]
pub async fn create(ctx: ApiCtx, body: Body<wire::NewSubscription>) -> Result<Versioned<wire::Subscription>, Problem> {
    let sent = body.checked(|sent| new(sent).err().unwrap_or_default())?;
    let by_itself = sent.items.is_absent();
    let asked = new(&sent).map_err(|wrong| Problem::invalid(&wrong))?;
    let made = subscriptions::create(&ctx, &asked).await.map_err(|error| asked::at_their_places(error, by_itself))?;
    Ok(told(&ctx, StatusCode::CREATED, &made))
}

fn new(sent: &wire::NewSubscription) -> Result<NewSubscription, Vec<Violation>> {
    let mut wrong = Vec::new();
    let customer = match &sent.customer_id {
        Sent::Value(text) => text.parse().map_err(|_| Violation::new("customer_id", "There is no such customer here.")),
        _ => Err(Violation::missing("customer_id", "Name a registered customer, such as cus_….")),
    };
    let customer = customer.map_err(|violation| wrong.push(violation)).ok();
    let card = match &sent.card_id {
        Sent::Absent => Some(None),
        Sent::Null => Some(Some(None)),
        Sent::Value(text) => text.parse().ok().map(|id| Some(Some(id))),
    };
    if card.is_none() {
        wrong.push(Violation::new("card_id", "The customer keeps no such card."));
    }
    let items = match asked::items(&sent.price_id, &sent.quantity, &sent.items, None) {
        Ok(Some(items)) => Some(items),
        Ok(None) => {
            wrong.push(Violation::missing("price_id", "Name a price that recurs, such as price_…, or send items."));
            None
        }
        Err(violations) => {
            wrong.extend(violations);
            None
        }
    };
    match (customer, items, card) {
        (Some(customer), Some(items), Some(card)) if wrong.is_empty() => Ok(NewSubscription {
            customer,
            items,
            trial_days: sent.trial_days.clone().value().unwrap_or(0),
            card,
            metadata: sent.metadata.clone().value().map(|patch| patch.over(&[])).unwrap_or_default(),
        }),
        _ => Err(wrong),
    }
}
