//! Checkouts: one buyer's page, lists, and what is due, among many that are done.

use clientele_domain::checkout::SessionStatus;
use clientele_domain::id::CheckoutSessionId;
use clientele_store::checkouts::{self, SessionFilter, attempts};
use clientele_store::{Conn, Result};

use super::plan::plans;
use super::{Planned, stocked};
use crate::harness::{House, minutes};

/// Some session.
async fn some(planned: &Planned<'_>) -> CheckoutSessionId {
    let mut reader = planned.house.db.read().await.expect("a reader");
    let filter = SessionFilter::default();
    let page = checkouts::page(&mut reader.conn(), planned.stock.scope, &filter, None, 20).await.expect("a page");
    page.last().expect("a session").id
}

stocked!(a_session_and_its_attempts_are_looked_up);
async fn a_session_and_its_attempts_are_looked_up(house: &House) {
    let planned = Planned::of(house).await;
    let id = some(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            checkouts::scope_of(conn, id).await?;
            checkouts::by_id(conn, scope, id).await?;
            attempts::latest(conn, scope, id).await.map(drop)
        };
        planned.of_looking_up("a session", ask).await;
    };
    planned.look(look).await;
}

stocked!(pages_of_sessions_read_no_more_than_they_show);
async fn pages_of_sessions_read_no_more_than_they_show(house: &House) {
    let planned = Planned::of(house).await;
    let after = some(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let (scope, customer) = (planned.stock.scope, planned.stock.customer);
        let of_all = SessionFilter::default();
        let complete = SessionFilter { status: Some(SessionStatus::Complete), ..of_all.clone() };
        for (filter, after) in [(&of_all, None), (&of_all, Some(after)), (&complete, None), (&complete, Some(after))] {
            let ask = async |conn: &mut Conn<'_>| checkouts::page(conn, scope, filter, after, 20).await.map(drop);
            for plan in planned.of_asking("sessions", ask).await {
                assert!(!plan.sorts(), "{filter:?}: {plan:#?}");
            }
        }
        let theirs = SessionFilter { customer: Some(customer), ..of_all };
        let ask = async |conn: &mut Conn<'_>| checkouts::page(conn, scope, &theirs, None, 20).await.map(drop);
        planned.of_looking_up("sessions of a customer", ask).await;
    };
    planned.look(look).await;
}

stocked!(who_looks_for_what_is_due_reads_nothing_that_is_done);
async fn who_looks_for_what_is_due_reads_nothing_that_is_done(house: &House) {
    let planned = Planned::of(house).await;
    let look = async |planned: &Planned<'_>| {
        let ask = async |conn: &mut Conn<'_>| attempts::to_ask(conn, minutes(100_000), 50).await.map(drop);
        for plan in planned.of_looking_up("attempts to ask about", ask).await {
            assert!(plan.says("payment_attempts_to_ask") && !plan.sorts(), "{plan:#?}");
        }
        let ask = async |conn: &mut Conn<'_>| checkouts::expired(conn, minutes(100_000), 50).await.map(drop);
        // Few attempts are under way: PostgreSQL may read all of those, in an index that holds no others.
        for plan in plans(planned.house, ask).await {
            assert!(plan.says("checkout_sessions_by_expiry"), "{plan:#?}");
            let whole = plan.whole().unwrap_or("payment_attempts_under_way");
            assert!(whole.contains("payment_attempts_under_way"), "{plan:#?}");
        }
    };
    planned.look(look).await;
}
