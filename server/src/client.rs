//! The client API, for browsers on the merchant's own pages: one person, who is named by the secret of a customer session.
//! Who may read an answer is decided here and in decision 20; what it says, in `service::customer_sessions`.

mod cors;
mod customer;
mod door;

use axum::middleware::from_fn;
use axum::routing::get;
use axum::{Extension, Router};

use crate::api::problem;
use crate::state::AppState;
use door::Door;

/// The routes of the client API.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/client/v1/customer", get(customer::customer).options(cors::preflight))
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(Extension(Door::default()))
        .layer(from_fn(cors::vary))
        .layer(from_fn(problem::finish))
}
