//! Tagging and untagging many at once.

use clientele_domain::id::CustomerId;
use clientele_service::customers;

use crate::harness::{Shop, TestApp, both_engines};

both_engines!(a_tag_is_put_on_and_taken_off_many);
async fn a_tag_is_put_on_and_taken_off_many(app: TestApp) {
    let shop = app.merchant().await;
    let ids = [
        shop.customer().name("Ada Lovelace").create().await,
        shop.customer().name("Grace Hopper").tag("vip").create().await,
        shop.customer().name("Mary Somerville").create().await,
    ];

    tag(&shop, "tag", " VIP ", &ids[..2]).await.assert_goes_to(&shop.path("customers"));

    assert_eq!(tags(&shop).await, [("vip".to_owned(), 2)]);
    shop.get("customers?tag=vip").await.assert_shows("Ada Lovelace").assert_shows("Grace Hopper").assert_lacks("Mary");
    tag(&shop, "untag", "vip", &ids).await.assert_status(303);
    assert_eq!(tags(&shop).await, []);
    shop.get("customers?tag=vip").await.assert_lacks("Ada Lovelace");
}

both_engines!(one_comes_back_to_the_same_list);
async fn one_comes_back_to_the_same_list(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await.to_string();

    let form = [("act", "tag"), ("tag", "vip"), ("id", ada.as_str())];
    let answer = shop.post("customers?q=ada&sort=name", &form).await;

    answer.assert_goes_to(&shop.path("customers?q=ada&sort=name"));
}

both_engines!(all_of_it_happens_or_nothing);
async fn all_of_it_happens_or_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let stranger = app.merchant().await.customer().create().await;

    tag(&shop, "tag", "vip", &[ada, stranger]).await.assert_status(404);

    assert_eq!(tags(&shop).await, []);
}

both_engines!(what_is_missing_is_said);
async fn what_is_missing_is_said(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let long = "x".repeat(51);

    for (form_tag, words) in
        [("", "Type a tag first"), ("a;b", "comma or a semicolon"), (long.as_str(), "50 is the most")]
    {
        let page = tag(&shop, "tag", form_tag, &[ada]).await;

        page.assert_status(422).assert_shows(words).assert_shows("Ada Lovelace");
    }
    tag(&shop, "tag", "vip", &[]).await.assert_status(422).assert_shows("Choose at least one customer first.");
    assert_eq!(tags(&shop).await, []);
}

both_engines!(two_people_who_tag_at_once_both_succeed);
async fn two_people_who_tag_at_once_both_succeed(app: TestApp) {
    let shop = app.merchant().await;
    let mut ids = Vec::new();
    for _ in 0..12 {
        ids.push(shop.customer().create().await);
    }
    let forwards = ids.clone();
    ids.reverse();
    let (a, b) = (shop.clone(), shop.clone());

    let (first, second) = tokio::join!(
        tokio::spawn(async move { tag(&a, "tag", "first", &forwards).await.status.as_u16() }),
        tokio::spawn(async move { tag(&b, "tag", "second", &ids).await.status.as_u16() }),
    );

    assert_eq!((first.expect("an answer"), second.expect("an answer")), (303, 303));
    assert_eq!(tags(&shop).await, [("first".to_owned(), 12), ("second".to_owned(), 12)]);
}

async fn tag(shop: &Shop, act: &str, tag: &str, ids: &[CustomerId]) -> crate::harness::Answer {
    let mut form = vec![("act".to_owned(), act.to_owned()), ("tag".to_owned(), tag.to_owned())];
    form.extend(ids.iter().map(|id| ("id".to_owned(), id.to_string())));
    shop.post("customers", &form).await
}

async fn tags(shop: &Shop) -> Vec<(String, i64)> {
    customers::tags(&shop.ctx()).await.expect("tags")
}
