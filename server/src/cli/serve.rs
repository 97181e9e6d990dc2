//! `clientele serve`

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clientele_service::webhooks::Reach;
use clientele_service::{House, demo, merchants};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::mailer::{Asked, mailer};
use crate::router::router;
use crate::state::{AppState, Settings};
use crate::{
    billing_runner, checkouts_runner, fetcher, imports_runner, mail_runner, refunds_runner, segments_runner,
    standing_runner, tidying, webhooks_runner, webhooks_sender,
};

/// Mails that are being handed over when the server is told to stop have so long: of what breaks off nobody would know whether it
/// was sent.
const LAST_MAILS: Duration = Duration::from_secs(10);

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
    /// The mail server that takes mails: smtp://USER:PASSWORD@HOST:587, or smtps:// for TLS from the beginning. Without one
    /// they are files in a folder.
    #[arg(long, env = "CLIENTELE_SMTP_URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// From whom mails are, such as mail@example.com. Readers see the merchant's name with it.
    #[arg(long, env = "CLIENTELE_MAIL_FROM")]
    mail_from: Option<String>,
    /// The folder for mails where there is no mail server; `mail` beside the database unless given.
    #[arg(long, env = "CLIENTELE_MAIL_DIR")]
    mail_dir: Option<PathBuf>,
    /// Fill a demo merchant first when the database is empty.
    #[arg(long)]
    demo: bool,
}

/// Serves until it is told to stop; requests that are under way are finished first.
pub async fn run(house: &House, args: Args, database: &str) -> Result<(), String> {
    let asked =
        Asked { smtp_url: args.smtp_url.as_deref(), from: args.mail_from.as_deref(), folder: args.mail_dir.as_deref() };
    let mailer = mailer(&asked, database)?;
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
    let house = &House { reach, origin, fetch: fetcher::fetcher()?, mailer, ..house.clone() };
    let state = AppState::new(house.clone(), settings);
    let webhooks = tokio::spawn(webhooks_runner::run(house.clone(), webhooks_sender::courier()?));
    let stop_mails = Arc::new(Notify::new());
    let mut mails = tokio::spawn(mail_runner::run(house.clone(), webhooks_sender::courier()?, stop_mails.clone()));
    let checkouts = tokio::spawn(checkouts_runner::run(house.clone()));
    let refunds = tokio::spawn(refunds_runner::run(house.clone()));
    let billing = tokio::spawn(billing_runner::run(house.clone()));
    let segments = tokio::spawn(segments_runner::run(house.clone()));
    let standing = tokio::spawn(standing_runner::run(house.clone()));
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
    billing.abort();
    segments.abort();
    standing.abort();
    tidying.abort();
    stop_mails.notify_one();
    if tokio::time::timeout(LAST_MAILS, &mut mails).await.is_err() {
        mails.abort();
    }
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
