//! Webhook endpoints.

mod create;
mod delete;
mod deliveries;
mod list;
mod retrieve;
mod rotate_secret;
mod test;
mod update;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use clientele_domain::id::WebhookEndpointId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::problem::Problem;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(retrieve::retrieve, update::update, delete::delete))
        .routes(routes!(rotate_secret::rotate_secret))
        .routes(routes!(deliveries::deliveries))
        .routes(routes!(test::test))
}

/// The endpoint in the address. What is no id is nobody's.
pub struct Endpoint(pub WebhookEndpointId);

impl<S: Sync + Send> FromRequestParts<S> for Endpoint {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path(id)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(Problem::not_found());
        };
        id.parse().map(Self).map_err(|_| Problem::not_found())
    }
}
