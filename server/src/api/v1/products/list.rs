//! GET /v1/products

use axum::Json;
use clientele_service::catalog::products;
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{ActiveQuery, Query};

/// List products
///
/// Newest first.
#[utoipa::path(
    get, path = "/products", tag = "Products", operation_id = "list_products",
    params(ActiveQuery),
    responses((status = 200, description = "A page of products.", body = wire::List<wire::Product>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<ActiveQuery>) -> Result<Json<wire::List<wire::Product>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = products::list(&ctx, asked.active, after, limit).await?;
    let next = found.last().filter(|_| more).map(|product| sealed(&product.id.to_string()));
    let data = found.iter().map(|product| wire::Product::new(ctx.scope.livemode(), product)).collect();
    Ok(Json(wire::List::new(data, next)))
}
