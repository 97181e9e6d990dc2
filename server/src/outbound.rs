//! How anything leaves the server: one connection for each message, to an address that was checked a moment before. No
//! redirect is followed, no proxy is asked, and neither the answer's size nor its time is left to who is asked.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderValue, Method, Request, header};
use clientele_domain::rules::{Reach, webhook_url};
use clientele_service::webhooks::{addresses_by, looked_up};
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

/// One of several addresses has so long to take the connection before the next is tried.
const CONNECT: Duration = Duration::from_secs(5);

/// So much of an answer's head is read; more is no answer.
const MOST_HEAD: usize = 64 * 1024;

/// What is sent.
pub struct Message {
    /// With which verb.
    pub method: Method,
    /// Where to.
    pub url: String,
    /// What stands before the body.
    pub headers: Vec<(&'static str, String)>,
    /// What is told; empty when something is asked.
    pub body: String,
    /// How far it may go.
    pub reach: Reach,
    /// So much of the answer's body is read.
    pub most: usize,
}

/// What came back.
pub struct Heard {
    /// HTTP status.
    pub status: u16,
    /// The body, as far as it was read.
    pub body: Vec<u8>,
    /// Whether that is all of it.
    pub whole: bool,
}

type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;
type LookUp = dyn Fn(String, u16) -> Later<Option<Vec<SocketAddr>>> + Send + Sync;
type Connect = dyn Fn(SocketAddr) -> Later<io::Result<TcpStream>> + Send + Sync;

/// How names are looked up and connections made. Cheap to clone.
#[derive(Clone)]
pub struct Network {
    look_up: Arc<LookUp>,
    connect: Arc<Connect>,
}

impl Network {
    /// The one that this machine is in.
    pub fn of_machine() -> Self {
        Self::from_fns(looked_up, TcpStream::connect::<SocketAddr>)
    }

    /// A network of the caller's own, to see where messages would go.
    pub fn from_fns<L, C>(
        look_up: impl Fn(String, u16) -> L + Send + Sync + 'static,
        connect: impl Fn(SocketAddr) -> C + Send + Sync + 'static,
    ) -> Self
    where
        L: Future<Output = Option<Vec<SocketAddr>>> + Send + 'static,
        C: Future<Output = io::Result<TcpStream>> + Send + 'static,
    {
        Self {
            look_up: Arc::new(move |name, port| Box::pin(look_up(name, port))),
            connect: Arc::new(move |address| Box::pin(connect(address))),
        }
    }
}

/// The way out of the house: whom to trust, and the network behind it. Cheap to clone.
#[derive(Clone)]
pub struct WayOut {
    tls: TlsConnector,
    network: Network,
}

impl WayOut {
    /// To those whom these certificate authorities vouch for.
    pub fn trusting(roots: RootCertStore, network: Network) -> Result<Self, String> {
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(config)), network })
    }
}

/// The public certificate authorities.
pub fn public_roots() -> RootCertStore {
    RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }
}

/// Takes a message where it is to go and brings the answer back.
///
/// Errors: a sentence that says why there is none.
pub async fn exchange(out: &WayOut, message: Message) -> Result<Heard, String> {
    // The rule may have become stricter since the address was entered, or the switch for development was turned off.
    let url = webhook_url(&message.url, message.reach)?;
    let stream = connected(&out.network, &url, message.reach).await?;
    let most = message.most;
    let request = request(&url, message)?;
    if url.scheme() != "https" {
        return spoken(stream, request, most).await;
    }
    let name = match url.host() {
        Some(Host::Domain(name)) => ServerName::try_from(name.trim_end_matches('.').to_owned()).ok(),
        Some(Host::Ipv4(address)) => Some(ServerName::from(std::net::IpAddr::from(address))),
        Some(Host::Ipv6(address)) => Some(ServerName::from(std::net::IpAddr::from(address))),
        None => None,
    };
    let name = name.ok_or("No certificate can be made out for this host.")?;
    let stream = out.tls.connect(name, stream).await;
    spoken(stream.map_err(|error| format!("No secure connection came about: {error}."))?, request, most).await
}

/// A connection to one of the addresses that were checked, and to no other.
async fn connected(network: &Network, url: &Url, reach: Reach) -> Result<TcpStream, String> {
    let mut refused = String::new();
    let found = addresses_by(url, reach, |name, port| (network.look_up)(name, port)).await;
    for address in found.map_err(|error| error.to_string())? {
        match tokio::time::timeout(CONNECT, (network.connect)(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => refused = format!("{address} can't be connected to: {error}."),
            Err(_) => refused = format!("{address} did not take the connection within {} seconds.", CONNECT.as_secs()),
        }
    }
    Err(refused)
}

fn request(url: &Url, message: Message) -> Result<Request<Full<Bytes>>, String> {
    let host = match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => host.unwrap_or_default().to_owned(),
    };
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut request = Request::builder().method(message.method).uri(target).header(header::HOST, host);
    for (name, value) in message.headers {
        request = request.header(name, value);
    }
    request = request.header(header::CONNECTION, HeaderValue::from_static("close"));
    request.body(Full::from(message.body)).map_err(|error| format!("The message can't be written: {error}."))
}

async fn spoken<S>(stream: S, request: Request<Full<Bytes>>, most: usize) -> Result<Heard, String>
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
        let (body, whole) = beginning(answer.into_body(), most).await;
        Ok(Heard { status, body, whole })
    };
    tokio::pin!(exchange, connection);
    tokio::select! {
        biased;
        answer = &mut exchange => answer,
        _ = &mut connection => exchange.await,
    }
}

/// How the body begins, and whether it ends there. Where it breaks off, the status still counts.
async fn beginning(mut body: Incoming, most: usize) -> (Vec<u8>, bool) {
    let mut read = Vec::new();
    loop {
        match body.frame().await {
            None => return (read, true),
            Some(Err(_)) => return (read, false),
            Some(Ok(frame)) => read.extend_from_slice(frame.data_ref().map(AsRef::as_ref).unwrap_or_default()),
        }
        if read.len() > most {
            read.truncate(most);
            return (read, false);
        }
    }
}
