//! A provider of Lightning addresses on this machine. It speaks LNURL-pay (LUD-06, LUD-16, LUD-21), makes out real
//! invoices, signed with a key of its own, and can misbehave.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use bitcoin::bech32::{self, Bech32, Hrp};
use bitcoin::hashes::{Hash, sha256};
use bitcoin::secp256k1::{Secp256k1, SecretKey};
use lightning_invoice::{Currency, InvoiceBuilder, PaymentSecret};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_rustls::rustls::RootCertStore;

use super::tls::behind_tls;

/// A provider. Cheap to clone.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    addr: SocketAddr,
    /// How it is reached: `http://127.0.0.1:4000`, `https://wallet.example`.
    origin: String,
    state: Mutex<Told>,
}

#[derive(Default)]
struct Told {
    misdeed: Option<Misdeed>,
    lure: Option<Lure>,
    /// By payment hash: the invoice, its preimage, and whether it was paid.
    invoices: HashMap<String, (String, [u8; 32], bool)>,
    /// What was asked, in order.
    asked: Vec<String>,
}

/// How a provider can misbehave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misdeed {
    /// The invoice is over more than was asked for.
    WrongAmount,
    /// The invoice is for something else.
    WrongDescription,
    /// The invoice has expired.
    ExpiredInvoice,
    /// The callback sends on to another address.
    Redirect,
    /// The answer is too long.
    HugeAnswer,
    /// There is no answer.
    NoAnswer,
    /// Nobody has this address.
    NoSuchUser,
    /// The invoice comes without an address to verify it at.
    NoVerify,
    /// The proof of the payment is none.
    WrongPreimage,
    /// Whoever asks whether an invoice was paid gets no answer.
    VerifyLost,
    /// It says that an invoice was paid, and shows no proof.
    NoProof,
    /// It is asked about one invoice and tells of another.
    OtherInvoice,
}

/// Where a provider can lead whoever asks it.
#[derive(Debug, Clone)]
pub enum Lure {
    /// On to another address, with this status, when this is asked: `lnurlp`, `pay`, or `verify`.
    Redirect(&'static str, u16, String),
    /// To a callback elsewhere.
    Callback(String),
    /// To a verify address elsewhere.
    Verify(String),
}

/// What every invoice is for.
const METADATA: &str = r#"[["text/plain","Engines"],["text/identifier","shop@wallet.example"]]"#;

impl Provider {
    /// A provider on this machine.
    pub async fn start() -> Self {
        Self::reached_by(|addr| format!("http://{addr}")).await
    }

    /// A provider that is reached as `https://wallet.example`; gives who vouches for it, and where it really is.
    pub async fn start_outside() -> (Self, RootCertStore, SocketAddr) {
        let provider = Self::reached_by(|_| "https://wallet.example".to_owned()).await;
        let (roots, secure) = behind_tls("wallet.example", provider.0.addr).await;
        (provider, roots, secure)
    }

    async fn reached_by(origin: impl FnOnce(SocketAddr) -> String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let addr = listener.local_addr().expect("an address");
        let provider = Self(Arc::new(Inner { addr, origin: origin(addr), state: Mutex::default() }));
        let app = Router::new()
            .route("/.well-known/lnurlp/{user}", get(pay_request))
            .route("/pay", get(pay))
            .route("/verify/{hash}", get(verify))
            .route("/rates/{currency}", get(rates))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        provider
    }

    /// The Lightning address of somebody here.
    pub fn address(&self) -> String {
        let (_, host) = self.0.origin.split_once("://").expect("an origin");
        format!("shop@{host}")
    }

    /// The LNURL of the same.
    pub fn lnurl(&self) -> String {
        Self::lnurl_of(&self.url("/.well-known/lnurlp/shop"))
    }

    /// An LNURL that carries this address.
    pub fn lnurl_of(url: &str) -> String {
        let hrp = Hrp::parse("lnurl").expect("letters");
        bech32::encode::<Bech32>(hrp, url.as_bytes()).expect("short")
    }

    /// The address of a path of it.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.0.origin)
    }

    /// Misbehaves so from now on, or no more.
    pub fn misbehaves(&self, misdeed: impl Into<Option<Misdeed>>) {
        self.told(|told| told.misdeed = misdeed.into());
    }

    /// Leads whoever asks there from now on, or nowhere any more.
    pub fn lures(&self, lure: impl Into<Option<Lure>>) {
        self.told(|told| told.lure = lure.into());
    }

    /// Where it leads on when this is asked.
    fn leads_on(&self, asked: &str) -> Option<Response> {
        match self.told(|told| told.lure.clone())? {
            Lure::Redirect(at, status, to) if at == asked => {
                let status = StatusCode::from_u16(status).expect("a status");
                Some((status, [(header::LOCATION, to)]).into_response())
            }
            _ => None,
        }
    }

    /// Somebody pays the invoice with this payment hash.
    pub fn is_paid(&self, payment_hash: &str) {
        self.told(|told| told.invoices.get_mut(payment_hash).expect("an invoice").2 = true);
    }

    /// What was asked so far, in order.
    pub fn asked(&self) -> Vec<String> {
        self.told(|told| told.asked.clone())
    }

    fn told<T>(&self, look: impl FnOnce(&mut Told) -> T) -> T {
        look(&mut self.0.state.lock().expect("nobody failed here"))
    }

