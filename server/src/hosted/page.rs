//! A page as an answer: its document, its policy, and who sells.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use clientele_app::hosted::{Door, Frame, Order, Page, Shop, Tongue, View, content_security_policy, render};
use clientele_domain::scope::Scope;
use clientele_service::{Error, branding};

use super::visit::Visit;
use super::{assets, logo};
use crate::middleware::headers::Framed;
use crate::state::AppState;

/// Who sells, as the service tells it.
pub struct Seller<'a> {
    /// Whose page it is.
    pub scope: Scope,
    /// What the merchant is called.
    pub name: &'a str,
    /// Where the way back leads; may be empty.
    pub back: &'a str,
}

/// A page about something that is sold.
pub async fn answer(
    state: &AppState,
    visit: &Visit,
    tongue: Tongue,
    path: String,
    (seller, order): (Seller<'_>, Option<Order>),
    (status, view): (StatusCode, View),
) -> Response {
    match shop(state, &seller).await {
        Ok(shop) => {
            let page = Page { shop: Some(shop), order, ..about_nothing(state, visit, tongue, view) };
            respond(status, &Page { path, ..page })
        }
        Err(error) => refusal(state, visit, &error),
    }
}

/// A page about the way into the portal, when whose it is need not be told.
pub fn door(state: &AppState, visit: &Visit, status: StatusCode, door: Door) -> Response {
    nothing(state, visit, status, View::Door(Box::new(door)))
}

/// A page in a frame, which pages of the frame's origin may show and nobody else.
pub fn framed(
    state: &AppState,
    visit: &Visit,
    tongue: Tongue,
    path: String,
    frame: Frame,
    (status, view): (StatusCode, View),
) -> Response {
    let page = Page { path, frame: Some(frame), ..about_nothing(state, visit, tongue, view) };
    respond(status, &page)
}

/// The same about something that is paid there.
pub async fn framed_checkout(
    state: &AppState,
    visit: &Visit,
    tongue: Tongue,
    frame: Frame,
    (seller, order): (Seller<'_>, Order),
    (status, view): (StatusCode, View),
) -> Response {
    match shop(state, &seller).await {
        Ok(shop) => {
            // The page around it has colours of its own.
            let shop = Some(Shop { colours: String::new(), ..shop });
            let page = Page { shop, order: Some(order), ..about_nothing(state, visit, tongue, view) };
            respond(status, &Page { path: "/embed/pay".to_owned(), frame: Some(frame), ..page })
        }
        Err(error) => refusal(state, visit, &error),
    }
}

async fn shop(state: &AppState, seller: &Seller<'_>) -> Result<Shop, Error> {
    let Seller { scope, name, back } = *seller;
    let branding = branding::of(&state.house, scope.merchant).await?;
    Ok(Shop {
        name: name.to_owned(),
        colours: branding.accent.map(|accent| accent.style()).unwrap_or_default(),
        logo: branding.logo.map(|edition| logo::address(scope.merchant, &edition)),
        support_email: branding.support_email,
        sandbox: !scope.livemode(),
        back: back.to_owned(),
    })
}

/// The page that says why there is no other.
pub fn refusal(state: &AppState, visit: &Visit, error: &Error) -> Response {
    let (status, view) = match error {
        Error::NotFound => (StatusCode::NOT_FOUND, View::Unknown),
        Error::InvalidState(_) => (StatusCode::GONE, View::Archived),
        Error::Unavailable(_) | Error::Conflict => (StatusCode::SERVICE_UNAVAILABLE, View::Failed),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, View::Failed),
    };
    if status.is_server_error() {
        tracing::error!(?error, "a page of a buyer could not be shown");
    }
    nothing(state, visit, status, view)
}

/// A page that says why there is nothing.
pub fn nothing(state: &AppState, visit: &Visit, status: StatusCode, view: View) -> Response {
    respond(status, &about_nothing(state, visit, visit.tongue(""), view))
}

/// The page for who sends too often.
pub fn too_many(state: &AppState, visit: &Visit) -> Response {
    let page = about_nothing(state, visit, visit.tongue(""), View::TooMany);
    let mut response = respond(StatusCode::TOO_MANY_REQUESTS, &page);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    response
}

fn about_nothing(state: &AppState, visit: &Visit, tongue: Tongue, view: View) -> Page {
    let nonce = state.house.randomness.bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
    Page {
        tongue,
        tongue_asked: visit.asks(),
        nonce,
        style: assets::style(),
        script: assets::script(),
        font: assets::font(),
        path: String::new(),
        shop: None,
        order: None,
        view,
        frame: None,
    }
}

fn respond(status: StatusCode, page: &Page) -> Response {
    let mut response = (status, Html(render(page))).into_response();
    let framed_by = page.frame.as_ref().map(|frame| frame.origin.as_str());
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(&page.nonce, framed_by)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if framed_by.is_some() {
        response.extensions_mut().insert(Framed);
    }
    response
}
