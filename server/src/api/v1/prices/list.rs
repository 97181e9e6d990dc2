//! GET /v1/prices

use axum::Json;
use clientele_domain::id::ProductId;
use clientele_service::catalog::prices::{self, PriceFilter};
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which prices.
    PriceQuery {
        /// Of this product: `prod_…`.
        #[param(value_type = Option<String>)]
        product_id: ProductId,
        /// Only those that are not archived, or only those that are.
        active: bool,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List prices
///
/// Newest first.
#[utoipa::path(
    get, path = "/prices", tag = "Products", operation_id = "list_prices",
    params(PriceQuery),
    responses((status = 200, description = "A page of prices.", body = wire::List<wire::Price>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<PriceQuery>) -> Result<Json<wire::List<wire::Price>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let filter = PriceFilter { product: asked.product_id, active: asked.active };
    let (found, more) = prices::list(&ctx, &filter, after, limit).await?;
    let next = found.last().filter(|_| more).map(|price| sealed(&price.id.to_string()));
    let data = found.iter().map(|price| wire::Price::new(ctx.scope.livemode(), price)).collect();
    Ok(Json(wire::List::new(data, next)))
}
