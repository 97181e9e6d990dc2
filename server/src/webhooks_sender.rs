//! How webhooks leave the server: one connection for each message, to an address that was checked a moment before. No
//! redirect is followed, no proxy is asked, and neither the answer's size nor its time is left to the receiver.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderValue, Method, Request, header};
use clientele_domain::rules::webhook_url;
use clientele_service::webhooks::{Answer, Courier, Letter, addresses};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};

/// A receiver has so long for everything: to be found, to be connected to, to take the message and to answer.
const TIMEOUT: Duration = Duration::from_secs(15);

/// One of several addresses has so long to take the connection before the next is tried.
const CONNECT: Duration = Duration::from_secs(5);

/// So much of an answer's body is read.
const MOST_BODY: usize = 4096;

/// So much of an answer's head is read; more is no answer.
const MOST_HEAD: usize = 64 * 1024;

/// A courier over HTTP/1.1. Receivers show a certificate that the public certificate authorities vouch for.
pub fn courier() -> Result<Courier, String> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    courier_trusting(roots)
}

/// The same, when these authorities vouch.
pub fn courier_trusting(roots: RootCertStore) -> Result<Courier, String> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let tls = TlsConnector::from(Arc::new(config));
    Ok(Courier::from_fn(move |letter| {
        let tls = tls.clone();
        async move {
            let late = |_| format!("The receiver did not answer within {} seconds.", TIMEOUT.as_secs());
            tokio::time::timeout(TIMEOUT, sent(&tls, letter)).await.map_err(late)?
        }
    }))
}

async fn sent(tls: &TlsConnector, letter: Letter) -> Result<Answer, String> {
    // The rule may have become stricter since the address was entered, or the switch for development was turned off.
    let url = webhook_url(&letter.url, letter.reach)?;
    let stream = connected(&url, &letter).await?;
    let request = request(&url, letter)?;
    if url.scheme() != "https" {
        return spoken(stream, request).await;
    }
    let name = match url.host() {
        Some(Host::Domain(name)) => ServerName::try_from(name.trim_end_matches('.').to_owned()).ok(),
        Some(Host::Ipv4(address)) => Some(ServerName::from(std::net::IpAddr::from(address))),
        Some(Host::Ipv6(address)) => Some(ServerName::from(std::net::IpAddr::from(address))),
        None => None,
    };
    let name = name.ok_or("No certificate can be made out for this host.")?;
    let stream = tls.connect(name, stream).await;
    spoken(stream.map_err(|error| format!("No secure connection came about: {error}."))?, request).await
}

/// A connection to one of the addresses that were checked, and to no other.
async fn connected(url: &Url, letter: &Letter) -> Result<TcpStream, String> {
    let mut refused = String::new();
    for address in addresses(url, letter.reach).await.map_err(|error| error.to_string())? {
        match tokio::time::timeout(CONNECT, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => refused = format!("{address} can't be connected to: {error}."),
            Err(_) => refused = format!("{address} did not take the connection within {} seconds.", CONNECT.as_secs()),
        }
    }
    Err(refused)
}

fn request(url: &Url, letter: Letter) -> Result<Request<Full<Bytes>>, String> {
    let host = match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => host.unwrap_or_default().to_owned(),
    };
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut request = Request::builder().method(Method::POST).uri(target).header(header::HOST, host);
    for (name, value) in letter.headers {
        request = request.header(name, value);
    }
    request = request.header(header::CONNECTION, HeaderValue::from_static("close"));
    request.body(Full::from(letter.body)).map_err(|error| format!("The message can't be written: {error}."))
}

async fn spoken<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Answer, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let broken = |error: hyper::Error| format!("The receiver gave no answer: {error}.");
    let mut speech = http1::Builder::new();
    speech.max_buf_size(MOST_HEAD);
    let (mut sender, connection) = speech.handshake(TokioIo::new(stream)).await.map_err(broken)?;
    // The connection works for as long as somebody listens, and ends with this future.
    let exchange = async {
        let answer = sender.send_request(request).await.map_err(broken)?;
        let status = answer.status().as_u16();
        Ok(Answer { status, body: beginning(answer.into_body()).await })
    };
    tokio::pin!(exchange, connection);
    tokio::select! {
        biased;
        answer = &mut exchange => answer,
        _ = &mut connection => exchange.await,
    }
}

/// How the body begins. Where it breaks off, the status still counts.
async fn beginning(mut body: Incoming) -> String {
    let mut read = Vec::new();
    while read.len() < MOST_BODY
        && let Some(Ok(frame)) = body.frame().await
    {
        read.extend_from_slice(frame.data_ref().map(AsRef::as_ref).unwrap_or_default());
    }
    read.truncate(MOST_BODY);
    String::from_utf8_lossy(&read).into_owned()
}
