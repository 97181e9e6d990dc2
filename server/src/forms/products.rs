//! The forms on the pages of products: a product, its prices, and an end to selling them. The field `act` says which.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::catalog::Interval;
use clientele_domain::id::{MerchantId, PriceId, ProductId};
use clientele_domain::rules;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::violation::Violation;
use clientele_service::catalog::prices::{self, Of};
use clientele_service::catalog::{PriceDraft, ProductDraft, RecurringDraft, products};
use clientele_service::{Ctx, Error};

use super::{Done, Sent, amount};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/products/new`
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
    answer(&state, sent, done).await
}

/// `POST /{merchant}/{mode}/products/{id}`
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
    answer(&state, sent, done).await
}

async fn answer(state: &AppState, sent: Sent, done: Result<Done, Error>) -> Response {
    match done {
        Err(Error::Outdated { .. }) => {
            let sentence =
                "Somebody changed this product while you were typing. Look at it as it is now, and save again.";
            sent.again(state, Error::InvalidState(sentence.to_owned()), || {}).await
        }
        done => sent.answer(state, done).await,
    }
}

/// The product and its first price, both or neither.
async fn make(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    let product = typed(sent, ProductDraft::default());
    let list = format!("/{}/products", ctx.scope);
    if sent.value("amount").trim().is_empty() {
        let made = products::create(ctx, &product).await?;
        return Ok((format!("{list}/{}", made.id), "Product made. Add a price, and it can be sold."));
    }
    // The form of a product has the price's fields beside its own.
    let beside = |error| match error {
        Error::Invalid(violations) => Error::Invalid(violations.into_iter().map(plain).collect()),
        other => other,
    };
    let of = Of::New(product);
    let draft = price(sent).map_err(|mut wrong| {
        let nothing = PriceDraft { amount: Some(0), currency: "EUR".to_owned(), ..PriceDraft::default() };
        wrong.extend(prices::check(&of, &nothing).err().unwrap_or_default());
        beside(Error::Invalid(wrong))
    })?;
    let made = prices::create(ctx, &of, &draft).await.map_err(beside)?;
    Ok((format!("{list}/{}", made.product), "Product made."))
}

fn plain(violation: Violation) -> Violation {
    match violation.field.strip_prefix("product.") {
        Some(field) => Violation { field: field.to_owned(), ..violation },
        None => violation,
    }
}

fn typed(sent: &Sent, kept: ProductDraft) -> ProductDraft {
    ProductDraft { name: sent.value("name").to_owned(), description: sent.value("description").to_owned(), ..kept }
}

/// The price in the form, or what is wrong with the amount as it was typed.
fn price(sent: &Sent) -> Result<PriceDraft, Vec<Violation>> {
    let recurring = Interval::parse(sent.value("recurring.interval"))
        .map(|interval| RecurringDraft { interval: Some(interval), count: Some(count(sent)) });
    let draft = |amount| PriceDraft {
        amount,
        currency: sent.value("currency").to_owned(),
        recurring: recurring.clone(),
        metadata: Vec::new(),
    };
    amount(sent.value("amount"), sent.value("currency")).map(|amount| draft(Some(amount.minor))).map_err(|mut wrong| {
        // Zero is in order, so that only the rest is looked at.
        let rest = rules::price(&draft(Some(0))).err().unwrap_or_default();
        wrong.extend(rest.into_iter().filter(|violation| violation.field.starts_with("recurring")));
        wrong
    })
}

/// How many; what is no number is none that is allowed.
fn count(sent: &Sent) -> i64 {
    match sent.value("recurring.count").trim() {
        "" => 1,
        text => text.parse().unwrap_or(0),
    }
}

async fn change(ctx: &Ctx, id: ProductId, sent: &Sent) -> Result<Done, Error> {
    let here = format!("/{}/products/{id}", ctx.scope);
    let active = async |active| products::update(ctx, id, None, |kept| ProductDraft { active, ..kept }).await;
    Ok(match sent.value("act") {
        "save" => {
            products::update(ctx, id, sent.value("version").parse().ok(), |kept| typed(sent, kept)).await?;
            (here, "Product saved.")
        }
        "archive" => active(false).await.map(|_| (here, "Product archived."))?,
        "unarchive" => active(true).await.map(|_| (here, "Product on sale again."))?,
        "price" => {
            products::get(ctx, id).await?;
            let draft = price(sent).map_err(Error::Invalid)?;
            prices::create(ctx, &Of::Product(id), &draft).await?;
            (format!("{here}#prices"), "Price added.")
        }
        "archive_price" => price_active(ctx, id, sent, false).await.map(|()| (here, "Price archived."))?,
        "unarchive_price" => price_active(ctx, id, sent, true).await.map(|()| (here, "Price on sale again."))?,
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

async fn price_active(ctx: &Ctx, product: ProductId, sent: &Sent, active: bool) -> Result<(), Error> {
    let id: PriceId = sent.value("price").parse().map_err(|_| Error::NotFound)?;
    // A price of another product has no business here.
    if prices::get(ctx, id).await?.product != product {
        return Err(Error::NotFound);
    }
    prices::update(ctx, id, None, Some(active), |kept| kept.to_vec()).await?;
    Ok(())
}
