//! The developers' place: keys by form, events, and the log of requests.

use clientele_domain::request::LoggedRequest;
use clientele_service::{keys, requests};
use serde_json::json;

use crate::harness::{Api, TestApp, both_engines};

both_engines!(a_key_is_shown_once_and_opens_until_it_is_revoked);
async fn a_key_is_shown_once_and_opens_until_it_is_revoked(app: TestApp) {
    let shop = app.merchant().await;

    let form = [("act", "create"), ("name", "Web shop"), ("kind", "secret"), ("access", "full")];
    let made = shop.post("developers", &form).await;

    made.assert_status(200).assert_shows("Web shop").assert_shows("it is not shown again");
    let text = made.text();
    let key = text.split(' ').find(|word| word.starts_with("sk_test_") && word.len() > 40).expect("the key").to_owned();
    let api = Api::new(&app, &key);
    api.get("/v1/customers").await.assert_status(200);
    let page = shop.get("developers").await;
    page.assert_lacks(&key).assert_shows(&format!("sk_test_…{}", &key[key.len() - 4..])).assert_shows("Everything");
    let id = page.value_of("key").expect("the form that ends it");
    shop.post("developers", &[("act", "revoke"), ("key", &id)]).await.assert_goes_to(&shop.path("developers"));
    api.get("/v1/customers").await.assert_problem(401, "key_invalid");
    shop.get("developers").await.assert_shows("Revoked");
}

both_engines!(what_is_wrong_with_a_key_is_said_beside_its_field);
async fn what_is_wrong_with_a_key_is_said_beside_its_field(app: TestApp) {
    let shop = app.merchant().await;

    let nameless = [("act", "create"), ("name", " "), ("kind", "secret"), ("access", "read")];
    shop.post("developers", &nameless).await.assert_status(422).assert_error("name", "Say what the key is for");
    let nothing = [("act", "create"), ("name", "Till"), ("kind", "secret"), ("access", "only")];
    let answer = shop.post("developers", &nothing).await;
    answer.assert_status(422).assert_value("name", "Till").assert_shows("Choose at least one thing");

    let both = [("act", "create"), ("name", ""), ("kind", "secret"), ("access", "only")];
    let answer = shop.post("developers", &both).await;
    answer.assert_error("name", "Say what the key is for").assert_shows("Choose at least one thing");

    let some = [
        ("act", "create"),
        ("name", "Till"),
        ("kind", "secret"),
        ("access", "only"),
        ("grant.customers", "read"),
        ("grant.payments", "write"),
    ];
    shop.post("developers", &some).await.assert_status(200).assert_shows("read customers, Payments and orders");
}

both_engines!(events_are_shown_as_programs_get_them);
async fn events_are_shown_as_programs_get_them(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada <b>" })).await;
    let event = api.walk("/v1/events").await[0]["id"].as_str().expect("an id").to_owned();

    let list = shop.get("developers/events").await;
    list.assert_status(200).assert_shows("customer.created").assert_shows(&ada).assert_shows("Web shop");
    let page = shop.get(&format!("developers/events/{event}")).await;
    page.assert_status(200).assert_shows("\"Ada <b>\"").assert_shows(&event);
    shop.get("developers/events?type=payment.failed").await.assert_shows("No events");
    shop.get("developers/events/evt_none").await.assert_status(404);
}

both_engines!(the_log_tells_what_was_asked_and_never_what_was_said);
async fn the_log_tells_what_was_asked_and_never_what_was_said(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    api.customer(json!({ "name": "Ada Lovelace", "email": "ada@example.com" })).await;
    let asked = api.get("/v1/customers/email:ada@example.com?include=payments").await;
    let refused = api.get("/v1/customers/email:nobody@example.com").await;
    let id = |answer: &crate::harness::Answer| answer.header("request-id").to_owned();

    let page = loop {
        let page = shop.get("developers/requests").await;
        if page.assert_status(200).body.contains(&id(&refused)) {
            break page;
        }
        tokio::task::yield_now().await;
    };

    page.assert_shows(&id(&asked)).assert_shows("/v1/customers/email:…").assert_shows("201").assert_shows("404");
    page.assert_lacks("ada@example.com").assert_lacks("Lovelace").assert_lacks("include=payments");
    let only = shop.get("developers/requests?show=refused").await;
    only.assert_shows(&id(&refused)).assert_lacks(&id(&asked));
}

both_engines!(the_log_is_kept_for_a_month);
async fn the_log_is_kept_for_a_month(app: TestApp) {
    let shop = app.merchant().await;
    let key = keys::list(&shop.ctx()).await.expect("keys");
    assert_eq!(key.len(), 0, "a shop of a test begins without keys");
    shop.api().await;
    let key = keys::list(&shop.ctx()).await.expect("keys").remove(0).id;
    let at = app.house().now();
    let request = |id: &str, at| LoggedRequest {
        id: id.to_owned(),
        key,
        method: "GET".into(),
        path: "/v1/customers".into(),
        status: 200,
        micros: 900,
        at,
    };
    app.pass(requests::KEPT);
    let newer = app.house().now();
    let both = [(shop.scope, request("req_1", at)), (shop.scope, request("req_2", newer))];
    requests::log(app.house(), &both).await.expect("they are noted");

    requests::forget(app.house(), app.house().now()).await.expect("old ones go");

    let (left, _) = requests::list(&shop.ctx(), false, None, 10).await.expect("the log");
    assert_eq!(left.iter().map(|request| request.id.as_str()).collect::<Vec<_>>(), ["req_2"]);
}
