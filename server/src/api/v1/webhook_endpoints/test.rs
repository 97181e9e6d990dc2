//! POST /v1/webhook_endpoints/{webhook_endpoint}/test

use clientele_service::webhooks;
use clientele_wire as wire;

use super::Endpoint;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Created;

/// Send a webhook endpoint a test event
///
/// A message of the type `webhook.test`, whatever events the endpoint wants. It is sent in a moment; the delivery tells
/// what came of it.
#[utoipa::path(
    post, path = "/webhook_endpoints/{webhook_endpoint}/test", tag = "Webhooks", operation_id = "test_webhook_endpoint",
    params(("webhook_endpoint" = String, Path, description = "`we_…`")),
    responses((status = 201, description = "The delivery.", body = wire::Delivery))
)]
pub async fn test(ctx: ApiCtx, Endpoint(id): Endpoint) -> Result<Created<wire::Delivery>, Problem> {
    let delivery = webhooks::send_test(&ctx, id).await?;
    Ok(Created(wire::Delivery::new(ctx.scope.livemode(), &delivery)))
}
