//! Payments.

mod create;
mod list;
mod retrieve;
mod settle;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(retrieve::retrieve))
        .routes(routes!(settle::succeed))
        .routes(routes!(settle::fail))
}
