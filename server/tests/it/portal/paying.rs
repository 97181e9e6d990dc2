//! Renewing in a frame on the merchant's page: what is owed is paid where the subscription is shown.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::frames::{assert_framed_by_nobody, assert_framed_by_shop, framed};
use super::{ORIGIN, Portal};
use crate::harness::{Answer, Api, Browser, TestApp, both_engines};

const GOOD: &str = "4242 4242 4242 4242";
const DECLINED: &str = "4000 0000 0000 0002";
/// Every step of paying; nothing is the form itself.
const STEPS: [&str; 5] = ["", "/open", "/look", "/another", "/simulate"];

/// Somebody whose subscription went unpaid at the end of its trial, and a session of theirs.
struct Late {
    browser: Browser,
    customer: String,
    subscription: String,
    invoice: String,
    /// The session, by its id and its secret.
    session: (String, String),
}

impl Late {
    async fn new(portal: &Portal, amount: i64, currency: &str) -> Self {
        let api = &portal.api;
        let clock = api.post("/v1/test_clocks", json!({ "now": "2027-01-31T10:00:00Z" })).await.id();
        let customer = api.customer(json!({ "name": "Grace Hopper", "test_clock_id": clock })).await;
        let price = json!({ "product": { "name": "Pro" }, "amount": amount, "currency": currency, "recurring": { "interval": "month", "count": 1 } });
        let price = api.post("/v1/prices", price).await.assert_status(201).id();
        let asked = json!({ "customer_id": customer, "price_id": price, "trial_days": 1 });
        let subscription = api.post("/v1/subscriptions", asked).await.assert_status(201).id();
        let advance = format!("/v1/test_clocks/{clock}/advance");
        api.post(&advance, json!({ "to": "2027-02-02T10:00:00Z" })).await.assert_status(200);
        let invoices = api.get(&format!("/v1/invoices?customer={customer}")).await.json();
        let invoice = invoices["data"][0]["id"].as_str().expect("an invoice").to_owned();
        let session = portal.session_of(&customer, &["portal"]).await;
        let late = Self { browser: portal.browser(), customer, subscription, invoice, session };
        assert_eq!(late.status(api).await, "past_due");
        late
    }

    /// What the merchant's page shows in its frame.
    async fn frame(&self) -> Answer {
        framed(&self.browser, "subscriptions", &self.session.1, &[("lang", "en"), ("theme", "dark")]).await
    }

    /// A form in the frame with these fields, and the session.
    async fn step(&self, step: &str, fields: &[(&str, &str)]) -> Answer {
        let fields: Vec<_> = fields.iter().copied().chain([("session", self.session.1.as_str())]).collect();
        self.browser.post(&format!("/embed/pay{step}"), &fields).await
    }

    /// Opens the checkout; gives its form.
    async fn opened(&self) -> Answer {
        let open = self.step("/open", &[("invoice", &self.invoice)]).await;
        open.assert_status(200);
        open
    }

    /// Sends the form that was shown, with this card.
    async fn send(&self, form: &Answer, card: &str) -> Answer {
        let mut fields = form.fields("checkout");
        fields.retain(|(name, _)| !name.starts_with("card_") && name != "method");
        let card = [("method", "card"), ("card_number", card), ("card_expiry", "12 / 39"), ("card_cvc", "123")];
        fields.extend(card.map(|(name, value)| (name.to_owned(), value.to_owned())));
        self.browser.post("/embed/pay", &fields).await
    }

    async fn status(&self, api: &Api) -> Value {
        api.get(&format!("/v1/subscriptions/{}", self.subscription)).await.json()["status"].clone()
    }

    /// How many payments there are of it.
    async fn payments(&self, api: &Api) -> usize {
        let payments = api.get(&format!("/v1/customers/{}/payments", self.customer)).await.json();
        payments["data"].as_array().expect("payments").len()
    }
}

