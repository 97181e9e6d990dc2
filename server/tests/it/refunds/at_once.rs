//! Any number of refunds at the same moment.

use clientele_domain::role::Role;
use clientele_service::Error;
use clientele_service::refunds;
use serde_json::json;

use super::{GOOD, by_card, elsewhere, of, read, staff, wanted};
use crate::harness::{TestApp, both_engines};

both_engines!(of_twenty_full_refunds_at_once_one_is_accepted);
async fn of_twenty_full_refunds_at_once_one_is_accepted(app: TestApp) {
    let api = app.merchant().await.api().await;
    for payment in [by_card(&app, &api, GOOD).await, elsewhere(&api, json!({ "name": "Ada" })).await] {
        let all = (0..20).map(|_| {
            let (api, asked) = (api.clone(), of(&payment, None));
            tokio::spawn(async move { api.post("/v1/refunds", asked).await })
        });
        let mut accepted = 0;
        for answer in all.collect::<Vec<_>>() {
            let answer = answer.await.expect("an answer");
            if answer.status == 201 {
                accepted += 1;
                continue;
            }
            answer.assert_problem(409, "refund_exceeds_payment");
            assert!(answer.body.contains("Web shop refunded all of it"), "{}", answer.body);
        }

        assert_eq!(accepted, 1);
        assert_eq!(api.walk(&format!("/v1/payments/{payment}/refunds")).await.len(), 1);
        assert_eq!(read(&api, &format!("/v1/payments/{payment}")).await["refundable_amount"], 0);
    }
}

both_engines!(whoever_comes_second_is_told_who_did_it_and_when);
async fn whoever_comes_second_is_told_who_did_it_and_when(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let payment = elsewhere(&api, json!({ "name": "Ada" })).await;
    let people = [staff(&shop, "Jonas Brekke", Role::Admin), staff(&shop, "Leila Haddad", Role::Support)];

    let all = (0..20).map(|number| {
        let (ctx, asked) = (people[number % 2].clone(), wanted(&payment, None));
        tokio::spawn(async move { refunds::create(&ctx, asked).await })
    });
    let (mut by, mut told) = (Vec::new(), Vec::new());
    for answer in all.collect::<Vec<_>>() {
        match answer.await.expect("an answer") {
            Ok(refund) => by.push(refund.created_by.name),
            Err(Error::RefundExceedsPayment(sentence)) => told.push(sentence),
            Err(other) => panic!("{other:?}"),
        }
    }

    assert_eq!((by.len(), told.len()), (1, 19));
    assert!(told.iter().all(|sentence| sentence.starts_with(&format!("{} refunded all of it", by[0]))), "{told:?}");
    app.pass(std::time::Duration::from_secs(120));
    let Err(Error::RefundExceedsPayment(sentence)) =
        refunds::create(&super::later(&app, &people[0]), wanted(&payment, None)).await
    else {
        panic!("there is nothing left")
    };
    assert!(sentence.contains("refunded all of it 2 minutes ago"), "{sentence}");
}
