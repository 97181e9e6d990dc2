//! Who the buyer is, and what is asked.

use clientele_domain::customer::{Address, CustomerFields};
use clientele_service::checkout::{Submission, Submitted};
use serde_json::{Value, json};

use super::{GOOD, form, paid, read, session, submit, wrong};
use crate::harness::{TestApp, both_engines};

both_engines!(a_first_buyer_becomes_a_guest_with_an_order_and_a_payment);
async fn a_first_buyer_becomes_a_guest_with_an_order_and_a_payment(app: TestApp) {
    let api = app.merchant().await.api().await;

    let session = paid(&app, &api, json!({ "metadata": { "cart": 7 } }), &form(" Ada@Example.com ", GOOD)).await;

    assert_eq!((&session["status"], &session["payment_status"]), (&"complete".into(), &"paid".into()));
    assert_eq!(session["match"], json!({ "rule": "new", "evidence": [] }));
    let customer = &session["customer"];
    assert_eq!((&customer["kind"], &customer["email"]), (&"guest".into(), &"ada@example.com".into()));
    assert_eq!((&customer["counts"]["checkouts"], &customer["counts"]["orders"]), (&1.into(), &1.into()));
    let payment = api.get(&format!("/v1/payments/{}", session["payment_id"].as_str().expect("a payment"))).await.json();
    assert_eq!((&payment["source"], &payment["source_id"]), (&"checkout".into(), &session["id"]));
    assert_eq!((&payment["source_description"], &payment["metadata"]), (&"A print".into(), &json!({ "cart": 7 })));
    assert_eq!((&payment["method"]["brand"], &payment["method"]["last4"]), (&"visa".into(), &"4242".into()));
    let told = api.walk("/v1/events?type=checkout_session.completed").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["data"]["object"]["customer"]["id"], customer["id"]);
    assert_eq!(
        api.walk(&format!("/v1/customers/{}/checkout_sessions", customer["id"].as_str().expect("an id"))).await.len(),
        1
    );
}

both_engines!(a_returning_guest_is_known_by_email_and_by_card);
async fn a_returning_guest_is_known_by_email_and_by_card(app: TestApp) {
    let api = app.merchant().await.api().await;
    let first = paid(&app, &api, json!({}), &form("ada@example.com", GOOD)).await;

    let by_email = paid(&app, &api, json!({}), &form("ADA@example.com", GOOD)).await;
    let by_card = paid(&app, &api, json!({}), &form("ada.king@example.com", GOOD)).await;

    assert_eq!(by_email["customer_id"], first["customer_id"]);
    assert_eq!(by_card["customer_id"], first["customer_id"]);
    assert_eq!((&by_card["match"]["rule"], &by_card["match"]["evidence"]), (&"card".into(), &json!(["card:observed"])));
    assert_eq!(by_card["customer"]["counts"]["payments"], 3);
}

both_engines!(a_typed_email_changes_nothing_of_a_registered_customer_and_attaches_no_external_id);
async fn a_typed_email_changes_nothing_of_a_registered_customer_and_attaches_no_external_id(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "email": "ada@example.com", "name": "Ada Lovelace" })).await;
    let before = api.get(&format!("/v1/customers/{ada}")).await.json();
    let asked = json!({ "collect": { "name": true }, "customer": { "external_id": "user-9" } });
    let mut sent = form("ada@example.com", GOOD);
    sent.fields.name = "Eve".into();

    let session = paid(&app, &api, asked, &sent).await;

    assert_eq!(
        (&session["customer_id"], &session["match"]["evidence"]),
        (&ada.as_str().into(), &json!(["email:typed"]))
    );
    let after = api.get(&format!("/v1/customers/{ada}")).await.json();
    assert_eq!((&after["name"], &after["external_id"]), (&before["name"], &Value::Null));
    let plain = json!({ "collect": { "name": true } });
    let session = paid(&app, &api, plain, &sent).await;
    assert_eq!(session["customer_id"], ada.as_str());
    let after = api.get(&format!("/v1/customers/{ada}")).await.json();
    assert_eq!((&after["name"], &after["version"]), (&"Ada Lovelace".into(), &before["version"]));
}

