//! The shop's server: who is signed in, and what it asks Clientele with its secret key.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use leptos::nonce::Nonce;
use serde_json::{Value, json};
use tokio::net::TcpStream;

const COOKIE: &str = "shop=";

/// Who is signed in. Their email is the shop's own id for them, and so Clientele's `external_id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User(pub String);

/// The shop. Cheap to clone.
#[derive(Clone)]
pub struct Shop(Arc<Inner>);

struct Inner {
    settings: Settings,
    /// Who is signed in, by what their cookie says.
    users: Mutex<HashMap<String, User>>,
}

/// What the shop has to be told.
#[derive(Clone)]
pub struct Settings {
    /// Where browsers find the shop: an origin, without a slash at the end.
    pub url: String,
    /// Where Clientele is, for browsers and for this server.
    pub clientele: String,
    /// A secret key.
    pub key: String,
    /// What the subscription costs: the id of a recurring price.
    pub price: String,
}

impl Shop {
    /// A shop where nobody is signed in.
    pub fn new(settings: Settings) -> Self {
        Self(Arc::new(Inner { settings, users: Mutex::default() }))
    }

    /// Where Clientele is.
    pub fn clientele(&self) -> &str {
        &self.0.settings.clientele
    }

    /// Signs somebody in; gives the cookie.
    pub fn sign_in(&self, email: &str) -> String {
        let secret = Nonce::new().to_string();
        let mut users = self.0.users.lock().unwrap_or_else(PoisonError::into_inner);
        users.insert(secret.clone(), User(email.trim().to_lowercase()));
        format!("{COOKIE}{secret}; Path=/; HttpOnly; SameSite=Lax")
    }

    /// Who sent a request.
    pub fn user(&self, headers: &HeaderMap) -> Option<User> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let secret = cookies.flat_map(|line| line.split("; ")).find_map(|cookie| cookie.strip_prefix(COOKIE))?;
        self.0.users.lock().unwrap_or_else(PoisonError::into_inner).get(secret).cloned()
    }

    /// The secret of a new customer session for a user, or none if Clientele doesn't know them yet.
    pub async fn customer_session(&self, user: &str) -> Result<Option<String>, String> {
        let asked = json!({
            "customer": format!("external_id:{user}"), "components": ["customer", "subscriptions"],
            "allowed_origin": self.0.settings.url,
        });
        match self.post("/v1/customer_sessions", &asked).await? {
            (StatusCode::CREATED, session) => Ok(session["client_secret"].as_str().map(str::to_owned)),
            (StatusCode::UNPROCESSABLE_ENTITY, problem) if problem["param"] == "customer" => Ok(None),
            (_, problem) => Err(refused(&problem)),
        }
    }

    /// Where a user pays for the subscription. Whoever isn't known to Clientele becomes known there.
    pub async fn checkout(&self, user: &str) -> Result<String, String> {
        let asked = json!({
            "line_items": [{ "price": self.0.settings.price }],
            "customer": { "external_id": user, "email": user }, "require_customer_data": ["email"],
            "success_url": format!("{}/", self.0.settings.url),
        });
        match self.post("/v1/checkout_sessions", &asked).await? {
            (StatusCode::CREATED, session) => Ok(session["url"].as_str().unwrap_or_default().to_owned()),
            (_, problem) => Err(refused(&problem)),
        }
    }

    /// One call of the REST API. Over plain HTTP, to keep the example small: use the client library of your choice.
    async fn post(&self, path: &str, body: &Value) -> Result<(StatusCode, Value), String> {
        let Settings { clientele, key, .. } = &self.0.settings;
        let host = clientele.strip_prefix("http://").ok_or("this example speaks http:// only")?;
        let request = Request::post(path)
            .header(header::HOST, host)
            .header(header::AUTHORIZATION, format!("Bearer {key}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.to_string())
            .map_err(said)?;
        let stream = TcpStream::connect(host).await.map_err(said)?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(said)?;
        tokio::spawn(connection);
        let answer = sender.send_request(request).await.map_err(said)?;
        let status = answer.status();
        let body = answer.into_body().collect().await.map_err(said)?.to_bytes();
        Ok((status, serde_json::from_slice(&body).map_err(said)?))
    }
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn refused(problem: &Value) -> String {
    problem["detail"].as_str().unwrap_or("Clientele refused").to_owned()
}
