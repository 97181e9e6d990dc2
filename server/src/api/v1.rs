//! Version 1: a folder for each resource.

mod analytics;
mod audit_log;
mod checkout_sessions;
mod customer_sessions;
mod customers;
mod deliveries;
mod events;
mod exports;
mod imports;
mod invoices;
mod merges;
mod orders;
mod payment_links;
mod payments;
mod prices;
mod products;
mod refunds;
mod segments;
mod settings;
mod subscriptions;
mod team;
mod test_clocks;
mod webhook_endpoints;
mod workflows;

use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

/// Every resource, with its part of the document.
pub fn resources() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(customers::routes())
        .merge(customer_sessions::routes())
        .merge(segments::routes())
        .merge(merges::routes())
        .merge(checkout_sessions::routes())
        .merge(payments::routes())
        .merge(refunds::routes())
        .merge(subscriptions::routes())
        .merge(test_clocks::routes())
        .merge(invoices::routes())
        .merge(orders::routes())
        .merge(products::routes())
        .merge(prices::routes())
        .merge(payment_links::routes())
        .merge(events::routes())
        .merge(exports::routes())
        .merge(imports::routes())
        .merge(webhook_endpoints::routes())
        .merge(deliveries::routes())
        .merge(analytics::routes())
        .merge(workflows::routes())
        .merge(settings::routes())
        .merge(audit_log::routes())
        .merge(team::routes())
}