    /// Notes what is asked, and says how to misbehave.
    fn hears(&self, what: &str) -> Option<Misdeed> {
        self.told(|told| {
            told.asked.push(what.to_owned());
            told.misdeed
        })
    }
}

async fn pay_request(State(provider): State<Provider>, Path(user): Path<String>) -> Response {
    let misdeed = provider.hears(&format!("lnurlp {user}"));
    if misdeed == Some(Misdeed::NoSuchUser) || user != "shop" {
        return Json(json!({ "status": "ERROR", "reason": "No such user" })).into_response();
    }
    if misdeed == Some(Misdeed::NoAnswer) {
        std::future::pending::<()>().await;
    }
    if let Some(elsewhere) = provider.leads_on("lnurlp") {
        return elsewhere;
    }
    let padding = if misdeed == Some(Misdeed::HugeAnswer) { "x".repeat(70_000) } else { String::new() };
    let callback = match provider.told(|told| told.lure.clone()) {
        Some(Lure::Callback(elsewhere)) => elsewhere,
        _ => provider.url("/pay?user=shop&session=a%20b"),
    };
    Json(json!({
        "tag": "payRequest", "callback": callback, "minSendable": 1500, "maxSendable": 500_000_000,
        "metadata": METADATA, "commentAllowed": 0, "padding": padding,
    }))
    .into_response()
}

async fn pay(State(provider): State<Provider>, Query(query): Query<HashMap<String, String>>) -> Response {
    let misdeed = provider.hears(&format!("pay {}", query["amount"]));
    assert_eq!((query["user"].as_str(), query["session"].as_str()), ("shop", "a b"));
    if misdeed == Some(Misdeed::Redirect) {
        return Redirect::temporary(&provider.url("/elsewhere")).into_response();
    }
    if let Some(elsewhere) = provider.leads_on("pay") {
        return elsewhere;
    }
    let asked: u64 = query["amount"].parse().expect("a number");
    let preimage: [u8; 32] = rand_bytes();
    let hash = sha256::Hash::hash(&preimage);
    let invoice = invoice(misdeed, asked, hash);
    provider.told(|told| told.invoices.insert(hash.to_string(), (invoice.clone(), preimage, false)));
    let verify = match provider.told(|told| told.lure.clone()) {
        Some(Lure::Verify(elsewhere)) => Some(elsewhere),
        _ => (misdeed != Some(Misdeed::NoVerify)).then(|| provider.url(&format!("/verify/{hash}"))),
    };
    Json(json!({ "status": "OK", "pr": invoice.to_uppercase(), "routes": [], "verify": verify })).into_response()
}

fn invoice(misdeed: Option<Misdeed>, asked: u64, hash: sha256::Hash) -> String {
    let key = SecretKey::from_slice(&[7; 32]).expect("a key");
    let amount = if misdeed == Some(Misdeed::WrongAmount) { asked + 1000 } else { asked };
    let about = if misdeed == Some(Misdeed::WrongDescription) { "something else" } else { METADATA };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let ago = Duration::from_secs(if misdeed == Some(Misdeed::ExpiredInvoice) { 3600 } else { 0 });
    InvoiceBuilder::new(Currency::Bitcoin)
        .description_hash(sha256::Hash::hash(about.as_bytes()))
        .payment_hash(hash)
        .payment_secret(PaymentSecret([42; 32]))
        .duration_since_epoch(now - ago)
        .expiry_time(Duration::from_secs(600))
        .min_final_cltv_expiry_delta(144)
        .amount_milli_satoshis(amount)
        .build_signed(|message| Secp256k1::new().sign_ecdsa_recoverable(message, &key))
        .expect("an invoice")
        .to_string()
}

async fn verify(State(provider): State<Provider>, Path(hash): Path<String>) -> Response {
    let misdeed = provider.hears("verify");
    if misdeed == Some(Misdeed::VerifyLost) {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    if let Some(elsewhere) = provider.leads_on("verify") {
        return elsewhere;
    }
    let Some((invoice, preimage, paid)) = provider.told(|told| told.invoices.get(&hash).cloned()) else {
        return Json(json!({ "status": "ERROR", "reason": "Not found" })).into_response();
    };
    let preimage = if misdeed == Some(Misdeed::WrongPreimage) { [9; 32] } else { preimage };
    let proof: String = preimage.iter().map(|byte| format!("{byte:02x}")).collect();
    let proof = if paid && misdeed != Some(Misdeed::NoProof) { Value::from(proof) } else { Value::Null };
    let invoice = if misdeed == Some(Misdeed::OtherInvoice) { format!("{invoice}q") } else { invoice };
    Json(json!({ "status": "OK", "settled": paid, "preimage": proof, "pr": invoice })).into_response()
}

/// One bitcoin costs 50,000.25 of everything but the pound, which nobody knows the price in.
async fn rates(State(provider): State<Provider>, Path(currency): Path<String>) -> Json<Value> {
    provider.hears(&format!("rate {currency}"));
    let figure = if currency == "gbp" { json!(0) } else { json!("50000.25") };
    Json(json!({ "data": { currency: { "amount": figure } } }))
}

fn rand_bytes() -> [u8; 32] {
    clientele_service::Randomness::system().bytes()
}
