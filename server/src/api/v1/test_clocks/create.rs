//! POST /v1/test_clocks

use clientele_service::test_clocks;
use clientele_wire as wire;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Created;

/// Make a test clock
///
/// In test mode. Customers are put on it when they are made, with `test_clock_id`; what happens to their subscriptions
/// happens when the clock is advanced.
#[utoipa::path(
    post, path = "/test_clocks", tag = "Test clocks", operation_id = "create_test_clock",
    request_body = wire::NewTestClock,
    responses((status = 201, description = "The clock.", body = wire::TestClock))
)]
pub async fn create(ctx: ApiCtx, body: Body<wire::NewTestClock>) -> Result<Created<wire::TestClock>, Problem> {
    let asked = body.valid()?;
    let name = asked.name.value().unwrap_or_default();
    let clock = test_clocks::create(&ctx, asked.now.value().map(|now| now.0), &name).await?;
    Ok(Created(wire::TestClock::new(ctx.scope.livemode(), &clock)))
}
