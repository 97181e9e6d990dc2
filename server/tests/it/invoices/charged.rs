//! Saved cards that are charged for invoices, once whoever asks; and money that comes too late.

use std::time::Duration;

use clientele_domain::payment::MethodKind;
use clientele_service::checkout::{self, Submitted};
use clientele_service::{invoices, subscriptions};
use serde_json::json;

use super::{act, balance, billed, cards_become, id, keep, read, submitted, told, with_card};
use crate::harness::{TestApp, both_engines};

both_engines!(however_many_press_pay_at_once_it_is_charged_once);
async fn however_many_press_pay_at_once_it_is_charged_once(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = with_card(&app, &api).await;
    let invoice = billed(&api, &ada, 2900).await;

    let place = format!("/v1/invoices/{}/pay", id(&invoice));
    let all = (0..8).map(|_| {
        let (api, place) = (api.clone(), place.clone());
        tokio::spawn(async move { api.post(&place, json!({})).await })
    });
    for answer in all.collect::<Vec<_>>() {
        let answer = answer.await.expect("an answer");
        if answer.status != 200 {
            answer.assert_problem(409, "invalid_state");
        }
    }

    let paid = read(&api, &invoice).await;
    assert_eq!((&paid["status"], &paid["amount_paid"]), (&json!("paid"), &json!(2900)));
    assert_eq!(api.walk("/v1/payments").await.len(), 2, "the first one kept the card");
    assert_eq!(told(&api, "invoice.paid").await.len(), 1);
    let completed = told(&api, "checkout_session.completed").await;
    assert_eq!(completed.len(), 1, "what an invoice is paid at is told by the invoice");
    assert_eq!(balance(&api, &ada).await, 0);
}

both_engines!(a_declined_card_is_told_and_the_invoice_stays_open);
async fn a_declined_card_is_told_and_the_invoice_stays_open(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = with_card(&app, &api).await;
    cards_become(&app, "lacks_funds").await;
    let invoice = billed(&api, &ada, 2900).await;

    let declined = act(&api, &invoice, "pay", json!({})).await;
    assert_eq!((&declined["status"], &declined["last_payment_error"]), (&json!("open"), &json!("insufficient_funds")));
    let again = act(&api, &invoice, "pay", json!({})).await;
    assert_eq!(
        (&again["declined_count"], &again["checkout_session_id"]),
        (&json!(2), &declined["checkout_session_id"])
    );
    let failed = told(&api, "invoice.payment_failed").await;
    assert_eq!((failed.len(), &failed[0]["data"]["object"]["id"]), (2, &invoice["id"]));
    shop.get(&format!("customers/{ada}")).await.assert_shows("could not be charged to the saved card");
}

both_engines!(the_same_request_twice_charges_once_and_gets_the_same_answer);
async fn the_same_request_twice_charges_once_and_gets_the_same_answer(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = with_card(&app, &api).await;
    let invoice = billed(&api, &ada, 2900).await;
    let once = api.with_header("idempotency-key", "pay-1");
    let place = format!("/v1/invoices/{}/pay", id(&invoice));

    let first = once.post(&place, json!({})).await;
    let second = once.post(&place, json!({})).await;

    assert_eq!(first.assert_status(200).json()["status"], "paid");
    assert_eq!(second.assert_status(200).body, first.body);
    assert_eq!(api.walk("/v1/payments").await.len(), 2);
}

both_engines!(an_answer_that_is_lost_is_found_out_and_settles_the_invoice);
async fn an_answer_that_is_lost_is_found_out_and_settles_the_invoice(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = with_card(&app, &api).await;
    cards_become(&app, "answer_lost").await;
    let invoice = billed(&api, &ada, 2900).await;

    let open = act(&api, &invoice, "pay", json!({})).await;
    assert_eq!((&open["status"], &open["last_payment_error"]), (&json!("open"), &json!(null)));
    for act in ["pay", "void", "mark_uncollectible"] {
        api.post(&format!("/v1/invoices/{}/{act}", id(&invoice)), json!({})).await.assert_problem(409, "invalid_state");
    }
    app.pass(Duration::from_secs(20));
    checkout::ask_and_expire(app.house()).await.expect("a look");

    assert_eq!(read(&api, &invoice).await["status"], "paid");
    assert_eq!(api.walk("/v1/payments").await.len(), 2);
}

both_engines!(a_charge_that_never_arrived_is_no_failed_payment_and_can_be_made_again);
async fn a_charge_that_never_arrived_is_no_failed_payment_and_can_be_made_again(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = with_card(&app, &api).await;
    cards_become(&app, "answer_lost").await;
    let invoice = billed(&api, &ada, 2900).await;
    act(&api, &invoice, "pay", json!({})).await;
    // As if the power had gone out before the processor was asked.
    let asked = "(SELECT id FROM payment_attempts WHERE unattended)";
    app.sql(&format!("DELETE FROM sandbox_charges WHERE attempt_id IN {asked}")).await;
    app.pass(Duration::from_secs(60));
    checkout::ask_and_expire(app.house()).await.expect("a look");

    let open = read(&api, &invoice).await;
    assert_eq!((&open["status"], &open["declined_count"]), (&json!("open"), &json!(0)));
    assert_eq!(told(&api, "invoice.payment_failed").await.len(), 0);
    app.sql("UPDATE sandbox_charges SET card = 'succeeds'").await;
    assert_eq!(act(&api, &invoice, "pay", json!({})).await["status"], "paid");
    assert_eq!(api.walk("/v1/payments").await.len(), 2, "the first one kept the card");
}

