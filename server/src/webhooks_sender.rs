//! How webhooks leave the server.

use std::time::Duration;

use axum::http::Method;
use clientele_service::webhooks::{Answer, Courier, Letter};
use tokio_rustls::rustls::RootCertStore;

use crate::outbound::{Message, Network, WayOut, exchange, public_roots};

/// A receiver has so long for everything: to be found, to be connected to, to take the message and to answer.
const TIMEOUT: Duration = Duration::from_secs(15);

/// So much of an answer's body is read.
const MOST_BODY: usize = 4096;

/// A courier over HTTP/1.1. Receivers show a certificate that the public certificate authorities vouch for.
pub fn courier() -> Result<Courier, String> {
    courier_trusting(public_roots())
}

/// The same, when these authorities vouch.
pub fn courier_trusting(roots: RootCertStore) -> Result<Courier, String> {
    let out = WayOut::trusting(roots, Network::of_machine())?;
    Ok(Courier::from_fn(move |letter| {
        let out = out.clone();
        async move {
            let late = |_| format!("The receiver did not answer within {} seconds.", TIMEOUT.as_secs());
            tokio::time::timeout(TIMEOUT, sent(&out, letter)).await.map_err(late)?
        }
    }))
}

async fn sent(out: &WayOut, letter: Letter) -> Result<Answer, String> {
    let Letter { url, headers, body, reach } = letter;
    let heard = exchange(out, Message { method: Method::POST, url, headers, body, reach, most: MOST_BODY }).await?;
    Ok(Answer { status: heard.status, body: String::from_utf8_lossy(&heard.body).into_owned() })
}
