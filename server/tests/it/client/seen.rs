//! What a page sees: one person, as the session says.

use std::time::Duration;

use serde_json::{Value, json};

use super::{CUSTOMER, ORIGIN, Page, assert_closed, page, session};
use crate::harness::{Api, TestApp, both_engines};

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

async fn ada(api: &Api) -> String {
    api.customer(json!({
        "name": "Ada Lovelace", "email": "ada@example.com", "external_id": "user-1", "phone": "+442079460018",
        "tags": ["vip"], "metadata": { "secret": "plan" }
    }))
    .await
}

both_engines!(a_page_sees_its_person_and_nobody_else);
async fn a_page_sees_its_person_and_nobody_else(app: TestApp) {
    let api = app.merchant().await.api().await;
    let (ada, grace) = (ada(&api).await, api.customer(json!({ "name": "Grace Hopper" })).await);
    let paid = json!({ "amount": 4800, "currency": "eur", "customer_id": ada, "description": "A print" });
    api.post("/v1/payments", paid).await.assert_status(201);
    let adas = page(&app, &api, &ada).await;

    let answer = adas.look().await;

    answer.assert_status(200).assert_lacks("vip").assert_lacks("secret").assert_lacks("+44").assert_lacks("Grace");
    assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("application/json", "no-store"));
    let told = answer.json();
    let all = [
        "email",
        "external_id",
        "has_active_subscription",
        "id",
        "livemode",
        "name",
        "object",
        "orders",
        "portal",
        "subscriptions",
        "totals",
    ];
    assert_eq!(keys(&told), all);
    assert_eq!(
        (&told["id"], &told["name"], &told["external_id"]),
        (&json!(ada), &json!("Ada Lovelace"), &json!("user-1"))
    );
    assert_eq!((&told["has_active_subscription"], &told["subscriptions"]), (&json!(false), &json!([])));
    assert_eq!((&told["totals"][0]["spent"], &told["totals"][0]["currency"]), (&json!(4800), &json!("eur")));
    assert_eq!((&told["orders"][0]["amount"], &told["orders"][0]["description"]), (&json!(4800), &json!("A print")));
    let graces = page(&app, &api, &grace).await;
    graces.look().await.assert_status(200).assert_lacks("Lovelace");
    // Naming somebody else names nobody.
    for query in [format!("?id={grace}"), format!("?customer={grace}"), "?email=grace@example.com".to_owned()] {
        assert_eq!(adas.send(axum::http::Method::GET, &format!("{CUSTOMER}{query}")).await.json()["id"], json!(ada));
    }
    for path in [
        "/client/v1",
        "/client/v1/customers",
        "/client/v1/customers/new",
        "/client/v1/invoices/none/pdf",
        "/client/v1/orders",
        &format!("{CUSTOMER}/{grace}"),
        &format!("/client/v1/customers/{grace}/edit"),
    ] {
        let nothing = adas.send(axum::http::Method::GET, path).await;
        nothing.assert_problem(404, "no_such_address").assert_lacks("Grace Hopper").assert_lacks("Lovelace");
        assert_eq!(nothing.header("access-control-allow-origin"), "", "{path}");
    }
    adas.send(axum::http::Method::POST, CUSTOMER).await.assert_problem(405, "method_not_allowed");
}

both_engines!(a_session_shows_its_components_alone);
async fn a_session_shows_its_components_alone(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = ada(&api).await;

    for (component, fields) in [
        ("customer", &["email", "external_id", "id", "livemode", "name", "object", "portal"][..]),
        ("subscriptions", &["has_active_subscription", "id", "livemode", "object", "portal", "subscriptions"]),
        ("orders", &["id", "livemode", "object", "orders", "portal", "totals"]),
    ] {
        let (_, secret) = session(&api, &ada, &[component]).await;
        assert_eq!(keys(&Page::new(&app, &secret).look().await.assert_status(200).json()), fields, "{component}");
    }
}

both_engines!(the_newest_twenty_orders_are_shown);
async fn the_newest_twenty_orders_are_shown(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = ada(&api).await;
    for number in 0..22 {
        let paid = json!({ "amount": 100 + number, "currency": "eur", "customer_id": ada });
        api.post("/v1/payments", paid).await.assert_status(201);
    }

    let told = page(&app, &api, &ada).await.look().await.json();

    assert_eq!((told["orders"].as_array().map(Vec::len), &told["orders"][0]["amount"]), (Some(20), &json!(121)));
    assert_eq!(told["totals"][0]["payment_count"], 22);
}

