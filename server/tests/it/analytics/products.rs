//! What products brought: each has its part of what was paid and given back.

use clientele_domain::card::CardDraft;
use clientele_domain::customer::CustomerFields;
use clientele_domain::payment::MethodKind;
use clientele_service::checkout::{self, Submission, Submitted};
use serde_json::{Value, json};

use super::read;
use crate::harness::{Api, TestApp, both_engines};

/// Something with a price of so many cents; gives the ids of the product and of the price.
async fn offered(api: &Api, name: &str, cents: i64, currency: &str) -> (String, String) {
    let asked = json!({ "product": { "name": name }, "amount": cents, "currency": currency });
    let price = api.post("/v1/prices", asked).await.assert_status(201).json();
    let text = |field: &str| price[field].as_str().expect("an id").to_owned();
    (text("product_id"), text("id"))
}

/// Buys these at a checkout, so many of each; gives the payment.
async fn bought(app: &TestApp, api: &Api, items: &[(&str, i64)]) -> String {
    let items: Vec<Value> =
        items.iter().map(|(price, quantity)| json!({ "price": price, "quantity": quantity })).collect();
    let id = api.post("/v1/checkout_sessions", json!({ "line_items": items })).await.assert_status(201).id();
    let form = Submission {
        fields: CustomerFields { email: "ada@example.com".into(), ..CustomerFields::default() },
        method: Some(MethodKind::Card),
        card: CardDraft { number: "4242 4242 4242 4242".into(), expiry: "12/40".into(), cvc: "123".into() },
        ..Submission::default()
    };
    let done = checkout::submit(app.house(), id.parse().expect("an id"), &form).await.expect("an answer");
    assert_eq!(done, Submitted::Complete);
    let session = read(api, &format!("/v1/checkout_sessions/{id}")).await;
    session["payment_id"].as_str().expect("a payment").to_owned()
}

/// Name, paid, given back, sold, payments and refunds of each product.
async fn rows(api: &Api, query: &str) -> Value {
    let told = read(api, &format!("/v1/analytics/products{query}")).await;
    let row = |row: &Value| {
        json!(["name", "gross", "refunded", "quantity", "payments", "refunds"].map(|field| row[field].clone()))
    };
    told["data"].as_array().expect("rows").iter().map(row).collect()
}

both_engines!(a_payment_is_shared_among_the_products_it_was_for);
async fn a_payment_is_shared_among_the_products_it_was_for(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let (print, of_print) = offered(&api, "Print", 2_000, "eur").await;
    let (_, of_frame) = offered(&api, "Frame", 500, "eur").await;
    let (_, of_import) = offered(&api, "Postcard", 1_000, "usd").await;
    assert_eq!(rows(&api, "").await, json!([]));

    let both = bought(&app, &api, &[(&of_print, 1), (&of_frame, 2)]).await;
    bought(&app, &api, &[(&of_print, 3)]).await;
    bought(&app, &api, &[(&of_import, 1)]).await;
    let recorded = json!({ "amount": 700, "currency": "eur", "customer": { "email": "ada@example.com" } });
    api.post("/v1/payments", recorded).await.assert_status(201);
    let refund = json!({ "payment": both, "amount": 1_000, "reason": "duplicate", "destination": "balance" });
    api.post("/v1/refunds", refund).await.assert_status(201);

    // A third of the first payment was for frames, and so is a third of what was given back of it.
    let expected = json!([["Print", 8_000, 667, 4, 2, 1], ["Frame", 1_000, 333, 2, 1, 1]]);
    assert_eq!(rows(&api, "").await, expected);
    assert_eq!(rows(&api, "?time_zone=Asia/Kathmandu").await, expected);
    assert_eq!(rows(&api, "?to=2025-01-01").await, json!([]));
    assert_eq!(rows(&api, "?currency=usd").await, json!([["Postcard", 1_000, 0, 1, 1, 0]]));
    let converted = rows(&api, "?rates=usd:0.9").await;
    assert_eq!(converted[2], json!(["Postcard", 900, 0, 1, 1, 0]));
    let file = shop.get("analytics/products.csv").await;
    file.assert_status(200).assert_shows(&format!("{print},Print,80.00,6.67,73.33,2,1,4,EUR"));
    let page = shop.get("analytics?range=30d").await;
    page.assert_shows("What sells").assert_shows("Print").assert_shows("€73.33");
}

both_engines!(an_invoice_paid_elsewhere_was_for_its_products);
async fn an_invoice_paid_elsewhere_was_for_its_products(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let (_, price) = offered(&api, "Consulting", 10_000, "eur").await;
    let ada = shop.customer().email("ada@example.com").create().await;
    let asked = json!({ "customer_id": ada, "lines": [{ "price_id": price, "quantity": 2 }] });
    let id = api.post("/v1/invoices", asked).await.assert_status(201).id();
    let elsewhere = json!({ "paid_elsewhere": { "method": "bank_transfer" } });
    api.post(&format!("/v1/invoices/{id}/pay"), elsewhere).await.assert_status(200);

    assert_eq!(rows(&api, "").await, json!([["Consulting", 20_000, 0, 2, 1, 0]]));
}