both_engines!(a_known_user_is_asked_only_for_what_is_missing);
async fn a_known_user_is_asked_only_for_what_is_missing(app: TestApp) {
    let api = app.merchant().await.api().await;
    let asked = json!({
        "customer": { "external_id": "user-1", "name": "Ada" }, "require_customer_data": ["email", "name", "company"]
    });
    let id = session(&api, asked.clone()).await;
    assert_eq!(read(&api, &id).await["missing_fields"], json!(["email", "company"]));
    assert_eq!(wrong(submit(&app, &id, &form("", GOOD)).await), ["email", "metadata.company"]);
    let mut sent = form("ada@example.com", GOOD);
    sent.fields.metadata = vec![("company".into(), "0042".into())];
    assert_eq!(submit(&app, &id, &sent).await, Submitted::Complete);
    let customer = read(&api, &id).await["customer"].clone();
    assert_eq!((&customer["kind"], &customer["external_id"]), (&"registered".into(), &"user-1".into()));
    assert_eq!(customer["metadata"], json!({ "company": "0042" }));

    let again = session(&api, asked).await;

    assert_eq!(read(&api, &again).await["missing_fields"], json!([]));
    let nothing = Submission { fields: CustomerFields::default(), ..form("", GOOD) };
    assert_eq!(submit(&app, &again, &nothing).await, Submitted::Complete);
    assert_eq!(read(&api, &again).await["customer_id"], customer["id"]);
}

both_engines!(a_named_customer_is_locked_and_changed_only_as_allowed);
async fn a_named_customer_is_locked_and_changed_only_as_allowed(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "email": "ada@example.com", "name": "Ada", "external_id": "user-1" })).await;
    let collect = json!({ "name": true, "phone": true, "billing_address": true });
    let asked = json!({ "customer_id": ada, "collect": collect, "customer_update": { "name": "auto" } });
    let mut sent = form("eve@example.com", GOOD);
    sent.fields.name = "Ada King".into();
    sent.fields.phone = "020 7946 0018".into();
    sent.fields.address = Address {
        line1: "12 St James's Square".into(),
        city: "London".into(),
        postal_code: "SW1Y 4JH".into(),
        country: "GB".into(),
        ..Address::default()
    };

    let session = paid(&app, &api, asked, &sent).await;

    assert_eq!((&session["customer_id"], &session["match"]["rule"]), (&ada.as_str().into(), &"customer_id".into()));
    let customer = &session["customer"];
    assert_eq!((&customer["email"], &customer["name"]), (&"ada@example.com".into(), &"Ada King".into()));
    assert_eq!(customer["phone"], "+442079460018", "what was missing is filled in");
    assert_eq!(customer["address"], Value::Null, "what may not be updated stays as it is");
    assert_eq!(session["customer_details"]["address"]["city"], "London");
}

both_engines!(whoever_leaves_nothing_pays_without_becoming_a_customer);
async fn whoever_leaves_nothing_pays_without_becoming_a_customer(app: TestApp) {
    let api = app.merchant().await.api().await;
    let asked = json!({ "collect": { "email": false } });

    let session = paid(&app, &api, asked, &form("", GOOD)).await;

    assert_eq!((&session["customer_id"], &session["status"]), (&Value::Null, &"complete".into()));
    let payment = api.get(&format!("/v1/payments/{}", session["payment_id"].as_str().expect("a payment"))).await.json();
    assert_eq!((&payment["customer_id"], &payment["status"]), (&Value::Null, &"succeeded".into()));
    assert_eq!(api.walk("/v1/customers").await, [] as [Value; 0]);
    assert_eq!(api.walk("/v1/events").await.len(), 2);
}

