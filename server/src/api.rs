//! The REST API: the way of a request from its key to the service and back. Handlers are in `v1`, a folder for each
//! resource and a file for each verb; what they share is here.

mod body;
mod cursor;
mod docs;
mod document;
mod gate;
mod headers;
mod limit;
mod log;
mod once;
pub(crate) mod problem;
mod query;
mod reply;
pub mod v1;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};

pub use document::{document, document_text};
pub use gate::Gate;
pub(crate) use gate::bearer;
pub use limit::Limits;
pub use log::{Log, write as write_log};

use crate::state::AppState;

/// No request body is larger.
pub const MOST_BYTES: usize = 1024 * 1024;

/// The API with its document and the page that shows it.
pub fn router(state: &AppState) -> Router<AppState> {
    let (resources, _) = v1::resources().split_for_parts();
    // What comes first here is the last to see a request.
    let guarded = resources
        .fallback(problem::no_such_address)
        // Some pages of the dashboard have addresses of the same form, which go before a fallback.
        .route("/{*unknown}", any(problem::no_such_address))
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(from_fn(once::once))
        .layer(from_fn_with_state(state.clone(), limit::check))
        .layer(from_fn_with_state(state.clone(), log::note))
        .layer(from_fn_with_state(state.clone(), gate::pass))
        .layer(from_fn(problem::finish));
    Router::new().route("/v1/openapi.json", get(docs::openapi)).route("/docs", get(docs::page)).nest("/v1", guarded)
}
