//! POST /v1/test_clocks/{test_clock}/advance

use axum::Json;
use clientele_domain::violation::Violation;
use clientele_service::test_clocks;
use clientele_wire as wire;
use clientele_wire::Sent;

use super::TestClock;
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Advance a test clock
///
/// Forwards only, by two years at most. Everything that is due for the customers on it happens in order, each thing at its
/// own moment, before this answers.
#[utoipa::path(
    post, path = "/test_clocks/{test_clock}/advance", tag = "Test clocks", operation_id = "advance_test_clock",
    params(("test_clock" = String, Path, description = "`clock_…`")),
    request_body = wire::AdvanceTestClock,
    responses((status = 200, description = "The clock as it is now.", body = wire::TestClock))
)]
pub async fn advance(
    ctx: ApiCtx,
    TestClock(id): TestClock,
    body: Body<wire::AdvanceTestClock>,
) -> Result<Json<wire::TestClock>, Problem> {
    let asked = body.valid()?;
    let Sent::Value(to) = asked.to else {
        return Err(Problem::invalid(&[Violation::missing("to", "Send the moment that it is to show, as RFC 3339.")]));
    };
    let clock = test_clocks::advance(&ctx, id, to.0).await?;
    Ok(Json(wire::TestClock::new(ctx.scope.livemode(), &clock)))
}
