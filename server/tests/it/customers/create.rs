//! A new customer.

use clientele_domain::customer::Kind;
use clientele_service::customers;

use super::id_in;
use crate::harness::{TestApp, both_engines};

const EVERYTHING: [(&str, &str); 21] = [
    ("name", " Ada Lovelace "),
    ("email", "Ada@Analytical.example"),
    ("phone", "(020) 7946 0018"),
    ("external_id", "user-1"),
    ("did", "did:web:ada.example"),
    ("locale", "en-GB"),
    ("refund_address", "ada@wallet.example"),
    ("tags", "VIP, early adopter, vip"),
    ("address.line1", "12 St James's Square"),
    ("address.line2", "Second floor"),
    ("address.postal_code", "SW1Y 4JH"),
    ("address.city", "London"),
    ("address.state", "Greater London"),
    ("address.country", "GB"),
    ("shipping.line1", "Ockham Park"),
    ("shipping.city", "Ockham"),
    ("shipping.country", "GB"),
    ("metadata.key", "plan"),
    ("metadata.value", "pro"),
    ("metadata.key", "seats"),
    ("metadata.value", "3"),
];

both_engines!(everything_that_is_entered_is_kept_in_its_proper_form);
async fn everything_that_is_entered_is_kept_in_its_proper_form(app: TestApp) {
    let shop = app.merchant().await;

    let answer = shop.post("customers/new", &EVERYTHING).await;

    answer.assert_status(303);
    let page = shop.browser.get(answer.location()).await;
    page.assert_status(200);
    for text in [
        "Ada Lovelace",
        "ada@analytical.example",
        "+442079460018",
        "user-1",
        "did:web:ada.example",
        "ada@wallet.example",
        "vip",
        "early adopter",
        "12 St James's Square",
        "SW1Y 4JH London",
        "United Kingdom",
        "Ockham Park",
        "plan",
        "pro",
        "seats",
    ] {
        let squeezed = page.text().replace("+44 20 7946 0018", "+442079460018");
        assert!(squeezed.contains(text), "{text:?} is not on the page: {squeezed}");
    }
    let kept = customers::get(&shop.ctx(), id_in(answer.location())).await.expect("the customer").customer;
    assert_eq!((kept.kind, kept.version), (Kind::Registered, 1));
    assert_eq!(kept.fields.tags, ["vip", "early adopter"]);
    assert_eq!(kept.fields.metadata, [("plan".into(), "\"pro\"".into()), ("seats".into(), "3".into())]);
    shop.get("customers").await.assert_shows("Ada Lovelace");
}

both_engines!(every_mistake_is_told_beside_its_field_and_nothing_is_lost);
async fn every_mistake_is_told_beside_its_field_and_nothing_is_lost(app: TestApp) {
    let shop = app.merchant().await;
    let wrong = [
        ("name", "Ada Lovelace"),
        ("email", "ada@analytical"),
        ("phone", "12"),
        ("external_id", "user-1"),
        ("did", "did:nothing"),
        ("locale", "klingon-9"),
        ("refund_address", "bc1qnonsense"),
        ("tags", "fine, with; semicolon"),
        ("address.line1", "12 St James's Square"),
        ("address.country", "XX"),
        ("shipping.country", "YY"),
        ("shipping.city", "Ockham"),
        ("metadata.key", "a key"),
        ("metadata.value", "kept \"value\""),
    ];

    let page = shop.post("customers/new", &wrong).await;

    page.assert_status(422);
    for field in ["email", "phone", "did", "locale", "refund_address", "tags", "address.country", "shipping.country"] {
        assert!(
            page.error_of(field).is_some_and(|error| error.len() > 10),
            "nothing is said beside {field}: {}",
            page.text()
        );
    }
    page.assert_shows("A key has only letters (a to z), digits, _ and -; \"a key\" has a space in it.");
    for (field, value) in wrong.iter().filter(|(field, _)| !field.ends_with("country")) {
        page.assert_value(field, value);
    }
    assert_eq!(customers::count(&shop.ctx()).await.expect("a count"), 0);
}

both_engines!(a_customer_is_known_by_something);
async fn a_customer_is_known_by_something(app: TestApp) {
    let shop = app.merchant().await;

    let page = shop.post("customers/new", &[("name", " "), ("tags", "vip")]).await;

    page.assert_status(422).assert_error("name", "Enter at least one of name, email, phone, external id and DID.");
    page.assert_value("tags", "vip");
}

both_engines!(a_taken_external_id_names_its_owner);
async fn a_taken_external_id_names_its_owner(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().external_id("user-1").create().await;

    let page = shop.post("customers/new", &[("name", "Grace Hopper"), ("external_id", "user-1")]).await;

    page.assert_status(422).assert_error("external_id", &ada.to_string()).assert_value("name", "Grace Hopper");
    // Elsewhere it is free.
    let elsewhere = [("external_id", "user-1")];
    shop.live().post("customers/new", &elsewhere).await.assert_status(303);
    app.merchant().await.post("customers/new", &elsewhere).await.assert_status(303);
    customers::delete(&shop.ctx(), ada, None).await.expect("a deletion");
    shop.post("customers/new", &elsewhere).await.assert_status(303);
}

both_engines!(of_many_at_once_one_gets_the_external_id);
async fn of_many_at_once_one_gets_the_external_id(app: TestApp) {
    let shop = app.merchant().await;
    let attempts: Vec<_> = (0..8)
        .map(|number| {
            let shop = shop.clone();
            let form = [("name", format!("Ada {number}")), ("external_id", "user-1".to_owned())];
            tokio::spawn(async move { shop.post("customers/new", &form).await.status.as_u16() })
        })
        .collect();

    let mut statuses = Vec::new();
    for attempt in attempts {
        statuses.push(attempt.await.expect("an answer"));
    }
    statuses.sort_unstable();

    assert_eq!(statuses, [303, 422, 422, 422, 422, 422, 422, 422]);
}

both_engines!(a_script_is_told_the_same_as_data);
async fn a_script_is_told_the_same_as_data(app: TestApp) {
    let shop = app.merchant().await;
    let script = shop.browser.with_header("x-clientele-form", "1");
    let address = shop.path("customers/new");

    let wrong = script.post(&address, &[("email", "ada@analytical")]).await;
    let right = script.post(&address, &[("email", "ada@analytical.example")]).await;

    wrong.assert_status(422);
    assert_eq!(wrong.json()["again"]["violations"][0]["field"], "email");
    let done = &right.assert_status(200).json()["done"];
    assert_eq!(done["message"], "ada@analytical.example is now a customer.");
    shop.browser.get(done["to"].as_str().expect("an address")).await.assert_status(200);
}

both_engines!(a_script_hears_that_the_session_has_ended);
async fn a_script_hears_that_the_session_has_ended(app: TestApp) {
    let shop = app.merchant().await;
    let script = app.browser().with_header("x-clientele-form", "1");

    let answer = script.post(&shop.path("customers/new"), &[("name", "Ada Lovelace")]).await;

    answer.assert_status(401);
    assert_eq!(answer.json(), "SignedOut");
}
