//! Every address of the server.

use any_spawner::Executor;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::middleware::{headers, request_id, same_origin, session};
use crate::pages::{home, page, server_function};
use crate::state::AppState;
use crate::{api, assets, client, downloads, forms, hosted, widgets};

/// The server's routes. What is no route of its own is a page of the dashboard, or the page that says there is none.
pub fn router(state: AppState) -> Router {
    // Pages spawn what they wait for. It is an error only to say so twice.
    let _ = Executor::init_tokio();
    let asked_by_people = Router::new()
        .route("/", get(home))
        .route("/fn/{*name}", get(server_function).post(server_function))
        .route("/sign-in", get(page).post(forms::sign_in::sign_in))
        .route("/sign-in/code", get(page).post(forms::sign_in::give_code))
        .route("/join/{secret}", get(forms::join::page).post(forms::join::join))
        .route("/sign-up", get(page).post(forms::sign_in::sign_up))
        .route("/sign-out", post(forms::sign_in::sign_out))
        .route("/{merchant}/{mode}/customers", get(page).post(forms::customers::tag))
        .route("/{merchant}/{mode}/customers/new", get(page).post(forms::customers::create))
        .route("/{merchant}/{mode}/customers/export", get(page).post(forms::customers::export))
        .route("/{merchant}/{mode}/customers/{id}", get(page).post(forms::customer::act))
        .route("/{merchant}/{mode}/customers/{id}/edit", get(page).post(forms::customers::update))
        .route("/{merchant}/{mode}/customers/{id}/merge/{other}", get(page).post(forms::matching::decide))
        .route("/{merchant}/{mode}/duplicates", get(page))
        .route("/{merchant}/{mode}/customers/{id}/refund", get(page).post(forms::refunds::from_customer))
        .route("/{merchant}/{mode}/customers/{id}/refunds/{refund}", get(page))
        .route("/{merchant}/{mode}/refunds/new", get(page).post(forms::refunds::from_payment))
        .route("/{merchant}/{mode}/refunds/{id}", get(page).post(forms::refunds::act))
        .route("/{merchant}/{mode}/refunds", get(page).post(forms::refund_queue::act))
        .route("/{merchant}/{mode}/analytics", get(page))
        .route("/{merchant}/{mode}/analytics/{figures}", get(downloads::figures))
        .route("/{merchant}/{mode}/settings/refunds", get(page).post(forms::refund_queue::save_limits))
        .route("/{merchant}/{mode}/settings/matching", get(page).post(forms::matching::save_settings))
        .route(
            "/{merchant}/{mode}/imports",
            get(page).post(forms::imports::upload).layer(DefaultBodyLimit::max(forms::imports::MOST_READ)),
        )
        .route("/{merchant}/{mode}/imports/{id}", get(page).post(forms::imports::act))
        .route("/{merchant}/{mode}/imports/{id}/rejects.csv", get(downloads::rejects))
        .route("/{merchant}/{mode}/imports/samples/{what}", get(downloads::sample))
        .route("/{merchant}/{mode}/products", get(page))
        .route("/{merchant}/{mode}/products/new", get(page).post(forms::products::create))
        .route("/{merchant}/{mode}/products/{id}", get(page).post(forms::products::act))
        .route("/{merchant}/{mode}/checkouts", get(page))
        .route("/{merchant}/{mode}/checkouts/new", get(page).post(forms::checkouts::create))
        .route("/{merchant}/{mode}/checkouts/{id}", get(page).post(forms::checkouts::act))
        .route("/{merchant}/{mode}/subscriptions", get(page))
        .route("/{merchant}/{mode}/subscriptions/new", get(page).post(forms::subscriptions::create))
        .route("/{merchant}/{mode}/subscriptions/{id}", get(page).post(forms::subscriptions::act))
        .route("/{merchant}/{mode}/invoices", get(page))
        .route("/{merchant}/{mode}/invoices/{id}", get(page).post(forms::invoices::act))
        .route("/{merchant}/{mode}/invoices/{id}/pdf", get(downloads::invoice))
        .route("/{merchant}/{mode}/test-clocks", get(page).post(forms::test_clocks::act))
        .route("/{merchant}/{mode}/widgets", get(page).post(forms::widgets::allow))
        .route("/{merchant}/{mode}/payment-links", get(page))
        .route("/{merchant}/{mode}/payment-links/new", get(page).post(forms::links::create))
        .route("/{merchant}/{mode}/payment-links/{id}", get(page).post(forms::links::act))
        .route("/{merchant}/{mode}/payment-links/{id}/edit", get(page).post(forms::links::edit))
        .route("/{merchant}/{mode}/developers", get(page).post(forms::developers::act))
        .route("/{merchant}/{mode}/developers/events", get(page))
        .route("/{merchant}/{mode}/developers/events/{id}", get(page))
        .route("/{merchant}/{mode}/developers/requests", get(page))
        .route("/{merchant}/{mode}/developers/webhooks", get(page).post(forms::webhooks::retry))
        .route("/{merchant}/{mode}/developers/webhooks/new", get(page).post(forms::webhooks::create))
        .route("/{merchant}/{mode}/developers/webhooks/{id}", get(page).post(forms::webhooks::act))
        .route("/{merchant}/{mode}/settings/checkout", get(page).post(forms::settings::brand))
        .route("/{merchant}/{mode}/settings/mail", get(page).post(forms::mail::act))
        .route("/{merchant}/{mode}/settings/mail/{id}", get(page).post(forms::mail::word))
        .route("/{merchant}/{mode}/settings/workflows", get(page))
        .route("/{merchant}/{mode}/settings/workflows/new", get(page).post(forms::workflows::create))
        .route("/{merchant}/{mode}/settings/workflows/{id}", get(page).post(forms::workflows::act))
        .route("/{merchant}/{mode}/settings/team", get(page).post(forms::team::act))
        .route("/{merchant}/{mode}/account", get(page).post(forms::account::act))
        .route("/{merchant}/{mode}/account/two-factor", get(page).post(forms::account::two_factor))
        .route("/{merchant}/{mode}/settings/payments", get(page).post(forms::methods::save))
        .route("/{merchant}/{mode}/settings/billing", get(page).post(forms::billing::save))
        .route("/{merchant}/{mode}/settings/audit-log", get(page).post(forms::audit::take_out))
        .fallback(get(page))
        .layer(from_fn_with_state(state.clone(), same_origin::check))
        .layer(from_fn_with_state(state.clone(), session::look_up))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::new("font/"))));
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/pkg/{edition}/{file}", get(assets::package))
        .route("/fonts/{file}", get(assets::font))
        .route("/icons.svg", get(|headers: HeaderMap| async move { assets::file("icons.svg", &headers).await }))
        .route("/embed/clientele.js", get(widgets::script))
        .route("/favicon.svg", get(|headers: HeaderMap| async move { assets::file("favicon.svg", &headers).await }))
        .merge(api::router(&state))
        .merge(client::router())
        .merge(hosted::router(&state))
        .merge(asked_by_people)
        .layer(DefaultBodyLimit::max(1024 * 1024))
        .layer(from_fn_with_state(state.clone(), headers::add))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(request_id::follow))
        .with_state(state)
}

/// Whether the database answers.
async fn ready(State(state): State<AppState>) -> Response {
    match clientele_service::accounts::needs_owner(&state.house).await {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(?error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}
