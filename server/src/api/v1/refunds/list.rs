//! GET /v1/refunds

use axum::Json;
use clientele_domain::selector::Selector;
use clientele_service::customers;
use clientele_service::refunds::{self, RefundFilter};
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which refunds.
    RefundQuery {
        /// Of this payment.
        payment: String,
        /// Of this customer's payments: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`.
        #[param(value_type = Option<String>)]
        customer: Selector,
        /// In this state.
        status: wire::RefundStatus,
        /// Asked for at or after.
        created_from: wire::Time,
        /// Asked for before.
        created_before: wire::Time,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List refunds
///
/// Newest first.
#[utoipa::path(
    get, path = "/refunds", tag = "Refunds", operation_id = "list_refunds",
    params(RefundQuery),
    responses((status = 200, description = "A page of refunds.", body = wire::List<wire::Refund>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<RefundQuery>) -> Result<Json<wire::List<wire::Refund>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let payment = match &asked.payment {
        Some(id) => Some(id.parse().map_err(|error| Problem::invalid_field("payment", format!("This is {error}.")))?),
        None => None,
    };
    let customer = match &asked.customer {
        Some(selector) => Some(customers::select(&ctx, selector).await?),
        None => None,
    };
    let filter = RefundFilter {
        payment,
        customer,
        status: asked.status.map(|status| status.0),
        created_from: asked.created_from.map(|moment| moment.0),
        created_before: asked.created_before.map(|moment| moment.0),
    };
    let (found, more) = refunds::list(&ctx, &filter, after, limit).await?;
    let next = found.last().filter(|_| more).map(|refund| sealed(&refund.id.to_string()));
    let data = found.iter().map(|refund| wire::Refund::new(ctx.scope.livemode(), refund)).collect();
    Ok(Json(wire::List::new(data, next)))
}
