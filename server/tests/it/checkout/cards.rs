//! Cards that are kept: for registered customers, and offered to nobody else.

use clientele_domain::id::SavedCardId;
use clientele_domain::role::Role;
use clientele_service::checkout::{self, Submission, Submitted};
use clientele_service::customers;
use serde_json::{Value, json};

use super::{DECLINED, GOOD, LOST, count, form, paid, session, submit, wrong};
use crate::harness::{Api, Shop, TestApp, both_engines};

/// A user whom the merchant's server names, with the card that is kept of a first payment.
async fn user_with_card(app: &TestApp, api: &Api, external_id: &str) -> String {
    let told = json!({ "external_id": external_id, "email": format!("{external_id}@example.com") });
    let sent = form(&format!("{external_id}@example.com"), GOOD);
    let done = paid(app, api, json!({ "customer": told, "save_payment_method": true }), &sent).await;
    done["customer_id"].as_str().expect("a customer").to_owned()
}

async fn offered(app: &TestApp, session: &str) -> Vec<(SavedCardId, String)> {
    let desk = checkout::open(app.house(), session.parse().expect("an id")).await.expect("the page");
    desk.cards.iter().map(|card| (card.id, card.method().label())).collect()
}

async fn kept(shop: &Shop, customer: &str) -> usize {
    let detail = customers::get(&shop.ctx(), customer.parse().expect("an id")).await;
    detail.expect("a customer").cards.len()
}

both_engines!(a_returning_user_pays_with_the_card_that_is_kept);
async fn a_returning_user_pays_with_the_card_that_is_kept(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = user_with_card(&app, &api, "ada").await;
    shop.get(&format!("customers/{ada}")).await.assert_shows("Visa •••• 4242").assert_shows("Expires 12/40");

    for again in [json!({ "customer_id": ada }), json!({ "customer": { "external_id": "ada" } })] {
        let id = session(&api, again).await;
        let cards = offered(&app, &id).await;
        assert_eq!(cards.len(), 1);
        let page = app.browser().get(&format!("/pay/{id}")).await;
        page.assert_shows("Visa •••• 4242").assert_shows("Another card");
        let card = cards[0].0.to_string();
        let sent = app.browser().post(&format!("/pay/{id}"), &[("method", card.as_str())]).await;
        sent.assert_goes_to(&format!("/pay/{id}"));
        app.browser().get(&format!("/pay/{id}")).await.assert_shows("It’s paid").assert_shows("Visa •••• 4242");
        assert_eq!(offered(&app, &id).await, [], "who looks later sees nothing of it");
    }
    let payments = api.walk("/v1/payments").await;
    let fingerprints: Vec<&Value> = payments.iter().map(|payment| &payment["method"]["fingerprint"]).collect();
    assert!(payments.len() == 3 && fingerprints.iter().all(|one| *one == fingerprints[0]), "{payments:?}");
    assert_eq!(kept(&shop, &ada).await, 1, "the same card once");
}

both_engines!(nobody_is_offered_a_card_by_an_email);
async fn nobody_is_offered_a_card_by_an_email(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = user_with_card(&app, &api, "ada").await;
    let owned = session(&api, json!({ "customer_id": ada })).await;
    let card = offered(&app, &owned).await[0].0;

    for stranger in [json!({}), json!({ "customer": { "email": "ada@example.com" } })] {
        let id = session(&api, stranger).await;
        assert_eq!(offered(&app, &id).await, []);
        let stolen = Submission { saved: Some(card), ..form("ada@example.com", "") };
        assert_eq!(wrong(submit(&app, &id, &stolen).await), ["method"]);
    }
    let bob = user_with_card(&app, &api, "bob").await;
    let id = session(&api, json!({ "customer_id": bob })).await;
    let stolen = Submission { saved: Some(card), ..form("", "") };
    assert_eq!(wrong(submit(&app, &id, &stolen).await), ["method"]);
    assert_eq!(api.walk("/v1/payments").await.len(), 2);
}

