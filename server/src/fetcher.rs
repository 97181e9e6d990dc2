//! How the house asks others outside: the providers of Lightning addresses, and what bitcoin costs.

use std::time::Duration;

use axum::http::Method;
use clientele_service::{Errand, Fetched, Fetcher};
use tokio_rustls::rustls::RootCertStore;

use crate::outbound::{Message, Network, WayOut, exchange, public_roots};

/// Whoever is asked has so long for everything: a buyer waits.
const TIMEOUT: Duration = Duration::from_secs(10);

/// An answer is no longer than this.
const MOST_BODY: usize = 64 * 1024;

/// A fetcher over HTTP/1.1, from those whom the public certificate authorities vouch for.
pub fn fetcher() -> Result<Fetcher, String> {
    fetcher_by(public_roots(), Network::of_machine())
}

/// The same, when these authorities vouch, through this network.
pub fn fetcher_by(roots: RootCertStore, network: Network) -> Result<Fetcher, String> {
    let out = WayOut::trusting(roots, network)?;
    Ok(Fetcher::from_fn(move |errand| {
        let out = out.clone();
        async move {
            let late = |_| format!("There was no answer within {} seconds.", TIMEOUT.as_secs());
            tokio::time::timeout(TIMEOUT, fetched(&out, errand)).await.map_err(late)?
        }
    }))
}

async fn fetched(out: &WayOut, errand: Errand) -> Result<Fetched, String> {
    let message = Message {
        method: Method::GET,
        url: errand.url.into(),
        headers: vec![("accept", "application/json".to_owned()), ("user-agent", "Clientele".to_owned())],
        body: String::new(),
        reach: errand.reach,
        most: MOST_BODY,
    };
    let heard = exchange(out, message).await?;
    if !heard.whole {
        return Err(format!("The answer breaks off, or is longer than {} KiB.", MOST_BODY / 1024));
    }
    let body = String::from_utf8(heard.body).map_err(|_| "The answer is no text.")?;
    Ok(Fetched { status: heard.status, body })
}