both_engines!(money_for_an_invoice_that_is_closed_is_given_back_as_credit_and_by_no_other_way);
async fn money_for_an_invoice_that_is_closed_is_given_back_as_credit_and_by_no_other_way(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let invoice = billed(&api, &ada, 2900).await;
    let desk = invoices::desk(&shop.ctx(), id(&invoice).parse().expect("an id")).await.expect("a checkout");
    assert_eq!(invoices::desk(&shop.ctx(), id(&invoice).parse().expect("an id")).await.expect("the same"), desk);
    assert_eq!(submitted(&app, &desk.to_string(), MethodKind::Lightning).await, Submitted::Waiting);
    let (void, session) = (act(&api, &invoice, "void", json!({})).await, format!("/v1/checkout_sessions/{desk}"));
    assert_eq!((&void["status"], &api.get(&session).await.json()["status"]), (&json!("void"), &json!("expired")));

    // The buyer pays the Lightning invoice that they still have.
    app.sql("UPDATE sandbox_charges SET outcome = 'succeeded' WHERE outcome = 'waiting'").await;
    app.pass(Duration::from_secs(20));
    checkout::ask_and_expire(app.house()).await.expect("a look");

    assert_eq!(read(&api, &invoice).await["status"], "void");
    assert_eq!(balance(&api, &ada).await, 2900);
    let payment = &api.walk("/v1/payments").await[0];
    assert_eq!((&payment["status"], &payment["customer_id"]), (&json!("refunded"), &json!(ada)));
    assert_eq!(payment["refunded_amount"], 2900);
    let refunds = api.walk(&format!("/v1/payments/{}/refunds", id(payment))).await;
    let refund = &refunds[0];
    assert_eq!((refunds.len(), &refund["status"], &refund["amount"]), (1, &json!("succeeded"), &json!(2900)));
    assert!(refund["note"].as_str().is_some_and(|note| note.contains("which waited for no money")), "{refund}");
    let moved = api.walk(&format!("/v1/customers/{ada}/balance_transactions")).await;
    assert_eq!((moved.len(), &moved[0]["type"], &moved[0]["source_id"]), (1, &json!("refund"), &refund["id"]));
    for asked in [
        json!({ "payment": id(payment), "reason": "duplicate" }),
        json!({ "payment": id(payment), "amount": 1, "reason": "duplicate" }),
    ] {
        api.post("/v1/refunds", asked).await.assert_problem(409, "refund_exceeds_payment");
    }
    let customer = api.get(&format!("/v1/customers/{ada}")).await.json();
    assert_eq!((&customer["totals"][0]["spent"], &customer["totals"][0]["net"]), (&json!(2900), &json!(0)));
    let next = billed(&api, &ada, 1000).await;
    assert_eq!((&next["status"], balance(&api, &ada).await), (&json!("paid"), 1900));
}

both_engines!(an_invoice_of_a_subscription_is_paid_by_the_subscriptions_card);
async fn an_invoice_of_a_subscription_is_paid_by_the_subscriptions_card(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = with_card(&app, &api).await;
    let monthly = json!({
        "product": { "name": "Club" }, "amount": 2900, "currency": "eur", "recurring": { "interval": "month" }
    });
    let monthly = api.post("/v1/prices", monthly).await.id();
    let asked = json!({ "customer_id": ada, "price_id": monthly, "trial_days": 3 });
    let subscription = api.post("/v1/subscriptions", asked).await.assert_status(201).json();
    assert!(subscription["card_id"].is_string(), "{subscription}");
    app.pass(Duration::from_secs(1));
    keep(&app, &api, &ada, "4000 0000 0000 5126").await;
    // The invoice is made out and not charged: the card lacks funds when its time comes.
    cards_become(&app, "lacks_funds").await;
    app.pass(Duration::from_secs(3 * 86_400));
    subscriptions::due(app.house()).await.expect("a look");
    app.sql("UPDATE sandbox_charges SET card = 'succeeds' WHERE card = 'lacks_funds'").await;
    let invoice = api.walk(&format!("/v1/invoices?customer={ada}&status=open")).await.remove(0);

    let paid = act(&api, &invoice, "pay", json!({})).await;

    assert_eq!((&paid["status"], &paid["subscription_id"]), (&json!("paid"), &subscription["id"]));
    let payment = api.get(&format!("/v1/payments/{}", paid["payment_id"].as_str().expect("an id"))).await.json();
    assert_eq!(payment["method"]["last4"], "4242");
    // What belongs to no subscription is paid by the card that was kept last.
    let other = billed(&api, &ada, 700).await;
    let paid = act(&api, &other, "pay", json!({})).await;
    let payment = api.get(&format!("/v1/payments/{}", paid["payment_id"].as_str().expect("an id"))).await.json();
    assert_eq!(payment["method"]["last4"], "5126");
}

both_engines!(an_invoice_is_paid_at_its_checkout_by_whoever_has_the_page);
async fn an_invoice_is_paid_at_its_checkout_by_whoever_has_the_page(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = with_card(&app, &api).await;
    let invoice = billed(&api, &ada, 2900).await;
    let desk = invoices::desk(&shop.ctx(), id(&invoice).parse().expect("an id")).await.expect("a checkout").to_string();
    let page = app.browser().get(&format!("/pay/{desk}")).await;
    page.assert_shows("Invoice TEST-000001").assert_shows("€29.00").assert_lacks("•••• 4242");

    assert_eq!(submitted(&app, &desk, MethodKind::Card).await, Submitted::Complete);

    let paid = read(&api, &invoice).await;
    assert_eq!((&paid["status"], &paid["checkout_session_id"]), (&json!("paid"), &json!(desk)));
    let customer = api.get(&format!("/v1/customers/{ada}")).await.json();
    assert_eq!((&customer["totals"][0]["spent"], &customer["counts"]["checkouts"]), (&json!(3000), &json!(1)));
}
