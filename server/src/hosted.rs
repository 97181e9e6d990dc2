//! The pages that buyers see: `/pay/{session}`, `/l/{payment link}`, `/invoice/{id}/{signature}`, `/mail/off/…`, the portal
//! and the frames on the merchant's own pages. Each handler reads what was sent, calls one use case, and shows what became of it.
//!
//! Buyers are not signed in: whoever knows the address of a session sees its page. So the address is told to nobody:
//! pages are not kept, not indexed, and other sites don't learn where their visitors come from.

mod assets;
mod checkout;
mod embed;
pub mod invoice;
mod invoice_pdf;
mod limit;
mod link;
pub mod logo;
mod off;
mod page;
mod portal;
mod sent;
mod show;
mod visit;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::guesses::Guesses;
use crate::middleware::same_origin;
use crate::state::AppState;
use limit::Limit;

/// The routes of buyers.
pub fn router(state: &AppState) -> Router<AppState> {
    let limit = from_fn_with_state((state.clone(), Limit::default()), limit::check);
    let pages = Router::new()
        .route("/pay/{id}", get(checkout::show).post(checkout::submit))
        .route("/pay/{id}/state", get(checkout::state))
        .route("/pay/{id}/another", post(checkout::another))
        .route("/pay/{id}/simulate", post(checkout::simulate))
        .route("/invoice/{id}/{signature}", get(invoice::show))
        .route("/invoice/{id}/{signature}/pay", post(invoice::pay))
        .route("/invoice/{id}/{signature}/pdf", get(invoice::pdf))
        .route("/l/{id}", get(link::show).post(link::submit))
        .route("/embed/pay", get(embed::nothing).post(embed::pay))
        .route("/embed/pay/{step}", get(embed::nothing).post(embed::pay))
        .route("/mail/off/{merchant}/{mode}/{customer}/{signature}", get(off::show).post(off::act))
        .merge(portal::inside())
        .layer(limit.clone())
        .layer(from_fn_with_state(state.clone(), same_origin::check));
    // What pages of merchants send: each looks itself at where it comes from.
    let sent_by_merchants = Router::new()
        .route("/portal", get(portal::overview).post(portal::enter))
        .route("/embed/{component}", get(embed::nothing).post(embed::act))
        .layer(limit);
    let pages = pages.merge(sent_by_merchants).layer(Extension(Guesses::default())).layer(from_fn(keep_private));
    Router::new()
        .route("/hosted/{edition}/{file}", get(assets::file))
        .merge(pages)
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::new("font/"))))
        .route("/logo/{merchant}", get(logo::logo))
}

/// What a page of a buyer says about itself.
async fn keep_private(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}
