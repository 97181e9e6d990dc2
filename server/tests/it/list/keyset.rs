//! Pages by keyset: whatever the order, everybody stands on exactly one page, also while others come and go.

use std::collections::HashSet;
use std::time::Duration;

use clientele_app::list_query::escape;
use clientele_domain::id::CustomerId;
use clientele_domain::list::{CustomerSummary, Direction, SortBy};
use clientele_service::Ctx;
use clientele_service::customers;

use super::page;
use crate::harness::{Shop, TestApp, both_engines};

const STANDING: usize = 120;

both_engines!(every_order_shows_everybody_once_while_others_come_and_go);
async fn every_order_shows_everybody_once_while_others_come_and_go(app: TestApp) {
    let shop = app.merchant().await;
    let standing = stock(&shop).await;

    for sort in SortBy::ALL {
        for direction in [Direction::Ascending, Direction::Descending] {
            let query = format!("?sort={}&order={}", sort.as_str(), direction.as_str());

            let (forwards, last) = walk(&shop, &query, "after", None).await;
            assert_ordered(&forwards, sort, direction);
            assert_each_once(&forwards, &standing, &query);
            let (backwards, _) = walk(&shop, &query, "before", last).await;
            assert_ordered(&backwards, sort, direction);
            assert_each_once(&backwards, &standing, &query);
        }
    }
}

both_engines!(a_cursor_of_nothing_is_no_fault);
async fn a_cursor_of_nothing_is_no_fault(app: TestApp) {
    let shop = app.merchant().await;
    shop.customer().create().await;

    for cursor in ["", "x", "1", "1.", ".1", "1.abc", "-1.-1", "1.\0", "99999999999999999999.1", "1.99999999999999999999", "1.'"] {
        for sort in SortBy::ALL {
            for side in ["after", "before"] {
                let query = format!("?sort={}&{side}={}", sort.as_str(), escape(cursor));
                let answer = shop.get(&format!("customers{query}")).await;
                assert!(!answer.status.is_server_error(), "{query}: {}", answer.status);
            }
        }
    }
}

/// Customers with ties in every order. Those are there throughout.
async fn stock(shop: &Shop) -> HashSet<CustomerId> {
    let mut standing = HashSet::new();
    for number in 0..STANDING {
        // Ten share a moment of creation, twelve a name.
        let now = shop.ctx().now.minus(Duration::from_secs(3600 * (1 + number as u64 / 10)));
        let ctx = Ctx { now, ..shop.ctx() };
        let name = ["Ada", "ada", "Äda", "Grace", "grace 100%41", "李"][number % 6];
        let fields = clientele_domain::customer::CustomerFields { name: format!("{name} {}", number % 2), ..Default::default() };
        let id = customers::create(&ctx, &fields).await.expect("a customer").id;
        for _ in 0..number % 3 {
            let cents = 1000 * (number as i64 % 4);
            let occurred_at = now.plus(Duration::from_secs(60));
            shop.payment_with(id, |payment| (payment.amount.minor, payment.occurred_at) = (cents, occurred_at)).await;
        }
        standing.insert(id);
    }
    standing
}

/// Goes from page to page until there is none. Between two pages somebody else makes a customer and deletes another.
async fn walk(shop: &Shop, query: &str, side: &str, from: Option<String>) -> (Vec<CustomerSummary>, Option<String>) {
    let mut pages: Vec<Vec<CustomerSummary>> = Vec::new();
    let mut last = None;
    // Going back begins behind the last page, which is where that page's own beginning is.
    let mut cursor = from;
    loop {
        let place = cursor.as_ref().map(|cursor| format!("&{side}={}", escape(cursor))).unwrap_or_default();
        let shown = page(shop, &format!("{query}{place}")).await;
        let next = if side == "after" { shown.after.clone() } else { shown.before.clone() };
        if side == "after" && next.is_none() {
            last = shown.customers.last().map(|_| String::new()).and(shown.before.clone());
        }
        pages.push(shown.customers);
        let passing = shop.customer().name("Passing by").create().await;
        customers::delete(&shop.ctx(), passing).await.expect("a deletion");
        shop.customer().name("Newcomer").create().await;
        match next {
            Some(next) => cursor = Some(next),
            None => break,
        }
        assert!(pages.len() < 40, "{query}: the pages have no end");
    }
    if side == "before" {
        pages.reverse();
    }
    (pages.into_iter().flatten().collect(), last)
}

fn assert_each_once(shown: &[CustomerSummary], standing: &HashSet<CustomerId>, query: &str) {
    let ids: Vec<CustomerId> = shown.iter().map(|customer| customer.id).collect();
    let unique: HashSet<CustomerId> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{query}: somebody is shown twice");
    let skipped: Vec<_> = standing.difference(&unique).collect();
    assert!(skipped.len() < 51 && (skipped.is_empty() || ids.len() < STANDING), "{query}: skipped {skipped:?}");
}

/// The values by which the list is sorted never go the other way. Names are folded, so these are left to the others.
fn assert_ordered(shown: &[CustomerSummary], sort: SortBy, direction: Direction) {
    let value = |customer: &CustomerSummary| match sort {
        SortBy::CreatedAt => customer.created_at.micros(),
        SortBy::Name => 0,
        SortBy::TotalSpent => customer.spent,
        SortBy::PaymentCount => customer.payments,
        SortBy::LastPaymentAt => customer.last_payment_at.map_or(0, |at| at.micros()),
    };
    for pair in shown.windows(2) {
        let (first, second) = (value(&pair[0]), value(&pair[1]));
        let (low, high) = if direction == Direction::Ascending { (first, second) } else { (second, first) };
        assert!(low <= high, "{sort:?} {direction:?}: {} before {}", pair[0].id, pair[1].id);
    }
}
