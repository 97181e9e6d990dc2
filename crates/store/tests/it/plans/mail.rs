//! Mails and workflows: what is due, what is shown, and what belongs to one person, among many that are done.

use clientele_domain::event::EventKind;
use clientele_domain::id::{MailId, WorkflowId};
use clientele_domain::mail::MailStatus;
use clientele_store::mails::{self, due};
use clientele_store::workflows::{self, runs};
use clientele_store::{Conn, Result, customers};

use super::{Planned, stocked};
use crate::harness::{House, MORNING, minutes, random};

/// A mail and a run for every event. One in fifty is due.
async fn told(planned: &Planned<'_>) -> WorkflowId {
    let (house, scope) = (planned.house, planned.stock.scope);
    let workflow = WorkflowId::new(MORNING, random());
    let events = format!(
        "(SELECT events.*, ROW_NUMBER() OVER (ORDER BY id) AS place FROM events) AS told WHERE merchant_id = '{}'",
        scope.merchant
    );
    house
        .sql(&format!(
            "INSERT INTO mails (
                merchant_id, livemode, id, told_for, kind, customer_id, recipient, from_name, subject, body_text, body_html,
                status, next_attempt_at, created_at
            )
            SELECT merchant_id, livemode, 'mail' || SUBSTR(id, 4), id, 'receipt', customer_id, 'a@example.com', '', '', 'x', 'x',
                'queued', CASE place % 50 WHEN 0 THEN created_at END, created_at
            FROM {events}"
        ))
        .await;
    house
        .sql(&format!(
            "INSERT INTO workflow_runs (
                merchant_id, livemode, id, workflow_id, event_id, event_type, customer_id, status, due_at, created_at
            )
            SELECT merchant_id, livemode, 'run' || SUBSTR(id, 4), '{workflow}', id, kind, customer_id, 'waiting',
                CASE place % 50 WHEN 0 THEN created_at END, created_at
            FROM {events}"
        ))
        .await;
    house
        .sql(&format!(
            "INSERT INTO workflows (
                merchant_id, livemode, id, name, event_type, filter, wait_minutes, action, enabled, created_at, updated_at
            )
            SELECT merchant_id, livemode, 'wf' || SUBSTR(id, 4), '', kind, '{{}}', 0, '{{\"mail\":{{\"wordings\":[]}}}}',
                FALSE, 1, 1
            FROM {events} AND place < 400"
        ))
        .await;
    workflow
}

stocked!(who_looks_for_mails_and_runs_that_are_due_reads_nothing_that_is_done);
async fn who_looks_for_mails_and_runs_that_are_due_reads_nothing_that_is_done(house: &House) {
    let planned = Planned::of(house).await;
    told(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let late = minutes(100_000);
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            due::any(conn, late).await?;
            assert_eq!(due::lock(conn, late, 8).await?.len(), 8);
            runs::any(conn, late).await?;
            runs::lock(conn, late, 8).await.map(drop)
        };
        let plans = planned.of_looking_up("due", ask).await;
        assert_eq!(plans.len(), 4, "{plans:#?}");
        for plan in plans {
            assert!((plan.says("mails_due") || plan.says("workflow_runs_due")) && !plan.sorts(), "{plan:#?}");
        }
    };
    planned.look(look).await;
}

stocked!(mails_and_runs_are_found_page_by_page_and_by_person);
async fn mails_and_runs_are_found_page_by_page_and_by_person(house: &House) {
    let planned = Planned::of(house).await;
    let workflow = told(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let pages = async |conn: &mut Conn<'_>| -> Result<()> {
            let page = mails::page(conn, scope, None, 20).await?;
            mails::page(conn, scope, page.last().map(|last| last.id), 20).await?;
            let page = runs::page(conn, scope, None, None, 20).await?;
            runs::page(conn, scope, Some(workflow), page.last().map(|last| last.id), 20).await.map(drop)
        };
        for plan in planned.of_asking("pages", pages).await {
            assert!(!plan.sorts(), "{plan:#?}");
        }
        let one = async |conn: &mut Conn<'_>| -> Result<()> {
            let id = MailId::new(MORNING, random());
            mails::by_id(conn, scope, id).await?;
            mails::begin_anew(conn, scope, id).await?;
            due::end(conn, scope, (id, 1), (MailStatus::Sent, ""), None, None).await?;
            workflows::by_id(conn, scope, workflow).await?;
            workflows::of_event(conn, scope, EventKind::CustomerCreated).await?;
            let customer = customers::lock(conn, scope, planned.stock.customer).await?;
            let customer = customer.and_then(customers::Found::present).expect("a customer");
            customers::write::tombstone(conn, scope, &customer, MORNING).await
        };
        planned.of_looking_up("one", one).await;
    };
    planned.look(look).await;
}

stocked!(old_mails_and_runs_are_found_by_their_age);
async fn old_mails_and_runs_are_found_by_their_age(house: &House) {
    let planned = Planned::of(house).await;
    told(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let remove = async |conn: &mut Conn<'_>| -> Result<()> {
            mails::remove_some(conn, minutes(100_000)).await?;
            runs::remove_some(conn, minutes(100_000)).await.map(drop)
        };
        let plans = planned.of_asking("what is old", remove).await;
        assert!(plans.iter().any(|plan| plan.says("mails_by_age") && !plan.sorts()), "{plans:#?}");
    };
    planned.look(look).await;
}
