//! The forms on the page of an invoice. The field `act` says which.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::id::{InvoiceId, MerchantId};
use clientele_domain::invoice::InvoiceStatus;
use clientele_domain::payment::MethodKind;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::invoices;
use clientele_service::{Ctx, Error};

use super::{Done, Sent};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/invoices/{id}`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, String)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match (sent.ctx(&state, scope), id.parse()) {
        (Ok(ctx), Ok(id)) => change(&ctx, id, &sent).await,
        (Ok(_), Err(_)) => Err(Error::NotFound),
        (Err(error), _) => Err(error),
    };
    sent.answer(&state, done).await
}

async fn change(ctx: &Ctx, id: InvoiceId, sent: &Sent) -> Result<Done, Error> {
    let here = format!("/{}/invoices/{id}", ctx.scope);
    Ok(match sent.value("act") {
        "charge" => (here, charge(ctx, id).await?),
        "paid" => {
            let method = MethodKind::parse(sent.value("method"));
            let method = method.ok_or_else(|| Error::invalid("method", "Choose how the money came."))?;
            invoices::paid_elsewhere(ctx, id, method, sent.value("note")).await?;
            (here, "Invoice paid.")
        }
        "make_out" => {
            invoices::make_out_by_hand(ctx, id).await?;
            (here, "Invoice made out.")
        }
        "write_off" => {
            invoices::write_off_by_hand(ctx, id).await?;
            (here, "Invoice written off.")
        }
        "void" => {
            invoices::void_by_hand(ctx, id).await?;
            (here, "Invoice voided.")
        }
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

/// Charges the card; what came of it, in a sentence. Errors: `InvalidState` when the card gave no money.
async fn charge(ctx: &Ctx, id: InvoiceId) -> Result<&'static str, Error> {
    let invoice = invoices::pay(ctx, id).await?;
    match (invoice.status, invoice.decline) {
        (InvoiceStatus::Open, Some(decline)) => Err(Error::InvalidState(format!(
            "The card gave no money: {}. Nothing was charged.",
            decline.label().to_lowercase()
        ))),
        (InvoiceStatus::Open, None) => Ok("The answer takes its time. What became of it shows here."),
        _ => Ok("Invoice paid."),
    }
}
