//! The client API, as browsers on the merchant's pages use it.

mod doors;
mod seen;

use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Method, Request};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::harness::{Answer, Api, TestApp};

const ORIGIN: &str = "https://shop.example";
const CUSTOMER: &str = "/client/v1/customer";

/// A page of the merchant's in somebody's browser.
#[derive(Clone)]
struct Page {
    app: TestApp,
    headers: Vec<(&'static str, String)>,
    address: [u8; 4],
}

impl Page {
    /// A page that has this secret.
    fn new(app: &TestApp, secret: &str) -> Self {
        let headers = vec![("origin", ORIGIN.to_owned()), ("authorization", format!("Bearer {secret}"))];
        Self { app: app.clone(), headers, address: [192, 0, 2, 1] }
    }

    /// The same with another header; an empty value leaves it out.
    fn with(&self, name: &'static str, value: &str) -> Self {
        let mut changed = self.clone();
        changed.headers.retain(|(known, _)| *known != name);
        changed.headers.extend((!value.is_empty()).then(|| (name, value.to_owned())));
        changed
    }

    async fn look(&self) -> Answer {
        self.send(Method::GET, CUSTOMER).await
    }

    async fn send(&self, method: Method, path: &str) -> Answer {
        let mut request = Request::builder().method(method.clone()).uri(path);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let mut request = request.body(Body::empty()).expect("a sound request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((self.address, 40000))));
        let response = self.app.router().clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 1024 * 1024).await.expect("the body ends");
        let (length, body) = (body.len(), String::from_utf8_lossy(&body).into_owned());
        Answer { asked: format!("{method} {path}"), status: parts.status, headers: parts.headers, length, body }
    }
}

/// A session of this customer that shows these components; gives its id and its secret.
async fn session(api: &Api, customer: &str, components: &[&str]) -> (String, String) {
    let asked = json!({ "customer": customer, "components": components, "allowed_origin": ORIGIN });
    let made: Value = api.post("/v1/customer_sessions", asked).await.assert_status(201).json();
    let text = |field: &str| made[field].as_str().expect("a text").to_owned();
    (text("id"), text("client_secret"))
}

/// A page that shows all of this customer.
async fn page(app: &TestApp, api: &Api, customer: &str) -> Page {
    Page::new(app, &session(api, customer, &["customer", "subscriptions", "orders"]).await.1)
}

/// No page of another site can read it.
#[track_caller]
fn assert_closed(answer: &Answer) {
    for name in ["access-control-allow-origin", "access-control-allow-headers", "access-control-allow-credentials"] {
        assert_eq!(answer.header(name), "", "{}: {name}", answer.asked);
    }
    assert!(answer.headers.get_all("vary").iter().any(|value| value == "origin"), "{}", answer.asked);
}
