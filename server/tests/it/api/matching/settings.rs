//! What a merchant decides about matching, and what that would have done.

use clientele_domain::matching::{Effect, OtherExternalId, Outcome, Settings};
use clientele_domain::role::Role;
use clientele_service::{Actor, Ctx, Error, matching};
use serde_json::json;

use super::{customer_of, pay};
use crate::harness::{Shop, TestApp, both_engines};

async fn simulated(shop: &Shop, settings: &Settings) -> Vec<Outcome> {
    matching::simulate(&shop.ctx(), settings).await.expect("a simulation")
}

both_engines!(a_setting_is_tried_before_it_is_saved);
async fn a_setting_is_tried_before_it_is_saved(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let usual = Settings::default();
    assert_eq!(matching::settings(&shop.ctx()).await.expect("settings"), usual);
    let apart = Settings { merge_on_phone: false, merge_on_card: false, ..usual };
    assert_eq!(matching::update_settings(&shop.ctx(), &apart).await.expect("saved"), apart);
    let buyers =
        [("ada@example.com", "+442079460018"), ("a@example.com", "+442079460018"), ("b@example.com", "+442079460017")];
    let mut ids = Vec::new();
    for (email, phone) in buyers {
        ids.push(customer_of(&pay(&api, json!({ "email": email, "phone": phone }), "card-1").await));
    }
    assert_eq!(api.walk("/v1/customers").await.len(), 3);

    let outcomes = simulated(&shop, &usual).await;

    let counts: Vec<_> = outcomes.iter().map(|outcome| (outcome.effect, outcome.count, outcome.capped)).collect();
    assert_eq!(counts, [(Effect::MergedOnPhone, 1, false), (Effect::MergedOnCard, 3, false)]);
    let example = &outcomes[0].examples[0];
    let mut named = [example.one_name.as_str(), example.other_name.as_str()];
    named.sort_unstable();
    assert_eq!((named, example.shared.as_str()), (["a@example.com", "ada@example.com"], "+442079460018"));
    assert_eq!(api.walk("/v1/customers").await.len(), 3, "nothing was done");
    assert_eq!(simulated(&shop, &apart).await, []);

    matching::update_settings(&shop.ctx(), &usual).await.expect("saved");
    let paid = pay(&api, json!({ "phone": "+442079460018" }), "").await;
    assert_eq!(customer_of(&paid), ids[0]);
    let outcomes = simulated(&shop, &apart).await;
    let counts: Vec<_> = outcomes.iter().map(|outcome| (outcome.effect, outcome.count)).collect();
    assert_eq!(counts, [(Effect::ApartDespitePhone, 1), (Effect::ApartDespiteCard, 0)]);
}

both_engines!(users_who_share_an_email_are_linked_when_the_merchant_says_so);
async fn users_who_share_an_email_are_linked_when_the_merchant_says_so(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let user = |number: usize| json!({ "email": "ada@example.com", "external_id": format!("user-{number}") });
    let first = customer_of(&pay(&api, user(1), "").await);
    let second = customer_of(&pay(&api, user(2), "").await);
    assert_ne!(first, second);
    let linking = Settings { other_external_id: OtherExternalId::Link, ..Settings::default() };
    assert_eq!(simulated(&shop, &linking).await[0].count, 1);

    matching::update_settings(&shop.ctx(), &linking).await.expect("saved");

    assert_eq!(customer_of(&pay(&api, user(3), "").await), first);
    assert_eq!(api.get(&format!("/v1/customers/{first}")).await.json()["external_id"], "user-1");
    assert_eq!(api.walk("/v1/customers").await.len(), 2);
}

both_engines!(only_who_runs_the_house_decides);
async fn only_who_runs_the_house_decides(app: TestApp) {
    let shop = app.merchant().await;
    for role in [Role::Support, Role::Developer, Role::Viewer] {
        let Actor::Staff { user, name, .. } = shop.ctx().actor else { panic!("somebody") };
        let ctx = Ctx { actor: Actor::Staff { user, name, role }, ..shop.ctx() };

        assert!(matching::settings(&ctx).await.is_ok());
        let refused = matching::update_settings(&ctx, &Settings::default()).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{role}");
        assert!(matches!(matching::simulate(&ctx, &Settings::default()).await, Err(Error::Forbidden { .. })), "{role}");
    }
}
