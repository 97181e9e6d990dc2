//! Customers by query, and the segments that keep one.

use clientele_domain::key::KeyKind;
use clientele_domain::role::Role;
use clientele_domain::segment::SegmentDraft;
use clientele_service::{Error, segments};
use serde_json::{Value, json};

use crate::harness::{Api, Shop, TestApp, both_engines, urlencoded};

/// A shop with Ada, who is a spender and a VIP, Grace from the United States, and Mary.
async fn shop(app: &TestApp) -> (Shop, Api) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada =
        json!({ "name": "Ada Lovelace", "email": "ada@example.com", "tags": ["vip"], "metadata": { "plan": "pro" } });
    let ada = api.customer(ada).await;
    shop.payment(ada.parse().expect("an id"), 12_050).await;
    api.customer(json!({ "name": "Grace", "address": { "country": "US" }, "tags": ["vip", "test"] })).await;
    api.customer(json!({ "name": "Mary", "phone": "+49301234567" })).await;
    (shop, api)
}

async fn names(api: &Api, q: &str) -> Vec<String> {
    let path = format!("/v1/customers?sort=name&{}", urlencoded(&[("q", q)]));
    let found = api.walk(&path).await;
    found.iter().map(|customer| customer["name"].as_str().expect("a name").to_owned()).collect()
}

both_engines!(a_query_lets_through_whom_it_describes);
async fn a_query_lets_through_whom_it_describes(app: TestApp) {
    let (_, api) = shop(&app).await;
    let cases = [
        ("", &["Ada Lovelace", "Grace", "Mary"][..]),
        ("tag:vip", &["Ada Lovelace", "Grace"]),
        ("tag:vip -tag:test", &["Ada Lovelace"]),
        ("spent>120.49", &["Ada Lovelace"]),
        ("spent>120.50", &[]),
        ("spent:0usd", &["Ada Lovelace", "Grace", "Mary"]),
        ("country:US OR phone:+49", &["Grace", "Mary"]),
        ("NOT (tag:vip OR country:US)", &["Mary"]),
        ("metadata.plan:pro", &["Ada Lovelace"]),
        ("created<1d last_payment<30d", &["Ada Lovelace"]),
        ("created<2000-01-01", &[]),
        ("\"ada lovelace\"", &["Ada Lovelace"]),
        ("\"lovelace ada\"", &[]),
        ("lovelace ada kind:registered", &["Ada Lovelace"]),
        ("name:mar status:active", &[]),
    ];
    for (q, expected) in cases {
        assert_eq!(names(&api, q).await, expected, "{q}");
    }
}

both_engines!(a_query_that_cant_be_read_is_answered_with_place_and_suggestion);
async fn a_query_that_cant_be_read_is_answered_with_place_and_suggestion(app: TestApp) {
    let (_, api) = shop(&app).await;

    let answer = api.get(&format!("/v1/customers?{}", urlencoded(&[("q", "é staus:active")]))).await;

    let problem = answer.assert_problem(422, "invalid_query").json();
    assert_eq!((&problem["param"], &problem["position"], &problem["length"]), (&json!("q"), &json!(2), &json!(5)));
    assert_eq!(problem["suggestion"], "é status:active");
    assert_eq!(problem["detail"], "There is no field \"staus\". Did you mean status?");
    let export = json!({ "resource": "customers", "q": "tag:" });
    api.post("/v1/exports", export).await.assert_problem(422, "invalid_query");
    // Results while typing take whatever is typed as words.
    api.get("/v1/customers/search?q=staus:active").await.assert_status(200);
    for hostile in
        ["%00", "%22", "((((((((((((((((((((", "%27%20OR%201=1%20--", "name:%25%25%25", "a%20b%20%F0%9F%99%82:"]
    {
        let answer = api.get(&format!("/v1/customers?q={hostile}")).await;
        assert!(answer.status.as_u16() < 500, "{hostile}: {}", answer.body);
    }
}

both_engines!(a_file_holds_whom_a_query_lets_through);
async fn a_file_holds_whom_a_query_lets_through(app: TestApp) {
    let (_, api) = shop(&app).await;

    let asked = json!({ "resource": "customers", "q": "tag:vip -country:US", "columns": ["name"] });

    assert_eq!(api.post("/v1/exports", asked).await.assert_status(200).body, "name\r\nAda Lovelace\r\n");
}

