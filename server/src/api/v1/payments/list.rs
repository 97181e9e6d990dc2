//! GET /v1/payments

use axum::Json;
use clientele_domain::selector::Selector;
use clientele_service::customers;
use clientele_service::payments::{self, PaymentFilter};
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which payments.
    PaymentQuery {
        /// Of this customer: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`.
        #[param(value_type = Option<String>)]
        customer: Selector,
        /// From there.
        source: wire::PaymentSource,
        /// Called so where it came from.
        source_id: String,
        /// In this state.
        status: wire::PaymentStatus,
        /// Recorded at or after.
        created_from: wire::Time,
        /// Recorded before.
        created_before: wire::Time,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List payments
///
/// Those recorded last come first.
#[utoipa::path(
    get, path = "/payments", tag = "Payments", operation_id = "list_payments",
    params(PaymentQuery),
    responses((status = 200, description = "A page of payments.", body = wire::List<wire::Payment>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<PaymentQuery>) -> Result<Json<wire::List<wire::Payment>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let customer = match &asked.customer {
        Some(selector) => Some(customers::select(&ctx, selector).await?),
        None => None,
    };
    let filter = PaymentFilter {
        customer,
        source: asked.source.map(|source| source.0),
        source_id: asked.source_id,
        status: asked.status.map(|status| status.0),
        created_from: asked.created_from.map(|moment| moment.0),
        created_before: asked.created_before.map(|moment| moment.0),
    };
    let (found, more) = payments::list(&ctx, &filter, after, limit).await?;
    let next = found.last().filter(|_| more).map(|payment| sealed(&payment.id.to_string()));
    let data = found.iter().map(|payment| wire::Payment::new(ctx.scope.livemode(), payment)).collect();
    Ok(Json(wire::List::new(data, next)))
}
