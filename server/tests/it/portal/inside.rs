//! What customers see and do in the portal.

use serde_json::{Value, json};

use super::{EMAIL, Portal};
use crate::harness::{Browser, TestApp, both_engines};

async fn subscribed(portal: &Portal, customer: &str) -> String {
    let price = json!({ "product": { "name": "Bouquet <b>weekly</b>" }, "amount": 1900, "currency": "eur", "recurring": { "interval": "month", "count": 1 } });
    let price = portal.api.post("/v1/prices", price).await.assert_status(201).id();
    let asked = json!({ "customer_id": customer, "price_id": price, "trial_days": 14 });
    portal.api.post("/v1/subscriptions", asked).await.assert_status(201).id()
}

async fn profile(browser: &Browser, change: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = browser.get("/portal/profile").await.assert_status(200).fields("checkout");
    for (name, value) in change {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields.push(("act".to_owned(), "save".to_owned()));
    fields
}

both_engines!(customers_change_their_own_details);
async fn customers_change_their_own_details(app: TestApp) {
    let portal = Portal::open(&app).await;
    let browser = portal.inside().await;
    let hostile = "</textarea><script>alert(1)</script>";

    let sent = profile(
        &browser,
        &[("name", hostile), ("phone", "+442079460999"), ("email", "evil@example.com"), ("address.city", "London")],
    )
    .await;
    browser.post("/portal/profile", &sent).await.assert_goes_to("/portal/profile?said=saved");

    let page = browser.get("/portal/profile?said=saved").await;
    page.assert_status(200).assert_shows("Saved.").assert_lacks("<script>alert");
    let record = portal.record().await;
    assert_eq!(
        (&record["name"], &record["phone"], &record["email"]),
        (&json!(hostile), &json!("+442079460999"), &json!(EMAIL))
    );
    assert_eq!((&record["address"]["city"], &record["external_id"]), (&json!("London"), &json!("user-1")));
    let timeline = portal.api.get(&format!("/v1/customers/{}/timeline", portal.ada)).await;
    assert!(timeline.body.contains("\"Customer\""), "{}", timeline.body);
    let log = portal.api.get("/v1/audit_log?limit=1").await.json();
    assert_eq!(
        (&log["data"][0]["act"], &log["data"][0]["actor"]["type"]),
        (&json!("customer.updated"), &json!("customer"))
    );
}

both_engines!(what_is_wrong_is_said_and_nothing_typed_is_lost);
async fn what_is_wrong_is_said_and_nothing_typed_is_lost(app: TestApp) {
    let portal = Portal::open(&app).await;
    let browser = portal.inside().await;

    let sent = profile(&browser, &[("name", "Countess"), ("phone", "12")]).await;
    let wrong = browser.post("/portal/profile", &sent).await;
    wrong.assert_status(422).assert_shows("Nothing is saved yet");
    assert_eq!((wrong.value_of("name").as_deref(), wrong.value_of("phone").as_deref()), (Some("Countess"), Some("12")));
    assert!(wrong.error_of("phone").is_some_and(|error| !error.is_empty()));

    // Somebody else saved first: it is said, and the next press saves.
    let sent = profile(&browser, &[("name", "Countess")]).await;
    portal.api.patch(&format!("/v1/customers/{}", portal.ada), json!({ "name": "Ada King" })).await.assert_status(200);
    let late = browser.post("/portal/profile", &sent).await;
    late.assert_status(422).assert_shows("changed elsewhere");
    assert_eq!(late.value_of("name").as_deref(), Some("Countess"));
    let mut again = late.fields("checkout");
    again.push(("act".to_owned(), "save".to_owned()));
    browser.post("/portal/profile", &again).await.assert_status(303);
    assert_eq!(portal.record().await["name"], "Countess");
}

both_engines!(a_refund_address_counts_once_it_is_confirmed);
async fn a_refund_address_counts_once_it_is_confirmed(app: TestApp) {
    let portal = Portal::open(&app).await;
    let browser = portal.inside().await;
    let ask =
        async |text: &str| browser.post("/portal/refund-address", &[("refund_address", text), ("act", "ask")]).await;

    let wrong = ask("nowhere").await;
    wrong.assert_status(422);
    assert_eq!(wrong.value_of("refund_address").as_deref(), Some("nowhere"));
    ask("ada@wallet.example").await.assert_goes_to("/portal/profile?said=mailed");
    let first = portal.link(1).await;
    assert_eq!(portal.record().await["refund_address"], Value::Null);
    assert!(portal.smtp.taken()[0].parts()[0].contains("ada@wallet.example"));
    browser.get("/portal/profile?said=mailed").await.assert_shows(&format!("We sent a link to {EMAIL}"));

    // Another one takes its place.
    ask("ada@other.example").await.assert_status(303);
    let second = portal.link(2).await;
    let anywhere = portal.browser();
    anywhere.post(&first, &[("", "")]).await.assert_status(410);
    anywhere.get(&second).await.assert_status(200).assert_shows("ada@other.example").assert_shows("Use this address");
    assert_eq!(portal.record().await["refund_address"], Value::Null);
    anywhere.post(&second, &[("", "")]).await.assert_status(200).assert_shows("Confirmed");
    assert_eq!(portal.record().await["refund_address"], "ada@other.example");
    // Confirming lets nobody in.
    anywhere.get("/portal").await.assert_status(401);
    anywhere.post(&second, &[("", "")]).await.assert_status(410);

    // Whoever refunds is warned of it.
    let id = portal.ada.parse().expect("an id");
    let history = clientele_service::refunds::address_history(&portal.shop.ctx(), id).await.expect("a history");
    assert_eq!((history.len(), history[0].by.as_str(), history[0].to.as_str()), (1, "Customer", "ada@other.example"));
    assert!(history[0].is_recent(app.house().now()));

    ask("ada@other.example").await.assert_goes_to("/portal/profile?said=same");
    ask("ada@third.example").await.assert_status(303);
    ask("ada@fourth.example").await.assert_status(422).assert_shows("several times");
}

both_engines!(subscriptions_are_canceled_and_kept);
async fn subscriptions_are_canceled_and_kept(app: TestApp) {
    let portal = Portal::open(&app).await;
    let id = subscribed(&portal, &portal.ada).await;
    let browser = portal.inside().await;
    let act =
        async |act: &str, id: &str| browser.post("/portal/subscriptions", &[("subscription", id), ("act", act)]).await;
    browser
        .get("/portal")
        .await
        .assert_shows("Bouquet <b>weekly</b>")
        .assert_lacks("<b>weekly")
        .assert_shows("Trial until");

    let (one, two) = tokio::join!(act("cancel", &id), act("cancel", &id));
    for answer in [one, two] {
        answer.assert_goes_to("/portal/subscriptions?said=canceled");
    }
    let path = format!("/v1/subscriptions/{id}");
    assert_eq!(portal.api.get(&path).await.json()["cancel_at_period_end"], true);
    browser
        .get("/portal/subscriptions?said=canceled")
        .await
        .assert_shows("Canceled.")
        .assert_shows("Keep subscription");
    act("resume", &id).await.assert_goes_to("/portal/subscriptions?said=resumed");
    assert_eq!(portal.api.get(&path).await.json()["cancel_at_period_end"], false);
    let told = portal.api.get("/v1/audit_log?limit=1").await.json();
    assert_eq!(
        (&told["data"][0]["act"], &told["data"][0]["actor"]["id"]),
        (&json!("subscription.resumed"), &json!(portal.ada))
    );

    portal.api.post(&format!("{path}/cancel"), json!({ "at_period_end": false })).await.assert_status(200);
    act("resume", &id).await.assert_status(422).assert_shows("not possible any more").assert_shows("Ended on");
}

both_engines!(what_is_somebody_elses_is_not_there);
async fn what_is_somebody_elses_is_not_there(app: TestApp) {
    let portal = Portal::open(&app).await;
    let grace = portal.api.customer(json!({ "name": "Grace Hopper", "email": "grace@example.com" })).await;
    let theirs = subscribed(&portal, &grace).await;
    let paid = |customer: &str| json!({ "amount": 4800, "currency": "eur", "customer_id": customer, "description": "A print" });
    let order = async |customer: &str| {
        let made = portal.api.post("/v1/payments", paid(customer)).await.assert_status(201).json();
        made["order_id"].as_str().expect("an order").to_owned()
    };
    let (mine, hers) = (order(&portal.ada).await, order(&grace).await);
    let browser = portal.inside().await;

    for act in ["cancel", "resume"] {
        let unknown = browser.post("/portal/subscriptions", &[("subscription", "sub_none"), ("act", act)]).await;
        let foreign = browser.post("/portal/subscriptions", &[("subscription", theirs.as_str()), ("act", act)]).await;
        foreign.assert_status(404);
        assert_eq!(foreign.text(), unknown.text());
    }
    assert_eq!(portal.api.get(&format!("/v1/subscriptions/{theirs}")).await.json()["cancel_at_period_end"], false);
    browser.get(&format!("/portal/orders/{hers}")).await.assert_status(404);
    browser.get("/portal/orders/ord_none").await.assert_status(404);
    browser
        .get(&format!("/portal/orders/{mine}"))
        .await
        .assert_status(200)
        .assert_shows("A print")
        .assert_shows("€48.00");
    browser.get("/portal/orders").await.assert_status(200).assert_shows("A print").assert_lacks(&hers);
    browser.get("/portal/subscriptions").await.assert_lacks("weekly");
    // Nor is anything of the dashboard.
    browser.get(&portal.shop.path("customers")).await.assert_status(303);
}

both_engines!(an_invoice_leads_to_its_page);
async fn an_invoice_leads_to_its_page(app: TestApp) {
    let portal = Portal::open(&app).await;
    let bill = |draft: bool| json!({ "customer_id": portal.ada, "currency": "eur", "draft": draft, "lines": [{ "description": "Engraving", "amount": 1900, "quantity": 2 }] });
    portal.api.post("/v1/invoices", bill(true)).await.assert_status(201);
    portal.api.post("/v1/invoices", bill(false)).await.assert_status(201);
    let browser = portal.inside().await;

    let page = browser.get("/portal/invoices").await;
    page.assert_status(200).assert_shows("Invoice TEST-000001").assert_shows("€38.00").assert_shows("To be paid by");
    let paths: Vec<String> = page.attributes("href").into_iter().filter(|href| href.starts_with("/invoice/")).collect();
    assert_eq!(paths.len(), 1, "{paths:?}");
    browser.get(&paths[0]).await.assert_status(200).assert_shows("Pay €38.00");
    let file = browser.get(&format!("{}/pdf", paths[0])).await;
    assert_eq!(file.assert_status(200).header("content-type"), "application/pdf");
}

both_engines!(other_sites_send_no_forms);
async fn other_sites_send_no_forms(app: TestApp) {
    let portal = Portal::open(&app).await;
    let id = subscribed(&portal, &portal.ada).await;
    let browser = portal.inside().await;

    for origin in [super::ORIGIN, "https://evil.example", "null"] {
        let there = browser.with_header("origin", origin).with_header("sec-fetch-site", "cross-site");
        for path in ["/portal/subscriptions", "/portal/profile", "/portal/refund-address", "/portal/sign-out"] {
            let form = [("act", "cancel"), ("subscription", id.as_str()), ("refund_address", "evil@wallet.example")];
            there.post(path, &form).await.assert_status(403);
        }
    }
    assert_eq!(portal.api.get(&format!("/v1/subscriptions/{id}")).await.json()["cancel_at_period_end"], false);
    browser.get("/portal").await.assert_status(200);
}
