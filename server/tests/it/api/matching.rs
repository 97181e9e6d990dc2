//! One person, one record.

mod at_once;
mod merging;
mod rows;
mod settings;
mod undoing;

use serde_json::{Value, json};

use crate::harness::{Api, TestApp, both_engines};

/// A payment of a buyer who is described, by card when a fingerprint is given; gives the payment.
async fn pay(api: &Api, customer: Value, card: &str) -> Value {
    let mut paid = json!({ "amount": 100, "currency": "eur", "customer": customer });
    if !card.is_empty() {
        paid["method"] = json!({ "type": "card", "brand": "visa", "last4": "4242", "fingerprint": card });
    }
    api.post("/v1/payments", paid).await.assert_status(201).json()
}

fn customer_of(payment: &Value) -> String {
    payment["customer_id"].as_str().expect("a customer").to_owned()
}

both_engines!(a_payment_tells_whose_it_is_and_why);
async fn a_payment_tells_whose_it_is_and_why(app: TestApp) {
    let api = app.merchant().await.api().await;

    let first = pay(&api, json!({ "email": "ada@example.com", "name": "Ada" }), "").await;
    let again = pay(&api, json!({ "email": "Ada@Example.com", "phone": "+44 20 7946 0018" }), "").await;
    let by_phone = pay(&api, json!({ "phone": "+442079460018" }), "card-of-ada").await;
    let by_card = pay(&api, json!({ "email": "a.lovelace@example.com" }), "card-of-ada").await;

    assert_eq!(first["match"], json!({ "rule": "new", "evidence": [] }));
    assert_eq!(again["match"], json!({ "rule": "email", "evidence": ["email:asserted"] }));
    assert_eq!(by_phone["match"], json!({ "rule": "phone", "evidence": ["phone:asserted"] }));
    assert_eq!(by_card["match"], json!({ "rule": "card", "evidence": ["card:observed"] }));
    let ada = customer_of(&first);
    assert!([&again, &by_phone, &by_card].into_iter().all(|payment| customer_of(payment) == ada));
    let record = api.get(&format!("/v1/customers/{ada}")).await.json();
    assert_eq!((&record["kind"], &record["email"]), (&"guest".into(), &"ada@example.com".into()));
    assert_eq!((&record["phone"], &record["counts"]["payments"]), (&"+442079460018".into(), &4.into()));
    let seen = api.walk(&format!("/v1/customers/{ada}/identities")).await;
    assert_eq!(seen.iter().filter(|identity| identity["kind"] == "email").count(), 2, "{seen:?}");
    let named = json!({ "amount": 1, "currency": "eur", "customer_id": ada });
    let named = api.post("/v1/payments", named).await.json();
    assert_eq!(named["match"], json!({ "rule": "customer_id", "evidence": [] }));
}

both_engines!(an_external_id_makes_registered_customers_and_is_followed);
async fn an_external_id_makes_registered_customers_and_is_followed(app: TestApp) {
    let api = app.merchant().await.api().await;
    let guest = customer_of(&pay(&api, json!({ "email": "ada@example.com" }), "").await);

    let attached = pay(&api, json!({ "email": "ada@example.com", "external_id": "user-1" }), "").await;
    let renamed = pay(&api, json!({ "external_id": "user-1", "name": "Ada King" }), "").await;
    let another = pay(&api, json!({ "email": "ada@example.com", "external_id": "user-2" }), "").await;

    assert_eq!(customer_of(&attached), guest);
    assert_eq!(renamed["match"], json!({ "rule": "external_id", "evidence": ["external_id:asserted"] }));
    let record = api.get(&format!("/v1/customers/{guest}")).await.json();
    assert_eq!((&record["kind"], &record["external_id"]), (&"registered".into(), &"user-1".into()));
    assert_eq!((&record["name"], &record["email"]), (&"Ada King".into(), &"ada@example.com".into()));
    assert_ne!(customer_of(&another), guest);
    let related = api.walk(&format!("/v1/customers/{guest}/related")).await;
    assert_eq!(related.len(), 1);
    assert_eq!(related[0]["customer"]["id"], customer_of(&another).as_str());
    assert_eq!(related[0]["shared"][0]["kind"], "email");
}

