//! Imports.

mod cancel;
mod create;
mod list;
mod rejects;
mod retrieve;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use clientele_domain::id::ImportId;
use clientele_domain::import::What;
use clientele_service::imports;
use clientele_wire as wire;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(retrieve::retrieve))
        .routes(routes!(rejects::rejects))
        .routes(routes!(cancel::cancel))
}

/// The import in the address. What is no id is nobody's.
pub struct Import(pub ImportId);

impl<S: Sync + Send> FromRequestParts<S> for Import {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path(id)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(Problem::not_found());
        };
        id.parse().map(Self).map_err(|_| Problem::not_found())
    }
}

/// The import as the API tells it.
fn told(ctx: &ApiCtx, import: &imports::Import) -> wire::Import {
    wire::Import {
        object: "import".to_owned(),
        id: import.id.to_string(),
        livemode: ctx.scope.livemode(),
        resource: wire::ImportResource(What::parse(&import.what).unwrap_or(What::Customers)),
        file_name: Some(import.file_name.clone()).filter(|name| !name.is_empty()),
        status: import.status.clone(),
        row_count: import.total_lines,
        done_count: import.done_lines,
        accepted_count: import.accepted,
        rejected_count: import.rejected,
        created_at: import.created_at.into(),
    }
}
