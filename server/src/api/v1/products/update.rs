//! PATCH /v1/products/{product}

use axum::http::StatusCode;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_service::catalog::{ProductDraft, products};
use clientele_wire as wire;
use clientele_wire::Sent;

use super::Product;
use crate::api::body::{Body, never_null};
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Change a product
///
/// Changes what is sent; metadata is merged by key. `active: false` archives it, and with it every price of it. With
/// `If-Match` the change is made only if the product still is at that version.
#[utoipa::path(
    patch, path = "/products/{product}", tag = "Products", operation_id = "update_product",
    params(
        ("product" = String, Path, description = "`prod_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the change is based on"),
    ),
    request_body = wire::PatchProduct,
    responses((status = 200, description = "The product as it is now.", body = wire::Product))
)]
pub async fn update(
    ctx: ApiCtx,
    Product(id): Product,
    IfMatch(version): IfMatch,
    body: Body<wire::PatchProduct>,
) -> Result<Versioned<wire::Product>, Problem> {
    let asked = body.checked(wrong)?;
    let cleared = never_null("active", &asked.active);
    if !cleared.is_empty() {
        return Err(Problem::invalid(&cleared));
    }
    let product = products::update(&ctx, id, version, |kept| over(asked.clone(), kept)).await?;
    let told = wire::Product::new(ctx.scope.livemode(), &product);
    Ok(Versioned(StatusCode::OK, product.version, told))
}

/// What is wrong with a change, whatever it changes.
fn wrong(asked: &wire::PatchProduct) -> Vec<Violation> {
    let any = ProductDraft { name: "Any".to_owned(), ..ProductDraft::default() };
    let mut wrong = rules::product(&over(asked.clone(), any)).err().unwrap_or_default();
    wrong.extend(never_null("active", &asked.active));
    wrong
}

fn over(asked: wire::PatchProduct, kept: ProductDraft) -> ProductDraft {
    ProductDraft {
        name: asked.name.over(kept.name),
        description: asked.description.over(kept.description),
        active: asked.active.over(kept.active),
        metadata: match asked.metadata {
            Sent::Absent => kept.metadata,
            Sent::Null => Vec::new(),
            Sent::Value(patch) => patch.over(&kept.metadata),
        },
    }
}
