//! A program that uses the API with a key.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use clientele_domain::key::{Access, KeyKind};
use clientele_domain::scope::{Mode, Scope};
use clientele_service::Ctx;
use clientele_service::keys::{self, NewKey};
use serde_json::Value;
use tower::ServiceExt;

use super::{Answer, Shop, TestApp};

/// A program with a key. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    router: Router,
    pub key: String,
    headers: Vec<(&'static str, String)>,
}

impl Shop {
    /// A program with a key of this shop that may do everything.
    pub async fn api(&self) -> Api {
        self.api_with(KeyKind::Secret, "full").await
    }

    /// A program with a key of this kind and these permissions.
    pub async fn api_with(&self, kind: KeyKind, access: &str) -> Api {
        let access: Access = access.parse().expect("permissions");
        let ctx = Ctx::system(self.app.house(), self.scope, "Test");
        let fresh = keys::create(&ctx, &NewKey { kind, name: "Web shop".into(), access }).await.expect("a key");
        Api::new(&self.app, fresh.text)
    }

    /// The same shop in the other mode.
    pub fn other_mode(&self) -> Self {
        let mode = Mode::other(self.scope.mode);
        let mut other = self.clone();
        other.scope = Scope { mode, ..self.scope };
        other
    }
}

impl Api {
    /// A program with this key.
    pub fn new(app: &TestApp, key: impl Into<String>) -> Self {
        Self { router: app.router().clone(), key: key.into(), headers: Vec::new() }
    }

    /// The same at another server.
    pub fn at(&self, router: &Router) -> Self {
        Self { router: router.clone(), ..self.clone() }
    }

    /// The same, sending one more header.
    pub fn with_header(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut changed = self.clone();
        changed.headers.push((name, value.into()));
        changed
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "").await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &body.to_string()).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, &body.to_string()).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, "").await
    }

    /// Any request; a body is sent as JSON unless another type is given.
    pub async fn send(&self, method: Method, path: &str, body: &str) -> Answer {
        let mut request = Request::builder().method(method.clone()).uri(path);
        if !self.key.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.key));
        }
        if !body.is_empty() && !self.headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Body::from(body.to_owned())).expect("a sound request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 16 * 1024 * 1024).await.expect("the body ends");
        let (length, body) = (body.len(), String::from_utf8_lossy(&body).into_owned());
        Answer { asked: format!("{method} {path}"), status: parts.status, headers: parts.headers, length, body }
    }

    /// A new customer; gives its id.
    pub async fn customer(&self, body: Value) -> String {
        let answer = self.post("/v1/customers", body).await;
        answer.assert_status(201);
        answer.id()
    }

    /// Every entry of a list, page by page.
    pub async fn walk(&self, path: &str) -> Vec<Value> {
        let mut found = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = self.get(&format!("{path}{cursor}")).await;
            let page = page.assert_status(200).json();
            found.extend(page["data"].as_array().expect("a list").clone());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("{}cursor={next}", if path.contains('?') { "&" } else { "?" }),
                None => return found,
            }
        }
    }
}

impl Answer {
    /// The id of the object.
    #[track_caller]
    pub fn id(&self) -> String {
        self.json()["id"].as_str().unwrap_or_else(|| panic!("{}: no id: {}", self.asked, self.body)).to_owned()
    }

    /// It is a problem with this code, told as such.
    #[track_caller]
    pub fn assert_problem(&self, status: u16, code: &str) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.asked, self.body);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.asked);
        let problem = self.json();
        assert_eq!((&problem["code"], &problem["status"]), (&code.into(), &status.into()), "{}", self.asked);
        assert_eq!(problem["request_id"], self.header("request-id"), "{}", self.asked);
        self
    }

    /// What is wrong with the fields: path and code of each.
    pub fn faults(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let errors = self.json()["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| (text(&error["param"]), text(&error["code"]))).collect()
    }
}
