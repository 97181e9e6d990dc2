//! The forms on the pages of subscriptions: a new one, and what is changed of one. The field `act` says which.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::checkout::LineItem;
use clientele_domain::id::{MerchantId, PriceId, SavedCardId, SubscriptionId};
use clientele_domain::role::Permission;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::selector::Selector;
use clientele_domain::subscription::{Subscription, SubscriptionItem};
use clientele_domain::violation::Violation;
use clientele_service::subscriptions::{self, NewSubscription, Wanted};
use clientele_service::{Ctx, Error};

use super::{Done, Sent};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/subscriptions/new`
pub async fn create(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => make(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    sent.answer(&state, done).await
}

/// `POST /{merchant}/{mode}/subscriptions/{id}`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, String)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match (sent.ctx(&state, scope), id.parse()) {
        (Ok(ctx), Ok(id)) => change(&ctx, id, &sent).await,
        (Ok(_), Err(_)) => Err(Error::NotFound),
        (Err(error), _) => Err(error),
    };
    if let Err(Error::Outdated { .. }) = done {
        let told = "Something became of this subscription meanwhile. Look at it as it is now, and do it again.";
        return sent.again(&state, Error::InvalidState(told.to_owned()), || {}).await;
    }
    sent.answer(&state, done).await
}

async fn change(ctx: &Ctx, id: SubscriptionId, sent: &Sent) -> Result<Done, Error> {
    let here = format!("/{}/subscriptions/{id}", ctx.scope);
    let as_it_is = |s: &Subscription| Wanted { items: None, card: s.card, metadata: s.metadata.clone() };
    Ok(match sent.value("act") {
        "cancel" => {
            let later = sent.value("when") != "now";
            subscriptions::cancel(ctx, id, None, later).await?;
            (here, if later { "It ends with its period." } else { "Subscription canceled." })
        }
        "resume" => subscriptions::resume(ctx, id, None).await.map(|_| (here, "It goes on."))?,
        "pause" => {
            subscriptions::pause(ctx, id, None).await.map(|_| (here, "Nobody is charged until you end the pause."))?
        }
        "unpause" => subscriptions::unpause(ctx, id, None).await.map(|_| (here, "The pause is over."))?,
        "change" => {
            ctx.require(Permission::SubscriptionWrite)?;
            let items = Some(vec![item(sent).map_err(Error::Invalid)?]);
            let wanted = |s: &Subscription| Wanted { items: items.clone(), ..as_it_is(s) };
            let version = sent.value("version").parse().ok();
            subscriptions::update(ctx, id, version, wanted).await?;
            (here, "It changes at the end of its period.")
        }
        "keep" => {
            let wanted = |s: &Subscription| Wanted { items: Some(s.items.iter().map(kept).collect()), ..as_it_is(s) };
            subscriptions::update(ctx, id, None, wanted).await?;
            (here, "It stays as it is.")
        }
        "card" => {
            ctx.require(Permission::SubscriptionWrite)?;
            let card = card(sent)?;
            subscriptions::update(ctx, id, None, |s| Wanted { card, ..as_it_is(s) }).await?;
            (here, if card.is_some() { "That card is charged from now on." } else { "No card is charged any more." })
        }
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

fn kept(item: &SubscriptionItem) -> LineItem {
    LineItem { price: item.price, quantity: item.quantity }
}

fn card(sent: &Sent) -> Result<Option<SavedCardId>, Error> {
    match sent.value("card") {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Error::invalid("card", "Choose one of the customer’s cards.")),
    }
}

/// What is subscribed to. Errors: what is wrong with it, by the names of the form.
fn item(sent: &Sent) -> Result<LineItem, Vec<Violation>> {
    let price: Option<PriceId> = sent.value("price").parse().ok();
    let quantity: Option<i64> = sent.value("quantity").trim().parse().ok();
    match (price, quantity) {
        (Some(price), Some(quantity)) => Ok(LineItem { price, quantity }),
        (price, quantity) => {
            let no_price = price.is_none().then(|| Violation::new("price", "Choose a price."));
            let no_number = quantity.is_none().then(|| Violation::new("quantity", "Enter a whole number, 1 or more."));
            Err(no_price.into_iter().chain(no_number).collect())
        }
    }
}

async fn make(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    // Whoever may not is told so before anything that is wrong with the form.
    ctx.require(Permission::SubscriptionWrite)?;
    let asked = asked(sent).map_err(Error::Invalid)?;
    let made = subscriptions::create(ctx, &asked).await.map_err(at_their_places)?;
    Ok((format!("/{}/subscriptions/{}", ctx.scope, made.id), "Subscription made."))
}

fn asked(sent: &Sent) -> Result<NewSubscription, Vec<Violation>> {
    let mut wrong = Vec::new();
    let customer: Option<Selector> = match sent.value("customer_id").trim() {
        "" => {
            wrong.push(Violation::missing("customer_id", "Say for whom it is."));
            None
        }
        text => text.parse().map_err(|error| wrong.push(Violation::new("customer_id", format!("{error}")))).ok(),
    };
    let item = item(sent).map_err(|told| wrong.extend(told)).ok();
    let days = sent.value("trial_days").trim();
    let trial_days = if days.is_empty() { Some(0) } else { days.parse().ok() };
    if trial_days.is_none() {
        wrong.push(Violation::new("trial_days", "Enter a whole number of days, or leave it empty."));
    }
    let card = match sent.value("card") {
        "" => None,
        "none" => Some(None),
        id => {
            Some(id.parse().map_err(|_| wrong.push(Violation::new("card", "Choose one of the customer’s cards."))).ok())
        }
    };
    match (customer, item, trial_days) {
        (Some(customer), Some(item), Some(trial_days)) if wrong.is_empty() => {
            Ok(NewSubscription { customer, items: vec![item], trial_days, card, metadata: Vec::new() })
        }
        _ => Err(wrong),
    }
}

/// The rules name places of the API; the form has one item and calls its fields by their own names.
fn at_their_places(error: Error) -> Error {
    let place = |violation: Violation| {
        let field = match violation.field.as_str() {
            "items" | "items[0].price" | "items[0].price_id" | "price_id" => "price",
            "items[0].quantity" => "quantity",
            "card_id" => "card",
            other => other,
        };
        Violation { field: field.to_owned(), ..violation }
    };
    match error {
        Error::Invalid(wrong) => Error::Invalid(wrong.into_iter().map(place).collect()),
        other => other,
    }
}
