//! PATCH /v1/checkout_sessions/{checkout_session}

use axum::http::StatusCode;
use clientele_domain::customer::CustomerFields;
use clientele_service::checkout::{self, Change};
use clientele_wire as wire;
use clientele_wire::Sent;

use super::CheckoutSession;
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Change a checkout session
///
/// Changes what is known of the buyer, and your own data, while the session is open. What is sold never changes. With
/// `If-Match` the change is made only if the session still is at that version.
#[utoipa::path(
    patch, path = "/checkout_sessions/{checkout_session}", tag = "Checkout", operation_id = "update_checkout_session",
    params(
        ("checkout_session" = String, Path, description = "`cs_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the change is based on"),
    ),
    request_body = wire::PatchCheckoutSession,
    responses((status = 200, description = "The session as it is now.", body = wire::CheckoutSession))
)]
pub async fn update(
    ctx: ApiCtx,
    CheckoutSession(id): CheckoutSession,
    IfMatch(version): IfMatch,
    body: Body<wire::PatchCheckoutSession>,
) -> Result<Versioned<wire::CheckoutSession>, Problem> {
    let asked = body.valid()?;
    let change = |before: Change| Change {
        told: match asked.customer.clone() {
            Sent::Absent => before.told,
            Sent::Null => CustomerFields::default(),
            Sent::Value(told) => told.over(&before.told),
        },
        metadata: match asked.metadata.clone() {
            Sent::Absent => before.metadata,
            Sent::Null => Vec::new(),
            Sent::Value(patch) => patch.over(&before.metadata),
        },
    };
    let session = checkout::update(&ctx, id, version, change).await?;
    Ok(Versioned(StatusCode::OK, session.version, session))
}