both_engines!(guests_who_turn_out_to_be_one_become_the_older_one);
async fn guests_who_turn_out_to_be_one_become_the_older_one(app: TestApp) {
    let api = app.merchant().await.api().await;
    let older = customer_of(&pay(&api, json!({ "email": "ada@example.com", "name": "Ada" }), "card-1").await);
    let younger = customer_of(&pay(&api, json!({ "phone": "+442079460018" }), "card-2").await);
    assert_ne!(older, younger);

    let both = pay(&api, json!({ "phone": "+442079460018", "email": "ada@example.com" }), "card-2").await;

    assert_eq!(customer_of(&both), older);
    let record = api.get(&format!("/v1/customers/{younger}")).await.json();
    assert_eq!((&record["id"], &record["merged_from"]), (&older.as_str().into(), &json!([younger])));
    assert_eq!((&record["phone"], &record["totals"][0]["spent"]), (&"+442079460018".into(), &300.into()));
    let merges = api.walk("/v1/merges").await;
    assert_eq!((merges.len(), &merges[0]["rule"]), (1, &"phone".into()));
    assert_eq!(merges[0]["evidence"], json!(["phone:asserted", "card:observed"]));
    assert_eq!(api.walk("/v1/customers").await.len(), 1);
    assert_eq!(api.walk(&format!("/v1/customers/{older}/payments")).await.len(), 3);
    let told = api.walk("/v1/events?type=customer.merged").await;
    assert_eq!(
        (&told[0]["customer_id"], &told[0]["data"]["object"]["merged_from"]),
        (&older.as_str().into(), &json!([younger]))
    );
    let timeline = api.walk(&format!("/v1/customers/{older}/timeline")).await;
    assert_eq!(timeline.iter().filter(|entry| entry["type"] == "customer.created").count(), 2);
}

both_engines!(a_card_that_is_charged_later_shows_who_it_was);
async fn a_card_that_is_charged_later_shows_who_it_was(app: TestApp) {
    let api = app.merchant().await.api().await;
    let older = customer_of(&pay(&api, json!({ "email": "ada@example.com" }), "card-1").await);
    let pending = json!({
        "amount": 100, "currency": "eur", "customer": { "phone": "+442079460018" }, "status": "pending",
        "method": { "type": "card", "last4": "4242", "fingerprint": "card-1" }
    });
    let pending = api.post("/v1/payments", pending).await.json();
    assert_ne!(customer_of(&pending), older, "a card that was not charged says nothing");

    let path = format!("/v1/payments/{}/succeed", pending["id"].as_str().expect("an id"));
    let paid = api.post(&path, json!({})).await.assert_status(200).json();

    assert_eq!(customer_of(&paid), older);
    assert_eq!(api.walk("/v1/merges").await[0]["rule"], "card");
}

both_engines!(a_guest_is_never_merged_into_a_registered_customer_by_itself);
async fn a_guest_is_never_merged_into_a_registered_customer_by_itself(app: TestApp) {
    let api = app.merchant().await.api().await;
    let registered = api.customer(json!({ "name": "Ada", "phone": "+442079460018", "email": "ada@example.com" })).await;
    let before = api.get(&format!("/v1/customers/{registered}")).await.json();

    let guest = customer_of(&pay(&api, json!({ "phone": "+442079460018", "email": "a@example.com" }), "").await);

    assert_ne!(guest, registered);
    assert_eq!(api.get(&format!("/v1/customers/{registered}")).await.json(), before);
    let related = api.get(&format!("/v1/customers/{registered}?include=related")).await.json()["related"].clone();
    assert_eq!(related[0]["customer"]["id"], guest.as_str());
    assert_eq!(related[0]["shared"][0]["label"], "+442079460018");
}

both_engines!(a_wallet_that_has_paid_before_tells_who_it_is);
async fn a_wallet_that_has_paid_before_tells_who_it_is(app: TestApp) {
    let api = app.merchant().await.api().await;
    let pay = async |email: &str| {
        let method =
            json!({ "type": "wallet", "chain_id": 1, "address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed" });
        let paid = json!({ "amount": 100, "currency": "eur", "customer": { "email": email }, "method": method });
        api.post("/v1/payments", paid).await.assert_status(201).json()
    };

    let (first, again) = (pay("ada@example.com").await, pay("a@example.com").await);

    assert_eq!(again["match"], json!({ "rule": "wallet", "evidence": ["wallet:observed"] }));
    assert_eq!(customer_of(&again), customer_of(&first));
}
