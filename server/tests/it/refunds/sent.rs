//! Saying that the money was sent.

use std::time::Duration;

use clientele_domain::refund::{Payout, PayoutInvoice, Proof, RefundStatus};
use clientele_domain::role::Role;
use clientele_service::Error;
use clientele_service::refunds::{self, Said};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{elsewhere, of, read, staff, wanted};
use crate::harness::{TestApp, both_engines};

both_engines!(without_a_proof_it_takes_a_note_and_saying_so_twice);
async fn without_a_proof_it_takes_a_note_and_saying_so_twice(app: TestApp) {
    let api = app.merchant().await.api().await;
    let payment = elsewhere(&api, json!({ "name": "Ada" })).await;
    let path = format!("/v1/refunds/{}/mark_sent", api.post("/v1/refunds", of(&payment, None)).await.id());

    for said in [json!({}), json!({ "note": "By hand" }), json!({ "confirm": true }), json!({ "proof": {} })] {
        api.post(&path, said).await.assert_problem(422, "confirmation_required");
    }
    let preimage = json!({ "proof": { "preimage": "01".repeat(32) } });
    api.post(&path, preimage).await.assert_problem(422, "parameter_invalid");
    let both = json!({ "proof": { "preimage": "01", "transaction_id": "x" } });
    api.post(&path, both).await.assert_problem(422, "parameter_invalid");
    assert_eq!(read(&api, &format!("/v1/payments/{payment}")).await["refunded_amount"], 0);

    let sent = api.post(&path, json!({ "note": "Out of the till", "confirm": true })).await.assert_status(200).json();

    assert_eq!((&sent["status"], &sent["sent_note"]), (&"succeeded".into(), &"Out of the till".into()));
    assert_eq!((&sent["sent_by"], &sent["proof"]), (&"Web shop".into(), &serde_json::Value::Null));
    assert_eq!(read(&api, &format!("/v1/payments/{payment}")).await["status"], "refunded");
    let again = api.post(&path, json!({ "note": "Again", "confirm": true })).await;
    again.assert_problem(409, "invalid_state");
    assert!(
        again.body.contains("Web shop marked this refund as sent") && again.body.contains("Nothing was sent twice")
    );
    let proof = api.post(&path, json!({ "proof": { "transaction_id": "till 7" } })).await.assert_status(200).json();
    assert_eq!(proof["proof"]["transaction_id"], "till 7", "a proof can be added later");
    api.post(&path, json!({ "proof": { "transaction_id": "till 8" } })).await.assert_problem(409, "invalid_state");
}

both_engines!(a_preimage_is_checked_against_the_invoice);
async fn a_preimage_is_checked_against_the_invoice(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = json!({ "email": "ada@example.com", "refund_address": "ada@wallet.example" });
    let payment = elsewhere(&api, ada).await;
    let leila = staff(&shop, "Leila Haddad", Role::Support);
    let mut refund = refunds::create(&leila, wanted(&payment, None)).await.expect("a refund");
    let preimage = [7_u8; 32];
    let payment_hash = Sha256::digest(preimage).iter().map(|byte| format!("{byte:02x}")).collect();
    let expires_at = leila.now.plus(Duration::from_secs(600));
    let invoice = PayoutInvoice { bolt11: "lnbc1".into(), payment_hash, verify_url: String::new(), expires_at };
    refund.payout = Some(Payout { sats: 39_583, rate: None, invoice: Some(invoice) });
    let mut tx = leila.house.db.begin().await.expect("a transaction");
    clientele_store::refunds::update(&mut tx.conn(), leila.scope, refund.waits, &refund).await.expect("kept");
    tx.commit().await.expect("kept");
    let say = async |preimage: &str| {
        let said = Said { proof: Some(Proof::Preimage(preimage.into())), ..Said::default() };
        refunds::mark_sent(&leila, refund.id, &said).await
    };

    for wrong in ["08".repeat(32), "07".repeat(31), "zz".repeat(32)] {
        assert!(matches!(say(&wrong).await, Err(Error::Invalid(_))), "{wrong}");
    }
    let sent = say(&"07".repeat(32)).await.expect("sent");

    assert!(sent.is_verified() && sent.status == RefundStatus::Succeeded);
}

both_engines!(of_twenty_who_say_so_at_once_one_does_it);
async fn of_twenty_who_say_so_at_once_one_does_it(app: TestApp) {
    let api = app.merchant().await.api().await;
    let payment = elsewhere(&api, json!({ "name": "Ada" })).await;
    let path = format!("/v1/refunds/{}/mark_sent", api.post("/v1/refunds", of(&payment, None)).await.id());

    let all = (0..20).map(|number| {
        let (api, path) = (api.clone(), path.clone());
        let said = json!({ "proof": { "transaction_id": format!("transfer {number}") } });
        tokio::spawn(async move { api.post(&path, said).await })
    });
    let mut done = 0;
    for answer in all.collect::<Vec<_>>() {
        let answer = answer.await.expect("an answer");
        match answer.status.as_u16() {
            200 => done += 1,
            _ => drop(answer.assert_problem(409, "invalid_state")),
        }
    }

    assert_eq!(done, 1);
    assert_eq!(api.walk("/v1/events?type=refund.succeeded").await.len(), 1);
}

both_engines!(what_can_not_be_sent_has_failed_and_is_left_to_refund);
async fn what_can_not_be_sent_has_failed_and_is_left_to_refund(app: TestApp) {
    let api = app.merchant().await.api().await;
    let payment = elsewhere(&api, json!({ "name": "Ada" })).await;
    let path = format!("/v1/refunds/{}/mark_failed", api.post("/v1/refunds", of(&payment, None)).await.id());
    for missing in [json!({}), json!({ "note": "  " }), json!({ "note": null })] {
        let faults = api.post(&path, missing).await.faults();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].0, "note");
    }
    assert_eq!(read(&api, &format!("/v1/payments/{payment}")).await["refundable_amount"], 0);

    let failed = api.post(&path, json!({ "note": "The till was empty" })).await.assert_status(200).json();

    assert_eq!((&failed["status"], &failed["failure"]), (&"failed".into(), &"The till was empty".into()));
    assert_eq!(read(&api, &format!("/v1/payments/{payment}")).await["refundable_amount"], 2500);
    let again = api.post(&path, json!({ "note": "Again" })).await;
    again.assert_problem(409, "invalid_state");
    let acts: Vec<_> = api.walk("/v1/audit_log").await.into_iter().map(|entry| entry["act"].clone()).collect();
    assert!(acts.iter().any(|act| act == "refund.failed"), "{acts:?}");
}
