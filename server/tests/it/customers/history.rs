//! Who did what, when, with old and new values.

use clientele_app::server_fns::customers::{CustomerView, TimelineItem};
use clientele_domain::customer::FieldChange;
use clientele_domain::event::EventKind;
use clientele_domain::id::CustomerId;
use clientele_domain::role::Role;

use super::{fields_of, form_of, with};
use crate::harness::{Shop, TestApp, both_engines};

both_engines!(every_change_says_who_and_when_with_old_and_new_values);
async fn every_change_says_who_and_when_with_old_and_new_values(app: TestApp) {
    let shop = app.merchant().await;
    let made = app.house().now();
    let ada = shop.customer().name("Ada Byron").email("ada@byron.example").create().await;
    let grace = shop.colleague("Grace Hopper", Role::Support).await;
    let address = shop.path(&format!("customers/{ada}/edit"));
    app.pass(std::time::Duration::from_secs(3600));
    let form = with(fields_of(&grace.get(&address).await), "name", "Ada Lovelace");
    let form = with(with(form, "email", ""), "address.city", "London");

    grace.post(&address, &form).await.assert_status(303);

    let timeline = timeline(&shop, ada).await;
    let [newest, oldest] = timeline.as_slice() else { panic!("{timeline:?}") };
    let TimelineItem::Change { actor, kind, fields, at } = newest else { panic!("{newest:?}") };
    assert_eq!((actor.as_str(), *kind), ("Grace Hopper", EventKind::CustomerUpdated));
    assert!(*at > made.plus(std::time::Duration::from_secs(3600)));
    let change =
        |field: &str, from: &str, to: &str| FieldChange { field: field.into(), from: from.into(), to: to.into() };
    let mut fields = fields.clone();
    fields.sort_by(|a, b| a.field.cmp(&b.field));
    let expected = [
        change("address.city", "", "London"),
        change("email", "ada@byron.example", ""),
        change("name", "Ada Byron", "Ada Lovelace"),
    ];
    assert_eq!(fields, expected);
    let TimelineItem::Change { actor, kind, .. } = oldest else { panic!("{oldest:?}") };
    assert_eq!((actor.as_str(), *kind), ("Olga Owner", EventKind::CustomerCreated));
    let page = shop.get(&format!("customers/{ada}")).await;
    page.assert_shows("Grace Hopper").assert_shows("Ada Byron").assert_shows("ada@byron.example");
}

both_engines!(wallets_and_tags_are_part_of_it);
async fn wallets_and_tags_are_part_of_it(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let (path, id) = (format!("customers/{ada}"), ada.to_string());

    shop.post("customers", &[("act", "tag"), ("tag", "VIP"), ("id", &id)]).await.assert_status(303);
    let wallet = shop.wallet(ada, "0xde709f2102306220921060314715629080e2fb77").await.id.to_string();
    shop.post(&path, &[("act", "remove_wallet"), ("wallet", &wallet)]).await.assert_status(303);

    let changed: Vec<Vec<String>> = timeline(&shop, ada)
        .await
        .into_iter()
        .map(|item| match item {
            TimelineItem::Change { fields, .. } => fields.into_iter().map(|change| change.field).collect(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(changed, [vec!["wallets"], vec!["wallets"], vec!["tags"], vec![]]);
    shop.get(&path).await.assert_shows("added the tag vip").assert_shows("removed a wallet");
}

both_engines!(saving_without_a_difference_leaves_no_entry);
async fn saving_without_a_difference_leaves_no_entry(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;

    let form = form_of(&shop, ada).await;
    shop.post(&format!("customers/{ada}/edit"), &form).await.assert_status(303);
    shop.post(&format!("customers/{ada}/edit"), &form).await.assert_status(303);

    assert_eq!(timeline(&shop, ada).await.len(), 1);
}

async fn timeline(shop: &Shop, customer: CustomerId) -> Vec<TimelineItem> {
    let answer = shop.call("customers/detail", &[("id", &customer.to_string()), ("query", "")]).await;
    let view: CustomerView = serde_json::from_str(&answer.body).expect("a customer");
    view.timeline
}
