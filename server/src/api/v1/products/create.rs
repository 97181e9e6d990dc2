//! POST /v1/products

use axum::http::StatusCode;
use clientele_domain::rules;
use clientele_service::catalog::{ProductDraft, products};
use clientele_wire as wire;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Make a product
///
/// It is sold once it has a price.
#[utoipa::path(
    post, path = "/products", tag = "Products", operation_id = "create_product",
    request_body = wire::NewProduct,
    responses((status = 201, description = "The product.", body = wire::Product))
)]
pub async fn create(ctx: ApiCtx, body: Body<wire::NewProduct>) -> Result<Versioned<wire::Product>, Problem> {
    let asked = body.checked(|asked| rules::product(&draft(asked.clone())).err().unwrap_or_default())?;
    let product = products::create(&ctx, &draft(asked)).await?;
    let told = wire::Product::new(ctx.scope.livemode(), &product);
    Ok(Versioned(StatusCode::CREATED, product.version, told))
}

fn draft(asked: wire::NewProduct) -> ProductDraft {
    ProductDraft {
        name: asked.name.value().unwrap_or_default(),
        description: asked.description.value().unwrap_or_default(),
        active: true,
        metadata: asked.metadata.value().map(|metadata| metadata.over(&[])).unwrap_or_default(),
    }
}
