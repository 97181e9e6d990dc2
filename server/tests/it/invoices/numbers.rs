//! Numbers have no gap and none twice, whoever makes invoices out at the same moment and whatever comes to nothing.

use std::collections::BTreeSet;

use clientele_domain::invoice::InvoiceLine;
use clientele_domain::money::Amount;
use clientele_service::invoices::{self, NewInvoice};
use serde_json::json;

use super::{act, billed};
use crate::harness::{TestApp, both_engines, eur};

both_engines!(thirty_two_at_once_get_thirty_two_numbers);
async fn thirty_two_at_once_get_thirty_two_numbers(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let mut customers = Vec::new();
    for number in 0..8 {
        customers.push(api.customer(json!({ "name": format!("Ada {number}") })).await);
    }
    let all = (0..32_usize).map(|number| {
        let (shop, api, customer) = (shop.clone(), api.clone(), customers[number % 8].clone());
        tokio::spawn(async move {
            if number % 4 != 3 {
                return Some(billed(&api, &customer, 500).await["number"].as_str().expect("a number").to_owned());
            }
            // One of four comes to nothing after it took a number.
            let ctx = shop.ctx();
            let mut tx = ctx.house.db.begin().await.expect("a transaction");
            let unit = Amount { minor: 500, currency: eur() };
            let line = InvoiceLine { price: None, description: "Nothing".into(), unit, quantity: 1 };
            let customer = customer.parse().expect("an id");
            let (subscription, period, due_at) = (None, None, ctx.now);
            let asked = NewInvoice { customer, subscription, period, lines: vec![line], due_at };
            let invoice = invoices::issue(&ctx, &mut tx.conn(), asked).await.expect("an invoice");
            assert!(invoice.number > 0);
            None
        })
    });
    let mut numbers = BTreeSet::new();
    for one in all.collect::<Vec<_>>() {
        if let Some(number) = one.await.expect("an answer") {
            assert!(numbers.insert(number), "a number twice");
        }
    }

    let expected: BTreeSet<String> = (1..=24).map(|number| format!("TEST-{number:06}")).collect();
    assert_eq!(numbers, expected);
    assert_eq!(
        billed(
            &shop.other_mode().api().await,
            &{
                let live = shop.other_mode().api().await;
                live.customer(json!({ "name": "Grace" })).await
            },
            1
        )
        .await["number"],
        "INV-000001"
    );
}

both_engines!(a_draft_has_no_number_until_it_is_made_out);
async fn a_draft_has_no_number_until_it_is_made_out(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let asked = json!({
        "customer_id": ada, "currency": "eur", "draft": true,
        "lines": [{ "description": "Workshop", "amount": 4500, "quantity": 12 }, { "description": "Tea", "amount": 0 }],
    });
    let draft = api.post("/v1/invoices", asked).await.assert_status(201).json();
    assert_eq!((&draft["number"], &draft["status"], &draft["amount"]), (&json!(null), &json!("draft"), &json!(54_000)));
    assert!(super::told(&api, "invoice.created").await.is_empty(), "nobody sees a draft");
    assert_eq!(api.get(&format!("/v1/customers/{ada}")).await.json()["counts"]["invoices"], 0);
    api.post(&format!("/v1/invoices/{}/pay", super::id(&draft)), json!({ "paid_elsewhere": { "method": "cash" } }))
        .await
        .assert_problem(409, "invalid_state");

    let open = act(&api, &draft, "issue", json!({})).await;
    assert_eq!((&open["number"], &open["status"]), (&json!("TEST-000001"), &json!("open")));
    api.post(&format!("/v1/invoices/{}/issue", super::id(&draft)), json!({}))
        .await
        .assert_problem(409, "invalid_state");
    assert_eq!(super::told(&api, "invoice.created").await[0]["data"]["object"]["id"], draft["id"]);
    let customer = api.get(&format!("/v1/customers/{ada}?include=invoices")).await.json();
    assert_eq!((&customer["counts"]["invoices"], &customer["invoices"][0]["id"]), (&json!(1), &draft["id"]));
}

both_engines!(everything_that_is_wrong_is_told_at_once);
async fn everything_that_is_wrong_is_told_at_once(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let wrong =
        json!({ "currency": "euro", "lines": [{ "description": "A", "price_id": "price_1", "amount": 2 }, {}] });
    let answer = api.post("/v1/invoices", wrong).await;
    let fields: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["customer_id", "currency", "lines[0].amount", "lines[1].amount"]);

    let lines = json!([{ "description": "", "amount": 1 }, { "description": "B", "amount": -1, "quantity": 0 }]);
    let answer = api.post("/v1/invoices", json!({ "customer_id": ada, "lines": lines })).await;
    let fields: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["lines[0].description", "lines[1].quantity", "lines[1].amount"]);
    assert!(api.walk("/v1/invoices").await.is_empty());
}
