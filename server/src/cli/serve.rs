//! `clientele serve`

use std::net::SocketAddr;

use clientele_service::webhooks::Reach;
use clientele_service::{House, demo, merchants};
use tokio::net::TcpListener;

use crate::router::router;
use crate::state::{AppState, Settings};
use crate::{checkouts_runner, fetcher, imports_runner, refunds_runner, tidying, webhooks_runner, webhooks_sender};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to listen.
    #[arg(long, env = "CLIENTELE_ADDR", default_value = "127.0.0.1:3000")]
    addr: SocketAddr,
    /// The address people use, such as https://clientele.example.com. Cookies are bound to https when it is https.
    #[arg(long, env = "CLIENTELE_PUBLIC_URL")]
    public_url: Option<String>,
    /// Take the client's network address from X-Forwarded-For, as set by your own reverse proxy.
    #[arg(long, env = "CLIENTELE_TRUST_PROXY", num_args = 0..=1, default_missing_value = "true", default_value = "false",
        value_parser = clap::builder::BoolishValueParser::new())]
    trust_proxy: bool,
    /// Requests a second that each API key may send; 0 for as many as it likes.
    #[arg(long, env = "CLIENTELE_RATE_LIMIT", default_value_t = 100)]
    rate_limit: u32,
    /// Let webhooks, and questions to Lightning providers, go over http and within your own network. For development:
    /// whoever sets one up could look around in there.
    #[arg(long, env = "CLIENTELE_ALLOW_PRIVATE_WEBHOOKS", num_args = 0..=1, default_missing_value = "true",
        default_value = "false", value_parser = clap::builder::BoolishValueParser::new())]
    allow_private_webhooks: bool,
    /// Fill a demo merchant first when the database is empty.
    #[arg(long)]
    demo: bool,
}

/// Serves until it is told to stop; requests that are under way are finished first.
pub async fn run(house: &House, args: Args) -> Result<(), String> {
    let sign_in = if args.demo && !merchants::any(house).await.map_err(|error| error.to_string())? {
        println!("Filling a demo merchant…");
        Some(demo::demo(house, demo::DemoOptions::default()).await.map_err(|error| error.to_string())?)
    } else if args.demo {
        demo::existing(house).await.map_err(|error| error.to_string())?
    } else {
        None
    };
    let listener = TcpListener::bind(args.addr).await.map_err(|error| {
        format!("{} can't be listened on: {error}. Choose another with --addr or CLIENTELE_ADDR.", args.addr)
    })?;
    let addr = listener.local_addr().map_err(|error| error.to_string())?;
    let settings = Settings { rate_limit: args.rate_limit, ..Settings::new(addr, args.public_url, args.trust_proxy)? };
    println!("Clientele is at {}", settings.public_url);
    if let Some(demo) = sign_in {
        println!("Sign in to the demo with {} and {}", demo.email, demo.password);
    }
    let reach = if args.allow_private_webhooks { Reach::Anywhere } else { Reach::Public };
    let origin = settings.public_url.as_str().into();
    let house = &House { reach, origin, fetch: fetcher::fetcher()?, ..house.clone() };
    let state = AppState::new(house.clone(), settings);
    let webhooks = tokio::spawn(webhooks_runner::run(house.clone(), webhooks_sender::courier()?));
    let checkouts = tokio::spawn(checkouts_runner::run(house.clone()));
    let refunds = tokio::spawn(refunds_runner::run(house.clone()));
    let tidying = tokio::spawn(tidying::run(house.clone()));
    let imports = tokio::spawn(imports_runner::run(house.clone(), state.import_begun.clone()));
    let app = router(state);
    let served = axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(told_to_stop())
        .await
        .map_err(|error| error.to_string());
    imports.abort();
    checkouts.abort();
    refunds.abort();
    tidying.abort();
    webhooks.abort();
    served
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
}
