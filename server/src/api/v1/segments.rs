//! Segments.

mod create;
mod delete;
mod list;
mod retrieve;
mod update;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use clientele_domain::id::SegmentId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::problem::Problem;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list::list, create::create)).routes(routes!(
        retrieve::retrieve,
        update::update,
        delete::delete
    ))
}

/// The segment in the address. What is no id is nobody's.
pub struct Segment(pub SegmentId);

impl<S: Sync + Send> FromRequestParts<S> for Segment {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path(id)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(Problem::not_found());
        };
        id.parse().map(Self).map_err(|_| Problem::not_found())
    }
}
