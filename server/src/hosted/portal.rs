//! `/portal`: where customers see what is theirs. They come in by a customer session, which a form on the merchant's page
//! sends, or by a link that is mailed to them; from then on a cookie says who they are.

mod doors;
pub mod session;
pub mod show;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Form};
use clientele_app::hosted::{Door, Place, Portal, Said, Section, View};
use clientele_domain::id::{InvoiceId, OrderId};
use clientele_service::Error;
use clientele_service::portal::{self, Holder};
use serde::Deserialize;

use super::limit::Limit;
use super::page::{self, Seller};
use super::sent::{Pairs, changes_country};
use super::visit::Visit;
use crate::middleware::cookie;
use crate::state::AppState;
pub use doors::enter;
use show::Part;

/// The routes that only our own pages post to.
pub fn inside() -> Router<AppState> {
    Router::new()
        .route("/portal/sign-out", post(sign_out))
        .route("/portal/profile", get(profile).post(save))
        .route("/portal/refund-address", get(refund_address).post(ask_refund_address))
        .route("/portal/subscriptions", get(subscriptions).post(change_subscription))
        .route("/portal/orders", get(orders))
        .route("/portal/orders/{id}", get(receipt))
        .route("/portal/invoices", get(invoices))
        .route("/portal/{merchant}/{mode}", get(doors::ask).post(doors::asked))
        .route("/portal/{merchant}/{mode}/link/{id}/{signature}", get(doors::opened).post(doors::follow))
        .layer(Extension(doors::Mails(Limit::of(doors::mails_from_one_address()))))
}

/// So many orders and invoices are shown at a glance,
const FEW: i64 = 5;
/// and so many on a page of their own.
const MANY: i64 = 25;

/// What an address of the portal says beside its path.
#[derive(Deserialize)]
pub struct Asked {
    after: Option<String>,
    said: Option<String>,
}

/// `GET /portal`
pub async fn overview(State(state): State<AppState>, visit: Visit, headers: HeaderMap) -> Response {
    shown(&state, &visit, &headers, Place::Overview, None, async |holder| {
        Ok(vec![
            show::subscriptions(&state.house, holder).await?,
            show::invoices(&state.house, holder, None, FEW).await?,
            show::orders(&state.house, holder, None, FEW).await?,
        ])
    })
    .await
}

async fn profile(state: State<AppState>, visit: Visit, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    let said = asked.said;
    shown(&state, &visit, &headers, Place::Profile, said, async |holder| {
        Ok(vec![show::profile(holder), show::refund_address(holder)])
    })
    .await
}

/// The form stands on the page of the profile.
async fn refund_address(visit: Visit) -> Response {
    Redirect::to(&format!("/portal/profile{}#refunds", visit.query())).into_response()
}

async fn subscriptions(
    State(state): State<AppState>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    shown(&state, &visit, &headers, Place::Subscriptions, asked.said, async |holder| {
        Ok(vec![show::subscriptions(&state.house, holder).await?])
    })
    .await
}

async fn orders(
    State(state): State<AppState>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    let after: Option<OrderId> = asked.after.and_then(|after| after.parse().ok());
    shown(&state, &visit, &headers, Place::Orders, None, async |holder| {
        Ok(vec![show::orders(&state.house, holder, after, MANY).await?])
    })
    .await
}

async fn invoices(
    State(state): State<AppState>,
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    let after: Option<InvoiceId> = asked.after.and_then(|after| after.parse().ok());
    shown(&state, &visit, &headers, Place::Invoices, None, async |holder| {
        Ok(vec![show::invoices(&state.house, holder, after, MANY).await?])
    })
    .await
}

async fn receipt(State(state): State<AppState>, visit: Visit, headers: HeaderMap, Path(id): Path<String>) -> Response {
    shown(&state, &visit, &headers, Place::Orders, None, async |holder| {
        let id = id.parse().map_err(|_| Error::NotFound)?;
        Ok(vec![show::receipt(&state.house, holder, id).await?])
    })
    .await
}

async fn save(state: State<AppState>, visit: Visit, headers: HeaderMap, Form(pairs): Form<Pairs>) -> Response {
    done(&state, &visit, &headers, (Part::Profile, Place::Profile), pairs).await
}

