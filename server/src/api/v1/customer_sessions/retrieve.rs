//! GET /v1/customer_sessions/{customer_session}

use axum::Json;
use clientele_service::customer_sessions;
use clientele_wire as wire;

use super::Session;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Retrieve a customer session
///
/// Without its secret. A session is kept until a day after its time is over.
#[utoipa::path(
    get, path = "/customer_sessions/{customer_session}", tag = "Customer sessions",
    operation_id = "retrieve_customer_session",
    params(("customer_session" = String, Path, description = "`cuss_…`")),
    responses((status = 200, description = "The session.", body = wire::CustomerSession))
)]
pub async fn retrieve(ctx: ApiCtx, Session(id): Session) -> Result<Json<wire::CustomerSession>, Problem> {
    Ok(Json(wire::CustomerSession::new(&customer_sessions::get(&ctx, id).await?, ctx.now)))
}
