//! `/embed/pay`: an invoice that renews a subscription is paid where the subscription is shown. It is the invoice's own
//! checkout, in the frame of the session: each step is a form that says who asks, and is answered by what is to be seen next.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::hosted::{Frame, Texts, View};
use clientele_domain::id::CheckoutSessionId;
use clientele_service::Error;
use clientele_service::checkout::{reconsider, simulate};
use clientele_service::portal::{self, Holder};

use super::asked::Asked;
use super::{SUBSCRIPTIONS, answer, overtaken, refusal};
use crate::hosted::checkout::{self, Told};
use crate::hosted::page::{self, Seller};
use crate::hosted::sent::value;
use crate::hosted::show;
use crate::hosted::visit::Visit;
use crate::state::AppState;

/// `POST /embed/pay` is the form of the checkout; `POST /embed/pay/{step}` is to `open` that of an invoice, to `look` again,
/// to choose `another` way, or to `simulate` a payment of test mode.
pub async fn pay(State(state): State<AppState>, step: Option<Path<String>>, asked: Asked) -> Response {
    let (session, frame) = match asked.begin(&state, SUBSCRIPTIONS.2, false).await {
        Ok(begun) => begun,
        Err(response) => return response,
    };
    let (visit, step) = (&asked.visit, step.as_ref().map_or("send", |Path(step)| step.as_str()));
    let done = async {
        let holder = portal::framed(&state.house, &session).await?;
        let Some(id) = at_checkout(&state, &asked, &holder, step).await? else {
            // How it stands is not what the page around the frame knows.
            let (frame, came) = (Frame { changed: true, ..frame.clone() }, overtaken(&state.house, &holder).await?);
            return Ok(answer(&state, visit, frame, &holder, SUBSCRIPTIONS, (StatusCode::CONFLICT, came)));
        };
        let told = taken(&state, &asked, id, step).await?;
        Ok::<_, Error>(shown(&state, visit, frame.clone(), told).await)
    };
    done.await.unwrap_or_else(|error| refusal(&state, visit, frame.clone(), &error))
}

/// The checkout of the customer's own invoice; nothing when that waits for no money any more.
async fn at_checkout(
    state: &AppState,
    asked: &Asked,
    holder: &Holder,
    step: &str,
) -> Result<Option<CheckoutSessionId>, Error> {
    if step != "open" {
        let id = value(&asked.pairs, "checkout").parse().map_err(|_| Error::NotFound)?;
        portal::pays_at(&state.house, holder, id).await?;
        return Ok(Some(id));
    }
    let invoice = value(&asked.pairs, "invoice").parse().map_err(|_| Error::NotFound)?;
    match portal::checkout(&state.house, holder, invoice).await {
        Err(Error::InvalidState(_)) => Ok(None),
        found => found.map(Some),
    }
}

/// Takes a step; gives what is to be seen then.
async fn taken(state: &AppState, asked: &Asked, id: CheckoutSessionId, step: &str) -> Result<Told, Error> {
    let done = match step {
        "open" | "look" => Ok(None),
        "send" => checkout::send(state, &asked.visit, id, &asked.pairs).await,
        "another" => reconsider(&state.house, id).await.map(|()| None),
        "simulate" => simulate(&state.house, id).await.map(|()| None),
        _ => Err(Error::NotFound),
    };
    match done {
        Ok(Some(again)) => return Ok(again),
        Err(error) if !checkout::is_overtaken(&error) => return Err(error),
        // The checkout itself says best what became of it.
        Ok(None) | Err(_) => {}
    }
    let desk = checkout::current(state, id).await?;
    let view = show::view(&desk, &asked.visit, state.house.now());
    Ok((desk, (StatusCode::OK, view)))
}

async fn shown(state: &AppState, visit: &Visit, frame: Frame, (desk, view): Told) -> Response {
    let tongue = checkout::tongue(visit, &desk);
    let seller = Seller { scope: desk.scope, name: &desk.merchant, back: "" };
    let order = show::order(&desk.session, Texts::of(tongue).order);
    let changed = matches!(view.1, View::Complete(_));
    let frame = Frame { changed, paying: Some(desk.session.id), ..frame };
    page::framed_checkout(state, visit, tongue, frame, (seller, order), view).await
}
