//! What waits for a person, and the team's work on it.

use clientele_domain::refund::Task;
use clientele_domain::role::Role;
use clientele_service::refunds::{self, Assigned, QueueFilter, Waiting};
use clientele_service::{Actor, Error};
use serde_json::json;

use super::{NO_REFUNDS, by_card, elsewhere, later, of, staff, wanted};
use crate::harness::{TestApp, both_engines};

both_engines!(what_waits_is_listed_by_age_and_counted_without_counting);
async fn what_waits_is_listed_by_age_and_counted_without_counting(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let leila = staff(&shop, "Leila Haddad", Role::Support);
    let ada = elsewhere(&api, json!({ "name": "Ada Lovelace" })).await;
    let to_send = refunds::create(&later(&app, &leila), wanted(&ada, Some(100))).await.expect("a refund");
    let card = by_card(&app, &api, NO_REFUNDS).await;
    let failed = refunds::create(&later(&app, &leila), wanted(&card, None)).await.expect("a refund");
    api.patch("/v1/settings", json!({ "refund_approval": { "eur": 0 } })).await.assert_status(200);
    let to_approve = refunds::create(&later(&app, &leila), wanted(&ada, Some(200))).await.expect("a refund");
    let ids = async |filter: QueueFilter| -> Vec<_> {
        let (found, _) = refunds::queue(&leila, &filter, None, 20).await.expect("a page");
        found.into_iter().map(|queued| queued.refund.id).collect()
    };

    assert_eq!(refunds::waiting(&leila).await.expect("counts"), Waiting { approve: 1, send: 1, check: 1 });
    assert_eq!(ids(QueueFilter::default()).await, [to_send.id, failed.id, to_approve.id]);
    let (page, more) = refunds::queue(&leila, &QueueFilter::default(), Some(to_send.id), 1).await.expect("a page");
    assert_eq!((page[0].refund.id, page[0].payment.id.to_string(), more), (failed.id, card, true));
    assert_eq!(ids(QueueFilter { task: Some(Task::Approve), ..QueueFilter::default() }).await, [to_approve.id]);
    let usd = "USD".parse().ok();
    assert_eq!(ids(QueueFilter { currency: usd, ..QueueFilter::default() }).await, [failed.id]);

    refunds::see_to(&leila, failed.id).await.expect("looked at");
    assert!(matches!(refunds::see_to(&leila, failed.id).await, Err(Error::InvalidState(_))));
    refunds::cancel(&leila, to_approve.id).await.expect("called off");
    assert_eq!(refunds::waiting(&leila).await.expect("counts"), Waiting { approve: 0, send: 1, check: 0 });
    assert_eq!(ids(QueueFilter::default()).await, [to_send.id]);
}

both_engines!(a_refund_is_somebodys_or_nobodys_and_carries_notes);
async fn a_refund_is_somebodys_or_nobodys_and_carries_notes(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ctx = shop.ctx();
    let Actor::Staff { user: olga, .. } = ctx.actor.clone() else { panic!("Olga is staff") };
    let payment = elsewhere(&api, json!({ "name": "Ada Lovelace" })).await;
    let [one, other] = [100, 200].map(|amount| of(&payment, Some(amount)));
    let one = api.post("/v1/refunds", one).await.id().parse().expect("an id");
    let other = api.post("/v1/refunds", other).await.id().parse().expect("an id");
    let stranger = staff(&shop, "Mallory", Role::Admin);
    let Actor::Staff { user: mallory, .. } = stranger.actor else { panic!("Mallory is nobody") };

    refunds::assign(&ctx, one, Some(olga)).await.expect("hers");
    assert!(matches!(refunds::assign(&ctx, other, Some(mallory)).await, Err(Error::Invalid(_))));
    let of_olga = QueueFilter { assigned: Some(Assigned::To(olga)), ..QueueFilter::default() };
    let (hers, _) = refunds::queue(&ctx, &of_olga, None, 20).await.expect("a page");
    assert_eq!((hers.len(), hers[0].refund.id, hers[0].assignee.as_str()), (1, one, "Olga Owner"));
    assert_eq!(hers[0].customer, "Ada Lovelace");
    let nobodys = QueueFilter { assigned: Some(Assigned::ToNobody), ..QueueFilter::default() };
    assert_eq!(refunds::queue(&ctx, &nobodys, None, 20).await.expect("a page").0[0].refund.id, other);
    refunds::assign(&ctx, one, None).await.expect("nobody's");
    assert_eq!(refunds::queue(&ctx, &of_olga, None, 20).await.expect("a page").0.len(), 0);

    refunds::add_note(&ctx, one, "Asked her for an address").await.expect("a note");
    assert!(matches!(refunds::add_note(&ctx, one, " ").await, Err(Error::Invalid(_))));
    let notes = refunds::notes(&ctx, one).await.expect("notes");
    assert_eq!((notes[0].author.as_str(), notes[0].body.as_str()), ("Olga Owner", "Asked her for an address"));
}

both_engines!(the_refund_address_has_a_history);
async fn the_refund_address_has_a_history(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada", "refund_address": "ada@wallet.example" })).await;
    let path = format!("/v1/customers/{ada}");
    api.patch(&path, json!({ "refund_address": "ada@other.example" })).await.assert_status(200);
    api.patch(&path, json!({ "name": "Ada Lovelace" })).await.assert_status(200);

    let history = refunds::address_history(&shop.ctx(), ada.parse().expect("an id")).await.expect("a history");

    let changes: Vec<_> =
        history.iter().map(|change| (change.from.as_str(), change.to.as_str(), change.by.as_str())).collect();
    assert_eq!(changes, [("ada@wallet.example", "ada@other.example", "Web shop")]);
    let now = app.house().now();
    assert!(history[0].is_recent(now) && !history[0].is_recent(now.plus(std::time::Duration::from_secs(90_000))));
}
