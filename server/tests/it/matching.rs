//! Matching on pages: who might be one person, making two records one and two again, and the settings.

mod duplicates;
mod merging;
mod settings;

use clientele_domain::id::CustomerId;

use crate::harness::{Shop, TestApp, both_engines};

/// Two who share a phone, the older one first.
async fn two(shop: &Shop) -> (CustomerId, CustomerId) {
    let ada = shop.customer().name("Ada Lovelace").email("ada@example.com").phone("+442079460018").create().await;
    let other = shop.customer().name("A. King").email("king@example.com").phone("+442079460018").create().await;
    (ada, other)
}

both_engines!(who_shares_something_is_related_on_both_pages_until_somebody_says_that_they_are_two);
async fn who_shares_something_is_related_on_both_pages_until_somebody_says_that_they_are_two(app: TestApp) {
    let shop = app.merchant().await;
    let (ada, other) = two(&shop).await;
    let (adas, others) = (format!("customers/{ada}"), format!("customers/{other}"));

    let page = shop.get(&adas).await;

    page.assert_shows("Related customers").assert_shows("A. King").assert_shows("Same phone +442079460018.");
    page.assert_shows("Both are registered").assert_shows("Not the same person");
    assert!(page.attributes("href").contains(&shop.path(&format!("{adas}/merge/{other}"))), "{}", page.text());
    shop.get(&others).await.assert_shows("Same phone +442079460018.");

    let said = [("act", "distinct"), ("other", &*other.to_string())];
    shop.post(&adas, &said).await.assert_goes_to(&shop.path(&adas));

    shop.get(&adas).await.assert_shows("Nobody else shares anything.").assert_shows("Take back");
    shop.get(&others).await.assert_shows("Not the same person, as your team said").assert_shows("Ada Lovelace");
    let form = [("act", "merge"), ("survivor", &*ada.to_string())];
    let refused = shop.post(&format!("{adas}/merge/{other}"), &form).await;
    refused.assert_status(422).assert_shows("Somebody said that these two are not the same person");

    let back = [("act", "not_distinct"), ("other", &*ada.to_string())];
    shop.post(&others, &back).await.assert_goes_to(&shop.path(&others));

    shop.get(&adas).await.assert_shows("Same phone +442079460018.").assert_lacks("Take back");
    shop.post(&others, &back).await.assert_status(404);
}

both_engines!(an_identity_tells_how_it_was_learnt);
async fn an_identity_tells_how_it_was_learnt(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let pay = async |customer: serde_json::Value| {
        let paid = serde_json::json!({ "amount": 100, "currency": "eur", "customer": customer });
        let paid = api.post("/v1/payments", paid).await.assert_status(201).json();
        paid["customer_id"].as_str().expect("a customer").to_owned()
    };
    let ada = pay(serde_json::json!({ "email": "ada@example.com" })).await;
    app.pass(std::time::Duration::from_secs(60));
    pay(serde_json::json!({ "email": "ada@example.com", "phone": "+442079460018" })).await;

    let page = shop.get(&format!("customers/{ada}")).await;

    page.assert_shows("Asserted by your systems on").assert_shows("The payment that began this record");
    page.assert_shows("Linked by the email");
}