both_engines!(a_subscription_is_renewed_and_paid_in_a_frame);
async fn a_subscription_is_renewed_and_paid_in_a_frame(app: TestApp) {
    let portal = Portal::open(&app).await;
    let late = Late::new(&portal, 1900, "eur").await;
    let shown = late.frame().await;
    shown.assert_status(200).assert_shows("Not paid since").assert_shows("Renew for €19.00");
    shown.assert_value("invoice", &late.invoice).assert_lacks("/invoice/");

    let open = late.opened().await;

    open.assert_shows("Test checkout").assert_shows("Pay €19.00").assert_shows("Pro").assert_shows("All subscriptions");
    assert_framed_by_shop(&open);
    assert_eq!(late.opened().await.value_of("checkout"), open.value_of("checkout"), "one checkout, however often");
    let wrong = late.send(&open, "4242 4242 4242 4241").await;
    assert_framed_by_shop(wrong.assert_status(422).assert_lacks("4242 4242 4242 4241").assert_lacks("autofocus"));
    let declined = late.send(&wrong, DECLINED).await;
    assert_framed_by_shop(declined.assert_status(402).assert_shows("declined this card").assert_lacks("autofocus"));
    assert!(!declined.body.contains("data-changed"));
    assert_eq!(late.status(&portal.api).await, "past_due");

    let paid = late.send(&declined, GOOD).await;
    paid.assert_status(200).assert_shows("Thank you, Grace Hopper. It’s paid.").assert_lacks("card_number");
    assert_framed_by_shop(&paid);
    assert!(paid.body.contains("data-changed") && paid.body.contains("data-component=\"subscriptions\""));
    assert_eq!(late.status(&portal.api).await, "active");

    // Back to the subscriptions, which say so; and what was left open elsewhere learns it.
    let back = [("session", late.session.1.as_str()), ("act", "show")];
    let after = late.browser.post("/embed/subscriptions", &back).await;
    assert_framed_by_shop(after.assert_status(200).assert_shows("Renews on").assert_lacks("Renew for"));
    let old = late.step("/open", &[("invoice", &late.invoice)]).await;
    assert_framed_by_shop(old.assert_status(409).assert_shows("not possible any more").assert_shows("Renews on"));
    assert!(old.body.contains("data-changed"));
}

both_engines!(a_frame_waits_for_a_wallet);
async fn a_frame_waits_for_a_wallet(app: TestApp) {
    let portal = Portal::open(&app).await;
    let late = Late::new(&portal, 2100, "btc").await;
    let open = late.opened().await;
    let checkout = open.value_of("checkout").expect("a checkout");
    let here = [("checkout", checkout.as_str())];

    let waiting = late.step("", &[here[0], ("method", "lightning")]).await;

    assert_framed_by_shop(waiting.assert_status(200).assert_shows("Waiting for your wallet"));
    // It asks what became of it, and looks again by a form. The wallet is another program, which opens outside of the frame.
    assert!(waiting.body.contains(&format!("data-state=\"/pay/{checkout}/state\"")), "{}", waiting.body);
    assert_eq!(waiting.fields("again")[0], ("session".to_owned(), late.session.1.clone()));
    assert!(!waiting.body.contains("http-equiv=\"refresh\"") && !waiting.body.contains("data-changed"));
    let wallet = waiting.body.split("href=\"lightning:").nth(1).and_then(|rest| rest.split('>').next());
    assert!(wallet.is_some_and(|link| link.contains("target=\"_blank\"")), "{wallet:?}");

    late.step("/another", &here).await.assert_status(200).assert_lacks("Waiting for your wallet");
    late.step("", &[here[0], ("method", "lightning")]).await.assert_status(200).assert_shows("Waiting for your wallet");
    late.step("/look", &here).await.assert_status(200).assert_shows("Waiting for your wallet");
    let paid = late.step("/simulate", &here).await;
    assert_framed_by_shop(paid.assert_status(200).assert_shows("It’s paid"));
    assert!(paid.body.contains("data-changed"));
    assert_eq!((late.status(&portal.api).await, late.payments(&portal.api).await), (json!("active"), 1));
    // What can't be done any more shows what became of it.
    for step in STEPS.into_iter().filter(|step| *step != "/open") {
        late.step(step, &here).await.assert_status(200).assert_shows("It’s paid");
    }
    late.step("/none", &here).await.assert_status(404);
}

both_engines!(only_the_session_s_origin_frames_what_is_paid_and_only_ours_sends_it);
async fn only_the_session_s_origin_frames_what_is_paid_and_only_ours_sends_it(app: TestApp) {
    let portal = Portal::open(&app).await;
    let late = Late::new(&portal, 1900, "eur").await;
    let checkout = late.opened().await.value_of("checkout").expect("a checkout");
    let card = [("method", "card"), ("card_number", GOOD), ("card_expiry", "12 / 39"), ("card_cvc", "123")];
    let fields =
        [("session", late.session.1.as_str()), ("invoice", late.invoice.as_str()), ("checkout", checkout.as_str())];
    let fields: Vec<_> = fields.into_iter().chain(card).collect();

    for step in STEPS {
        let path = format!("/embed/pay{step}");
        for (origin, site) in [
            ("https://evil.example", "cross-site"),
            ("null", "cross-site"),
            (ORIGIN, "cross-site"),
            ("", "same-origin"),
        ] {
            let there = late.browser.with_header("origin", origin).with_header("sec-fetch-site", site);
            assert_framed_by_nobody(there.post(&path, &fields).await.assert_status(403).assert_lacks("€19"));
        }
        assert_framed_by_nobody(late.browser.get(&path).await.assert_status(404));
    }
    // The checkout's own address, which whoever has it may open, is framed by nobody.
    assert_framed_by_nobody(late.browser.get(&format!("/pay/{checkout}")).await.assert_status(200));
    assert_eq!((late.status(&portal.api).await, late.payments(&portal.api).await), (json!("past_due"), 0));
}

