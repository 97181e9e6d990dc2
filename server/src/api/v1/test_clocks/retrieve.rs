//! GET /v1/test_clocks/{test_clock}

use axum::Json;
use clientele_service::test_clocks;
use clientele_wire as wire;

use super::TestClock;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Retrieve a test clock
#[utoipa::path(
    get, path = "/test_clocks/{test_clock}", tag = "Test clocks", operation_id = "retrieve_test_clock",
    params(("test_clock" = String, Path, description = "`clock_…`")),
    responses((status = 200, description = "The clock.", body = wire::TestClock))
)]
pub async fn retrieve(ctx: ApiCtx, TestClock(id): TestClock) -> Result<Json<wire::TestClock>, Problem> {
    Ok(Json(wire::TestClock::new(ctx.scope.livemode(), &test_clocks::get(&ctx, id).await?)))
}
