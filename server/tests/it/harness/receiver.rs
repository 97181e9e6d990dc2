//! A server of a merchant's that is told of events.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use standardwebhooks::Webhook;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::rustls::RootCertStore;

use super::tls::behind_tls;

/// A server that keeps what it hears, and answers 200 unless it is told otherwise. Cheap to clone.
#[derive(Clone)]
pub struct Receiver(Arc<Inner>);

struct Inner {
    addr: SocketAddr,
    answers: Mutex<VecDeque<(u16, String)>>,
    heard: watch::Sender<Vec<Heard>>,
}

/// What was heard once.
#[derive(Debug, Clone)]
pub struct Heard {
    pub path: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Heard {
    /// A header's value, empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The event that it tells of.
    pub fn event(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// Whether it comes from who has this secret, as the library of the specification sees it.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let webhook = Webhook::new(secret).expect("a secret");
        let seconds = self.header("webhook-timestamp").parse().expect("seconds");
        let expected = webhook.sign(self.header("webhook-id"), seconds, self.body.as_bytes()).expect("a signature");
        self.header("webhook-signature").split(' ').any(|signature| signature == expected)
    }
}

impl Receiver {
    /// A server on this machine.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let addr = listener.local_addr().expect("an address");
        let receiver = Self(Arc::new(Inner { addr, answers: Mutex::default(), heard: watch::channel(Vec::new()).0 }));
        let app = Router::new().fallback(hear).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        receiver
    }

    /// The same behind a certificate that is made out for `localhost`; gives who vouches for it, and the port.
    pub async fn start_secure() -> (Self, RootCertStore, u16) {
        let receiver = Self::start().await;
        let (roots, secure) = behind_tls("localhost", receiver.0.addr).await;
        (receiver, roots, secure.port())
    }

    /// The address of a path of it.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.0.addr)
    }

    /// Answers the next message so; for a redirect the text is where to.
    pub fn answers(&self, status: u16, text: &str) -> &Self {
        self.0.answers.lock().expect("nobody failed here").push_back((status, text.to_owned()));
        self
    }

    /// What was heard so far, in order.
    pub fn heard(&self) -> Vec<Heard> {
        self.0.heard.borrow().clone()
    }

    /// Waits until so many messages were heard.
    pub async fn has_heard(&self, count: usize) {
        let mut heard = self.0.heard.subscribe();
        let waiting = heard.wait_for(|heard| heard.len() >= count);
        let arrived = tokio::time::timeout(Duration::from_secs(20), waiting).await;
        assert!(arrived.is_ok_and(|heard| heard.is_ok()), "{} of {count} messages", self.heard().len());
    }
}

async fn hear(State(receiver): State<Receiver>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let body = String::from_utf8(body.to_vec()).expect("text");
    receiver.0.heard.send_modify(|heard| heard.push(Heard { path: uri.path().to_owned(), headers, body }));
    let answer = receiver.0.answers.lock().expect("nobody failed here").pop_front();
    let (status, text) = answer.unwrap_or((200, "Thank you".to_owned()));
    let status = StatusCode::from_u16(status).expect("a status");
    match status.is_redirection() {
        true => (status, [(header::LOCATION, text)]).into_response(),
        false => (status, text).into_response(),
    }
}
