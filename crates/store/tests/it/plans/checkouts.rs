//! Checkouts: one buyer's page, lists, and what is due, among many that are done.

use clientele_domain::checkout::SessionStatus;
use clientele_domain::id::CheckoutSessionId;
use clientele_store::checkouts::{self, SessionFilter, attempts};
use clientele_store::{Conn, Result};

use super::Planned;
use crate::harness::{House, both_engines, minutes};

/// A session and an attempt for every payment. One in fifty is open and under way.
async fn sold(planned: &Planned<'_>) {
    let scope = format!("merchant_id = '{}'", planned.stock.scope.merchant);
    let sessions = format!(
        "INSERT INTO checkout_sessions (
            merchant_id, livemode, id, status, payment_status, terms, lines, amount, currency, customer_id, named, source,
            source_description, created_at, expires_at
        )
        SELECT merchant_id, livemode, 'cs_' || SUBSTR(id, 5), CASE place % 50 WHEN 0 THEN 'open' ELSE 'complete' END,
            'paid', '{{\"sale\":{{\"items\":[]}},\"required\":null,\"collect\":{{\"name\":false,\"phone\":false,\
            \"billing_address\":false,\"shipping_address\":false,\"email\":true}},\"custom_fields\":[],\
            \"customer_creation\":\"if_required\",\"submit_type\":\"pay\",\"after\":{{\"message\":\"\"}},\
            \"cancel_url\":\"\",\"save_payment_method\":false,\"metadata\":[]}}', '[]', amount, currency, customer_id,
            FALSE, 'checkout', 'A print', created_at, created_at
        FROM (SELECT payments.*, ROW_NUMBER() OVER (ORDER BY id) AS place FROM payments) AS paid WHERE {scope}"
    );
    planned.house.sql(&sessions).await;
    let tried = format!(
        "INSERT INTO payment_attempts (
            merchant_id, livemode, id, session_id, status, amount, currency, method, created_at, asked_at
        )
        SELECT merchant_id, livemode, 'att_' || SUBSTR(id, 4), id,
            CASE status WHEN 'open' THEN 'charging' ELSE 'succeeded' END, amount, currency, 'card', created_at, created_at
        FROM checkout_sessions WHERE {scope}"
    );
    planned.house.sql(&tried).await;
}

/// Some session.
async fn some(planned: &Planned<'_>) -> CheckoutSessionId {
    let mut reader = planned.house.db.read().await.expect("a reader");
    let filter = SessionFilter::default();
    let page = checkouts::page(&mut reader.conn(), planned.stock.scope, &filter, None, 20).await.expect("a page");
    page.last().expect("a session").id
}

both_engines!(a_session_and_its_attempts_are_looked_up);
async fn a_session_and_its_attempts_are_looked_up(house: &House) {
    let planned = Planned::of(house).await;
    sold(&planned).await;
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

both_engines!(pages_of_sessions_read_no_more_than_they_show);
async fn pages_of_sessions_read_no_more_than_they_show(house: &House) {
    let planned = Planned::of(house).await;
    sold(&planned).await;
    let after = some(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let (scope, customer) = (planned.stock.scope, planned.stock.customer);
        let of_all = SessionFilter::default();
        let open = SessionFilter { status: Some(SessionStatus::Open), ..of_all.clone() };
        for (filter, after) in [(&of_all, None), (&of_all, Some(after)), (&open, None), (&open, Some(after))] {
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

both_engines!(who_looks_for_what_is_due_reads_nothing_that_is_done);
async fn who_looks_for_what_is_due_reads_nothing_that_is_done(house: &House) {
    let planned = Planned::of(house).await;
    sold(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let ask = async |conn: &mut Conn<'_>| attempts::to_ask(conn, minutes(100_000), 50).await.map(drop);
        for plan in planned.of_looking_up("attempts to ask about", ask).await {
            assert!(plan.says("payment_attempts_to_ask") && !plan.sorts(), "{plan:#?}");
        }
        let ask = async |conn: &mut Conn<'_>| checkouts::expired(conn, minutes(100_000), 50).await.map(drop);
        for plan in planned.of_asking("sessions to end", ask).await {
            assert!(plan.says("checkout_sessions_by_expiry"), "{plan:#?}");
        }
    };
    planned.look(look).await;
}
