//! The routes of the server as the router itself knows them.

use axum::http::Method;

use crate::harness::{Shop, TestApp};

/// Every path of the router that browsers use, with each of its methods, HEAD aside: those that take a key have tests of
/// their own. The router tells its paths only in its debug form, and
/// the methods of a path when it is asked by one that it does not have.
pub async fn all(shop: &Shop) -> Vec<(Method, String)> {
    let mut routes = Vec::new();
    for path in paths(&shop.app).into_iter().filter(|path| !takes_a_key(path)) {
        let asked = address(&path, shop);
        let answer = shop.browser.send(Method::TRACE, &asked, "").await;
        answer.assert_status(405);
        for method in answer.header("allow").split(',').filter(|method| *method != "HEAD") {
            routes.push((method.parse().expect("a method"), path.clone()));
        }
    }
    routes
}

/// Whether the path is part of the REST API. Its document is for everybody.
pub fn takes_a_key(path: &str) -> bool {
    path.starts_with("/v1/") && path != "/v1/openapi.json"
}

/// Every path of the router, as it was registered.
pub fn paths(app: &TestApp) -> Vec<String> {
    let told = format!("{:?}", app.router());
    let paths =
        told.split("paths: {").nth(1).and_then(|rest| rest.split(" }, ").next().or(Some(rest))).unwrap_or_default();
    let mut paths: Vec<String> = paths
        .split('"')
        .filter(|part| {
            part.starts_with('/') && *part != "/{*__private__axum_fallback}" && !part.ends_with("/{*unknown}")
        })
        .map(str::to_owned)
        .collect();
    paths.sort();
    paths.dedup();
    assert!(paths.iter().any(|path| path == "/healthz"), "the router tells its paths in another way: {told}");
    paths
}

/// An address for a path: this shop's, and names of nothing in particular.
pub fn address(path: &str, shop: &Shop) -> String {
    let parts = path.split('/').map(|part| match part {
        "{merchant}" => shop.scope.merchant.to_string(),
        "{mode}" => shop.scope.mode.to_string(),
        "{*name}" => "customers/list".to_owned(),
        part if part.starts_with('{') => "none".to_owned(),
        part => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Every server function: its path and method.
pub fn server_functions() -> Vec<(Method, &'static str)> {
    leptos::server_fn::axum::server_fn_paths().map(|(path, method)| (method, path)).collect()
}