both_engines!(whether_somebody_subscribes_is_true_from_the_first_moment_to_the_last);
async fn whether_somebody_subscribes_is_true_from_the_first_moment_to_the_last(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = ada(&api).await;
    let club = json!({
        "product": { "name": "Club" }, "amount": 900, "currency": "eur", "recurring": { "interval": "month" }
    });
    let club = api.post("/v1/prices", club).await.id();
    let page = page(&app, &api, &ada).await;
    let active = async |page: &Page| page.look().await.assert_status(200).json()["has_active_subscription"] == true;
    assert!(!active(&page).await);

    let asked = json!({ "customer_id": ada, "price_id": club, "trial_days": 7, "metadata": { "inside": "only" } });
    let first = api.post("/v1/subscriptions", asked.clone()).await.assert_status(201).json();

    assert!(active(&page).await);
    let told = page.look().await;
    told.assert_lacks("inside").assert_lacks("card_id");
    let shown = &told.json()["subscriptions"][0];
    assert_eq!(
        (&shown["id"], &shown["status"], &shown["items"][0]["name"]),
        (&first["id"], &json!("trialing"), &json!("Club"))
    );
    let at_once = format!("/v1/subscriptions/{}/cancel", first["id"].as_str().expect("an id"));
    api.post(&at_once, json!({ "at_period_end": false })).await.assert_status(200);
    assert!(!active(&page).await);
    assert_eq!(page.look().await.json()["subscriptions"][0]["status"], "canceled");
    // It ends by the clock alone, whoever looked last.
    let second = api.post("/v1/subscriptions", json!({ "customer_id": ada, "price_id": club, "trial_days": 1 })).await;
    let at_the_end = format!("/v1/subscriptions/{}/cancel", second.id());
    api.post(&at_the_end, json!({ "at_period_end": true })).await.assert_status(200);
    assert!(active(&page).await);
    app.pass(Duration::from_secs(86_400 + 60));
    let later = super::page(&app, &api, &ada).await;
    assert!(!active(&later).await);
}

both_engines!(a_page_that_has_the_answer_is_told_so);
async fn a_page_that_has_the_answer_is_told_so(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = ada(&api).await;
    let page = page(&app, &api, &ada).await;
    let tag = page.look().await.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.len() > 10, "{tag}");

    for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let same = page.with("if-none-match", &known).look().await;
        same.assert_status(304);
        assert_eq!((same.length, same.header("etag"), same.header("access-control-allow-origin")), (0, &*tag, ORIGIN));
    }

    assert!(page.look().await.header("access-control-expose-headers").contains("etag"));
    api.patch(&format!("/v1/customers/{ada}"), json!({ "name": "Augusta Ada King" })).await.assert_status(200);
    let changed = page.with("if-none-match", &tag).look().await;
    assert_eq!(changed.assert_status(200).json()["name"], "Augusta Ada King");
    assert_ne!(changed.header("etag"), tag);
    // What one session was told says nothing about what another shows.
    let (_, other) = session(&api, &ada, &["orders"]).await;
    Page::new(&app, &other).with("if-none-match", changed.header("etag")).look().await.assert_status(200);
}

both_engines!(a_merge_leads_on_and_its_undoing_back);
async fn a_merge_leads_on_and_its_undoing_back(app: TestApp) {
    let api = app.merchant().await.api().await;
    let (ada, double) = (ada(&api).await, api.customer(json!({ "name": "A. Lovelace" })).await);
    let (id, secret) = session(&api, &double, &["customer"]).await;
    let page = Page::new(&app, &secret);
    assert_eq!(page.look().await.json()["id"], json!(double));

    let merge = api.post(&format!("/v1/customers/{double}/merge"), json!({ "into": ada })).await.id();

    assert_eq!(page.look().await.assert_status(200).json()["id"], json!(ada));
    let path = format!("/v1/customer_sessions/{id}");
    assert_eq!(api.get(&path).await.json()["customer_id"], json!(ada));
    api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await.assert_status(200);
    assert_eq!(page.look().await.json()["id"], json!(double));
    let merge = json!({ "into": ada });
    api.post(&format!("/v1/customers/{double}/merge"), merge).await.assert_status(201);
    api.delete(&format!("/v1/customers/{ada}")).await.assert_status(200);
    page.look().await.assert_problem(401, "session_revoked");
    assert_eq!(api.get(&path).await.json()["status"], "revoked");
}

both_engines!(a_session_that_ended_says_so_to_its_page);
async fn a_session_that_ended_says_so_to_its_page(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = ada(&api).await;
    let grace = api.customer(json!({ "name": "Grace Hopper" })).await;
    let (revoked, secret) = session(&api, &ada, &["customer"]).await;
    let (revoked_page, deleted, expired) =
        (Page::new(&app, &secret), page(&app, &api, &grace).await, page(&app, &api, &ada).await);
    api.post(&format!("/v1/customer_sessions/{revoked}/revoke"), json!({})).await.assert_status(200);
    api.delete(&format!("/v1/customers/{grace}")).await.assert_status(200);
    let readable = async |page: &Page, code: &str| {
        let answer = page.look().await;
        answer.assert_problem(401, code).assert_lacks("Ada").assert_lacks("Grace");
        assert_eq!(answer.header("access-control-allow-origin"), ORIGIN, "{code}");
    };

    readable(&revoked_page, "session_revoked").await;
    readable(&deleted, "session_revoked").await;
    expired.look().await.assert_status(200);
    app.pass(Duration::from_secs(3600));
    readable(&expired, "session_expired").await;
    // A day later nothing is left of it.
    app.pass(Duration::from_secs(86_400));
    let now = app.house().now();
    assert_eq!(clientele_service::customer_sessions::forget(app.house(), now).await.expect("it forgets"), 3);
    let gone = expired.look().await;
    gone.assert_problem(401, "secret_invalid");
    assert_closed(&gone);
}
