//! Webhooks: what is due, and what belongs to one endpoint or one person, among many that are done.

use clientele_domain::event::EventKind;
use clientele_domain::id::{DeliveryId, WebhookEndpointId};
use clientele_domain::webhook::{Endpoint, Wanted};
use clientele_store::webhooks::{attempts, deliveries, due, endpoints};
use clientele_store::{Conn, Result, customers};

use super::{Planned, stocked};
use crate::harness::{House, MORNING, minutes, random};

/// Some endpoints, and for each of them a delivery of every event. One in fifty is due.
async fn told(planned: &Planned<'_>) -> WebhookEndpointId {
    let (house, scope) = (planned.house, planned.stock.scope);
    let mut last = WebhookEndpointId::new(MORNING, random());
    for number in 0..3 {
        last = WebhookEndpointId::new(MORNING, random());
        let endpoint = Endpoint {
            id: last,
            url: "https://example.com/".into(),
            description: String::new(),
            events: Wanted::All,
            disabled_at: None,
            disabled_reason: String::new(),
            failing_since: None,
            previous_secret_until: None,
            created_at: MORNING,
            updated_at: MORNING,
            version: 1,
        };
        let mut tx = house.begin().await;
        endpoints::insert(&mut tx.conn(), scope, &endpoint, "whsec_").await.expect("an endpoint");
        tx.commit().await.expect("a commit");
        house
            .sql(&format!(
                "INSERT INTO deliveries (
                    merchant_id, livemode, id, endpoint_id, event_id, event_type, customer_id, body, status,
                    next_attempt_at, created_at
                )
                SELECT merchant_id, livemode, 'dlv_' || SUBSTR(id, 5, 19) || '{number}' || SUBSTR(CAST(1000000 + place AS TEXT), 2), '{last}', id, kind, customer_id, '{{}}',
                    CASE place % 50 WHEN 0 THEN 'pending' ELSE 'delivered' END,
                    CASE place % 50 WHEN 0 THEN created_at END, created_at
                FROM (SELECT events.*, ROW_NUMBER() OVER (ORDER BY id) AS place FROM events) AS told
                WHERE merchant_id = '{}'",
                scope.merchant
            ))
            .await;
    }
    last
}

stocked!(who_looks_for_what_is_due_reads_nothing_that_is_done);
async fn who_looks_for_what_is_due_reads_nothing_that_is_done(house: &House) {
    let planned = Planned::of(house).await;
    let endpoint = told(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            due::any(conn, minutes(100_000)).await?;
            due::lock(conn, minutes(100_000), &[], 4).await?;
            due::lock(conn, minutes(100_000), &[endpoint], 4).await.map(drop)
        };
        let plans = planned.of_looking_up("due", ask).await;
        assert_eq!(plans.len(), 3, "{plans:#?}");
        for plan in plans {
            assert!(plan.says("deliveries_due") && !plan.sorts(), "{plan:#?}");
        }
    };
    planned.look(look).await;
}

stocked!(deliveries_are_found_by_endpoint_and_by_person);
async fn deliveries_are_found_by_endpoint_and_by_person(house: &House) {
    let planned = Planned::of(house).await;
    let endpoint = told(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let newest = async |conn: &mut Conn<'_>| -> Result<()> {
            let page = deliveries::page(conn, scope, Some(endpoint), None, 20).await?;
            assert_eq!(page.len(), 20);
            deliveries::page(conn, scope, Some(endpoint), page.last().map(|last| last.id), 20).await.map(drop)
        };
        for plan in planned.of_looking_up("a page", newest).await {
            assert!(plan.says("deliveries_of_endpoint") && !plan.sorts(), "{plan:#?}");
        }
        let newest_of_all = async |conn: &mut Conn<'_>| deliveries::page(conn, scope, None, None, 20).await;
        for plan in planned.of_asking("a page of all", newest_of_all).await {
            assert!(!plan.sorts(), "{plan:#?}");
        }
        let one = async |conn: &mut Conn<'_>| -> Result<()> {
            let id = DeliveryId::new(MORNING, random());
            deliveries::lock(conn, scope, id).await?;
            attempts::of_delivery(conn, scope, id, 100).await?;
            deliveries::hold(conn, scope, endpoint).await?;
            deliveries::release(conn, scope, endpoint, MORNING).await?;
            deliveries::begin_anew(conn, scope, endpoint, MORNING).await?;
            let customer = customers::lock(conn, scope, planned.stock.customer).await?;
            let customer = customer.and_then(customers::Found::present).expect("a customer");
            customers::write::tombstone(conn, scope, &customer, MORNING).await
        };
        planned.of_looking_up("one", one).await;
    };
    planned.look(look).await;
}

stocked!(who_tells_of_an_event_asks_for_endpoints_that_are_enabled);
async fn who_tells_of_an_event_asks_for_endpoints_that_are_enabled(house: &House) {
    let planned = Planned::of(house).await;
    told(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let ask = async |conn: &mut Conn<'_>| endpoints::wanting(conn, scope, EventKind::CustomerCreated).await;
        let plans = planned.of_asking("wanting", ask).await;
        assert_eq!(plans.len(), 1, "{plans:#?}");
    };
    planned.look(look).await;
}

stocked!(what_is_old_is_found_by_its_age);
async fn what_is_old_is_found_by_its_age(house: &House) {
    let planned = Planned::of(house).await;
    told(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let remove = async |conn: &mut Conn<'_>| deliveries::remove_some(conn, minutes(100_000)).await;
        let plans = planned.of_asking("what is old", remove).await;
        assert!(plans[0].says("deliveries_created") && !plans[0].sorts(), "{plans:#?}");
        let scope = planned.stock.scope;
        let given_up = async |conn: &mut Conn<'_>| endpoints::given_up(conn, scope).await;
        planned.of_asking("what was given up", given_up).await;
    };
    planned.look(look).await;
}