both_engines!(always_makes_a_registered_customer);
async fn always_makes_a_registered_customer(app: TestApp) {
    let api = app.merchant().await.api().await;
    let asked = json!({
        "customer_creation": "always", "collect": { "email": false, "name": true }
    });
    let mut sent = form("", GOOD);
    sent.fields.name = "Ada".into();

    let session = paid(&app, &api, asked, &sent).await;

    let customer = &session["customer"];
    assert_eq!((&customer["kind"], &customer["name"]), (&"registered".into(), &"Ada".into()));
}

both_engines!(answers_come_back_on_the_session_and_the_customer);
async fn answers_come_back_on_the_session_and_the_customer(app: TestApp) {
    let api = app.merchant().await.api().await;
    let fields = json!([
        { "label": "Tax ID", "type": "number", "min_characters": 3 },
        { "label": "Delivery", "type": "dropdown", "options": [{ "label": "Door" }, { "label": "Hand" }] },
        { "label": "Gift", "type": "checkbox", "optional": true }
    ]);
    let id = session(&api, json!({ "custom_fields": fields })).await;
    let answers = |tax: &str, delivery: &str| {
        vec![("tax_id".to_owned(), tax.to_owned()), ("delivery".to_owned(), delivery.to_owned())]
    };
    let sent = Submission { answers: answers("12", "Roof"), ..form("ada@example.com", GOOD) };
    assert_eq!(wrong(submit(&app, &id, &sent).await), ["custom_fields.tax_id", "custom_fields.delivery"]);

    let sent = Submission { answers: answers("0123", "Hand"), ..sent };
    assert_eq!(submit(&app, &id, &sent).await, Submitted::Complete);

    let session = read(&api, &id).await;
    let answers: Vec<&Value> =
        session["custom_fields"].as_array().expect("a list").iter().map(|f| &f["answer"]).collect();
    assert_eq!(answers, [&Value::from("0123"), &Value::from("Hand"), &Value::from(false)]);
    let expected = json!({ "tax_id": "0123", "delivery": "Hand", "gift": false });
    assert_eq!(session["customer"]["metadata"], expected);
}

both_engines!(whoever_is_to_be_registered_does_not_become_the_guest_who_was_there);
async fn whoever_is_to_be_registered_does_not_become_the_guest_who_was_there(app: TestApp) {
    let api = app.merchant().await.api().await;
    let guest = paid(&app, &api, json!({}), &form("ada@example.com", GOOD)).await["customer_id"].clone();
    let asked = json!({ "customer_creation": "always" });

    let first = paid(&app, &api, asked.clone(), &form("ada@example.com", GOOD)).await;
    let second = paid(&app, &api, asked, &form("ada@example.com", GOOD)).await;

    assert_eq!(first["customer"]["kind"], "registered");
    assert_ne!(first["customer_id"], guest);
    assert_eq!(second["customer_id"], first["customer_id"], "the account is used from then on");
    let related = api.walk(&format!("/v1/customers/{}/related", guest.as_str().expect("an id"))).await;
    assert_eq!(related[0]["customer"]["id"], first["customer_id"]);
}

both_engines!(any_other_key_told_of_a_buyer_becomes_metadata);
async fn any_other_key_told_of_a_buyer_becomes_metadata(app: TestApp) {
    let api = app.merchant().await.api().await;
    let told = json!({ "external_id": "user-1", "shippingAddress": "123 Main St", "seats": 3, "Name": "Ada" });

    let session = paid(&app, &api, json!({ "customer": told }), &form("ada@example.com", GOOD)).await;

    let expected = json!({ "shippingAddress": "123 Main St", "seats": 3, "Name": "Ada" });
    assert_eq!(session["customer"]["metadata"], expected);
    let warnings = session["warnings"].as_array().expect("a list");
    assert!(warnings.len() == 1 && warnings[0].as_str().expect("a text").contains("\"name\""), "{warnings:?}");
}