async fn ask_refund_address(
    state: State<AppState>,
    visit: Visit,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Response {
    done(&state, &visit, &headers, (Part::RefundAddress, Place::Profile), pairs).await
}

async fn change_subscription(
    state: State<AppState>,
    visit: Visit,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Response {
    done(&state, &visit, &headers, (Part::Subscriptions, Place::Subscriptions), pairs).await
}

/// Does what a form asks for. What is done is told on the page that one is led to; what is not, on the same page with what
/// was typed.
async fn done(
    state: &AppState,
    visit: &Visit,
    headers: &HeaderMap,
    (part, place): (Part, Place),
    pairs: Pairs,
) -> Response {
    let holder = match inside_as(state, visit, headers).await {
        Ok(holder) => holder,
        Err(response) => return response,
    };
    let came = match show::act(&state.house, &holder, part, &pairs).await {
        Ok(came) => came,
        Err(error) => return refusal(state, visit, &error),
    };
    if let (Some(said), false) = (&came.said, came.again()) {
        let sign = if visit.query().is_empty() { '?' } else { '&' };
        let word = show::word(said);
        return Redirect::to(&format!("{}{}{sign}said={word}", place.path(), visit.query())).into_response();
    }
    let status = if changes_country(&pairs) { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let sections = match part {
        Part::Profile => vec![came.section, show::refund_address(&holder)],
        Part::RefundAddress => vec![show::profile(&holder), came.section],
        Part::Subscriptions => vec![came.section],
    };
    answer(state, visit, &holder, place, (status, came.said), sections).await
}

/// `POST /portal/sign-out`
async fn sign_out(State(state): State<AppState>, visit: Visit, headers: HeaderMap) -> Response {
    if let Some(token) = cookie::portal_token(&state.settings, &headers)
        && let Err(error) = portal::sign_out(&state.house, &token).await
    {
        return page::refusal(&state, &visit, &error);
    }
    let gone = [(header::SET_COOKIE, cookie::clear_portal(&state.settings))];
    (gone, Redirect::to(&format!("/portal{}", visit.query()))).into_response()
}

async fn shown(
    state: &AppState,
    visit: &Visit,
    headers: &HeaderMap,
    place: Place,
    said: Option<String>,
    sections: impl AsyncFnOnce(&Holder) -> Result<Vec<Section>, Error>,
) -> Response {
    let holder = match inside_as(state, visit, headers).await {
        Ok(holder) => holder,
        Err(response) => return response,
    };
    match sections(&holder).await {
        Ok(sections) => {
            let said = said.and_then(|word| show::said(&word, &holder));
            answer(state, visit, &holder, place, (StatusCode::OK, said), sections).await
        }
        Err(error) => refusal(state, visit, &error),
    }
}

async fn inside_as(state: &AppState, visit: &Visit, headers: &HeaderMap) -> Result<Holder, Response> {
    let found = match cookie::portal_token(&state.settings, headers) {
        Some(token) => portal::holder(&state.house, &token).await,
        None => Err(Error::SignedOut),
    };
    found.map_err(|error| refusal(state, visit, &error))
}

async fn answer(
    state: &AppState,
    visit: &Visit,
    holder: &Holder,
    place: Place,
    (status, said): (StatusCode, Option<Said>),
    sections: Vec<Section>,
) -> Response {
    let fields = &holder.customer.fields;
    let seller = Seller { scope: holder.scope, name: &holder.merchant, back: "" };
    let view = Portal { name: fields.display_name().to_owned(), place, said, sections };
    let view = (status, View::Portal(Box::new(view)));
    page::answer(state, visit, visit.tongue(&fields.locale), place.path().to_owned(), (seller, None), view).await
}

/// Why there is no page: whoever is not in is told how one comes in.
fn refusal(state: &AppState, visit: &Visit, error: &Error) -> Response {
    match error {
        Error::SignedOut | Error::Deleted { .. } => page::door(state, visit, StatusCode::UNAUTHORIZED, Door::Ways),
        Error::NotFound => page::nothing(state, visit, StatusCode::NOT_FOUND, View::Door(Box::new(Door::Unknown))),
        other => page::refusal(state, visit, other),
    }
}
