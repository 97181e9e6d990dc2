//! The query box of the list, and the segments above it.

use clientele_app::server_fns::customers::SegmentView;

use super::names;
use crate::harness::{TestApp, both_engines};

both_engines!(the_box_takes_the_language);
async fn the_box_takes_the_language(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada").tag("vip").create().await;
    shop.customer().name("Grace").tag("vip").tag("test").create().await;
    shop.payment(ada, 5000).await;

    assert_eq!(names(&shop, "?q=tag:vip+-tag:test").await, ["Ada"]);
    assert_eq!(names(&shop, "?q=spent%3E49.99&tag=vip").await, ["Ada"]);
    assert_eq!(names(&shop, "?q=(name:gra+OR+spent%3E0)&sort=name").await, ["Ada", "Grace"]);
    let page = shop.get("customers?q=tag:vip+-tag:test").await;
    page.assert_status(200).assert_value("q", "tag:vip -tag:test").assert_shows("Ada").assert_lacks("Grace");
}

both_engines!(a_query_that_cant_be_read_keeps_what_was_typed_and_says_what_was_meant);
async fn a_query_that_cant_be_read_keeps_what_was_typed_and_says_what_was_meant(app: TestApp) {
    let shop = app.merchant().await;
    shop.customer().name("Ada").create().await;

    let page = shop.get("customers?q=ada+staus:active&sort=name").await;

    page.assert_status(200).assert_value("q", "ada staus:active");
    page.assert_shows("There is no field \"staus\". Did you mean status?");
    assert!(page.body.contains("<mark>staus"), "{}", page.body);
    assert!(page.body.contains("customers?q=ada%20status:active&amp;sort=name"), "the way on keeps the rest");
}

both_engines!(a_segment_stands_above_the_list_with_how_many_it_has);
async fn a_segment_stands_above_the_list_with_how_many_it_has(app: TestApp) {
    let shop = app.merchant().await;
    shop.customer().name("Ada").tag("vip").create().await;
    shop.customer().name("Grace").create().await;

    let kept = [("act", "segment.create"), ("name", "Regulars"), ("shared", "true")];
    shop.post("customers?tag=vip&q=ada", &kept).await.assert_goes_to(&shop.path("customers?q=ada%20tag:vip"));

    let page = shop.get("customers?q=ada%20tag:vip").await;
    page.assert_status(200).assert_shows("Regulars").assert_shows("Remove segment");
    let known: Vec<SegmentView> =
        serde_json::from_str(&shop.call("customers/segments", &[]).await.body).expect("segments");
    let id = known[0].segment.id.to_string();
    assert_eq!(known[0].count, Some((1, false)));
    let renamed = [("act", "segment.update"), ("id", &id), ("name", "Regular people"), ("shared", "true")];
    shop.post("customers?q=ada%20tag:vip", &renamed).await.assert_goes_to(&shop.path("customers?q=ada%20tag:vip"));
    shop.get("customers").await.assert_shows("Regular people");
    let nameless = [("act", "segment.update"), ("id", &id), ("name", " "), ("shared", "true")];
    shop.post("customers?q=ada%20tag:vip", &nameless).await.assert_status(422).assert_shows("Give it a name");
    shop.post("customers", &[("act", "segment.delete"), ("id", &id)]).await.assert_goes_to(&shop.path("customers"));
    shop.get("customers").await.assert_lacks("Regular people");
}
