//! POST /v1/refunds

use axum::http::StatusCode;
use clientele_domain::refund::RefundReason;
use clientele_domain::violation::Violation;
use clientele_service::Error;
use clientele_service::refunds::{self, NewRefund, Wanted};
use clientele_wire as wire;
use clientele_wire::Sent;

use super::told;
use crate::api::body::{Body, never_null};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Refund a payment
///
/// In full, when no amount is given. What the sandbox charged to a card goes back at once; what was taken elsewhere, or
/// doesn't go back to a card, is `requires_action` until somebody marks it as sent. All refunds of a payment together,
/// also those that are not done yet, are never more than the payment: `refund_exceeds_payment` says who gave back what.
#[utoipa::path(
    post, path = "/refunds", tag = "Refunds", operation_id = "create_refund",
    request_body = wire::NewRefund,
    responses((status = 201, description = "The refund.", body = wire::Refund))
)]
pub async fn create(ctx: ApiCtx, body: Body<wire::NewRefund>) -> Result<Versioned<wire::Refund>, Problem> {
    let asked = body.checked(|asked| read(asked).err().unwrap_or_default())?;
    let asked = read(&asked).map_err(|violations| Problem::invalid(&violations))?;
    let unknown = |error| match error {
        Error::NotFound => Error::invalid("payment", "There is no such payment here."),
        other => other,
    };
    let refund = refunds::create(&ctx, asked).await.map_err(unknown)?;
    Ok(told(&ctx, StatusCode::CREATED, &refund))
}

/// What is asked for, or everything that is wrong with it.
fn read(asked: &wire::NewRefund) -> Result<NewRefund, Vec<Violation>> {
    let mut wrong = never_null("amount", &asked.amount);
    let payment = match &asked.payment {
        Sent::Value(text) => text.parse().map_err(|error| Violation::new("payment", format!("This is {error}."))),
        Sent::Absent | Sent::Null => Err(Violation::missing("payment", "Say which payment is to be given back.")),
    };
    let payment = payment.map_err(|violation| wrong.push(violation)).ok();
    let reason = asked.reason.clone().value().map(|reason| reason.0);
    if reason.is_none() {
        let words: Vec<&str> = RefundReason::ALL.iter().map(|reason| reason.as_str()).collect();
        wrong.push(Violation::missing("reason", format!("Say why: one of {}.", words.join(", "))));
    }
    match (payment, reason) {
        (Some(payment), Some(reason)) if wrong.is_empty() => Ok(NewRefund {
            payment,
            amount: asked.amount.clone().value(),
            reason,
            note: asked.note.clone().value().unwrap_or_default(),
            to: asked.destination.clone().value().as_deref().and_then(Wanted::parse),
        }),
        _ => Err(wrong),
    }
}
