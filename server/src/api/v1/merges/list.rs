//! GET /v1/merges

use axum::Json;
use clientele_domain::selector::Selector;
use clientele_service::{customers, merges};
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which merges.
    MergeQuery {
        /// Into this customer: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`.
        #[param(value_type = Option<String>)]
        into: Selector,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List merges
///
/// Newest first, with those that were undone.
#[utoipa::path(
    get, path = "/merges", tag = "Merges", operation_id = "list_merges",
    params(MergeQuery),
    responses((status = 200, description = "A page of merges.", body = wire::List<wire::Merge>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<MergeQuery>) -> Result<Json<wire::List<wire::Merge>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let into = match &asked.into {
        Some(selector) => Some(customers::select(&ctx, selector).await?),
        None => None,
    };
    let (found, more) = merges::list(&ctx, into, after, limit).await?;
    let next = found.last().filter(|_| more).map(|merge| sealed(&merge.id.to_string()));
    let data = found.iter().map(|merge| wire::Merge::new(ctx.scope.livemode(), merge)).collect();
    Ok(Json(wire::List::new(data, next)))
}
