//! The shop's server.

use std::error::Error;

use axum::extract::{Form, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, serve};
use clientele_example_leptos::shop::{Settings, Shop, User};
use clientele_example_leptos::{App, Told};
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Deserialize;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    any_spawner::Executor::init_tokio()?;
    let or = |name, otherwise: &str| std::env::var(name).unwrap_or_else(|_| otherwise.to_owned());
    let listener = TcpListener::bind(or("SHOP_ADDR", "127.0.0.1:4000")).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let shop = Shop::new(Settings {
        url: url.clone(),
        clientele: or("CLIENTELE_URL", "http://127.0.0.1:3000"),
        key: std::env::var("CLIENTELE_SECRET_KEY")
            .map_err(|_| "set CLIENTELE_SECRET_KEY to a secret key for test data")?,
        price: std::env::var("SHOP_PRICE").map_err(|_| "set SHOP_PRICE to the id of a recurring price")?,
    });
    let routes = Router::new()
        .route("/", get(page))
        .route("/sign-in", post(sign_in))
        .route("/subscribe", post(subscribe))
        .route("/api/{*function}", post(function))
        .nest_service("/pkg", ServeDir::new(or("SHOP_PKG", "target/example-leptos")))
        .with_state(shop);
    println!("The shop is at {url}");
    Ok(serve(listener, routes).await?)
}

async fn page(State(shop): State<Shop>, request: Request) -> Response {
    let user = shop.user(request.headers()).map(|User(user)| user);
    let told = Told { clientele: shop.clientele().to_owned(), user };
    let options = LeptosOptions::builder().output_name("clientele_example_leptos").build();
    let render = leptos_axum::render_app_async_with_context(
        move || provide_context(told.clone()),
        move || document(options.clone()),
    );
    render(request).await
}

/// The document, under the policy that a page with `use_customer` needs: it may ask Clientele, and send forms that lead
/// there.
fn document(options: LeptosOptions) -> impl IntoView {
    let clientele = expect_context::<Told>().clientele;
    if let (Some(nonce), Some(answer)) = (use_nonce(), use_context::<ResponseOptions>())
        && let Ok(policy) = HeaderValue::from_str(&format!(
            "default-src 'none'; img-src data:; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
             connect-src 'self' {clientele}; form-action 'self' {clientele}; base-uri 'none'; frame-ancestors 'none'"
        ))
    {
        answer.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>"The Daily Loom"</title>
                <link rel="icon" href="data:," />
                <HydrationScripts options />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Server functions: they learn from the cookie who asks.
async fn function(State(shop): State<Shop>, request: Request) -> impl IntoResponse {
    let user = shop.user(request.headers());
    let context = move || {
        provide_context(shop.clone());
        if let Some(user) = user.clone() {
            provide_context(user);
        }
    };
    leptos_axum::handle_server_fns_with_context(context, request).await
}

#[derive(Deserialize)]
struct SignIn {
    email: String,
}

async fn sign_in(State(shop): State<Shop>, Form(SignIn { email }): Form<SignIn>) -> impl IntoResponse {
    ([(header::SET_COOKIE, shop.sign_in(&email))], Redirect::to("/"))
}

async fn subscribe(State(shop): State<Shop>, headers: HeaderMap) -> Response {
    let Some(User(user)) = shop.user(&headers) else { return Redirect::to("/").into_response() };
    match shop.checkout(&user).await {
        Ok(url) => Redirect::to(&url).into_response(),
        Err(why) => (StatusCode::BAD_GATEWAY, why).into_response(),
    }
}
