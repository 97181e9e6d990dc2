//! Invoices.

mod create;
mod issue;
mod list;
mod mark_uncollectible;
mod pay;
mod retrieve;
mod void;

use axum::http::StatusCode;
use clientele_domain::id::InvoiceId;
use clientele_domain::invoice::Invoice;
use clientele_wire as wire;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(retrieve::retrieve))
        .routes(routes!(issue::issue))
        .routes(routes!(pay::pay))
        .routes(routes!(void::void))
        .routes(routes!(mark_uncollectible::mark_uncollectible))
}

fn id(text: &str) -> Result<InvoiceId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

fn told(ctx: &ApiCtx, status: StatusCode, invoice: &Invoice) -> Versioned<wire::Invoice> {
    Versioned(status, invoice.version, wire::Invoice::new(ctx.scope.livemode(), invoice))
}
