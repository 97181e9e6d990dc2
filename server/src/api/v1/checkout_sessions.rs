//! Checkout sessions.

mod confirm_payment;
mod create;
mod expire;
mod list;
mod retrieve;
mod update;

pub use list::page;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use clientele_domain::id::CheckoutSessionId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::problem::Problem;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(retrieve::retrieve, update::update))
        .routes(routes!(expire::expire))
        .routes(routes!(confirm_payment::confirm_payment))
}

/// The session in the address. What is no id is nobody's.
pub struct CheckoutSession(pub CheckoutSessionId);

impl<S: Sync + Send> FromRequestParts<S> for CheckoutSession {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path(id)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(Problem::not_found());
        };
        id.parse().map(Self).map_err(|_| Problem::not_found())
    }
}