both_engines!(a_segment_is_kept_used_changed_and_removed);
async fn a_segment_is_kept_used_changed_and_removed(app: TestApp) {
    let (_, api) = shop(&app).await;

    let made = api.post("/v1/segments", json!({ "name": " VIPs ", "query": "tag:vip" })).await;
    let segment = made.assert_status(201).json();
    assert_eq!(
        (&segment["object"], &segment["name"], &segment["query"], &segment["shared"], &segment["version"]),
        (&json!("segment"), &json!("VIPs"), &json!("tag:vip"), &json!(true), &json!(1))
    );
    let path = format!("/v1/segments/{}", made.id());
    assert_eq!(api.walk("/v1/segments").await, std::slice::from_ref(&segment));
    let within = |more: &str| format!("/v1/customers?segment={}&{more}", made.id());
    assert_eq!(api.walk(&within("")).await.len(), 2);
    assert_eq!(api.walk(&within("q=country:US")).await.len(), 1);

    let changed = api.patch(&path, json!({ "query": "tag:vip spent>0", "shared": false })).await;
    assert_eq!(changed.assert_status(200).json()["version"], 2);
    assert_eq!(api.walk(&within("")).await.len(), 1);
    let stale = api.with_header("if-match", "\"1\"");
    stale.patch(&path, json!({ "name": "X" })).await.assert_problem(412, "version_differs");

    api.delete(&path).await.assert_status(200);
    api.get(&path).await.assert_problem(404, "not_found");
    api.get(&within("")).await.assert_problem(404, "not_found");
}

both_engines!(what_is_wrong_with_a_segment_is_told);
async fn what_is_wrong_with_a_segment_is_told(app: TestApp) {
    let (_, api) = shop(&app).await;
    let make = async |body: Value| api.post("/v1/segments", body).await;

    make(json!({ "query": "tag:vip" })).await.assert_problem(422, "parameter_missing");
    make(json!({ "name": "VIPs" })).await.assert_problem(422, "parameter_missing");
    let long = "x".repeat(61);
    make(json!({ "name": long, "query": "tag:vip" })).await.assert_problem(422, "parameter_invalid");
    let problem = make(json!({ "name": "VIPs", "query": "tagg:vip" })).await;
    assert_eq!(problem.assert_problem(422, "invalid_query").json()["param"], "query");
    assert_eq!(api.walk("/v1/segments").await.len(), 0);
}

both_engines!(ones_own_segment_is_nobody_elses);
async fn ones_own_segment_is_nobody_elses(app: TestApp) {
    let (shop, api) = shop(&app).await;
    let (viewer, _) = shop.staff("Vera Viewer", Role::Viewer).await;
    let (support, _) = shop.staff("Sam Support", Role::Support).await;
    let draft = |shared| SegmentDraft { name: "Mine".into(), query: "tag:vip".into(), shared, announce: false };

    let own = segments::create(&viewer, &draft(false)).await.expect("whoever looks keeps segments");
    assert!(matches!(segments::create(&viewer, &draft(true)).await, Err(Error::Forbidden { .. })));
    let shared = segments::create(&support, &draft(true)).await.expect("support shares");

    assert!(matches!(segments::get(&support, own.id).await, Err(Error::NotFound)));
    assert!(matches!(segments::delete(&support, own.id, None).await, Err(Error::NotFound)));
    api.get(&format!("/v1/segments/{}", own.id)).await.assert_problem(404, "not_found");
    assert!(matches!(segments::delete(&viewer, shared.id, None).await, Err(Error::Forbidden { .. })));
    let seen: Vec<_> = segments::counted(&viewer).await.expect("segments").into_iter().map(|(one, _)| one.id).collect();
    assert_eq!(seen.len(), 2);
    segments::delete(&viewer, own.id, None).await.expect("one's own");
    let reader = shop.api_with(KeyKind::Secret, "customers:read").await;
    assert_eq!(reader.walk("/v1/segments").await.len(), 1);
}
