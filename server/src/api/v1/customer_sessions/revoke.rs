//! POST /v1/customer_sessions/{customer_session}/revoke

use axum::Json;
use clientele_service::customer_sessions;
use clientele_wire as wire;

use super::Session;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// End a customer session
///
/// Its secret opens nothing any more from now on, as when the person signs out of your page. Doing it again changes
/// nothing.
#[utoipa::path(
    post, path = "/customer_sessions/{customer_session}/revoke", tag = "Customer sessions",
    operation_id = "revoke_customer_session",
    params(("customer_session" = String, Path, description = "`cuss_…`")),
    responses((status = 200, description = "The session, which has ended.", body = wire::CustomerSession))
)]
pub async fn revoke(ctx: ApiCtx, Session(id): Session) -> Result<Json<wire::CustomerSession>, Problem> {
    Ok(Json(wire::CustomerSession::new(&customer_sessions::revoke(&ctx, id).await?, ctx.now)))
}
