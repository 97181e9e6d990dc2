//! GET /v1/products/{product}

use axum::http::StatusCode;
use clientele_service::catalog::products;
use clientele_wire as wire;

use super::Product;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Retrieve a product
#[utoipa::path(
    get, path = "/products/{product}", tag = "Products", operation_id = "retrieve_product",
    params(("product" = String, Path, description = "`prod_…`")),
    responses((status = 200, description = "The product.", body = wire::Product))
)]
pub async fn retrieve(ctx: ApiCtx, Product(id): Product) -> Result<Versioned<wire::Product>, Problem> {
    let product = products::get(&ctx, id).await?;
    let told = wire::Product::new(ctx.scope.livemode(), &product);
    Ok(Versioned(StatusCode::OK, product.version, told))
}
