//! Signals: told of each customer, and found by them.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Api, Shop, TestApp, both_engines};

const DAY: Duration = Duration::from_secs(86_400);

async fn told(api: &Api, id: &str) -> Vec<Value> {
    let record = api.get(&format!("/v1/customers/{id}?include=signals")).await.assert_status(200).json();
    record["signals"].as_array().expect("signals").clone()
}

async fn codes(api: &Api, id: &str) -> Vec<String> {
    told(api, id).await.iter().map(|signal| signal["code"].as_str().expect("a code").to_owned()).collect()
}

async fn found(api: &Api, query: &str) -> BTreeSet<String> {
    let found = api.walk(&format!("/v1/customers?q={query}")).await;
    found.iter().map(|customer| customer["id"].as_str().expect("an id").to_owned()).collect()
}

/// Somebody who paid so many cents so many days ago, each.
async fn somebody(shop: &Shop, paid: &[(i64, u32)]) -> String {
    let id = shop.customer().create().await;
    for (cents, days) in paid {
        let payment = shop.payment_with(id, |payment| {
            payment.amount.minor = *cents;
            payment.occurred_at = payment.occurred_at.minus(DAY * *days);
        });
        payment.await;
    }
    id.to_string()
}

both_engines!(the_first_tenth_is_told_apart_at_every_moment);
async fn the_first_tenth_is_told_apart_at_every_moment(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let mut ids = Vec::new();
    for number in 0..20 {
        ids.push(somebody(&shop, &[(1000 + number, 1)]).await);
    }
    let (first, second, third) = (ids[19].clone(), ids[18].clone(), ids[17].clone());

    // Two of twenty. All paid once, so that nobody is frequent.
    assert_eq!(codes(&api, &first).await, ["top_spender", "new"]);
    assert_eq!(codes(&api, &second).await, ["top_spender", "new"]);
    assert_eq!(codes(&api, &third).await, ["new"]);
    assert_eq!(found(&api, "signal:top_spender").await, BTreeSet::from([first.clone(), second.clone()]));
    let signal = &told(&api, &first).await[0];
    let expected = json!({
        "code": "top_spender", "tone": "accent", "label": "Top spender",
        "explanation": "Spent €10.19 so far; nine of ten customers spent €10.17 or less."
    });
    assert_eq!(signal, &expected);

    // Somebody overtakes.
    shop.payment(ids[0].parse().expect("an id"), 5000).await;
    assert_eq!(found(&api, "signal:top_spender").await, BTreeSet::from([first.clone(), ids[0].clone()]));
    assert_eq!(codes(&api, &ids[0]).await, ["top_spender", "frequent_buyer", "new"]);
    assert_eq!(codes(&api, &second).await, ["new"]);
    let list = found(&api, "signal:frequent_buyer%20-signal:at_risk").await;
    assert_eq!(list, BTreeSet::from([ids[0].clone()]));

    // Whoever is deleted is nobody to be compared with: one of nineteen is left.
    api.delete(&format!("/v1/customers/{}", ids[0])).await.assert_status(200);
    assert_eq!(found(&api, "signal:top_spender").await, BTreeSet::from([first]));
    assert_eq!(found(&api, "signal:frequent_buyer").await, BTreeSet::new());
}

both_engines!(a_gap_becomes_a_risk_by_itself_and_ends_with_a_payment);
async fn a_gap_becomes_a_risk_by_itself_and_ends_with_a_payment(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let weekly = somebody(&shop, &[(500, 36), (500, 29), (500, 22), (500, 15)]).await;
    let seldom = somebody(&shop, &[(500, 200), (500, 100), (500, 20)]).await;

    assert_eq!(found(&api, "signal:at_risk").await, BTreeSet::new());
    app.pass(DAY * 7);

    assert_eq!(found(&api, "signal:at_risk").await, BTreeSet::from([weekly.clone()]));
    assert_eq!(codes(&api, &seldom).await, [] as [&str; 0]);
    let signal = &told(&api, &weekly).await[0];
    assert_eq!((&signal["code"], &signal["tone"]), (&json!("at_risk"), &json!("warn")));
    assert_eq!(signal["explanation"], "Usually pays about every 7 days; the last payment was 22 days ago.");

    shop.payment(weekly.parse().expect("an id"), 500).await;
    assert_eq!(found(&api, "signal:at_risk").await, BTreeSet::new());
}

both_engines!(who_came_lately_is_new_for_thirty_days);
async fn who_came_lately_is_new_for_thirty_days(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let new = somebody(&shop, &[(500, 2)]).await;
    let known_of_old = somebody(&shop, &[(500, 2), (500, 90)]).await;
    let silent = somebody(&shop, &[]).await;

    assert_eq!(found(&api, "signal:new").await, BTreeSet::from([new.clone(), silent]));
    assert_eq!(found(&api, "-signal:new").await, BTreeSet::from([known_of_old]));
    assert_eq!(told(&api, &new).await[0]["explanation"], "Paid for the first time 2 days ago.");
    app.pass(DAY * 29);
    let left = found(&api, "signal:new").await;
    assert!(!left.contains(&new) && left.len() == 1, "{left:?}");
    app.pass(DAY);
    assert_eq!(found(&api, "signal:new").await, BTreeSet::new());
}

both_engines!(much_given_back_and_what_is_past_due_are_told);
async fn much_given_back_and_what_is_past_due_are_told(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let returns = somebody(&shop, &[(600, 1), (300, 2)]).await;
    let payments = api.walk(&format!("/v1/customers/{returns}/payments")).await;
    let whole = payments.iter().find(|payment| payment["amount"] == 300).expect("the smaller one");
    assert_eq!(found(&api, "signal:refund_heavy").await, BTreeSet::new());

    let asked = json!({ "payment": whole["id"], "reason": "duplicate", "destination": "balance" });
    api.post("/v1/refunds", asked).await.assert_status(201);

    assert_eq!(found(&api, "signal:refund_heavy").await, BTreeSet::from([returns.clone()]));
    let signals = told(&api, &returns).await;
    let heavy = signals.iter().find(|signal| signal["code"] == "refund_heavy").expect("the signal");
    assert_eq!(heavy["explanation"], "€3.00 of the €9.00 that came in was given back.");
    assert_eq!(found(&api, "signal:past_due").await, BTreeSet::new());

    let page = shop.get(&format!("customers/{returns}")).await;
    for words in ["Refund-heavy", "€3.00 of the €9.00 that came in was given back."] {
        assert!(page.assert_status(200).body.contains(words), "{words}");
    }
    let list = shop.get("customers?q=signal%3Arefund_heavy").await;
    assert!(list.assert_status(200).body.contains(&returns));
}

both_engines!(a_signal_that_nobody_knows_is_answered_with_those_there_are);
async fn a_signal_that_nobody_knows_is_answered_with_those_there_are(app: TestApp) {
    let api = app.merchant().await.api().await;

    let answer = api.get("/v1/customers?q=signal:atrisk").await;

    assert_eq!(answer.status.as_u16() / 100, 4, "{}", answer.body);
    assert!(answer.body.contains("Did you mean at_risk?"), "{}", answer.body);
    api.get("/v1/customers?q=signal%3E3").await;
}
