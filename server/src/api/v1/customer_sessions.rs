//! Customer sessions.

mod create;
mod retrieve;
mod revoke;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use clientele_domain::id::CustomerSessionId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::problem::Problem;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create::create))
        .routes(routes!(retrieve::retrieve))
        .routes(routes!(revoke::revoke))
}

/// The session in the address. What is no id is nobody's.
pub struct Session(pub CustomerSessionId);

impl<S: Sync + Send> FromRequestParts<S> for Session {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path(id)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(Problem::not_found());
        };
        id.parse().map(Self).map_err(|_| Problem::not_found())
    }
}
