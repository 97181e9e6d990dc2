//! GET /v1/subscriptions

use axum::Json;
use clientele_domain::id::SubscriptionId;
use clientele_domain::selector::Selector;
use clientele_service::customers;
use clientele_service::subscriptions::{self, SubscriptionFilter};
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which subscriptions.
    SubscriptionsQuery {
        /// Of this customer: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`.
        #[param(value_type = Option<String>)]
        customer: Selector,
        /// In this status.
        #[param(value_type = Option<String>)]
        status: wire::SubscriptionStatus,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List subscriptions
///
/// Newest first.
#[utoipa::path(
    get, path = "/subscriptions", tag = "Subscriptions", operation_id = "list_subscriptions",
    params(SubscriptionsQuery),
    responses((status = 200, description = "A page of subscriptions.", body = wire::List<wire::Subscription>))
)]
pub async fn list(
    ctx: ApiCtx,
    Query(asked): Query<SubscriptionsQuery>,
) -> Result<Json<wire::List<wire::Subscription>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let customer = match &asked.customer {
        None => None,
        Some(selector) => Some(customers::select(&ctx, selector).await?),
    };
    page(&ctx, &SubscriptionFilter { customer, status: asked.status.map(|status| status.0) }, after, limit).await
}

/// A page of subscriptions.
pub async fn page(
    ctx: &ApiCtx,
    filter: &SubscriptionFilter,
    after: Option<SubscriptionId>,
    limit: i64,
) -> Result<Json<wire::List<wire::Subscription>>, Problem> {
    let (found, more) = subscriptions::list(ctx, filter, after, limit).await?;
    let next = found.last().filter(|_| more).map(|subscription| sealed(&subscription.id.to_string()));
    let data = found.iter().map(|subscription| wire::Subscription::new(ctx.scope.livemode(), subscription)).collect();
    Ok(Json(wire::List::new(data, next)))
}
