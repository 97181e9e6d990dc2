//! Subscriptions: lists and what is due.

use clientele_domain::id::{SubscriptionId, TestClockId};
use clientele_domain::subscription::SubscriptionStatus;
use clientele_store::Conn;
use clientele_store::subscriptions::{self, SubscriptionFilter, due};

use super::plan::plans;
use super::{Planned, stocked};
use crate::harness::{House, minutes};

stocked!(what_is_due_is_found_by_its_moment);
async fn what_is_due_is_found_by_its_moment(house: &House) {
    let planned = Planned::of(house).await;
    let look = async |planned: &Planned<'_>| {
        let (scope, customer) = (planned.stock.scope, planned.stock.customer);
        let ask = async |conn: &mut Conn<'_>| due::due(conn, minutes(100_000), 50).await.map(drop);
        for plan in plans(planned.house, ask).await {
            assert!(plan.says("subscriptions_by_turn"), "{plan:#?}");
        }
        let clock = TestClockId::new(minutes(1), [7; 10]);
        let ask = async |conn: &mut Conn<'_>| due::first_on_clock(conn, scope, clock, minutes(100_000)).await.map(drop);
        for plan in plans(planned.house, ask).await {
            assert!(plan.says("subscriptions_due_on_clock"), "{plan:#?}");
        }
        let theirs = SubscriptionFilter { customer: Some(customer), status: None };
        let ask = async |conn: &mut Conn<'_>| subscriptions::page(conn, scope, &theirs, None, 20).await.map(drop);
        planned.of_looking_up("subscriptions of one", ask).await;
        let after = SubscriptionId::new(minutes(1), [7; 10]);
        let active = SubscriptionFilter { customer: None, status: Some(SubscriptionStatus::Active) };
        for filter in [SubscriptionFilter::default(), active] {
            let ask =
                async |conn: &mut Conn<'_>| subscriptions::page(conn, scope, &filter, Some(after), 20).await.map(drop);
            for plan in plans(planned.house, ask).await {
                assert!(!plan.sorts(), "{filter:?}: {plan:#?}");
            }
        }
    };
    planned.look(look).await;
}
