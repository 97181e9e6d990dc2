//! GET /client/v1/customer

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Extension, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use clientele_domain::customer_session::{Component, CustomerSession, Standing};
use clientele_service::customer_sessions::{self, Seen};
use clientele_service::{Error, House};
use clientele_wire as wire;
use sha2::{Digest, Sha256};

use super::cors::Page;
use super::door::Door;
use crate::api::problem::Problem;
use crate::middleware::client;
use crate::state::AppState;

/// The person whom the session shows. Whatever is refused to the right page, that page can read why.
pub async fn customer(
    State(state): State<AppState>,
    Extension(door): Extension<Door>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    let address = client::address(&state.settings, &headers, peer.ip());
    let known = async {
        let session = door.session(&state.house, address, &headers).await?;
        let page = Page::of(&headers, &session)?;
        Ok::<_, Problem>((session, page))
    };
    match known.await {
        Ok((session, page)) => {
            let answer = shown(&state.house, &door, &session, &headers).await;
            page.may_read(answer.unwrap_or_else(IntoResponse::into_response))
        }
        Err(problem) => problem.into_response(),
    }
}

async fn shown(
    house: &House,
    door: &Door,
    session: &CustomerSession,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    door.within_limit(session.id)?;
    let seen = match customer_sessions::seen(house, session).await {
        Err(Error::SignedOut) => return Err(ended(session.standing(house.now()))),
        seen => seen?,
    };
    let body = serde_json::to_vec(&told(session, &seen)).map_err(|error| Error::Internal(error.to_string()))?;
    let tag = etag(&body);
    let mut response = if is_known(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

fn told(session: &CustomerSession, seen: &Seen) -> wire::ClientCustomer {
    let Seen { customer, subscriptions, orders, now } = seen;
    wire::ClientCustomer {
        portal: session.shows(Component::Portal),
        profile: session.shows(Component::Customer).then(|| wire::Profile::from(customer)),
        subscribed: subscriptions.as_ref().map(|found| wire::Subscribed::new(customer, *now, found)),
        ordered: orders.as_ref().map(|(totals, orders)| wire::Ordered::new(totals, orders)),
        ..wire::ClientCustomer::new(session.scope.livemode(), customer)
    }
}

/// Why a session opens nothing any more. One whose customer was deleted counts as ended.
fn ended(standing: Standing) -> Problem {
    let (code, detail) = match standing {
        Standing::Expired => ("session_expired", "The time of this session is over. Ask your server for a new one."),
        Standing::Active | Standing::Revoked => {
            ("session_revoked", "This session was ended. Ask your server for a new one.")
        }
    };
    Problem::new(StatusCode::UNAUTHORIZED, code, detail)
}

/// Names what is told: whatever of it changes, the name does.
fn etag(body: &[u8]) -> String {
    let hash: String = Sha256::digest(body).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hash}\"")
}

/// Whether the page has this answer already.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let sent = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    sent.flat_map(|list| list.split(',')).map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}
