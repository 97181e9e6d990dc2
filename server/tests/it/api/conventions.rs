//! What holds for every call.

use axum::http::Method;
use clientele::router::router;
use clientele::state::{AppState, Settings};
use serde_json::json;

use crate::harness::{TestApp, both_engines};

both_engines!(everything_that_is_wrong_is_told_at_once_with_its_path);
async fn everything_that_is_wrong_is_told_at_once_with_its_path(app: TestApp) {
    let api = app.merchant().await.api().await;

    let answer = api
        .post(
            "/v1/customers",
            json!({
                "email": "nobody", "phone": 7, "addres": {}, "address": { "country": "Atlantis", "zip": "1" },
                "metadata": { "a b": 1 }, "tags": "vip"
            }),
        )
        .await;

    answer.assert_problem(422, "parameter_invalid");
    let mut faults = answer.faults();
    faults.sort();
    let expected = [
        ("addres", "parameter_unknown"),
        ("address.country", "parameter_invalid"),
        ("address.zip", "parameter_unknown"),
        ("email", "parameter_invalid"),
        ("metadata.a b", "parameter_invalid"),
        ("phone", "parameter_invalid"),
        ("tags", "parameter_invalid"),
    ];
    assert_eq!(faults, expected.map(|(param, code)| (param.to_owned(), code.to_owned())));
    assert!(answer.body.contains(r#"Did you mean \"address\"?"#), "{}", answer.body);
}

both_engines!(what_is_no_request_is_refused_by_name);
async fn what_is_no_request_is_refused_by_name(app: TestApp) {
    let api = app.merchant().await.api().await;

    for body in ["{", "[1]", "\"text\"", "{} {}"] {
        api.send(Method::POST, "/v1/customers", body).await.assert_problem(400, "malformed_json");
    }
    api.send(Method::POST, "/v1/customers", "").await.assert_problem(422, "parameter_missing");
    let form = api.with_header("content-type", "application/x-www-form-urlencoded");
    form.send(Method::POST, "/v1/customers", "name=Ada").await.assert_problem(415, "unsupported_media_type");
    let large = json!({ "name": "x".repeat(1024 * 1024) });
    api.post("/v1/customers", large).await.assert_problem(413, "too_large");
    for unknown in
        ["", "/nothing", "/test/customers", "/test/customers/new", "/live/settings/team", "/customers/none/none/none"]
    {
        let path = format!("/v1{unknown}");
        for method in [Method::GET, Method::POST, Method::DELETE] {
            api.send(method, &path, "").await.assert_problem(404, "no_such_address").assert_shows(&path);
        }
    }
    let other = api.send(Method::PUT, "/v1/customers", "").await;
    other.assert_problem(405, "method_not_allowed");
    assert!(other.header("allow").contains("POST"), "{:?}", other.headers);
    for query in
        ["limt=3", "limit=0", "limit=101", "limit=x", "cursor=x", "sort=age", "kind=", "kind=robot", "limit=3&limit=4"]
    {
        let answer = api.get(&format!("/v1/customers?{query}")).await;
        match query {
            "kind=" => answer.assert_status(200),
            "limt=3" => answer.assert_problem(422, "parameter_unknown").assert_shows("Did you mean"),
            "limit=3&limit=4" => answer.assert_problem(422, "parameter_unknown"),
            _ => answer.assert_problem(422, "parameter_invalid"),
        };
    }
}

both_engines!(a_key_has_so_many_requests_a_second);
async fn a_key_has_so_many_requests_a_second(app: TestApp) {
    let shop = app.merchant().await;
    let settings = Settings::new(([127, 0, 0, 1], 3000).into(), None, false).expect("settings");
    let strict = router(AppState::new(app.house().clone(), Settings { rate_limit: 2, ..settings }));
    let (one, other) = (shop.api().await.at(&strict), shop.api().await.at(&strict));

    let first = one.get("/v1/customers").await;
    assert_eq!((first.header("ratelimit-policy"), first.header("ratelimit")), ("\"key\";q=2;w=1", "\"key\";r=1;t=1"));
    one.get("/v1/customers").await.assert_status(200);
    let third = one.get("/v1/customers").await;

    third.assert_problem(429, "rate_limited");
    assert_eq!(third.header("retry-after"), "1");
    other.get("/v1/customers").await.assert_status(200);
}

both_engines!(no_answer_is_kept_by_a_cache);
async fn no_answer_is_kept_by_a_cache(app: TestApp) {
    let api = app.merchant().await.api().await;

    for path in ["/v1/customers", "/v1/customers/cus_none", "/v1/nothing"] {
        assert_eq!(api.get(path).await.header("cache-control"), "no-store", "{path}");
    }
}
