//! A browser without scripts: it keeps the session cookie and says where its requests come from.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, header};
use clientele_app::list_query::escape;
use tower::ServiceExt;

use super::Answer;

/// A browser, or a program that behaves like one. Cheap to clone; the clone is another window of the same person.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    address: String,
    cookie: Option<String>,
    headers: Vec<(&'static str, String)>,
}

impl Browser {
    pub(super) fn new(router: Router, address: &str) -> Self {
        Self { router, address: address.to_owned(), cookie: None, headers: Vec::new() }
    }

    /// The same browser sending this cookie, `name=value`.
    pub fn with_cookie(&self, cookie: impl Into<String>) -> Self {
        Self { cookie: Some(cookie.into()), ..self.clone() }
    }

    /// The same browser at another server on the same database.
    pub fn through(&self, router: Router) -> Self {
        Self { router, ..self.clone() }
    }

    /// The same browser sending one more header, instead of its own of the same name. An empty value leaves it out.
    pub fn with_header(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut changed = self.clone();
        changed.headers.push((name, value.into()));
        changed
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "").await
    }

    /// Sends a form.
    pub async fn post<K: AsRef<str>, V: AsRef<str>>(&self, path: &str, fields: &[(K, V)]) -> Answer {
        self.send(Method::POST, path, &urlencoded(fields)).await
    }

    /// Sends a form and keeps the cookie of the answer.
    pub async fn sign_in_by<K: AsRef<str>, V: AsRef<str>>(&mut self, path: &str, fields: &[(K, V)]) -> Answer {
        let answer = self.post(path, fields).await;
        if let Some(cookie) = answer.cookie() {
            self.cookie = Some(cookie);
        }
        answer
    }

    /// Any request with a urlencoded body.
    pub async fn send(&self, method: Method, path: &str, body: &str) -> Answer {
        let request = Request::builder().method(method.clone()).uri(path).body(Body::from(body.to_owned()));
        let mut request = request.expect("a sound request");
        *request.headers_mut() = self.request_headers(&method);
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40000))));
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 16 * 1024 * 1024).await.expect("the body ends");
        let (length, body) = (body.len(), String::from_utf8_lossy(&body).into_owned());
        Answer { asked: format!("{method} {path}"), status: parts.status, headers: parts.headers, length, body }
    }

    fn request_headers(&self, method: &Method) -> HeaderMap {
        let host = self.address.split_once("://").map_or("", |(_, host)| host);
        let mut named = vec![("host", host.to_owned())];
        if *method != Method::GET && *method != Method::HEAD {
            named.push(("origin", self.address.clone()));
            named.push(("sec-fetch-site", "same-origin".to_owned()));
            named.push((header::CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded".to_owned()));
        }
        named.extend(self.cookie.clone().map(|cookie| ("cookie", cookie)));
        named.extend(self.headers.iter().cloned());
        let mut headers = HeaderMap::new();
        for (name, value) in named {
            let name = header::HeaderName::from_static(name);
            match value.as_str() {
                "" => drop(headers.remove(name)),
                value => drop(headers.insert(name, value.parse().expect("a sound header"))),
            }
        }
        headers
    }
}

/// A form as browsers write it.
pub fn urlencoded<K: AsRef<str>, V: AsRef<str>>(fields: &[(K, V)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", escape(name.as_ref()), escape(value.as_ref())));
    pairs.collect::<Vec<_>>().join("&")
}
