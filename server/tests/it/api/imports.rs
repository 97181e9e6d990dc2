//! Files that programs send.

use clientele_service::imports;
use serde_json::{Value, json};

use crate::harness::{Api, TestApp, both_engines};

/// Carries on with what was begun, as the server does, until this import has come to its end.
async fn carried_on(app: &TestApp, api: &Api, import: &Value) -> Value {
    let path = format!("/v1/imports/{}", import["id"].as_str().expect("an id"));
    loop {
        let is = api.get(&path).await.assert_status(200).json();
        if is["status"] != "running" {
            return is;
        }
        if let Some((ctx, claimed)) = imports::claim(app.house()).await.expect("an answer") {
            imports::carry_on(&ctx, &claimed).await.expect("an import that ends");
        }
    }
}

both_engines!(the_rows_of_a_file_are_stored_and_refused_one_by_one);
async fn the_rows_of_a_file_are_stored_and_refused_one_by_one(app: TestApp) {
    let api = app.merchant().await.api().await;
    let file = "email,name,tags,-\nada@example.com,Ada,vip;beta,x\nnot an address,Bob,,\ngrace@example.com,Grace,,\n";

    let begun =
        api.post("/v1/imports", json!({ "resource": "customers", "file": file, "file_name": "people.csv" })).await;

    let begun = begun.assert_status(201).json();
    assert_eq!(
        (&begun["status"], &begun["row_count"], &begun["file_name"]),
        (&json!("running"), &json!(3), &json!("people.csv"))
    );
    let done = carried_on(&app, &api, &begun).await;
    let counts =
        ["done_count", "accepted_count", "rejected_count"].map(|count| done[count].as_i64().expect("a number"));
    assert_eq!((done["status"].as_str(), counts), (Some("done"), [3, 2, 1]));
    let ada = api.get("/v1/customers/email:ada@example.com").await.assert_status(200).json();
    assert_eq!(ada["tags"], json!(["vip", "beta"]));
    let rejects = api.get(&format!("/v1/imports/{}/rejects", begun["id"].as_str().expect("an id"))).await;
    let lines: Vec<&str> = rejects.assert_status(200).body.lines().collect();
    assert_eq!((lines.len(), lines[0]), (2, "line,field,message"));
    assert!(lines[1].starts_with("3,email,"), "{}", lines[1]);
    assert_eq!(api.walk("/v1/imports").await, [done]);
}

both_engines!(a_file_is_imported_once_unless_it_is_asked_for_again);
async fn a_file_is_imported_once_unless_it_is_asked_for_again(app: TestApp) {
    let api = app.merchant().await.api().await;
    let payments = json!({
        "resource": "payments", "file": "email,amount,currency\nada@example.com,4800,eur\n",
    });
    let named = api.with_header("idempotency-key", "one");
    let begun = named.post("/v1/imports", payments.clone()).await.assert_status(201).json();
    assert_eq!(begun["file_name"], "payments.csv", "people find it by a name");
    assert_eq!(named.post("/v1/imports", payments.clone()).await.json(), begun, "the same answer");
    let going_on = api.post("/v1/imports", payments.clone()).await.json();
    assert_eq!(going_on["id"], begun["id"], "it has not come to its end");
    carried_on(&app, &api, &begun).await;

    api.post("/v1/imports", payments.clone()).await.assert_problem(409, "invalid_state");
    let mut again = payments;
    again["again"] = json!(true);
    let second = api.post("/v1/imports", again).await.assert_status(201).json();
    carried_on(&app, &api, &second).await;
    assert_eq!(api.walk("/v1/payments").await.len(), 2);
}

both_engines!(what_is_wrong_with_a_file_is_told_before_a_row_is_stored);
async fn what_is_wrong_with_a_file_is_told_before_a_row_is_stored(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;

    api.post("/v1/imports", json!({})).await.assert_problem(422, "parameter_missing");
    let odd = json!({ "resource": "customers", "file": "emial,name\na@example.com,Ada\n" });
    let answer = api.post("/v1/imports", odd).await;
    let faults = answer.assert_problem(422, "parameter_invalid").faults();
    assert!(answer.body.contains("email"), "{faults:?}");
    let no_rows = json!({ "resource": "customers", "file": "email,name\n" });
    api.post("/v1/imports", no_rows).await.assert_problem(422, "parameter_invalid");
    let no_money = json!({ "resource": "payments", "file": "email\na@example.com\n" });
    api.post("/v1/imports", no_money).await.assert_problem(422, "parameter_invalid");
    assert!(api.walk("/v1/imports").await.is_empty());

    let reader = shop.api_with(clientele_domain::key::KeyKind::Secret, "read").await;
    let file = json!({ "resource": "customers", "file": "email\na@example.com\n" });
    reader.post("/v1/imports", file.clone()).await.assert_problem(403, "permission_denied");
    let begun = api.post("/v1/imports", file).await.assert_status(201).json();
    let path = format!("/v1/imports/{}", begun["id"].as_str().expect("an id"));
    let off = api.post(&format!("{path}/cancel"), json!({})).await.assert_status(200).json();
    assert_eq!(off["status"], "canceled");
    assert_eq!(carried_on(&app, &api, &begun).await["accepted_count"], 0);
}
