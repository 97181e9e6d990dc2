//! GET /v1/prices/{price}

use axum::http::StatusCode;
use clientele_service::catalog::prices;
use clientele_wire as wire;

use super::Price;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Retrieve a price
#[utoipa::path(
    get, path = "/prices/{price}", tag = "Products", operation_id = "retrieve_price",
    params(("price" = String, Path, description = "`price_…`")),
    responses((status = 200, description = "The price.", body = wire::Price))
)]
pub async fn retrieve(ctx: ApiCtx, Price(id): Price) -> Result<Versioned<wire::Price>, Problem> {
    let price = prices::get(&ctx, id).await?;
    let told = wire::Price::new(ctx.scope.livemode(), &price);
    Ok(Versioned(StatusCode::OK, price.version, told))
}
