//! GET /v1/imports

use axum::Json;
use clientele_service::imports;
use clientele_wire as wire;

use super::told;
use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};

/// List imports
///
/// Newest first, also those that people began.
#[utoipa::path(
    get, path = "/imports", tag = "Imports", operation_id = "list_imports",
    params(PageQuery),
    responses((status = 200, description = "A page of imports.", body = wire::List<wire::Import>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<PageQuery>) -> Result<Json<wire::List<wire::Import>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = imports::list(&ctx, after, limit).await?;
    let next = found.last().filter(|_| more).map(|import| sealed(&import.id.to_string()));
    Ok(Json(wire::List::new(found.iter().map(|import| told(&ctx, import)).collect(), next)))
}
