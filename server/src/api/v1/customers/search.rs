//! GET /v1/customers/search

use axum::Json;
use clientele_service::customers;
use clientele_wire as wire;

use super::told;
use crate::api::cursor::limit;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// What was typed.
    SearchQuery {
        /// An id, external id, email, phone, name, tag, order number, last four digits, DID or wallet address, or a part of
        /// one.
        q: String,
        /// How many, 1 to 100; 20 when left out.
        limit: i64,
    }
}

/// Search customers
///
/// The best few for what was typed so far: those whom the text names exactly, then the newest that contain it.
#[utoipa::path(
    get, path = "/customers/search", tag = "Customers", operation_id = "search_customers",
    params(SearchQuery),
    responses((status = 200, description = "Who was found.", body = wire::List<wire::Customer>))
)]
pub async fn search(
    ctx: ApiCtx,
    Query(asked): Query<SearchQuery>,
) -> Result<Json<wire::List<wire::Customer>>, Problem> {
    let limit = limit(asked.limit)?;
    let found = customers::search_views(&ctx, &asked.q.unwrap_or_default(), limit).await?;
    Ok(Json(wire::List::new(found.iter().map(|view| told(&ctx, view)).collect(), None)))
}
