//! Money arrives once, whatever the buyer, the browser or the method repeats.

use std::time::Duration;

use clientele_domain::checkout::Decline;
use clientele_domain::payment::MethodKind;
use clientele_service::checkout::{self, Shown, Submission, Submitted};
use serde_json::{Value, json};

use super::{DECLINED, GOOD, LOST, form, paid, read, session, submit, wrong};
use crate::harness::{TestApp, both_engines};

both_engines!(a_declined_card_loses_nothing_and_another_one_pays);
async fn a_declined_card_loses_nothing_and_another_one_pays(app: TestApp) {
    let api = app.merchant().await.api().await;
    let id = session(&api, json!({ "collect": { "name": true } })).await;
    let mut sent = form("ada@example.com", DECLINED);
    sent.fields.name = "Ada".into();

    assert_eq!(submit(&app, &id, &sent).await, Submitted::Declined(Decline::Declined));

    let desk = checkout::open(app.house(), id.parse().expect("an id")).await.expect("the page");
    assert_eq!((desk.session.typed.name.as_str(), desk.shown(app.house().now())), ("Ada", Shown::Form));
    assert_eq!(api.walk("/v1/customers").await, [] as [Value; 0]);
    let sent = Submission { card: form("", GOOD).card, ..sent };
    assert_eq!(submit(&app, &id, &sent).await, Submitted::Complete);
    assert_eq!(api.walk("/v1/payments").await.len(), 1);
}

both_engines!(an_answer_that_was_lost_is_asked_for_and_nothing_is_charged_twice);
async fn an_answer_that_was_lost_is_asked_for_and_nothing_is_charged_twice(app: TestApp) {
    let api = app.merchant().await.api().await;
    let id = session(&api, json!({})).await;

    assert_eq!(submit(&app, &id, &form("ada@example.com", LOST)).await, Submitted::Processing);
    assert_eq!(submit(&app, &id, &form("ada@example.com", GOOD)).await, Submitted::Processing, "nobody pays twice");

    app.pass(Duration::from_secs(20));
    checkout::ask_and_expire(app.house()).await.expect("a look");
    let session = read(&api, &id).await;
    assert_eq!((&session["status"], &session["payment_status"]), (&"complete".into(), &"paid".into()));
    let shown = checkout::poll(app.house(), id.parse().expect("an id")).await.expect("a page");
    assert_eq!(shown, Shown::Complete);
    assert_eq!(api.walk("/v1/payments").await.len(), 1);
}

both_engines!(a_form_that_is_sent_twenty_times_is_one_payment);
async fn a_form_that_is_sent_twenty_times_is_one_payment(app: TestApp) {
    let api = app.merchant().await.api().await;
    let id = session(&api, json!({})).await;

    let all = (0..20).map(|_| {
        let (app, id) = (app.clone(), id.clone());
        tokio::spawn(async move { submit(&app, &id, &form("ada@example.com", GOOD)).await })
    });
    for answer in all.collect::<Vec<_>>() {
        let answer = answer.await.expect("an answer");
        assert!(matches!(answer, Submitted::Complete | Submitted::Processing), "{answer:?}");
    }

    assert_eq!(read(&api, &id).await["status"], "complete");
    assert_eq!(api.walk("/v1/payments").await.len(), 1);
    assert_eq!(api.walk("/v1/orders").await.len(), 1);
}

both_engines!(what_costs_nothing_is_complete_without_a_payment);
async fn what_costs_nothing_is_complete_without_a_payment(app: TestApp) {
    let api = app.merchant().await.api().await;

    let session = paid(&app, &api, json!({ "amount": 0 }), &form("ada@example.com", "")).await;

    assert_eq!((&session["payment_status"], &session["payment_id"]), (&"no_payment_required".into(), &Value::Null));
    assert_eq!(session["customer"]["counts"]["orders"], 1);
    assert_eq!(api.walk("/v1/payments").await, [] as [Value; 0]);
}

both_engines!(a_bad_card_and_a_missing_way_of_paying_are_told_with_the_rest);
async fn a_bad_card_and_a_missing_way_of_paying_are_told_with_the_rest(app: TestApp) {
    let api = app.merchant().await.api().await;
    let id = session(&api, json!({})).await;

    let mut sent = form("nobody", "4242 4242 4242 4241");
    sent.card.expiry = "13/20".into();
    assert_eq!(wrong(submit(&app, &id, &sent).await), ["email", "card_number", "card_expiry"]);
    let none = Submission { method: None, ..form("ada@example.com", GOOD) };
    assert_eq!(wrong(submit(&app, &id, &none).await), ["method"]);
    let cash = Submission { method: Some(MethodKind::Cash), ..form("ada@example.com", GOOD) };
    assert_eq!(wrong(submit(&app, &id, &cash).await), ["method"]);
}

both_engines!(a_simulated_invoice_is_paid_and_another_way_can_be_chosen);
async fn a_simulated_invoice_is_paid_and_another_way_can_be_chosen(app: TestApp) {
    let api = app.merchant().await.api().await;
    let (id, other) = (session(&api, json!({})).await, session(&api, json!({})).await);
    let lightning = Submission { method: Some(MethodKind::Lightning), ..form("ada@example.com", "") };

    assert_eq!(submit(&app, &id, &lightning).await, Submitted::Waiting);
    checkout::simulate(app.house(), id.parse().expect("an id")).await.expect("paid");
    assert_eq!(read(&api, &id).await["status"], "complete");

    assert_eq!(submit(&app, &other, &lightning).await, Submitted::Waiting);
    assert_eq!(submit(&app, &other, &form("ada@example.com", GOOD)).await, Submitted::Waiting);
    checkout::reconsider(app.house(), other.parse().expect("an id")).await.expect("given up");
    assert_eq!(submit(&app, &other, &form("ada@example.com", GOOD)).await, Submitted::Complete);
    assert_eq!(api.walk("/v1/payments").await.len(), 2);
}
