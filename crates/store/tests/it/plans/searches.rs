//! Finding customers by text.

use clientele_domain::list::{Direction, SortBy};
use clientele_domain::query::Query;
use clientele_store::customers::list::{Place, page, rows_by};
use clientele_store::customers::search::exactly;
use clientele_store::imports::hold_by_external_id;
use clientele_store::{Conn, customers, imports};

use super::plan::Plan;
use super::stock::middle;
use super::{Planned, stocked};
use crate::harness::House;

stocked!(three_characters_are_found_by_the_index_of_substrings);
async fn three_characters_are_found_by_the_index_of_substrings(house: &House) {
    let index = if house.db.is_sqlite() { "customer_search VIRTUAL TABLE INDEX" } else { "customers_by_text" };
    let look = async |planned: &Planned<'_>| {
        for (place, plan) in
            searched(planned, &["person 1234", "hedy person12", "0x000001f4", "user-1500", "100%_\\"]).await
        {
            // Few rows beyond a place are as well read in their order.
            let few = place != Place::Start && !plan.sorts();
            assert!(few || plan.says(index), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(fewer_are_a_beginning_and_found_by_the_index_of_each_column);
async fn fewer_are_a_beginning_and_found_by_the_index_of_each_column(house: &House) {
    let look = async |planned: &Planned<'_>| {
        for (_, plan) in searched(planned, &["h", "ad", "+4", "us"]).await {
            for index in ["name", "email", "external_id", "phone"] {
                assert!(plan.says(&format!("customers_by_{index} ")), "{index}: {plan:#?}");
            }
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(in_the_order_of_recording_matches_are_read_until_the_page_is_full);
async fn in_the_order_of_recording_matches_are_read_until_the_page_is_full(house: &House) {
    if !house.db.is_sqlite() {
        // PostgreSQL's index of substrings has no order.
        return;
    }
    let query = Query::words("person");
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        for direction in [Direction::Ascending, Direction::Descending] {
            let ask = async |conn: &mut Conn<'_>| {
                page(conn, scope, &query, (SortBy::CreatedAt, direction), &Place::Start, 25, &[]).await
            };
            for plan in planned.of_asking("person", ask).await {
                assert!(!plan.sorts(), "{direction:?}: {plan:#?}");
            }
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(whom_a_text_names_exactly_is_looked_up);
async fn whom_a_text_names_exactly_is_looked_up(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.customer.to_string());
        let texts = [
            &id,
            "person1501@example.com",
            "user-1500",
            "+49 301 001500",
            "did:example:1500",
            "#A-1501-2137",
            "1501",
            "nobody at all",
        ];
        for text in texts {
            let found = planned.of_looking_up(text, async |conn| {
                let seqs = exactly(conn, scope, text).await?;
                rows_by(conn, scope, &Query::everybody(), &seqs, SortBy::CreatedAt).await
            });
            assert!(found.await.len() >= 2, "{text}: an external id and an order number are always looked for");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(an_import_looks_up_whom_its_rows_name);
async fn an_import_looks_up_whom_its_rows_name(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let ids: Vec<String> = (0..400).map(|number| format!("user-{number}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        for plan in planned.of_asking("many", async |conn| hold_by_external_id(conn, scope, &ids).await).await {
            assert!(plan.says("customers_by_external_id "), "{plan:#?}");
            // These are so large a part of the few that PostgreSQL may as well read all.
            assert!(!house.db.is_sqlite() || plan.says("external_id=?"), "{plan:#?}");
        }
        let one_by_one = async |conn: &mut Conn<'_>| {
            customers::by_external_id(conn, scope, "user-4").await?;
            customers::by_email(conn, scope, "person4@example.com").await?;
            imports::by_fingerprint(conn, scope, "2a").await
        };
        assert_eq!(planned.of_looking_up("one by one", one_by_one).await.len(), 3);
    };
    Planned::of(house).await.look(look).await;
}

/// The plans of the pages with these texts, in every order and at every kind of place.
async fn searched(planned: &Planned<'_>, texts: &[&str]) -> Vec<(Place, Plan)> {
    let mut plans = Vec::new();
    let mut reader = planned.house.db.read().await.expect("the database answers");
    for sort_by in SortBy::ALL {
        let middle = middle(&mut reader.conn(), &planned.stock, sort_by).await;
        for place in [Place::Start, Place::After(middle.clone()), Place::Before(middle)] {
            for text in texts {
                let query = Query::words(text);
                let (scope, sort) = (planned.stock.scope, (sort_by, sort_by.first_direction()));
                let ask = async |conn: &mut Conn<'_>| page(conn, scope, &query, sort, &place, 25, &[1, 2]).await;
                let told = planned.of_asking(text, ask).await;
                plans.extend(told.into_iter().map(|plan| (place.clone(), plan)));
            }
        }
    }
    plans
}
