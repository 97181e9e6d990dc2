//! POST /v1/refunds/{refund}/mark_sent

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_domain::refund::Proof;
use clientele_domain::violation::Violation;
use clientele_service::refunds::{self, Said};
use clientele_wire as wire;

use super::{id, told};
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Mark a refund as sent
///
/// With a proof: the preimage of the invoice's payment hash, which is checked, or what the transfer is called where it was
/// made. Without one it takes a `note` and `"confirm": true`, or else `confirmation_required` is answered.
#[utoipa::path(
    post, path = "/refunds/{refund}/mark_sent", tag = "Refunds", operation_id = "mark_refund_sent",
    params(("refund" = String, Path, description = "`re_…`")),
    request_body = wire::MarkSent,
    responses((status = 200, description = "The refund as it is now.", body = wire::Refund))
)]
pub async fn mark_sent(
    ctx: ApiCtx,
    Path(refund): Path<String>,
    body: Body<wire::MarkSent>,
) -> Result<Versioned<wire::Refund>, Problem> {
    let id = id(&refund)?;
    let asked = body.checked(|asked| proof(asked).err().into_iter().collect())?;
    let said = Said {
        proof: proof(&asked).map_err(|violation| Problem::invalid(&[violation]))?,
        note: asked.note.value().unwrap_or_default(),
        confirmed: asked.confirm.value().unwrap_or_default(),
    };
    let refund = refunds::mark_sent(&ctx, id, &said).await?;
    Ok(told(&ctx, StatusCode::OK, &refund))
}

fn proof(asked: &wire::MarkSent) -> Result<Option<Proof>, Violation> {
    let Some(proof) = asked.proof.clone().value() else { return Ok(None) };
    match (proof.preimage.value(), proof.transaction_id.value()) {
        (Some(preimage), None) => Ok(Some(Proof::Preimage(preimage))),
        (None, Some(id)) => Ok(Some(Proof::TransactionId(id))),
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Err(Violation::new("proof", "Send either preimage or transaction_id.")),
    }
}
