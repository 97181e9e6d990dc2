//! The client API, for browsers on the merchant's own pages: one person, who is named by the secret of a customer session.
//! Who may read an answer is decided here and in decision 20; what it says, in `service::customer_sessions`.

mod cors;
mod customer;
mod door;

use axum::middleware::from_fn;
use axum::routing::{any, get};
use axum::{Extension, Router};

use crate::api::problem;
use crate::state::AppState;
use door::Door;

/// The routes of the client API.
pub fn router() -> Router<AppState> {
    let one_person = Router::new()
        .route("/customer", get(customer::customer).options(cors::preflight))
        .fallback(problem::no_such_address)
        // Some pages of the dashboard have addresses of the same form, which go before a fallback.
        .route("/{*unknown}", any(problem::no_such_address))
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(Extension(Door::default()))
        .layer(from_fn(cors::vary))
        .layer(from_fn(problem::finish));
    Router::new().nest("/client/v1", one_person)
}
