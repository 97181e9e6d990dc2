//! Payment links.

mod create;
mod list;
mod retrieve;
mod update;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use clientele_domain::id::PaymentLinkId;
use clientele_service::catalog::links::LinkView;
use clientele_wire as wire;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list::list, create::create)).routes(routes!(retrieve::retrieve, update::update))
}

/// The link in the address. What is no id is nobody's.
pub struct Link(pub PaymentLinkId);

impl<S: Sync + Send> FromRequestParts<S> for Link {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path(id)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(Problem::not_found());
        };
        id.parse().map(Self).map_err(|_| Problem::not_found())
    }
}

/// The link as the API tells it.
fn told(state: &AppState, ctx: &ApiCtx, view: &LinkView) -> wire::PaymentLink {
    let url = format!("{}/l/{}", state.settings.public_url, view.link.id);
    wire::PaymentLink::new(ctx.scope.livemode(), url, &view.link, &view.items, &view.paid)
}
