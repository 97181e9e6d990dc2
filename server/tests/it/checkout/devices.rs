//! Devices: shown, and never used to match.

use serde_json::json;

use super::{count, form, paid, read, session};
use crate::harness::{TestApp, both_engines};

const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

both_engines!(what_a_guest_paid_on_is_shown_and_makes_nobody_one);
async fn what_a_guest_paid_on_is_shown_and_makes_nobody_one(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let mut guests = Vec::new();
    for email in ["ada@example.com", "bob@example.com"] {
        let id = session(&api, json!({ "amount": 0 })).await;
        let typed = [("email", email)];
        let buyer = app.browser().with_header("user-agent", FIREFOX);
        buyer.post(&format!("/pay/{id}"), &typed).await.assert_goes_to(&format!("/pay/{id}"));
        let done = read(&api, &id).await;
        guests.push(done["customer_id"].as_str().expect("a guest").to_owned());
    }

    let [ada, bob] = [&guests[0], &guests[1]];
    assert_ne!(ada, bob);
    for guest in [ada, bob] {
        let known = api.get(&format!("/v1/customers/{guest}/identities")).await.json();
        let known = known["data"].as_array().expect("identities").clone();
        let device = known.iter().find(|one| one["kind"] == "device").expect("a device");
        assert_eq!((&device["label"], &device["evidence"]), (&"Firefox on Windows".into(), &"observed".into()));
        let related = api.get(&format!("/v1/customers/{guest}/related")).await.json();
        assert_eq!(related["data"], json!([]), "thousands have the same");
        shop.get(&format!("customers/{guest}")).await.assert_shows("Firefox on Windows");
    }
    assert_eq!(shop.get("duplicates").await.assert_lacks("Firefox").status.as_u16(), 200);
    api.post(&format!("/v1/customers/{bob}/merge"), json!({ "into": ada })).await;
    let known = api.get(&format!("/v1/customers/{ada}/identities")).await.json();
    let device = known["data"].as_array().expect("identities").iter().find(|one| one["kind"] == "device").cloned();
    assert_eq!(device.expect("a device")["times_seen"], 2);
    api.delete(&format!("/v1/customers/{ada}")).await.assert_status(200);
    let sessions = count(&app, &shop, "checkout_sessions", "AND device <> ''").await;
    assert_eq!((count(&app, &shop, "identities", "").await, sessions), (0, 0), "what was seen is erased");
}

both_engines!(a_checkout_with_nothing_to_pay_is_in_the_timeline);
async fn a_checkout_with_nothing_to_pay_is_in_the_timeline(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let done = paid(&app, &api, json!({ "amount": 0, "title": "A free print" }), &form("ada@example.com", "")).await;
    let ada = done["customer_id"].as_str().expect("a customer").to_owned();

    shop.get(&format!("customers/{ada}")).await.assert_shows("with nothing to pay").assert_shows("A free print");
    let timeline = api.get(&format!("/v1/customers/{ada}/timeline")).await.json();
    let mut entries = timeline["data"].as_array().expect("entries").iter();
    let told = entries.any(|entry| entry["type"] == "checkout_session.completed");
    assert!(told, "{timeline}");
}
