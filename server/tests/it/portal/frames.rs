//! Frames on the merchant's own pages.

use serde_json::{Value, json};

use super::{ORIGIN, Portal};
use crate::harness::{ADDRESS, Answer, Browser, TestApp, both_engines};

/// The merchant's page posts a session into a frame.
pub(super) async fn framed(browser: &Browser, component: &str, secret: &str, more: &[(&str, &str)]) -> Answer {
    let there = browser.with_header("origin", ORIGIN).with_header("sec-fetch-site", "cross-site");
    let mut fields = vec![("session", secret)];
    fields.extend(more);
    there.post(&format!("/embed/{component}"), &fields).await
}

/// Only pages of the session's origin may show it.
#[track_caller]
pub(super) fn assert_framed_by_shop(answer: &Answer) {
    let policy = answer.header("content-security-policy");
    assert!(policy.ends_with(&format!("frame-ancestors {ORIGIN}")), "{}: {policy}", answer.asked);
    assert_eq!(answer.header("x-frame-options"), "");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "same-origin");
    assert_eq!(answer.header("set-cookie"), "");
}

/// Nobody may show it in a frame.
#[track_caller]
pub(super) fn assert_framed_by_nobody(answer: &Answer) {
    assert!(answer.header("content-security-policy").ends_with("frame-ancestors 'none'"), "{}", answer.asked);
    assert_eq!(answer.header("x-frame-options"), "DENY");
}

both_engines!(a_frame_shows_the_form_and_takes_it);
async fn a_frame_shows_the_form_and_takes_it(app: TestApp) {
    let portal = Portal::open(&app).await;
    let (_, secret) = portal.session().await;
    let browser = portal.browser();

    let shown = framed(&browser, "profile", &secret, &[("lang", "de"), ("theme", "dark")]).await;

    shown.assert_status(200).assert_shows("Speichern").assert_lacks("<aside");
    assert_framed_by_shop(&shown);
    assert!(shown.body.contains("data-theme=\"dark\"") && shown.body.contains(&format!("data-origin=\"{ORIGIN}\"")));
    assert_eq!(shown.value_of("session").as_deref(), Some(secret.as_str()));
    assert!(!shown.body.contains("data-changed"));
    let mut fields = shown.fields("checkout");
    fields.retain(|(name, _)| name != "name");
    fields.extend([("name".to_owned(), "Countess".to_owned()), ("act".to_owned(), "save".to_owned())]);
    let saved = browser.post("/embed/profile?lang=de", &fields).await;
    // Browsers refuse to move the focus into a frame; its script does, when it is there already.
    saved.assert_status(200).assert_shows("Gespeichert.").assert_lacks("autofocus");
    assert!(saved.body.contains("data-changed"));
    assert_framed_by_shop(&saved);
    assert_eq!(portal.record().await["name"], "Countess");

    let script =
        browser.get(shown.attributes("src").iter().find(|src| src.ends_with("frame.js")).expect("a script")).await;
    script.assert_status(200);
    assert!(script.body.contains("postMessage") && !script.body.contains("\"*\""));
}

both_engines!(only_the_session_s_origin_opens_a_frame_and_only_ours_sends_its_form);
async fn only_the_session_s_origin_opens_a_frame_and_only_ours_sends_its_form(app: TestApp) {
    let portal = Portal::open(&app).await;
    let (_, secret) = portal.session().await;
    let browser = portal.browser();
    let send = async |origin: &str, form: &[(&str, &str)]| {
        let site = if origin == ADDRESS { "same-origin" } else { "cross-site" };
        browser
            .with_header("origin", origin)
            .with_header("sec-fetch-site", site)
            .post("/embed/refund_address", form)
            .await
    };
    let (open, act) = (
        [("session", secret.as_str())],
        [("session", secret.as_str()), ("act", "ask"), ("refund_address", "evil@wallet.example")],
    );

    for origin in ["https://evil.example", "null", ADDRESS, "", "https://shop.example:8443"] {
        let refused = send(origin, &open).await;
        refused.assert_status(403).assert_lacks("refund_address");
        assert_framed_by_nobody(&refused);
    }
    for origin in ["https://evil.example", "null", ORIGIN, ""] {
        let refused = send(origin, &act).await;
        refused.assert_status(403);
        assert_framed_by_nobody(&refused);
    }
    portal.work().await;
    assert_eq!(portal.smtp.taken().len(), 0);
    send(ADDRESS, &act).await.assert_status(200).assert_shows("We sent a link");
    portal.link(1).await;
}

both_engines!(a_frame_without_a_session_says_what_to_do);
async fn a_frame_without_a_session_says_what_to_do(app: TestApp) {
    let portal = Portal::open(&app).await;
    let (id, secret) = portal.session().await;
    let browser = portal.browser();

    for looked in [browser.get("/embed/profile").await, browser.get("/embed/none").await] {
        assert_framed_by_nobody(looked.assert_status(404).assert_shows("Open your account from the shop"));
    }
    assert_framed_by_nobody(framed(&browser, "profile", "csec_test_none", &[]).await.assert_status(403));
    assert_framed_by_shop(framed(&browser, "wallets", &secret, &[]).await.assert_status(404));
    portal.api.post(&format!("/v1/customer_sessions/{id}/revoke"), json!({})).await.assert_status(200);
    let over = framed(&browser, "profile", &secret, &[]).await;
    assert_framed_by_shop(over.assert_status(403).assert_shows("Your session is over").assert_lacks("Lovelace"));
}

both_engines!(a_subscription_is_canceled_in_a_frame);
async fn a_subscription_is_canceled_in_a_frame(app: TestApp) {
    let portal = Portal::open(&app).await;
    let price = json!({ "product": { "name": "Pro" }, "amount": 1900, "currency": "eur", "recurring": { "interval": "month", "count": 1 } });
    let price = portal.api.post("/v1/prices", price).await.assert_status(201).id();
    let subscribe = async |customer: &str| -> String {
        let asked = json!({ "customer_id": customer, "price_id": price, "trial_days": 14 });
        portal.api.post("/v1/subscriptions", asked).await.assert_status(201).id()
    };
    let grace = portal.api.customer(json!({ "name": "Grace Hopper" })).await;
    let (mine, hers) = (subscribe(&portal.ada).await, subscribe(&grace).await);
    let (_, secret) = portal.session().await;
    let browser = portal.browser();
    framed(&browser, "subscriptions", &secret, &[]).await.assert_status(200).assert_shows("Cancel subscription");

    let act = async |id: &str| {
        browser
            .post("/embed/subscriptions", &[("session", secret.as_str()), ("act", "cancel"), ("subscription", id)])
            .await
    };
    assert!(act(&mine).await.assert_status(200).assert_shows("Keep subscription").body.contains("data-changed"));
    act(&hers).await.assert_status(404).assert_lacks("Hopper");

    let ends = async |id: &str| -> Value {
        portal.api.get(&format!("/v1/subscriptions/{id}")).await.json()["cancel_at_period_end"].clone()
    };
    assert_eq!((ends(&mine).await, ends(&hers).await), (json!(true), json!(false)));
}