both_engines!(a_card_is_kept_for_whom_the_merchant_knows_only);
async fn a_card_is_kept_for_whom_the_merchant_knows_only(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let keep = json!({ "save_payment_method": true });
    let ada = api.customer(json!({ "email": "ada@example.com" })).await;

    let guest = paid(&app, &api, keep.clone(), &form("guest@example.com", GOOD)).await;
    assert_eq!(kept(&shop, guest["customer_id"].as_str().expect("a guest")).await, 0);
    let typed = paid(&app, &api, keep.clone(), &form("ada@example.com", GOOD)).await;
    assert_eq!(typed["customer_id"], ada.as_str());
    assert_eq!(kept(&shop, &ada).await, 0, "anybody can type an email");
    let without = paid(&app, &api, json!({ "customer_id": ada }), &form("", GOOD)).await;
    assert_eq!((without["status"].as_str(), kept(&shop, &ada).await), (Some("complete"), 0), "nobody asked for it");
    let id = session(&api, json!({ "customer_id": ada, "save_payment_method": true })).await;
    assert!(matches!(submit(&app, &id, &form("", DECLINED)).await, Submitted::Declined(_)));
    assert_eq!(kept(&shop, &ada).await, 0, "it was never charged");
    assert_eq!(submit(&app, &id, &form("", GOOD)).await, Submitted::Complete);
    assert_eq!(kept(&shop, &ada).await, 1);
    let always = json!({ "save_payment_method": true, "customer_creation": "always" });
    let new = paid(&app, &api, always, &form("new@example.com", GOOD)).await;
    assert_eq!(kept(&shop, new["customer_id"].as_str().expect("a customer")).await, 1);
}

both_engines!(a_kept_card_whose_answer_is_lost_is_charged_once);
async fn a_kept_card_whose_answer_is_lost_is_charged_once(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "email": "ada@example.com" })).await;
    let asked = json!({ "customer_id": ada, "save_payment_method": true });
    let first = session(&api, asked.clone()).await;
    assert_eq!(submit(&app, &first, &form("", LOST)).await, Submitted::Processing);
    app.pass(std::time::Duration::from_secs(20));
    checkout::ask_and_expire(app.house()).await.expect("a look");
    assert_eq!(kept(&shop, &ada).await, 1, "also when the answer came late");

    let id = session(&api, asked).await;
    let card = offered(&app, &id).await[0].0;
    let sent = Submission { saved: Some(card), ..form("", "") };
    assert_eq!(submit(&app, &id, &sent).await, Submitted::Processing);
    assert_eq!(submit(&app, &id, &sent).await, Submitted::Processing, "nobody pays twice");
    app.pass(std::time::Duration::from_secs(20));
    checkout::ask_and_expire(app.house()).await.expect("a look");
    assert_eq!(api.walk("/v1/payments").await.len(), 2);
}

both_engines!(a_card_is_removed_moved_and_erased);
async fn a_card_is_removed_moved_and_erased(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let (ada, bob) = (user_with_card(&app, &api, "ada").await, user_with_card(&app, &api, "bob").await);
    let eve = api.customer(json!({ "email": "eve@example.com" })).await;

    let merge = api.post(&format!("/v1/customers/{ada}/merge"), json!({ "into": eve })).await.json();
    assert_eq!(kept(&shop, &eve).await, 1);
    let id = session(&api, json!({ "customer_id": ada })).await;
    assert_eq!(offered(&app, &id).await.len(), 1, "a merged id leads to the card");
    let merge = merge["id"].as_str().expect("a merge").to_owned();
    api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await.assert_status(200);
    assert_eq!((kept(&shop, &ada).await, kept(&shop, &eve).await), (1, 0));

    let page = shop.get(&format!("customers/{bob}")).await;
    let card = page.value_of("card").expect("a card to remove");
    let here = format!("customers/{bob}");
    let viewer = shop.colleague("Vera Viewer", Role::Viewer).await;
    viewer.post(&shop.path(&here), &[("act", "remove_card"), ("card", &card)]).await.assert_status(403);
    shop.post(&format!("customers/{ada}"), &[("act", "remove_card"), ("card", &card)]).await.assert_status(404);
    shop.post(&here, &[("act", "remove_card"), ("card", &card)]).await.assert_goes_to(&shop.path(&here));
    shop.get(&here).await.assert_shows("removed a card").assert_lacks("Kept for later payments");

    let cards = async || count(&app, &shop, "saved_cards", "").await;
    assert_eq!(cards().await, 1);
    api.delete(&format!("/v1/customers/{ada}")).await.assert_status(200);
    assert_eq!(cards().await, 0);
}
