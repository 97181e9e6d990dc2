//! Customers and what hangs on them.

mod balance_transactions;
mod checkout_sessions;
mod create;
mod delete;
mod distinct;
mod identities;
mod invoices;
mod list;
pub(super) mod merge;
mod notes;
mod orders;
mod payments;
mod related;
mod retrieve;
mod search;
mod subscriptions;
mod timeline;
mod top;
mod update;
mod wallets;

use axum::extract::FromRequestParts;
use axum::extract::Path;
use axum::http::request::Parts;
use clientele_domain::id::CustomerId;
use clientele_domain::selector::Selector;
use clientele_service::Ctx;
use clientele_service::customers::{self, CustomerView};
use clientele_wire as wire;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(search::search))
        .routes(routes!(top::top))
        .routes(routes!(retrieve::retrieve, update::update, delete::delete))
        .routes(routes!(payments::payments))
        .routes(routes!(orders::orders))
        .routes(routes!(checkout_sessions::checkout_sessions))
        .routes(routes!(subscriptions::subscriptions))
        .routes(routes!(invoices::invoices))
        .routes(routes!(invoices::overdue))
        .routes(routes!(balance_transactions::list, balance_transactions::create))
        .routes(routes!(identities::identities))
        .routes(routes!(timeline::timeline))
        .routes(routes!(related::related))
        .routes(routes!(merge::merge))
        .routes(routes!(merge::preview))
        .routes(routes!(distinct::create))
        .routes(routes!(distinct::delete))
        .routes(routes!(notes::list, notes::create))
        .routes(routes!(wallets::list, wallets::create))
        .routes(routes!(wallets::delete))
}

/// The customer as the API tells it.
fn told(ctx: &Ctx, view: &CustomerView) -> wire::Customer {
    wire::Customer::new(ctx.scope.livemode(), ctx.now, &view.customer, &view.totals, &view.wallets)
}

/// How the address names a customer. What names nobody is nobody's address.
pub struct Named(pub Selector);

impl<S: Sync + Send> FromRequestParts<S> for Named {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path(names)) = Path::<Vec<(String, String)>>::from_request_parts(parts, state).await else {
            return Err(Problem::not_found());
        };
        let name = names.into_iter().find(|(key, _)| key == "customer").map(|(_, name)| name).unwrap_or_default();
        name.parse().map(Self).map_err(|_| Problem::not_found())
    }
}

/// The id of the customer in the address.
pub struct Customer(pub CustomerId);

impl<S: Sync + Send> FromRequestParts<S> for Customer {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let ctx = ApiCtx::from_request_parts(parts, state).await?;
        let Named(selector) = Named::from_request_parts(parts, state).await?;
        Ok(Self(customers::select(&ctx, &selector).await?))
    }
}
