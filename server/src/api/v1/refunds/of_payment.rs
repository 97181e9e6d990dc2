//! GET /v1/payments/{payment}/refunds

use axum::Json;
use axum::extract::Path;
use clientele_service::refunds;
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which page.
    PageQuery {
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List a payment's refunds
///
/// Newest first.
#[utoipa::path(
    get, path = "/payments/{payment}/refunds", tag = "Payments", operation_id = "list_payment_refunds",
    params(("payment" = String, Path, description = "`pay_…`"), PageQuery),
    responses((status = 200, description = "A page of refunds.", body = wire::List<wire::Refund>))
)]
pub async fn of_payment(
    ctx: ApiCtx,
    Path(payment): Path<String>,
    Query(asked): Query<PageQuery>,
) -> Result<Json<wire::List<wire::Refund>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let payment = payment.parse().map_err(|_| Problem::not_found())?;
    let (found, more) = refunds::of_payment(&ctx, payment, after, limit).await?;
    let next = found.last().filter(|_| more).map(|refund| sealed(&refund.id.to_string()));
    let data = found.iter().map(|refund| wire::Refund::new(ctx.scope.livemode(), refund)).collect();
    Ok(Json(wire::List::new(data, next)))
}
