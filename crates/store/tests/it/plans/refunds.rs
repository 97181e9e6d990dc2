//! Refunds: lists, the queue, and what is due, among many that are done.

use clientele_domain::id::{PaymentId, RefundId, UserId};
use clientele_domain::refund::{RefundStatus, Task};
use clientele_store::Conn;
use clientele_store::refunds::list::{Assigned, QueueFilter, RefundFilter};
use clientele_store::refunds::{self, due, list};

use super::plan::plans;
use super::{Planned, stocked};
use crate::harness::{House, minutes};

/// Some refund, and what it is of.
async fn some(planned: &Planned<'_>) -> (RefundId, PaymentId) {
    let mut reader = planned.house.db.read().await.expect("a reader");
    let filter = RefundFilter::default();
    let page = list::page(&mut reader.conn(), planned.stock.scope, &filter, None, 20).await.expect("a page");
    let refund = page.last().expect("a refund");
    (refund.id, refund.payment)
}

stocked!(pages_of_refunds_read_no_more_than_they_show);
async fn pages_of_refunds_read_no_more_than_they_show(house: &House) {
    let planned = Planned::of(house).await;
    let (after, payment) = some(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let (scope, customer) = (planned.stock.scope, planned.stock.customer);
        let of_all = RefundFilter::default();
        let done = RefundFilter { status: Some(RefundStatus::Succeeded), ..of_all.clone() };
        for (filter, after) in [(&of_all, None), (&of_all, Some(after)), (&done, None), (&done, Some(after))] {
            let ask = async |conn: &mut Conn<'_>| list::page(conn, scope, filter, after, 20).await.map(drop);
            for plan in planned.of_asking("refunds", ask).await {
                assert!(!plan.sorts(), "{filter:?}: {plan:#?}");
            }
        }
        let of_payment = RefundFilter { payment: Some(payment), ..of_all.clone() };
        let theirs = RefundFilter { customer: Some(customer), ..of_all };
        for filter in [of_payment, theirs] {
            let ask = async |conn: &mut Conn<'_>| list::page(conn, scope, &filter, None, 20).await.map(drop);
            planned.of_looking_up("refunds of one", ask).await;
        }
        let ask = async |conn: &mut Conn<'_>| refunds::latest(conn, scope, payment).await.map(drop);
        planned.of_looking_up("the latest refund", ask).await;
    };
    planned.look(look).await;
}

stocked!(the_queue_reads_nothing_that_is_done);
async fn the_queue_reads_nothing_that_is_done(house: &House) {
    let planned = Planned::of(house).await;
    let (after, _) = some(&planned).await;
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        let all = QueueFilter::default();
        let to_send = QueueFilter { task: Some(Task::Send), ..all.clone() };
        let somebody = UserId::new(minutes(1), [7; 10]);
        let hers = QueueFilter { assigned: Some(Assigned::To(somebody)), ..all.clone() };
        for (filter, after) in [(&all, None), (&all, Some(after)), (&to_send, None), (&hers, None)] {
            let ask = async |conn: &mut Conn<'_>| list::queue(conn, scope, filter, after, 20).await.map(drop);
            for plan in plans(planned.house, ask).await {
                assert!(plan.says("refunds_waiting"), "{filter:?}: {plan:#?}");
            }
        }
        let ask = async |conn: &mut Conn<'_>| due::to_ask(conn, minutes(100_000), 50).await.map(drop);
        for plan in plans(planned.house, ask).await {
            assert!(plan.says("refunds_to_ask"), "{plan:#?}");
        }
    };
    planned.look(look).await;
}
