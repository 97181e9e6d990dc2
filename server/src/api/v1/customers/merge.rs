//! POST /v1/customers/{customer}/merge and /v1/customers/{customer}/merge_preview

use axum::Json;
use clientele_domain::matching::Choices;
use clientele_domain::selector::Selector;
use clientele_domain::violation::Violation;
use clientele_service::merges;
use clientele_wire as wire;

use super::{Customer, told};
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Created;

/// Merge a customer into another
///
/// The customer in the address becomes part of the one in `into`, who stays: with payments, orders, notes, wallets and all
/// that is known of both. The merged id keeps working and leads to the one who stays. It can be undone.
#[utoipa::path(
    post, path = "/customers/{customer}/merge", tag = "Merges", operation_id = "merge_customer",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    request_body = wire::NewMerge,
    responses((status = 201, description = "The merge, with the customer who stays.", body = wire::Merge))
)]
pub async fn merge(
    ctx: ApiCtx,
    Customer(id): Customer,
    body: Body<wire::NewMerge>,
) -> Result<Created<wire::Merge>, Problem> {
    let (into, choices) = read(body)?;
    let (merge, view) = merges::merge(&ctx, id, &into, &choices, None).await?;
    Ok(Created(wire::Merge::new(ctx.scope.livemode(), &merge).with_customer(told(&ctx, &view))))
}

/// Preview a merge
///
/// What a merge would make of the two. Nothing is changed.
#[utoipa::path(
    post, path = "/customers/{customer}/merge_preview", tag = "Merges", operation_id = "preview_merge",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    request_body = wire::NewMerge,
    responses((status = 200, description = "What would become of them.", body = wire::MergePreview))
)]
pub async fn preview(
    ctx: ApiCtx,
    Customer(id): Customer,
    body: Body<wire::NewMerge>,
) -> Result<Json<wire::MergePreview>, Problem> {
    let (into, choices) = read(body)?;
    let preview = merges::preview(&ctx, id, &into, &choices).await?;
    let field = |one: &merges::FieldOfBoth| wire::MergedField::new(one.field, &one.source, &one.target, &one.result);
    Ok(Json(wire::MergePreview {
        object: "merge_preview".to_owned(),
        source_id: preview.source.customer.id.to_string(),
        into_id: preview.target.customer.id.to_string(),
        customer: told(&ctx, &preview.result),
        fields: preview.fields.iter().map(field).collect(),
        distinct: preview.distinct,
    }))
}

fn read(body: Body<wire::NewMerge>) -> Result<(Selector, Choices), Problem> {
    let asked = body.checked(|asked| selector("into", &asked.into).err().into_iter().collect())?;
    let into = selector("into", &asked.into).map_err(|violation| Problem::invalid(&[violation]))?;
    Ok((into, asked.fields.value().map(wire::MergeFields::choices).unwrap_or_default()))
}

/// Whom a field names.
pub(in crate::api::v1) fn selector(field: &str, sent: &wire::Sent<String>) -> Result<Selector, Violation> {
    match sent.clone().value() {
        None => {
            Err(Violation::missing(field, "Name a customer by cus_…, external_id:VALUE, email:VALUE or did:VALUE."))
        }
        Some(text) => text.parse().map_err(|error| Violation::new(field, format!("{error}"))),
    }
}