both_engines!(nobody_pays_in_a_frame_what_is_not_theirs);
async fn nobody_pays_in_a_frame_what_is_not_theirs(app: TestApp) {
    let portal = Portal::open(&app).await;
    let late = Late::new(&portal, 1900, "eur").await;
    let checkout = late.opened().await.value_of("checkout").expect("a checkout");
    let stranger = Late { session: portal.session().await, ..Late::new(&portal, 900, "eur").await };
    let sold = json!({ "amount": 900, "currency": "eur", "title": "Card", "customer_id": portal.ada });
    let sold = portal.api.post("/v1/checkout_sessions", sold).await.assert_status(201).id();
    let card = [("method", "card"), ("card_number", GOOD), ("card_expiry", "12 / 39"), ("card_cvc", "123")];

    for checkout in [checkout.as_str(), &sold, "cs_01kafg3v9te5rbh2m8q0w4x7yd", "none", ""] {
        for step in STEPS {
            let fields: Vec<_> =
                [("checkout", checkout), ("invoice", late.invoice.as_str())].into_iter().chain(card).collect();
            let refused = stranger.step(step, &fields).await;
            refused.assert_status(404).assert_lacks("Hopper").assert_lacks("€19").assert_lacks(&late.invoice);
        }
    }
    for invoice in ["in_01kafg3v9te5rbh2m8q0w4x7yd", "none", ""] {
        late.step("/open", &[("invoice", invoice)]).await.assert_status(404);
    }
    assert_eq!((late.status(&portal.api).await, late.payments(&portal.api).await), (json!("past_due"), 0));
}

both_engines!(a_session_that_has_ended_pays_nothing);
async fn a_session_that_has_ended_pays_nothing(app: TestApp) {
    let portal = Portal::open(&app).await;
    let late = Late::new(&portal, 1900, "eur").await;
    let form = late.opened().await;
    let (_, other) = portal.session_of(&late.customer, &["subscriptions"]).await;

    let fields = [("session", other.as_str()), ("invoice", late.invoice.as_str())];
    let not_for = late.browser.post("/embed/pay/open", &fields).await;
    assert_framed_by_shop(not_for.assert_status(403).assert_shows("This can’t be opened here").assert_lacks("€19"));
    portal.api.post(&format!("/v1/customer_sessions/{}/revoke", late.session.0), json!({})).await.assert_status(200);
    for over in [late.send(&form, GOOD).await, late.step("/open", &[("invoice", &late.invoice)]).await] {
        assert_framed_by_shop(over.assert_status(403).assert_shows("Your session is over").assert_lacks("€19"));
    }
    assert_framed_by_nobody(late.browser.post("/embed/pay", &[("session", "csec_test_none")]).await.assert_status(403));

    assert_eq!((late.status(&portal.api).await, late.payments(&portal.api).await), (json!("past_due"), 0));
}

both_engines!(what_is_paid_twice_at_once_is_paid_once);
async fn what_is_paid_twice_at_once_is_paid_once(app: TestApp) {
    let portal = Portal::open(&app).await;
    let late = Late::new(&portal, 1900, "eur").await;
    let forms = [late.opened().await, late.opened().await];

    let answers = join_all(forms.iter().chain(&forms).map(|form| late.send(form, GOOD))).await;

    for answer in &answers {
        // Whoever comes second may see the first one's payment under way.
        assert_framed_by_shop(answer.assert_status(200));
        assert!(
            answer.text().contains("It’s paid") || answer.body.contains("data-shown=\"processing\""),
            "{}",
            answer.text()
        );
    }
    assert!(answers.iter().any(|answer| answer.body.contains("data-changed")));
    assert_eq!((late.status(&portal.api).await, late.payments(&portal.api).await), (json!("active"), 1));
    // And from a form that was left open.
    late.send(&forms[0], GOOD).await.assert_status(200).assert_shows("It’s paid");
    assert_eq!(late.payments(&portal.api).await, 1);
}
