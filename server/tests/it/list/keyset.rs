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

            let (forwards, back) = walk(&shop, &query, "after", None).await;
            let shown = once(&forwards, sort, direction);
            let missing: Vec<_> = standing.difference(&shown).collect();
            assert!(missing.is_empty(), "{query}: skipped {missing:?}");

            let (backwards, _) = walk(&shop, &query, "before", back).await;
            let shown = once(&backwards, sort, direction);
            // Everybody but those of the last page, where one turned round.
            let last: HashSet<_> = forwards.last().into_iter().flatten().map(|customer| customer.id).collect();
            let missing: Vec<_> = standing.difference(&shown).filter(|id| !last.contains(id)).collect();
            assert!(missing.is_empty(), "{query}: skipped {missing:?} on the way back");
        }
    }
}

both_engines!(a_cursor_of_nothing_is_no_fault);
async fn a_cursor_of_nothing_is_no_fault(app: TestApp) {
    let shop = app.merchant().await;
    shop.customer().create().await;

    for cursor in
        ["", "x", "1", "1.", ".1", "1.abc", "-1.-1", "1.\0", "99999999999999999999.1", "1.99999999999999999999", "1.'"]
    {
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
        let fields =
            clientele_domain::customer::CustomerFields { name: format!("{name} {}", number % 2), ..Default::default() };
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

/// Goes from page to page until there is none; gives the pages in the order of the list, and the way back from the last.
/// Between two pages somebody makes a customer, and another who came meanwhile goes again.
async fn walk(
    shop: &Shop,
    query: &str,
    side: &str,
    from: Option<String>,
) -> (Vec<Vec<CustomerSummary>>, Option<String>) {
    let (mut pages, mut cursor) = (Vec::new(), from);
    let back = loop {
        let place = cursor.as_ref().map(|cursor| format!("&{side}={}", escape(cursor))).unwrap_or_default();
        let shown = page(shop, &format!("{query}{place}")).await;
        pages.push(shown.customers);
        shop.customer().name("Newcomer").create().await;
        let passing = shop.customer().name("Passing by").create().await;
        customers::delete(&shop.ctx(), passing, None).await.expect("a deletion");
        cursor = if side == "after" { shown.after } else { shown.before.clone() };
        if cursor.is_none() {
            break shown.before;
        }
        assert!(pages.len() < 40, "{query}: the pages have no end");
    };
    if side == "before" {
        pages.reverse();
    }
    (pages, back)
}

/// Who is on the pages: nobody twice, and in order.
fn once(pages: &[Vec<CustomerSummary>], sort: SortBy, direction: Direction) -> HashSet<CustomerId> {
    let shown: Vec<&CustomerSummary> = pages.iter().flatten().collect();
    assert_ordered(&shown, sort, direction);
    let ids: HashSet<CustomerId> = shown.iter().map(|customer| customer.id).collect();
    assert_eq!(ids.len(), shown.len(), "{sort:?} {direction:?}: somebody is shown twice");
    ids
}

/// The values by which the list is sorted never go the other way. Names are folded, so these are left to the others.
fn assert_ordered(shown: &[&CustomerSummary], sort: SortBy, direction: Direction) {
    let value = |customer: &CustomerSummary| match sort {
        SortBy::CreatedAt => customer.created_at.micros(),
        SortBy::Name => 0,
        SortBy::TotalSpent => customer.spent,
        SortBy::PaymentCount => customer.payments,
        SortBy::LastPaymentAt => customer.last_payment_at.map_or(0, |at| at.micros()),
    };
    for pair in shown.windows(2) {
        let (first, second) = (value(pair[0]), value(pair[1]));
        let (low, high) = if direction == Direction::Ascending { (first, second) } else { (second, first) };
        assert!(low <= high, "{sort:?} {direction:?}: {} before {}", pair[0].id, pair[1].id);
    }
}
