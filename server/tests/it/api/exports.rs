//! Customers as a file.

use serde_json::{Value, json};

use crate::harness::{TestApp, both_engines};

both_engines!(a_file_holds_everybody_who_matches_and_calculates_nothing);
async fn a_file_holds_everybody_who_matches_and_calculates_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    for number in 0..130 {
        api.customer(json!({ "name": format!("Person {number:03}"), "tags": ["market", "vip"] })).await;
    }
    let ada = api.customer(json!({ "name": "=Ada, \"Lady\"", "metadata": { "plan": "pro" } })).await;
    shop.payment(ada.parse().expect("an id"), 4800).await;

    let columns = json!(["name", "tags", "metadata.plan", "spent.eur", "created_at"]);
    let csv = api.post("/v1/exports", json!({ "resource": "customers", "columns": columns })).await;

    assert_eq!(csv.assert_status(200).header("content-type"), "text/csv; charset=utf-8");
    let lines: Vec<&str> = csv.body.split("\r\n").collect();
    assert_eq!((lines.len(), lines[0]), (133, "name,tags,metadata.plan,spent.eur,created_at"));
    assert!(lines[1].starts_with("Person 000,market;vip,,0,20"), "{}", lines[1]);
    assert!(lines[131].starts_with("\"'=Ada, \"\"Lady\"\"\",,pro,4800,"), "{}", lines[131]);
    let some = api.post("/v1/exports", json!({ "resource": "customers", "q": "lady", "format": "ndjson" })).await;
    let told: Vec<Value> = some.body.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((told.len(), &told[0]["id"]), (1, &ada.as_str().into()));
}

both_engines!(what_is_wrong_with_an_export_is_told_before_it_begins);
async fn what_is_wrong_with_an_export_is_told_before_it_begins(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;

    api.post("/v1/exports", json!({})).await.assert_problem(422, "parameter_missing");
    let odd = json!({ "resource": "customers", "columns": ["emial", "spent.x"] });
    let answer = api.post("/v1/exports", odd).await;
    assert_eq!(answer.assert_problem(422, "parameter_invalid").faults().len(), 2);
    let both = json!({ "resource": "customers", "columns": ["email"], "format": "ndjson" });
    api.post("/v1/exports", both).await.assert_problem(422, "parameter_invalid");
    let some = shop.api_with(clientele_domain::key::KeyKind::Secret, "customers:read").await;
    some.post("/v1/exports", json!({ "resource": "customers" })).await.assert_problem(403, "permission_denied");
    // Asking twice under one key is no matter: nothing happened.
    let named = api.with_header("idempotency-key", "one");
    for _ in 0..2 {
        named.post("/v1/exports", json!({ "resource": "customers" })).await.assert_status(200);
    }
}
