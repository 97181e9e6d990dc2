//! POST /v1/invoices/{invoice}/pay

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_domain::payment::MethodKind;
use clientele_domain::violation::Violation;
use clientele_service::invoices;
use clientele_wire as wire;

use super::{id, told};
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Pay an invoice
///
/// Charges the card that the customer kept last. The answer is the invoice as it is then: `paid`, or still `open`, with
/// `last_payment_error` when the card gave no money, and without when nobody has answered yet; it is told by an event then.
/// With `paid_elsewhere`, a payment of all that is left is recorded instead.
#[utoipa::path(
    post, path = "/invoices/{invoice}/pay", tag = "Invoices", operation_id = "pay_invoice",
    params(("invoice" = String, Path, description = "`in_…`")),
    request_body = wire::PayInvoice,
    responses((status = 200, description = "The invoice as it is now.", body = wire::Invoice))
)]
pub async fn pay(
    ctx: ApiCtx,
    Path(invoice): Path<String>,
    body: Body<wire::PayInvoice>,
) -> Result<Versioned<wire::Invoice>, Problem> {
    let id = id(&invoice)?;
    let asked = body.checked(|asked| elsewhere(asked).err().into_iter().collect())?;
    let invoice = match elsewhere(&asked).map_err(|violation| Problem::invalid(&[violation]))? {
        Some((method, note)) => invoices::paid_elsewhere(&ctx, id, method, &note).await?,
        None => invoices::pay(&ctx, id).await?,
    };
    Ok(told(&ctx, StatusCode::OK, &invoice))
}

/// How it was paid elsewhere, if it was.
fn elsewhere(asked: &wire::PayInvoice) -> Result<Option<(MethodKind, String)>, Violation> {
    let Some(elsewhere) = asked.paid_elsewhere.clone().value() else { return Ok(None) };
    let words: Vec<&str> = MethodKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let missing =
        || Violation::missing("paid_elsewhere.method", format!("Say how it was paid: one of {}.", words.join(", ")));
    let method = elsewhere.method.value().ok_or_else(missing)?;
    Ok(Some((method.0, elsewhere.note.value().unwrap_or_default())))
}
