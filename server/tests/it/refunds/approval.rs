//! Refunds that somebody else has to agree to.

use clientele_domain::refund::{RefundStatus, Task};
use clientele_domain::role::Role;
use clientele_service::Error;
use clientele_service::refunds::{self, Said};
use serde_json::json;

use super::{GOOD, by_card, elsewhere, of, read, staff, wanted};
use crate::harness::{TestApp, both_engines};

both_engines!(above_the_threshold_a_support_members_refund_waits_for_an_admin);
async fn above_the_threshold_a_support_members_refund_waits_for_an_admin(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let change = json!({ "refund_approval": { "eur": 1000, "usd": 2000 } });
    let settings = api.patch("/v1/settings", change).await.assert_status(200).json();
    assert_eq!(settings["refund_approval"], json!({ "eur": 1000, "usd": 2000 }));
    let payment = elsewhere(&api, json!({ "name": "Ada" })).await;
    let [leila, jonas] =
        [("Leila Haddad", Role::Support), ("Jonas Brekke", Role::Admin)].map(|(name, role)| staff(&shop, name, role));

    let small = refunds::create(&leila, wanted(&payment, Some(1000))).await.expect("a refund");
    assert_eq!(small.status, RefundStatus::RequiresAction, "a thousand is not above a thousand");
    let piece = refunds::create(&leila, wanted(&payment, Some(1))).await.expect("a refund");
    assert_eq!(piece.waits, Some(Task::Approve), "a large refund does not come in small pieces");
    let said = Said { note: "Sent".into(), confirmed: true, ..Said::default() };
    assert!(matches!(refunds::mark_sent(&leila, piece.id, &said).await, Err(Error::InvalidState(_))));
    assert!(matches!(refunds::approve(&leila, piece.id).await, Err(Error::Forbidden { .. })));

    let approved = refunds::approve(&jonas, piece.id).await.expect("approved");
    assert_eq!((approved.status, approved.waits), (RefundStatus::RequiresAction, Some(Task::Send)));
    let Err(Error::InvalidState(sentence)) = refunds::approve(&jonas, piece.id).await else {
        panic!("it was approved")
    };
    assert!(sentence.contains("Jonas Brekke approved this refund"), "{sentence}");
    let alone = refunds::create(&jonas, wanted(&payment, None)).await.expect("a refund");
    assert_eq!((alone.amount.minor, alone.waits), (1499, Some(Task::Send)), "an admin decides alone");
    api.patch("/v1/settings", json!({ "refund_approval": { "eur": null } })).await.assert_status(200);
    assert_eq!(read(&api, "/v1/settings").await["refund_approval"], json!({ "usd": 2000 }));
    let wrong = json!({ "refund_approval": { "euro": 1, "usd": -1 } });
    api.patch("/v1/settings", wrong).await.assert_problem(422, "parameter_invalid");
}

both_engines!(nobody_approves_their_own_and_the_money_of_a_card_waits_for_it);
async fn nobody_approves_their_own_and_the_money_of_a_card_waits_for_it(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    api.patch("/v1/settings", json!({ "refund_approval": { "usd": 0 } })).await.assert_status(200);
    let payment = by_card(&app, &api, GOOD).await;
    let leila = staff(&shop, "Leila Haddad", Role::Support);
    let refund = refunds::create(&leila, wanted(&payment, None)).await.expect("a refund");
    let told = read(&api, &format!("/v1/refunds/{}", refund.id)).await;
    assert_eq!((&told["status"], &told["needs_approval"]), (&"pending".into(), &true.into()));
    api.post("/v1/refunds", of(&payment, Some(1))).await.assert_problem(409, "refund_exceeds_payment");
    refunds::carry_on(app.house()).await.expect("a look");
    assert_eq!(read(&api, &format!("/v1/refunds/{}", refund.id)).await["status"], "pending");

    // She may decide by now; still not over what she asked for herself.
    let mut promoted = leila.clone();
    if let clientele_service::Actor::Staff { role, .. } = &mut promoted.actor {
        *role = Role::Admin;
    }
    assert!(matches!(refunds::approve(&promoted, refund.id).await, Err(Error::NotAlone(_))));
    let done = api.post(&format!("/v1/refunds/{}/approve", refund.id), json!({})).await.assert_status(200).json();

    assert_eq!((&done["status"], &done["approved_by"]), (&"succeeded".into(), &"Web shop".into()));
    assert_eq!(read(&api, &format!("/v1/payments/{payment}")).await["status"], "refunded");
}

both_engines!(a_program_that_may_write_refunds_waits_for_nobody_and_others_are_refused);
async fn a_program_that_may_write_refunds_waits_for_nobody_and_others_are_refused(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    api.patch("/v1/settings", json!({ "refund_approval": { "eur": 0 } })).await.assert_status(200);
    let payment = elsewhere(&api, json!({ "name": "Ada" })).await;
    let secret = clientele_domain::key::KeyKind::Secret;

    let writes = shop.api_with(secret, "refunds:write").await.post("/v1/refunds", of(&payment, Some(5))).await;
    assert_eq!(writes.assert_status(201).json()["needs_approval"], false);
    let looks = shop.api_with(secret, "refunds:read").await;
    assert_eq!(looks.walk("/v1/refunds").await.len(), 1);
    looks.post("/v1/refunds", of(&payment, Some(5))).await.assert_problem(403, "permission_denied");
    let other = shop.api_with(secret, "payments:write").await;
    other.get("/v1/refunds").await.assert_problem(403, "permission_denied");
    for role in [Role::Developer, Role::Viewer] {
        let ctx = staff(&shop, "Vera", role);
        assert!(matches!(refunds::create(&ctx, wanted(&payment, None)).await, Err(Error::Forbidden { .. })));
        assert!(matches!(
            refunds::cancel(&ctx, writes.id().parse().expect("an id")).await,
            Err(Error::Forbidden { .. })
        ));
        refunds::waiting(&ctx).await.expect("everybody looks");
    }
}
