//! The developers' place: keys and webhooks by form, events, and the log of requests.

use std::time::Duration;

use clientele::webhooks_sender::courier;
use clientele_domain::request::LoggedRequest;
use clientele_domain::webhook::DeliveryStatus;
use clientele_service::webhooks::{self, EndpointDraft};
use clientele_service::{Ctx, keys, requests};
use serde_json::json;

use crate::harness::{Api, Receiver, TestApp, both_engines};

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

both_engines!(an_endpoint_is_added_tried_changed_and_removed);
async fn an_endpoint_is_added_tried_changed_and_removed(app: TestApp) {
    let shop = app.merchant().await;
    let form = [("act", "save"), ("url", "https://8.8.8.8/hooks"), ("description", "Stock"), ("which", "all")];

    let made = shop.post("developers/webhooks/new", &form).await;

    made.assert_status(200).assert_shows("8.8.8.8/hooks").assert_shows("it is not shown again");
    let text = made.text();
    let secret = text.split(' ').find(|word| word.starts_with("whsec_")).expect("the secret").to_owned();
    let id = webhooks::list(&shop.ctx(), None, 10).await.expect("endpoints").0[0].id.to_string();
    let here = format!("developers/webhooks/{id}");
    let page = shop.get(&here).await;
    page.assert_lacks(&secret).assert_value("url", "https://8.8.8.8/hooks").assert_value("description", "Stock");

    let version = page.value_of("version").expect("a version");
    let only = [
        ("act", "save"),
        ("version", version.as_str()),
        ("url", "https://8.8.8.8/other"),
        ("description", ""),
        ("which", "only"),
        ("event", "payment.failed"),
        ("event", "customer.created"),
    ];
    shop.post(&here, &only).await.assert_goes_to(&shop.path(&here));
    shop.get("developers/webhooks").await.assert_shows("payment.failed, customer.created").assert_shows("Enabled");
    shop.post(&here, &only).await.assert_status(422).assert_shows("Somebody changed this endpoint");

    let rotated = shop.post(&here, &[("act", "rotate")]).await;
    rotated.assert_status(200).assert_shows("whsec_").assert_lacks(&secret).assert_shows("Old secret counts until");
    shop.post(&here, &[("act", "disable")]).await.assert_goes_to(&shop.path(&here));
    shop.get(&here).await.assert_shows("Disabled by");
    shop.post(&here, &[("act", "test")]).await.assert_status(422).assert_shows("The endpoint is disabled");
    shop.post(&here, &[("act", "enable")]).await.assert_goes_to(&shop.path(&here));
    shop.post(&here, &[("act", "delete")]).await.assert_goes_to(&shop.path("developers/webhooks"));
    shop.get("developers/webhooks").await.assert_shows("No endpoints yet");
    shop.get(&here).await.assert_status(404);
}

both_engines!(what_is_wrong_with_an_endpoint_is_said_beside_its_field_and_nothing_typed_is_lost);
async fn what_is_wrong_with_an_endpoint_is_said_beside_its_field_and_nothing_typed_is_lost(app: TestApp) {
    let shop = app.merchant().await;
    let form = [("act", "save"), ("url", "http://127.0.0.1/"), ("description", "My <b> till"), ("which", "only")];

    let answer = shop.post("developers/webhooks/new", &form).await;

    answer.assert_status(422).assert_error("url", "https").assert_shows("Choose at least one type");
    answer.assert_value("url", "http://127.0.0.1/").assert_value("description", "My <b> till");
    shop.get("developers/webhooks").await.assert_shows("No endpoints yet");
}

both_engines!(a_delivery_is_shown_with_what_was_sent_and_what_came_back);
async fn a_delivery_is_shown_with_what_was_sent_and_what_came_back(app: TestApp) {
    let shop = app.merchant().await;
    let (house, _) = app.in_development();
    let receiver = Receiver::start().await;
    receiver.answers(500, "Oh <dear>");
    let ctx = Ctx { house: house.clone(), ..shop.ctx() };
    let draft = EndpointDraft { url: receiver.url("/hooks"), events: vec!["*".into()], ..EndpointDraft::default() };
    let endpoint = webhooks::create(&ctx, &draft).await.expect("an endpoint").endpoint.id.to_string();
    shop.customer().name("Ada <b>").create().await;
    let courier = courier().expect("a courier");
    webhooks::deliver_due(&house, &courier).await.expect("it is sent");

    let page = shop.get(&format!("developers/webhooks?endpoint={endpoint}")).await;

    page.assert_status(200).assert_shows("customer.created").assert_shows("Retrying").assert_shows("\"Ada <b>\"");
    page.assert_shows("Oh <dear>").assert_shows("webhook-id: evt_").assert_shows("500");
    let delivery = page.value_of("delivery").expect("a button that sends it again");
    let again = shop.post("developers/webhooks", &[("act", "retry"), ("delivery", &delivery)]).await;
    assert!(again.assert_status(303).location().contains(&delivery));
    webhooks::deliver_due(&house, &courier).await.expect("it is sent");
    let page = shop.get(&format!("developers/webhooks?delivery={delivery}")).await;
    page.assert_shows("Delivered").assert_shows("Send again").assert_shows("200");
    shop.get("developers/webhooks?delivery=dlv_none").await.assert_status(404);
}

both_engines!(what_has_failed_is_sent_again_all_at_once_and_old_deliveries_go);
async fn what_has_failed_is_sent_again_all_at_once_and_old_deliveries_go(app: TestApp) {
    let shop = app.merchant().await;
    let (house, _) = app.in_development();
    let receiver = Receiver::start().await;
    let ctx = Ctx { house: house.clone(), ..shop.ctx() };
    let draft = EndpointDraft { url: receiver.url("/"), events: vec!["*".into()], ..EndpointDraft::default() };
    let endpoint = webhooks::create(&ctx, &draft).await.expect("an endpoint").endpoint.id;
    receiver.answers(410, "").answers(410, "");
    for name in ["Ada", "Grace"] {
        shop.customer().name(name).create().await;
    }
    let courier = courier().expect("a courier");
    webhooks::deliver_due(&house, &courier).await.expect("they are sent");
    shop.get("customers").await.assert_shows("1 stopped");
    let again = [("act", "retry_failed"), ("endpoint", &endpoint.to_string())];
    shop.post("developers/webhooks", &again).await.assert_status(422).assert_shows("Enable it first");

    shop.post(&format!("developers/webhooks/{endpoint}"), &[("act", "enable")]).await.assert_status(303);
    shop.post("developers/webhooks", &again).await.assert_status(303);

    shop.get("customers").await.assert_lacks("1 stopped");
    webhooks::deliver_due(&house, &courier).await.expect("they are sent");
    assert_eq!(receiver.heard().len(), 4);
    let all = async || webhooks::deliveries(&shop.ctx(), None, None, 10).await.expect("deliveries").0;
    assert!(all().await.iter().all(|delivery| delivery.status == DeliveryStatus::Delivered));
    app.pass(Duration::from_secs(29 * 86_400));
    webhooks::forget(app.house(), app.house().now()).await.expect("nothing goes yet");
    assert_eq!(all().await.len(), 2);
    app.pass(Duration::from_secs(2 * 86_400));
    webhooks::forget(app.house(), app.house().now()).await.expect("old ones go");
    assert_eq!(all().await.len(), 0);
}
