//! GET /v1/test_clocks

use axum::Json;
use clientele_service::test_clocks;
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};

/// List test clocks
///
/// Newest first.
#[utoipa::path(
    get, path = "/test_clocks", tag = "Test clocks", operation_id = "list_test_clocks",
    params(PageQuery),
    responses((status = 200, description = "A page of clocks.", body = wire::List<wire::TestClock>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<PageQuery>) -> Result<Json<wire::List<wire::TestClock>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = test_clocks::list(&ctx, after, limit).await?;
    let next = found.last().filter(|_| more).map(|clock| sealed(&clock.id.to_string()));
    let data = found.iter().map(|clock| wire::TestClock::new(ctx.scope.livemode(), clock)).collect();
    Ok(Json(wire::List::new(data, next)))
}
