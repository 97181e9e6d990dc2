//! A customer's page, imports, and what changes one customer.

use clientele_domain::customer::CustomerFields;
use clientele_domain::event::EventKind;
use clientele_domain::id::{OrderId, PaymentId};
use clientele_domain::money::Amount;
use clientele_domain::payment::{PaymentStatus, Source};
use clientele_domain::time::Timestamp;
use clientele_store::events::EventFilter;
use clientele_store::payments::PaymentFilter;
use clientele_store::{
    Conn, Result, customers, events, identities, imports, notes, orders, payments, requests, standing, totals, wallets,
};

use super::{Planned, stocked};
use crate::harness::{House, MORNING, eur, minutes, sale};

stocked!(a_customers_page_reads_what_is_the_customers_newest_first);
async fn a_customers_page_reads_what_is_the_customers_newest_first(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.customer);
        let newest_first = async |conn: &mut Conn<'_>| -> Result<()> {
            customers::by_id(conn, scope, id).await?;
            payments::of_customer(conn, scope, id, 50).await?;
            payments::of_customer_from(conn, scope, id, (Source::Api, None), 50).await?;
            payments::of_customer_from(conn, scope, id, (Source::PaymentLink, Some("plink_7")), 50).await?;
            payments::links_of_customer(conn, scope, id, 50).await?;
            orders::of_customer(conn, scope, id, 50).await?;
            events::of_customer(conn, scope, id, 50).await?;
            notes::of_customer(conn, scope, id, 50).await.map(drop)
        };
        let plans = planned.of_looking_up("newest first", newest_first).await;
        assert_eq!(plans.len(), 8, "{plans:#?}");
        for plan in plans {
            // The few rows of one customer may be sorted, but not found by reading those of others.
            let read = ["customer_id=?", "id=?", "customer_id = ", "id = "].iter().any(|bound| plan.says(bound));
            assert!(read && (!house.db.is_sqlite() || !plan.sorts()), "{plan:#?}");
        }
        let the_rest = async |conn: &mut Conn<'_>| -> Result<()> {
            totals::of_customer(conn, scope, id).await?;
            identities::of_customer(conn, scope, id).await?;
            wallets::of_customer(conn, scope, id).await.map(drop)
        };
        assert_eq!(planned.of_looking_up("the rest", the_rest).await.len(), 3);
    };
    Planned::of(house).await.look(look).await;
}

stocked!(what_programs_page_through_is_sought_by_its_own_index);
async fn what_programs_page_through_is_sought_by_its_own_index(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.customer);
        let of_customer = async |conn: &mut Conn<'_>| -> Result<()> {
            let filter = PaymentFilter { customer: Some(id), ..PaymentFilter::default() };
            let (payment, order) = (PaymentId::first_at(minutes(9)), OrderId::first_at(minutes(9)));
            payments::page(conn, scope, &filter, None, 20).await?;
            payments::page(conn, scope, &filter, Some(payment), 20).await?;
            let by_link = PaymentFilter { source: Some(Source::PaymentLink), ..filter.clone() };
            payments::page(conn, scope, &by_link, None, 20).await?;
            let by_name = PaymentFilter { source_id: Some("plink_7".into()), ..by_link };
            payments::page(conn, scope, &by_name, Some(payment), 20).await?;
            orders::page(conn, scope, Some(id), None, 20).await?;
            orders::page(conn, scope, Some(id), Some(order), 20).await?;
            notes::page(conn, scope, id, None, 20).await.map(drop)
        };
        for plan in planned.of_looking_up("of a customer", of_customer).await {
            assert!(plan.whole_scope().is_none(), "{plan:#?}");
        }
        let newest = async |conn: &mut Conn<'_>| -> Result<()> {
            orders::page(conn, scope, None, None, 20).await?;
            requests::page(conn, scope, false, None, 20).await?;
            let of_kind = EventFilter { kind: Some(EventKind::CustomerDeleted), ..EventFilter::default() };
            let of_object = EventFilter { object: Some(id.to_string()), ..EventFilter::default() };
            for filter in [EventFilter::default(), of_kind, of_object] {
                events::page(conn, scope, &filter, None, 20).await?;
            }
            Ok(())
        };
        for plan in planned.of_asking("newest", newest).await {
            assert!(!house.db.is_sqlite() || !plan.sorts(), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(the_newest_imports_are_read_in_order);
async fn the_newest_imports_are_read_in_order(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        for plan in planned.of_asking("imports", async |conn| imports::page(conn, scope, None, 20).await).await {
            assert!(!plan.sorts(), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(an_import_reads_only_what_is_its_own);
async fn an_import_reads_only_what_is_its_own(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.import);
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            imports::by_id(conn, scope, id).await?;
            imports::rejects(conn, scope, id, 0, 100).await?;
            imports::chunks::count(conn, scope, id).await?;
            imports::chunks::one(conn, scope, id, 0).await.map(drop)
        };
        for plan in planned.of_looking_up("an import", ask).await {
            assert!(!plan.sorts(), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(who_looks_for_imports_to_go_on_with_reads_no_finished_ones);
async fn who_looks_for_imports_to_go_on_with_reads_no_finished_ones(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            imports::due::claim(conn, minutes(9), minutes(8)).await?;
            imports::due::remove_broken_uploads(conn, minutes(8)).await
        };
        let plans = planned.of_looking_up("due", ask).await;
        assert_eq!(plans.len(), 3, "{plans:#?}");
        for plan in plans {
            assert!(plan.says("imports_by_status"), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(a_change_of_one_customer_touches_no_others);
async fn a_change_of_one_customer_touches_no_others(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.customer);
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            let before =
                customers::lock(conn, scope, id).await?.and_then(customers::Found::present).expect("a customer");
            let (order, payment) = sale(id, PaymentStatus::Succeeded, Amount { minor: 500, currency: eur() });
            orders::insert(conn, scope, &order).await?;
            payments::insert(conn, scope, &payment).await?;
            totals::payment_recorded(conn, scope, &payment, eur()).await?;
            standing::paid(conn, scope, &payment, MORNING).await?;
            let mut after = before.clone();
            after.fields = CustomerFields { name: "Ada".into(), tags: vec!["new".into()], ..before.fields.clone() };
            customers::write::update(conn, scope, &before, &after, &[]).await?;
            customers::write::refresh_search(conn, scope, id, &after.fields, &[]).await?;
            customers::write::tombstone(conn, scope, &after, Timestamp::from_micros(1)).await
        };
        assert!(planned.of_looking_up("a change", ask).await.len() > 10);
    };
    Planned::of(house).await.look(look).await;
}
