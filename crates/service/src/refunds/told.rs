//! What somebody is told who comes second: who did what, and when.

use clientele_domain::payment::Payment;
use clientele_domain::refund::{Approval, Refund, RefundStatus};
use clientele_domain::time::Timestamp;
use clientele_store::{Conn, refunds};

use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// How a refund stands, and by whom.
pub(super) fn stands(refund: &Refund, now: Timestamp) -> String {
    let ended = |did: &str| {
        let ago = refund.ended_at.unwrap_or(refund.created_at).ago(now);
        format!("{} {did} {ago}.", who(&refund.ended_by))
    };
    match (refund.status, &refund.sent) {
        (RefundStatus::Succeeded, Some(sent)) => {
            format!("{} marked this refund as sent {}. Nothing was sent twice.", who(&sent.by), sent.at.ago(now))
        }
        (RefundStatus::Succeeded, None) => {
            let ago = refund.ended_at.unwrap_or(refund.created_at).ago(now);
            format!("The money was given back {ago}. Nothing was sent twice.")
        }
        (RefundStatus::Canceled | RefundStatus::Failed, Some(_)) => refund.failure.clone(),
        (RefundStatus::Canceled, None) => ended("called this refund off"),
        (RefundStatus::Failed, None) => {
            let ago = refund.ended_at.unwrap_or(refund.created_at).ago(now);
            format!("This refund failed {ago}. Make a new one.")
        }
        (RefundStatus::RequiresAction, _) => match &refund.approval {
            Approval::Given { by, at } => {
                format!("{} approved this refund {}. It waits to be sent.", who(by), at.ago(now))
            }
            Approval::NotNeeded | Approval::Needed => "This refund waits to be sent.".to_owned(),
        },
        (RefundStatus::Pending, _) => match &refund.approval {
            Approval::Needed => "This refund waits for an approval first.".to_owned(),
            Approval::Given { by, at } => {
                format!("{} approved this refund {}; the processor has been asked for it.", who(by), at.ago(now))
            }
            Approval::NotNeeded => "The processor has been asked for this refund and has not answered.".to_owned(),
        },
    }
}

fn who(name: &str) -> &str {
    if name.is_empty() { "Somebody" } else { name }
}

/// Why an amount can't be given back: what is left, and who gave back what.
pub(super) async fn exceeds(ctx: &Ctx, conn: &mut Conn<'_>, payment: &Payment) -> Result<Error> {
    let latest = refunds::latest(conn, ctx.scope, payment.id).await?;
    let left = payment.refundable();
    let did = latest.map(|refund| {
        let (by, ago) = (who(&refund.created_by.name).to_owned(), refund.created_at.ago(ctx.now));
        let what = if refund.amount == payment.amount { "all of it".to_owned() } else { refund.amount.to_string() };
        format!("{by} refunded {what} {ago}.")
    });
    Ok(Error::RefundExceedsPayment(match (left.minor, did) {
        (0, Some(did)) => format!("{did} Nothing is left to refund of this payment."),
        (0, None) => "Nothing is left to refund of this payment: it was given back elsewhere.".to_owned(),
        (_, Some(did)) => format!("{left} is left to refund of this payment. Refund that or less. {did}"),
        (_, None) => format!("{left} is left to refund of this payment. Refund that or less."),
    }))
}
