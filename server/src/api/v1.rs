//! Version 1: a folder for each resource.

mod audit_log;
mod checkout_sessions;
mod customers;
mod deliveries;
mod events;
mod exports;
mod imports;
mod merges;
mod orders;
mod payment_links;
mod payments;
mod prices;
mod products;
mod refunds;
mod settings;
mod team;
mod webhook_endpoints;

use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

/// Every resource, with its part of the document.
pub fn resources() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(customers::routes())
        .merge(merges::routes())
        .merge(checkout_sessions::routes())
        .merge(payments::routes())
        .merge(refunds::routes())
        .merge(orders::routes())
        .merge(products::routes())
        .merge(prices::routes())
        .merge(payment_links::routes())
        .merge(events::routes())
        .merge(exports::routes())
        .merge(imports::routes())
        .merge(webhook_endpoints::routes())
        .merge(deliveries::routes())
        .merge(settings::routes())
        .merge(audit_log::routes())
        .merge(team::routes())
}
