//! `/l/{id}`: a payment link. Looking at it makes nothing; its form makes a session.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::hosted::{FormView, Order, View};
use clientele_domain::id::PaymentLinkId;
use clientele_service::Error;
use clientele_service::checkout::{self, LinkDesk};

use super::page::{self, Seller};
use super::sent::{Pairs, changes_country, submission, value};
use super::visit::Visit;
use super::{checkout as session, show};
use crate::state::AppState;

/// `GET /l/{id}`
pub async fn show(State(state): State<AppState>, Path(id): Path<String>, visit: Visit) -> Response {
    match open(&state, &id).await {
        Ok((id, desk)) => {
            let once = state.house.randomness.bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
            let view = show::link_form(&desk, &visit, once);
            answer(&state, &visit, id, &desk, view).await
        }
        Err(error) => page::refusal(&state, &visit, &error),
    }
}

/// `POST /l/{id}`: the form, which makes a session, once however often it is sent.
pub async fn submit(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    Form(pairs): Form<Pairs>,
) -> Response {
    let (sent, once) = (submission(&pairs, &visit.device), value(&pairs, "once"));
    let done = async {
        if changes_country(&pairs) {
            let (id, desk) = open(&state, &id).await?;
            let view = show::typed(show::link_form(&desk, &visit, once.to_owned()), sent);
            return Ok(answer(&state, &visit, id, &desk, view).await);
        }
        let (made, submitted) = checkout::submit_link(&state.house, parsed(&id)?, once, &sent).await?;
        session::after(&state, &visit, made, submitted, |view| FormView { method: sent.method, ..view }).await
    };
    match done.await {
        Ok(response) => response,
        Err(error) => page::refusal(&state, &visit, &error),
    }
}

async fn open(state: &AppState, id: &str) -> Result<(PaymentLinkId, LinkDesk), Error> {
    let id = parsed(id)?;
    Ok((id, checkout::open_link(&state.house, id).await?))
}

fn parsed(id: &str) -> Result<PaymentLinkId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

async fn answer(state: &AppState, visit: &Visit, id: PaymentLinkId, desk: &LinkDesk, view: FormView) -> Response {
    let seller = Seller { scope: desk.scope, name: &desk.merchant, back: &desk.terms.cancel_url };
    let order = Order { title: desk.name.clone(), lines: desk.lines.clone(), total: desk.total };
    let view = (StatusCode::OK, View::Form(Box::new(view)));
    page::answer(state, visit, visit.tongue(""), format!("/l/{id}"), (seller, Some(order)), view).await
}
