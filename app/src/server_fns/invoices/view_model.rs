//! From the service's invoices to what the pages show.

use clientele_domain::id::CustomerId;
use clientele_domain::invoice::title;
use clientele_domain::money::Amount;
use clientele_domain::scope::Scope;
use clientele_service::Ctx;
use clientele_service::invoices::staff::{Detail, Listed, Told};
use leptos::prelude::use_context;

use super::{InvoiceSummary, InvoiceView, StepView};
use crate::problem::Problem;

/// The customer whom an address names, if it names one. Errors: `NotFound`.
pub(in crate::server_fns) async fn customer(ctx: &Ctx, id: &str) -> Result<Option<(CustomerId, String)>, Problem> {
    if id.is_empty() {
        return Ok(None);
    }
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let customer = clientele_service::customers::get(ctx, id).await?.customer;
    Ok(Some((customer.id, customer.fields.display_name().to_owned())))
}

pub(in crate::server_fns) fn summary(scope: Scope, Listed { invoice, name }: Listed) -> InvoiceSummary {
    InvoiceSummary {
        id: invoice.id,
        label: invoice.label(scope.mode),
        title: title(&invoice.lines),
        customer: invoice.customer,
        name,
        status: invoice.status,
        overdue: invoice.is_overdue(),
        total: invoice.total,
        left: invoice.remaining(),
        due_at: invoice.due_at,
        created_at: invoice.created_at,
    }
}

pub(super) fn invoice_view(scope: Scope, found: Detail) -> InvoiceView {
    let Detail { listed, url, payment, subscription, card, told } = found;
    let invoice = listed.invoice.clone();
    let of = |minor: i64| Amount { minor, ..invoice.total };
    InvoiceView {
        url,
        credited: of(invoice.credited),
        paid: of(invoice.paid),
        subscription: subscription
            .map(|subscription| (subscription.id, crate::server_fns::subscriptions::title(&subscription.items))),
        period: invoice.period,
        payment,
        declines: (invoice.declines, invoice.decline),
        card: card.map(|card| card.method().label()),
        ended_at: invoice.ended_at,
        steps: told.into_iter().map(step).collect(),
        posted: use_context().unwrap_or_default(),
        lines: invoice.lines,
        invoice: summary(scope, listed),
    }
}

pub(in crate::server_fns) fn step(told: Told) -> StepView {
    StepView { kind: told.kind, actor: told.actor, at: told.at }
}
