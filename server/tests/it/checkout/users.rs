//! Buyers whom the merchant knows: one record from the first purchase on.

use clientele_domain::customer::Address;
use clientele_service::checkout::{self, Submitted};
use serde_json::{Value, json};

use super::{GOOD, form, paid, read, session, submit};
use crate::harness::{TestApp, both_engines};

both_engines!(the_customer_of_the_first_completion_is_named_from_then_on);
async fn the_customer_of_the_first_completion_is_named_from_then_on(app: TestApp) {
    let api = app.merchant().await.api().await;
    let first = json!({
        "customer_creation": "always", "customer": { "name": "Ada", "email": "ada@example.com" },
        "metadata": { "user_id": "u_42" }
    });
    paid(&app, &api, first, &form("ada@example.com", GOOD)).await;
    let told = api.walk("/v1/events?type=checkout_session.completed").await;
    let told = &told[0]["data"]["object"];
    assert_eq!(told["metadata"]["user_id"], "u_42");
    let ada = &told["customer"]["id"];

    let next = session(&api, json!({ "customer_id": ada })).await;
    assert_eq!(read(&api, &next).await["missing_fields"], json!([]));
    assert_eq!(submit(&app, &next, &form("", GOOD)).await, Submitted::Complete);

    let customers = api.walk("/v1/customers").await;
    assert_eq!((customers.len(), &customers[0]["id"]), (1, ada));
    let user = &customers[0];
    assert_eq!((&user["kind"], &user["counts"]["payments"]), (&"registered".into(), &2.into()));
    assert_eq!(user["totals"][0]["spent"], 5000);
}

both_engines!(a_guest_who_signs_up_stays_one_person);
async fn a_guest_who_signs_up_stays_one_person(app: TestApp) {
    let api = app.merchant().await.api().await;
    let guest = paid(&app, &api, json!({}), &form("ada@example.com", GOOD)).await["customer_id"].clone();

    let known = json!({ "customer": { "external_id": "user-1", "email": "ada@example.com" } });
    let done = paid(&app, &api, known, &form("ada@example.com", GOOD)).await;

    assert_eq!((&done["customer_id"], &done["match"]["rule"]), (&guest, &"email".into()));
    let customer = &done["customer"];
    assert_eq!((&customer["kind"], &customer["external_id"]), (&"registered".into(), &"user-1".into()));
    assert_eq!(customer["counts"]["payments"], 2);
    assert_eq!(api.walk("/v1/customers").await.len(), 1);
    session(&api, json!({ "customer_id": "external_id:user-1" })).await;
}

both_engines!(an_external_id_without_email_or_phone_stays_on_the_session);
async fn an_external_id_without_email_or_phone_stays_on_the_session(app: TestApp) {
    let api = app.merchant().await.api().await;
    let asked = json!({ "customer": { "external_id": "user-1", "name": "Ada" }, "collect": { "email": false } });

    let done = paid(&app, &api, asked, &form("", GOOD)).await;

    assert_eq!((&done["status"], &done["customer_id"]), (&"complete".into(), &Value::Null));
    let kept = &done["customer_details"];
    assert_eq!((&kept["external_id"], &kept["name"]), (&"user-1".into(), &"Ada".into()));
    assert_eq!(api.walk("/v1/customers").await, [] as [Value; 0]);
}

both_engines!(the_record_fills_the_form_and_takes_what_it_may);
async fn the_record_fills_the_form_and_takes_what_it_may(app: TestApp) {
    let api = app.merchant().await.api().await;
    let place =
        json!({ "line1": "12 St James's Square", "city": "London", "postal_code": "SW1Y 4JH", "country": "GB" });
    let ada = json!({ "name": "Ada", "email": "ada@example.com", "address": place, "shipping": place });
    let ada = api.customer(ada).await;
    let asked = json!({
        "customer_id": ada, "collect": { "name": true, "billing_address": true, "shipping_address": true },
        "customer_update": { "address": "auto", "shipping": "auto" }
    });
    let id = session(&api, asked).await;
    let open = read(&api, &id).await;
    let details = &open["customer_details"];
    assert_eq!((&details["address"]["city"], &details["shipping"]["city"]), (&"London".into(), &"London".into()));
    assert_eq!((&open["missing_fields"], &details["email"]), (&json!([]), &"ada@example.com".into()));

    let mut sent = form("", GOOD);
    sent.fields.name = "Ada King".into();
    sent.fields.address = Address {
        line1: "Ockham Park".into(),
        city: "Ockham".into(),
        postal_code: "GU23 6NQ".into(),
        country: "GB".into(),
        ..Address::default()
    };
    sent.fields.shipping = Address { name: "Byron King".into(), ..sent.fields.address.clone() };
    assert_eq!(submit(&app, &id, &sent).await, Submitted::Complete);

    let record = api.get(&format!("/v1/customers/{ada}")).await.json();
    assert_eq!((&record["address"]["city"], &record["shipping"]["city"]), (&"Ockham".into(), &"Ockham".into()));
    assert_eq!((&record["address"]["name"], &record["shipping"]["name"]), (&Value::Null, &"Byron King".into()));
    assert_eq!(record["name"], "Ada", "the name was not to be updated");
}

both_engines!(a_customers_payments_tell_where_each_came_from);
async fn a_customers_payments_tell_where_each_came_from(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "email": "ada@example.com" })).await;
    let reported = json!({
        "amount": 100, "currency": "usd", "customer_id": ada, "source_description": "Market stall", "status": "pending"
    });
    api.post("/v1/payments", reported).await.assert_status(201);
    let link = json!({ "name": "Summer sale", "title": "Premium plan", "amount": 9900, "currency": "usd" });
    let link = api.post("/v1/payment_links", link).await.assert_status(201).id();
    let buyer = form("ada@example.com", GOOD);
    let sold = checkout::submit_link(app.house(), link.parse().expect("an id"), "", &buyer).await.expect("an answer");
    assert_eq!(sold.1, Submitted::Complete);
    paid(&app, &api, json!({}), &buyer).await;

    let payments = api.walk(&format!("/v1/customers/{ada}/payments")).await;

    let text = |payment: &Value, field: &str| payment[field].as_str().unwrap_or_default().to_owned();
    let from = |payment: &Value| format!("{}: {}", text(payment, "source"), text(payment, "source_description"));
    let sources: Vec<String> = payments.iter().map(from).collect();
    assert_eq!(sources, ["checkout: A print", "payment_link: Summer sale", "api: Market stall"]);
    assert_eq!(payments[1]["source_id"], link.as_str());
    let pending = api.walk(&format!("/v1/customers/{ada}/payments?status=pending")).await;
    assert_eq!(pending, [payments[2].clone()]);
    let record = api.get(&format!("/v1/customers/{ada}")).await.json();
    let totals = &record["totals"][0];
    assert_eq!(
        (&totals["spent"], &totals["payment_count"]),
        (&12_400.into(), &2.into()),
        "what is pending does not count"
    );
    assert_eq!(record["last_payment_at"], payments[0]["succeeded_at"]);
}
