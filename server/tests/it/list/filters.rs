//! Filters of the list.

use super::{names, page};
use crate::harness::{TestApp, both_engines};

both_engines!(each_filter_lets_through_whom_it_says);
async fn each_filter_lets_through_whom_it_says(app: TestApp) {
    let shop = app.merchant().await;
    shop.customer().name("Ada").email("ada@analytical.example").tag("vip").create().await;
    shop.customer().name("Grace").phone("+442079460018").tag("vip").tag("navy").create().await;
    let guest = shop.customer().name("Mary").create().await;
    shop.customer().name("Hedy").external_id("user-1").create().await;
    shop.payment(guest, 1000).await;
    app.sql(&format!("UPDATE customers SET kind = 'guest', subscription_status = 'past_due' WHERE id = '{guest}'"))
        .await;

    for (query, expected) in [
        ("", &["Ada", "Grace", "Hedy", "Mary"][..]),
        ("?kind=guest", &["Mary"]),
        ("?kind=registered", &["Ada", "Grace", "Hedy"]),
        ("?tag=vip", &["Ada", "Grace"]),
        ("?tag=VIP", &["Ada", "Grace"]),
        ("?tag=nothing", &[]),
        ("?status=past_due", &["Mary"]),
        ("?status=active", &[]),
        ("?has=email", &["Ada"]),
        ("?has=phone", &["Grace"]),
        ("?has=external_id", &["Hedy"]),
        ("?has=payment", &["Mary"]),
        ("?tag=vip&has=phone", &["Grace"]),
        ("?tag=vip&kind=guest", &[]),
        ("?kind=robot&status=asleep&has=legs", &["Ada", "Grace", "Hedy", "Mary"]),
    ] {
        let sign = if query.is_empty() { "?" } else { "&" };
        for sort in ["name", "created_at", "total_spent", "payment_count", "last_payment_at"] {
            let mut shown = names(&shop, &format!("{query}{sign}sort={sort}")).await;
            shown.sort();
            assert_eq!(shown, expected, "{query} by {sort}");
        }
    }
    assert_eq!(page(&shop, "?tag=vip").await.total, 4);
    // There is no subscription behind it, and after the test every figure is looked after.
    app.sql(&format!("UPDATE customers SET subscription_status = '' WHERE id = '{guest}'")).await;
}

both_engines!(the_last_day_of_a_range_counts);
async fn the_last_day_of_a_range_counts(app: TestApp) {
    let shop = app.merchant().await;
    for (name, at) in [("Ada", "2026-01-31"), ("Grace", "2026-02-01"), ("Mary", "2026-02-28"), ("Hedy", "2026-03-01")] {
        let id = shop.customer().name(name).create().await;
        let midnight = clientele_domain::time::Timestamp::parse_date(at).expect("a day").micros();
        app.sql(&format!("UPDATE customers SET created_at = {midnight} WHERE id = '{id}'")).await;
    }

    assert_eq!(names(&shop, "?from=2026-02-01&until=2026-02-28&sort=name").await, ["Grace", "Mary"]);
    assert_eq!(names(&shop, "?from=2026-02-02&sort=name").await, ["Hedy", "Mary"]);
    assert_eq!(names(&shop, "?until=2026-01-31").await, ["Ada"]);
    assert_eq!(names(&shop, "?from=yesterday&until=2026-02-30&sort=name").await.len(), 4);
}

both_engines!(an_empty_list_says_what_to_do);
async fn an_empty_list_says_what_to_do(app: TestApp) {
    let shop = app.merchant().await;

    let nobody = shop.get("customers").await;
    shop.customer().name("Ada Lovelace").create().await;
    let no_match = shop.get("customers?q=nobody").await;

    assert!(nobody.attributes("href").contains(&shop.path("customers/new")), "{}", nobody.text());
    no_match.assert_status(200).assert_shows("nobody").assert_lacks("Lovelace");
}
