//! GET /v1/customers/{customer}/timeline

use axum::Json;
use clientele_domain::event::EventKind;
use clientele_service::customers::{self, TimelineEntry};
use clientele_wire as wire;

use super::Customer;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Retrieve a customer's timeline
///
/// The newest 50 events and notes, newest first; also of a customer that was deleted.
#[utoipa::path(
    get, path = "/customers/{customer}/timeline", tag = "Customers", operation_id = "retrieve_customer_timeline",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    responses((status = 200, description = "What happened.", body = wire::List<wire::TimelineEntry>))
)]
pub async fn timeline(ctx: ApiCtx, Customer(id): Customer) -> Result<Json<wire::List<wire::TimelineEntry>>, Problem> {
    let found = customers::timeline(&ctx, id).await?;
    Ok(Json(wire::List::new(found.iter().map(entry).collect(), None)))
}

fn entry(entry: &TimelineEntry) -> wire::TimelineEntry {
    let occurred_at = entry.at().into();
    let nothing = wire::TimelineEntry {
        object: "timeline_entry".to_owned(),
        kind: None,
        actor: None,
        payment_id: None,
        refund_id: None,
        invoice_id: None,
        note: None,
        changes: Vec::new(),
        occurred_at,
    };
    match entry {
        TimelineEntry::Change { actor, kind, fields, .. } => wire::TimelineEntry {
            kind: Some(wire::EventType(*kind)),
            actor: Some(actor.clone()),
            changes: fields.iter().map(wire::FieldChange::from).collect(),
            ..nothing
        },
        TimelineEntry::Note { author, body, .. } => {
            wire::TimelineEntry { actor: Some(author.clone()), note: Some(body.clone()), ..nothing }
        }
        TimelineEntry::Checkout { .. } => {
            let kind = wire::EventType(EventKind::CheckoutSessionCompleted);
            wire::TimelineEntry { kind: Some(kind), ..nothing }
        }
        TimelineEntry::Payment { kind, payment, .. } => wire::TimelineEntry {
            kind: Some(wire::EventType(*kind)),
            payment_id: Some(payment.id.to_string()),
            ..nothing
        },
        TimelineEntry::Refund { actor, kind, refund, .. } => wire::TimelineEntry {
            kind: Some(wire::EventType(*kind)),
            actor: Some(actor.clone()),
            payment_id: Some(refund.payment.to_string()),
            refund_id: Some(refund.id.to_string()),
            ..nothing
        },
        TimelineEntry::Invoice { actor, kind, invoice, .. } => wire::TimelineEntry {
            kind: Some(wire::EventType(*kind)),
            actor: Some(actor.clone()),
            invoice_id: Some(invoice.id.to_string()),
            ..nothing
        },
    }
}
