//! Subscriptions.

mod asked;
mod cancel;
mod create;
mod list;
mod pause;
mod resume;
mod retrieve;
mod unpause;
mod update;

pub use list::page;

use axum::extract::{FromRequestParts, Path};
use axum::http::StatusCode;
use axum::http::request::Parts;
use clientele_domain::id::SubscriptionId;
use clientele_domain::subscription as domain;
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
        .routes(routes!(retrieve::retrieve, update::update))
        .routes(routes!(cancel::cancel))
        .routes(routes!(resume::resume))
        .routes(routes!(pause::pause))
        .routes(routes!(unpause::unpause))
}

/// The subscription in the address. What is no id is nobody's.
pub struct Subscription(pub SubscriptionId);

impl<S: Sync + Send> FromRequestParts<S> for Subscription {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path(id)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(Problem::not_found());
        };
        id.parse().map(Self).map_err(|_| Problem::not_found())
    }
}

/// The subscription as the API answers with it.
fn told(ctx: &ApiCtx, status: StatusCode, subscription: &domain::Subscription) -> Versioned<wire::Subscription> {
    Versioned(status, subscription.version, wire::Subscription::new(ctx.scope.livemode(), subscription))
}
