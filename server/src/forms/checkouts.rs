//! The forms on the pages of checkouts: a new one, money that arrived, and an end to one. The field `act` says which.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::checkout::Session;
use clientele_domain::id::{CheckoutSessionId, MerchantId};
use clientele_domain::payment::MethodKind;
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::selector::Selector;
use clientele_domain::violation::Violation;
use clientele_service::checkout::{self, NewSession};
use clientele_service::{Ctx, Error};

use super::{Done, Sent, terms};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/checkouts/new`
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

/// `POST /{merchant}/{mode}/checkouts/{id}`
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
    sent.answer(&state, done).await
}

async fn change(ctx: &Ctx, id: CheckoutSessionId, sent: &Sent) -> Result<Done, Error> {
    let here = format!("/{}/checkouts/{id}", ctx.scope);
    Ok(match sent.value("act") {
        "confirm" => {
            checkout::confirm_payment(ctx, id, Some(method(sent)?)).await?;
            (here, "Payment recorded.")
        }
        "expire" => {
            checkout::expire(ctx, id).await?;
            (here, "Checkout canceled.")
        }
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

fn method(sent: &Sent) -> Result<MethodKind, Error> {
    MethodKind::parse(sent.value("method")).ok_or_else(|| Error::invalid("method", "Choose how the money came."))
}

async fn make(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    // Whoever may not is told so before anything that is wrong with the form.
    ctx.require(Permission::CheckoutWrite)?;
    let places = terms::asked(sent);
    let made = match session(sent, &places) {
        Ok(asked) => checkout::create(ctx, &asked).await,
        Err(error) => Err(error),
    };
    let made = made.map_err(|error| terms::at_their_places(error, &places))?;
    Ok((format!("/{}/checkouts/{}", ctx.scope, made.id), "Checkout made. Send its address to whoever should pay."))
}

/// The session in the form. Errors: `Invalid` with everything that is wrong, apart from what only the house knows.
fn session(sent: &Sent, places: &[usize]) -> Result<NewSession, Error> {
    let mut wrong = Vec::new();
    let draft = terms::terms(sent, places, &mut wrong);
    let customer = match sent.value("customer_id").trim() {
        "" => None,
        text => {
            text.parse::<Selector>().map_err(|error| wrong.push(Violation::new("customer_id", error.to_string()))).ok()
        }
    };
    let minutes = match sent.value("expires_after_minutes").trim() {
        "" => Session::MINUTES,
        // What is no number is none that is allowed.
        text => text.parse().unwrap_or(0),
    };
    match rules::terms(&draft) {
        Ok(terms) if wrong.is_empty() => Ok(NewSession { customer, minutes, ..NewSession::of(terms) }),
        checked => Err(terms::with_the_rest(wrong, checked.err())),
    }
}
