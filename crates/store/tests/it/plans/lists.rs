//! Lists of customers.

use clientele_domain::customer::{Kind, SubscriptionStatus};
use clientele_domain::list::{CustomerFilter, Direction, Has, SortBy};
use clientele_domain::query::{Frame, Query};
use clientele_domain::standing::Bars;
use clientele_store::customers::list::{Place, page, rows_by};
use clientele_store::{Conn, counters, customers};

use super::plan::Plan;
use super::stock::middle;
use super::{Planned, stocked};
use crate::harness::{House, MORNING, eur, minutes};

stocked!(every_sort_reads_its_own_index_in_order);
async fn every_sort_reads_its_own_index_in_order(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let everybody = CustomerFilter::default();
        for (sort, place) in sorts_and_places(planned).await {
            let what = format!("{sort:?} {place:?}");
            for plan in list(planned, &everybody, sort, &place).await {
                assert!(plan.says(&format!("customers_by_{} ", index(sort.0))), "{what}: {plan:#?}");
                assert!(!plan.sorts(), "{what}: {plan:#?}");
            }
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(a_page_begins_at_its_place_even_among_equals);
async fn a_page_begins_at_its_place_even_among_equals(house: &House) {
    let look = async |planned: &Planned<'_>| {
        for (sort, place) in sorts_and_places(planned).await {
            if place == Place::Start {
                continue;
            }
            for plan in list(planned, &CustomerFilter::default(), sort, &place).await {
                // The row's number belongs to the bound; otherwise all rows of equal value are walked over. SQLite leaves it out
                // where an index holds more than the order: there are few of one creation, and they are met in the index.
                let bound = match sort.0 {
                    SortBy::CreatedAt if house.db.is_sqlite() => " AND created_at",
                    _ if house.db.is_sqlite() => ",rowid)",
                    _ => "Index Cond: ((merchant_id",
                };
                assert!(plan.says(bound), "{sort:?} {place:?}: {plan:#?}");
                assert!(!plan.says("Filter: (ROW("), "{sort:?} {place:?}: {plan:#?}");
            }
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(a_kind_or_a_subscription_reads_its_own_index_in_the_order_of_creation);
async fn a_kind_or_a_subscription_reads_its_own_index_in_the_order_of_creation(house: &House) {
    let kind = CustomerFilter { kind: Some(Kind::Guest), ..CustomerFilter::default() };
    let subscription = CustomerFilter { subscription: Some(SubscriptionStatus::Active), ..CustomerFilter::default() };

    let look = async |planned: &Planned<'_>| {
        for (filter, index) in [(&kind, "customers_by_kind"), (&subscription, "customers_by_subscription")] {
            for (sort, place) in sorts_and_places(planned).await {
                if sort.0 != SortBy::CreatedAt {
                    continue;
                }
                for plan in list(planned, filter, sort, &place).await {
                    assert!(plan.says(index) && !plan.sorts(), "{sort:?} {place:?}: {plan:#?}");
                }
            }
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(the_days_of_creation_bound_the_index_of_creation);
async fn the_days_of_creation_bound_the_index_of_creation(house: &House) {
    let (created_from, created_before) = (Some(minutes(3000)), Some(minutes(9000)));
    let filter = CustomerFilter { created_from, created_before, ..CustomerFilter::default() };

    let look = async |planned: &Planned<'_>| {
        for direction in [Direction::Ascending, Direction::Descending] {
            for plan in list(planned, &filter, (SortBy::CreatedAt, direction), &Place::Start).await {
                let bound = if house.db.is_sqlite() { "created_at>? AND created_at<?" } else { "created_at <" };
                let counts = plan.is_of("FROM counters");
                assert!(counts || (plan.says(bound) && !plan.sorts()), "{plan:#?}");
                assert!(!plan.says("Filter: "), "{plan:#?}");
            }
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(no_filter_makes_a_list_read_a_whole_table);
async fn no_filter_makes_a_list_read_a_whole_table(house: &House) {
    let everybody = CustomerFilter::default;
    let tag = |tag: &str| CustomerFilter { tag: Some(tag.to_owned()), ..everybody() };
    let mut filters = vec![tag("vip"), tag("newsletter"), tag("nobody")];
    filters.extend(Has::ALL.map(|has| CustomerFilter { has: Some(has), ..everybody() }));
    filters.push(CustomerFilter { kind: Some(Kind::Registered), ..everybody() });
    filters.push(CustomerFilter { subscription: Some(SubscriptionStatus::PastDue), ..everybody() });
    filters.push(CustomerFilter { created_from: Some(minutes(3000)), ..everybody() });
    filters.push(CustomerFilter { kind: Some(Kind::Guest), has: Some(Has::Payment), ..tag("vip") });

    let look = async |planned: &Planned<'_>| {
        for (sort, place) in sorts_and_places(planned).await {
            for filter in &filters {
                list(planned, filter, sort, &place).await;
            }
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(a_frequent_tag_is_met_on_the_way_and_a_rare_one_is_sorted);
async fn a_frequent_tag_is_met_on_the_way_and_a_rare_one_is_sorted(house: &House) {
    let tagged = |tag: &str| CustomerFilter { tag: Some(tag.to_owned()), ..CustomerFilter::default() };
    let (frequent, rare) = (tagged("newsletter"), tagged("vip"));

    let look = async |planned: &Planned<'_>| {
        for (sort, place) in sorts_and_places(planned).await {
            for plan in list(planned, &frequent, sort, &place).await {
                // PostgreSQL has figures of its own about each tag.
                assert!(!house.db.is_sqlite() || !plan.sorts(), "{sort:?} {place:?}: {plan:#?}");
            }
            let rare = list(planned, &rare, sort, &place).await;
            for plan in rare {
                // A glance goes no further than it may.
                let is_bound = plan.whole_scope().is_none() || plan.is_of("AS seen");
                assert!(is_bound, "{sort:?} {place:?}: {plan:#?}");
            }
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(few_are_looked_up_and_many_are_met_on_the_way);
async fn few_are_looked_up_and_many_are_met_on_the_way(house: &House) {
    let few = [
        ("email:person1501@example.com", "customers_by_email"),
        ("external_id:user-1500 payments>=0", "customers_by_external_id"),
        ("did:did:example:1500 has:email", "customers_by_did"),
        ("name=\"Ada Person 7\" -tag:vip", "customers_by_name"),
        ("country:FR -kind:guest", "customers_by_country"),
        ("currency:usd (kind:guest OR has:email)", "customer_totals_by_currency"),
        ("spent>10usd", "customer_totals_by_currency"),
        ("refunded>0", "customer_totals_refunded"),
        ("first_payment<=2000 spent>=0", "customers_by_first_payment"),
        ("spent>1000000", "customers_by_spent"),
        ("signal:past_due has:email", "customers_past_due"),
        ("signal:refund_heavy", "customer_totals_returned"),
        ("signal:top_spender", "customers_by_spent"),
        ("signal:frequent_buyer", "customers_by_payments"),
        ("signal:at_risk spent>0", "customers_at_risk"),
    ];
    let look = async |planned: &Planned<'_>| {
        for (text, index) in few {
            let query = read(text);
            let plans = listed(planned, &query, (SortBy::LastPaymentAt, Direction::Descending), &Place::Start).await;
            let is_seen = matches!(&plans[..], [only] if only.is_of("AS seen"));
            assert!(is_seen || plans.iter().any(|plan| plan.says(index)), "{text}: {plans:#?}");
            for plan in plans {
                // What the counters say is no list, nor is a glance at the first of one.
                let is_list = !plan.is_of("FROM counters") && !plan.is_of("AS seen");
                assert!(plan.says(index) || !is_list, "{text}: {plan:#?}");
            }
        }
        let many = read("spent>=0 -tag:vip (metadata.plan:pro OR has:email) -person1");
        for plan in listed(planned, &many, (SortBy::Name, Direction::Ascending), &Place::Start).await {
            let counts = plan.is_of("COUNT(*)") || plan.is_of("FROM counters");
            assert!(counts || (plan.says("customers_by_name") && !plan.sorts()), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(who_paid_last_long_ago_is_met_month_by_month);
async fn who_paid_last_long_ago_is_met_month_by_month(house: &House) {
    let query = read("last_payment<2026-03-01 has:email");
    let look = async |planned: &Planned<'_>| {
        for (sort, place) in sorts_and_places(planned).await.into_iter().filter(|(sort, _)| sort.0 == SortBy::CreatedAt)
        {
            let plans = listed(planned, &query, sort, &place).await;
            let [walk] = plans.iter().filter(|plan| plan.is_of("AS seen")).collect::<Vec<_>>()[..] else {
                panic!("{sort:?} {place:?}: {plans:#?}")
            };
            // PostgreSQL knows that all of these people are fewer than it was asked for.
            let in_order = !walk.sorts() || !house.db.is_sqlite();
            assert!(walk.says("customers_by_last_month") && in_order, "{sort:?} {place:?}: {walk:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

const BARS: Bars = Bars { spent: 1_000_000, payments: 50 };

fn read(text: &str) -> Query {
    Query::parse(text, &Frame { bars: BARS, ..Frame::new(eur(), MORNING) }).expect("a query")
}

stocked!(neighbours_are_the_next_rows_of_the_index);
async fn neighbours_are_the_next_rows_of_the_index(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.customer);
        let everybody = Query::everybody();
        for sort_by in SortBy::ALL {
            let ask = async |conn: &mut Conn<'_>| {
                let seq = customers::seq(conn, scope, id).await?.expect("a customer");
                let own = rows_by(conn, scope, &everybody, &[seq], sort_by).await?.remove(0).cursor;
                let sort = (sort_by, sort_by.first_direction());
                page(conn, scope, &everybody, sort, &Place::Before(own.clone()), 1, &[]).await?;
                page(conn, scope, &everybody, sort, &Place::After(own), 1, &[]).await
            };
            for plan in planned.of_asking("neighbours", ask).await {
                assert!(!plan.sorts(), "{sort_by:?}: {plan:#?}");
            }
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(what_stands_above_a_list_counts_no_customers);
async fn what_stands_above_a_list_counts_no_customers(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let total =
            planned.of_asking("total", async |conn| counters::get(conn, scope, counters::CUSTOMERS).await).await;
        let tags = planned.of_asking("tags", async |conn| counters::tags(conn, scope, 50).await).await;
        for plan in total.iter().chain(&tags) {
            assert!(!plan.says(" on customer") && !plan.says("SEARCH customer"), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

/// The plans of a page of 25.
async fn list(planned: &Planned<'_>, filter: &CustomerFilter, sort: (SortBy, Direction), place: &Place) -> Vec<Plan> {
    listed(planned, &filter.plainly(), sort, place).await
}

/// The plans of a page of 25 for a query.
async fn listed(planned: &Planned<'_>, query: &Query, sort: (SortBy, Direction), place: &Place) -> Vec<Plan> {
    let what = format!("{query} {sort:?} {place:?}");
    let scope = planned.stock.scope;
    planned.of_asking(&what, async |conn| page(conn, scope, query, sort, place, 25, &[]).await).await
}

/// Every sort in both directions: its first page, and the pages after and before a customer in the middle.
async fn sorts_and_places(planned: &Planned<'_>) -> Vec<((SortBy, Direction), Place)> {
    let mut all = Vec::new();
    let mut reader = planned.house.db.read().await.expect("the database answers");
    for sort_by in SortBy::ALL {
        let middle = middle(&mut reader.conn(), &planned.stock, sort_by).await;
        for direction in [Direction::Ascending, Direction::Descending] {
            for place in [Place::Start, Place::After(middle.clone()), Place::Before(middle.clone())] {
                all.push(((sort_by, direction), place));
            }
        }
    }
    all
}

/// The last part of the name of a sort's index.
fn index(sort_by: SortBy) -> &'static str {
    match sort_by {
        SortBy::CreatedAt => "created",
        SortBy::Name => "name",
        SortBy::TotalSpent => "spent",
        SortBy::PaymentCount => "payments",
        SortBy::LastPaymentAt => "last_payment",
    }
}

stocked!(few_among_many_are_found_by_two_indexes_at_once);
async fn few_among_many_are_found_by_two_indexes_at_once(house: &House) {
    let stock = super::stock::Stock::of(house).await;
    let frame = Frame::new(eur(), minutes(9));
    // All of them fit the first two, and few the third.
    let query = Query::parse("created>2000-01-01 spent<1000000 phone:+4930100001", &frame).expect("a query");
    let places = [(SortBy::Name, Direction::Ascending), (SortBy::LastPaymentAt, Direction::Descending)];
    let found = async |limit: i64| {
        let mut rows = Vec::new();
        let mut reader = house.db.read().await.expect("a reader");
        for sort in places {
            let (listed, more) =
                page(&mut reader.conn(), stock.scope, &query, sort, &Place::Start, limit, &[]).await.expect("a page");
            rows.push((listed.into_iter().map(|listed| listed.summary.id).collect::<Vec<_>>(), more));
        }
        rows
    };
    let (whole, two) = (found(50).await, found(2).await);
    assert!(whole[0].0.len() > 2 && two[0].1, "{whole:?}");

    let mut tx = house.begin().await;
    counters::add(&mut tx.conn(), stock.scope, counters::CUSTOMERS, 0, 1_000_000).await.expect("a million customers");
    tx.commit().await.expect("a commit");

    assert_eq!((found(50).await, found(2).await), (whole, two));
    let ask = async |conn: &mut Conn<'_>| page(conn, stock.scope, &query, places[0], &Place::Start, 50, &[]).await;
    let plans = super::plan::plans(house, ask).await;
    assert!(!house.db.is_sqlite() || plans.iter().any(|plan| plan.is_of("INTERSECT")), "{plans:#?}");
}

stocked!(a_page_is_looked_for_in_indexes_before_anybody_is_counted);
async fn a_page_is_looked_for_in_indexes_before_anybody_is_counted(house: &House) {
    // Otherwise PostgreSQL does not know which rows an index may speak for.
    house.db.loaded().await.expect("a look through the tables");
    let frequent = [
        ("spent>0.01 tag:newsletter country:DE", "customers_by_country"),
        ("spent>0.01 -tag:vip (kind:guest OR kind:registered)", "customers_by_created"),
        ("status:active spent<1000000 (kind:guest OR kind:registered)", "customers_by_subscription"),
        ("last_payment>2000-01-01 payments>=1 kind:registered", "customers_by_created"),
    ];
    let newest = (SortBy::CreatedAt, Direction::Descending);
    let look = async |planned: &Planned<'_>| {
        for (text, index) in frequent {
            let plans = listed(planned, &read(text), newest, &Place::Start).await;
            let [.., seen] = &plans[..] else { panic!("{text}: nothing was asked") };
            assert!(seen.is_of("AS seen") && !seen.sorts(), "{text}: {plans:#?}");
            // SQLite counts first, for it looks at as many as it takes.
            assert!(plans.len() == 1 || house.db.is_sqlite(), "{text}: {plans:#?}");
            let walk = if house.db.is_sqlite() { "INDEX" } else { "Index Only Scan Backward using" };
            assert!(seen.says(&format!("{walk} {index} ")), "{text}: {plans:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(whoever_fits_is_found_however_far_a_glance_goes);
async fn whoever_fits_is_found_however_far_a_glance_goes(house: &House) {
    let stock = super::stock::Stock::of(house).await;
    let found = async |text: &str, sort: (SortBy, Direction)| {
        let (query, mut ids, mut place) = (read(text), Vec::new(), Place::Start);
        let mut reader = house.db.read().await.expect("a reader");
        loop {
            let rows = page(&mut reader.conn(), stock.scope, &query, sort, &place, 20, &[]).await.expect("a page");
            ids.extend(rows.0.iter().map(|row| row.summary.id));
            match rows.0.last() {
                Some(last) if rows.1 => place = Place::After(last.cursor.clone()),
                _ => return ids,
            }
        }
    };
    let sorts = SortBy::ALL.map(|sort_by| (sort_by, sort_by.first_direction()));
    let mut known = Vec::new();
    for text in FOUND {
        for sort in sorts {
            known.push(found(text, sort).await);
        }
    }
    assert!(known.iter().any(|ids| ids.len() > 20), "{known:?}");
    // As if there were so many more, that a glance is not enough.
    let mut tx = house.begin().await;
    counters::add(&mut tx.conn(), stock.scope, counters::CUSTOMERS, 0, 10_000_000).await.expect("many customers");
    tx.commit().await.expect("a commit");
    for text in FOUND {
        for sort in sorts {
            assert_eq!(found(text, sort).await, known.remove(0), "{text} {sort:?}");
        }
    }
}

const FOUND: [&str; 4] = [
    "tag:newsletter kind:registered spent>=0",
    "country:DE status:active spent>0.01",
    "(tag:vip OR signal:at_risk) has:email",
    "metadata.plan:pro created>2000-01-01 payments>=0",
];
