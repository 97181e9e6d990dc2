//! Refunds.

mod approve;
mod cancel;
mod create;
mod list;
mod mark_failed;
mod mark_sent;
mod of_payment;
mod retrieve;

use axum::http::StatusCode;
use clientele_domain::id::RefundId;
use clientele_domain::refund::Refund;
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
        .routes(routes!(mark_sent::mark_sent))
        .routes(routes!(mark_failed::mark_failed))
        .routes(routes!(approve::approve))
        .routes(routes!(cancel::cancel))
        .routes(routes!(of_payment::of_payment))
}

fn id(text: &str) -> Result<RefundId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

fn told(ctx: &ApiCtx, status: StatusCode, refund: &Refund) -> Versioned<wire::Refund> {
    Versioned(status, refund.version, wire::Refund::new(ctx.scope.livemode(), refund))
}
