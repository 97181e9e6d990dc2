//! What every handler can reach.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::FromRef;
use clientele_service::House;
use leptos::config::{Env, LeptosOptions};
use tokio::sync::Notify;

use crate::api::{Gate, Limits, Log, write_log};
use crate::assets;

/// How this server is set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address people use, without a slash at its end.
    pub public_url: String,
    /// Whether cookies are bound to https, which they are unless this is plain http on this machine.
    pub secure: bool,
    /// Whether a reverse proxy of our own tells the client's address.
    pub trust_proxy: bool,
    /// Requests a second that an API key may send; 0 for as many as it likes.
    pub rate_limit: u32,
}

impl Settings {
    /// Settings for a server that listens on `addr`. Errors: the public address is no address.
    pub fn new(addr: SocketAddr, public_url: Option<String>, trust_proxy: bool) -> Result<Self, String> {
        let public_url = public_url.unwrap_or_else(|| format!("http://{addr}")).trim_end_matches('/').to_owned();
        let secure = public_url.starts_with("https://");
        if !secure && !public_url.starts_with("http://") {
            return Err(format!(
                "CLIENTELE_PUBLIC_URL is {public_url:?}; it must begin with https:// (or http:// for development)."
            ));
        }
        // On plain http, browsers drop secure cookies. That is for development, on this machine alone.
        Ok(Self { secure: secure || !addr.ip().is_loopback(), public_url, trust_proxy, rate_limit: 100 })
    }
}

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// Database, clock and randomness.
    pub house: House,
    /// How this server is set up.
    pub settings: Arc<Settings>,
    /// Wakes whoever carries imports on; see `imports_runner`.
    pub import_begun: Arc<Notify>,
    /// Who may use the API.
    pub gate: Gate,
    /// How much of it.
    pub limits: Limits,
    /// Where answered requests of the API are noted.
    pub log: Log,
    /// What the pages need to know about their own files.
    pub leptos: LeptosOptions,
}

impl AppState {
    /// The state of a server.
    pub fn new(house: House, settings: Settings) -> Self {
        let leptos = LeptosOptions::builder()
            .output_name("clientele")
            .site_pkg_dir(assets::package_path())
            .env(if cfg!(debug_assertions) { Env::DEV } else { Env::PROD })
            .build();
        let limits = Limits::new(settings.rate_limit);
        let (log, arriving) = Log::new();
        tokio::spawn(write_log(house.clone(), arriving));
        Self {
            house,
            settings: Arc::new(settings),
            import_begun: Arc::default(),
            gate: Gate::default(),
            limits,
            log,
            leptos,
        }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
