//! Products, prices and payment links of a merchant who has many.

use clientele_domain::id::{PaymentLinkId, PriceId, ProductId};
use clientele_store::prices::PriceFilter;
use clientele_store::{Conn, links, prices, products};

use super::{Planned, stocked};
use crate::harness::House;

/// Many products with a price each and a link for each; one in ten is archived.
async fn stocked(planned: &Planned<'_>) {
    let merchant = planned.stock.scope.merchant;
    let numbered = |table: &str, columns: &str, values: &str| {
        format!(
            "INSERT INTO {table} (merchant_id, livemode, {columns})
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 4000)
            SELECT '{merchant}', FALSE, {values}
            FROM (SELECT n, SUBSTR(CAST(1000000 + n AS TEXT), 2) AS place FROM numbers) AS numbered"
        )
    };
    let zeros = "0".repeat(20);
    let made = "active, created_at, updated_at";
    let archived = "n % 10 <> 0, n, n";
    for sql in [
        numbered("products", &format!("id, name, {made}"), &format!("'prod_{zeros}' || place, 'Mug', {archived}")),
        numbered(
            "prices",
            &format!("id, product_id, amount, currency, {made}"),
            &format!("'price_{zeros}' || place, 'prod_{zeros}' || place, 500, 'EUR', {archived}"),
        ),
        numbered(
            "payment_links",
            &format!("id, name, terms, {made}"),
            &format!("'plink_{zeros}' || place, 'Mug', '{{}}', {archived}"),
        ),
        numbered(
            "payment_link_totals",
            "link_id, currency, amount, payment_count",
            &format!("'plink_{zeros}' || place, 'EUR', 500, 1"),
        ),
    ] {
        planned.house.sql(&sql).await;
    }
}

fn place<T: std::str::FromStr>(prefix: &str, number: u32) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("{prefix}_{number:026}").parse().expect("an id")
}

stocked!(a_page_of_the_catalogue_is_read_in_the_order_of_its_index);
async fn a_page_of_the_catalogue_is_read_in_the_order_of_its_index(house: &House) {
    let planned = Planned::of(house).await;
    stocked(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let (product, price): (ProductId, PriceId) = (place("prod", 2000), place("price", 2000));
        for active in [None, Some(true), Some(false)] {
            for after in [None, Some(())] {
                let (last, before) = (after.map(|()| product), after.map(|()| price));
                let page = async |conn: &mut Conn<'_>| products::page(conn, scope, active, last, 20).await;
                let mut plans = planned.of_asking("products", page).await;
                let filter = PriceFilter { active, ..PriceFilter::default() };
                let page = async |conn: &mut Conn<'_>| prices::page(conn, scope, &filter, before, 20).await;
                plans.extend(planned.of_asking("prices", page).await);
                for plan in plans {
                    assert!(!plan.sorts(), "{active:?} {after:?}: {plan:#?}");
                }
            }
        }
    };
    planned.look(look).await;
}

stocked!(what_hangs_on_a_product_or_a_link_is_looked_up);
async fn what_hangs_on_a_product_or_a_link_is_looked_up(house: &House) {
    let planned = Planned::of(house).await;
    stocked(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let (product, price): (ProductId, PriceId) = (place("prod", 2000), place("price", 2000));
        let link: PaymentLinkId = place("plink", 2000);
        let ask = async |conn: &mut Conn<'_>| prices::of_products(conn, scope, &[product]).await;
        planned.of_looking_up("the prices of a product", ask).await;
        let ask = async |conn: &mut Conn<'_>| prices::by_ids(conn, scope, &[price]).await;
        planned.of_looking_up("prices by their ids", ask).await;
        let ask = async |conn: &mut Conn<'_>| links::totals(conn, scope, &[link]).await;
        planned.of_looking_up("the totals of a link", ask).await;
        let ask = async |conn: &mut Conn<'_>| links::scope_of(conn, link).await;
        planned.of_looking_up("whose link it is", ask).await;
    };
    planned.look(look).await;
}
