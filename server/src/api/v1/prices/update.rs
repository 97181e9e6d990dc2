//! PATCH /v1/prices/{price}

use axum::http::StatusCode;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_service::catalog::prices;
use clientele_wire as wire;
use clientele_wire::Sent;

use super::Price;
use crate::api::body::{Body, never_null};
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Change a price
///
/// Archives it with `active: false`, and changes its metadata, merged by key. Amount, currency and rhythm never change:
/// who wants others makes another price. With `If-Match` the change is made only if the price still is at that version.
#[utoipa::path(
    patch, path = "/prices/{price}", tag = "Products", operation_id = "update_price",
    params(
        ("price" = String, Path, description = "`price_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the change is based on"),
    ),
    request_body = wire::PatchPrice,
    responses((status = 200, description = "The price as it is now.", body = wire::Price))
)]
pub async fn update(
    ctx: ApiCtx,
    Price(id): Price,
    IfMatch(version): IfMatch,
    body: Body<wire::PatchPrice>,
) -> Result<Versioned<wire::Price>, Problem> {
    let asked = body.checked(wrong)?;
    let cleared = never_null("active", &asked.active);
    if !cleared.is_empty() {
        return Err(Problem::invalid(&cleared));
    }
    let active = asked.active.clone().value();
    let price = prices::update(&ctx, id, version, active, |kept| metadata(&asked, kept)).await?;
    let told = wire::Price::new(ctx.scope.livemode(), &price);
    Ok(Versioned(StatusCode::OK, price.version, told))
}

/// What is wrong with a change, whatever it changes.
fn wrong(asked: &wire::PatchPrice) -> Vec<Violation> {
    let mut wrong = rules::metadata(&metadata(asked, &[])).err().unwrap_or_default();
    wrong.extend(never_null("active", &asked.active));
    wrong
}

fn metadata(asked: &wire::PatchPrice, kept: &[(String, String)]) -> Vec<(String, String)> {
    match &asked.metadata {
        Sent::Absent => kept.to_vec(),
        Sent::Null => Vec::new(),
        Sent::Value(patch) => patch.over(kept),
    }
}
