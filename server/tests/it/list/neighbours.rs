//! The previous and the next customer, in the list one came from.

use clientele_app::list_query::escape;
use clientele_app::server_fns::customers::CustomerView;

use super::page;
use crate::harness::{TestApp, both_engines};

both_engines!(neighbours_follow_the_list);
async fn neighbours_follow_the_list(app: TestApp) {
    let shop = app.merchant().await;
    for (name, cents) in [("Ada", 300), ("Grace", 100), ("Hedy", 200), ("Ada", 100), ("Mary", 300), ("adam", 0)] {
        let id = shop.customer().name(name).tag(if cents == 100 { "small" } else { "large" }).create().await;
        if cents > 0 {
            shop.payment(id, cents).await;
        }
    }

    for query in [
        "",
        "?sort=name",
        "?sort=name&order=desc",
        "?sort=total_spent",
        "?sort=payment_count&order=asc",
        "?sort=last_payment_at",
        "?tag=small",
        "?q=ada",
        "?q=ad&sort=name",
        "?has=payment&sort=total_spent&order=asc",
    ] {
        let ids: Vec<_> = page(&shop, query).await.customers.into_iter().map(|customer| customer.id).collect();
        for (place, id) in ids.iter().enumerate() {
            let answer = shop.call("customers/detail", &[("id", &id.to_string()), ("query", query)]).await;
            let view: CustomerView = serde_json::from_str(&answer.body).expect("a customer");
            let expected = (place.checked_sub(1).map(|before| ids[before]), ids.get(place + 1).copied());
            assert_eq!((view.previous, view.next), expected, "{query:?}, place {place} of {ids:?}");
        }
    }
}

both_engines!(the_page_links_to_them_and_back_to_the_list);
async fn the_page_links_to_them_and_back_to_the_list(app: TestApp) {
    let shop = app.merchant().await;
    let mut ids = Vec::new();
    for name in ["Ada 50%41", "Grace 50%41", "Hedy 50%41"] {
        ids.push(shop.customer().name(name).create().await);
    }
    let query = format!("?q={}&sort=name", escape("50%41"));

    let page = shop.get(&format!("customers/{}{query}", ids[1])).await;

    let links = page.attributes("href");
    for place in
        [format!("customers/{}{query}", ids[0]), format!("customers/{}{query}", ids[2]), format!("customers{query}")]
    {
        assert!(links.contains(&shop.path(&place)), "no link to {place}: {links:?}");
    }
}
