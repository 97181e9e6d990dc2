//! Invoices and credit: lists, what is overdue, and what is about to be, among many that are paid.

use clientele_domain::id::{BalanceTransactionId, InvoiceId};
use clientele_domain::invoice::InvoiceStatus;
use clientele_store::invoices::{self, InvoiceFilter};
use clientele_store::{Conn, balances};

use super::plan::plans;
use super::{Planned, stocked};
use crate::harness::{House, eur, minutes};

stocked!(pages_of_invoices_read_no_more_than_they_show);
async fn pages_of_invoices_read_no_more_than_they_show(house: &House) {
    let planned = Planned::of(house).await;
    let look = async |planned: &Planned<'_>| {
        let (scope, customer) = (planned.stock.scope, planned.stock.customer);
        let after = Some(InvoiceId::first_at(minutes(5000)));
        let of_all = InvoiceFilter::default();
        let paid = InvoiceFilter { status: Some(InvoiceStatus::Paid), ..of_all.clone() };
        for (filter, after) in [(&of_all, None), (&of_all, after), (&paid, None), (&paid, after)] {
            let ask = async |conn: &mut Conn<'_>| invoices::page(conn, scope, filter, after, 20).await.map(drop);
            for plan in planned.of_asking("invoices", ask).await {
                assert!(!plan.sorts(), "{filter:?}: {plan:#?}");
            }
        }
        let theirs = InvoiceFilter { customer: Some(customer), ..of_all };
        let ask = async |conn: &mut Conn<'_>| invoices::page(conn, scope, &theirs, None, 20).await.map(drop);
        planned.of_looking_up("invoices of one", ask).await;
        let after = Some(BalanceTransactionId::first_at(minutes(5000)));
        for after in [None, after] {
            let ask = async |conn: &mut Conn<'_>| balances::page(conn, scope, customer, after, 20).await.map(drop);
            planned.of_looking_up("credit of one", ask).await;
        }
        let ask = async |conn: &mut Conn<'_>| balances::of(conn, scope, customer, eur()).await.map(drop);
        planned.of_looking_up("the credit of one", ask).await;
    };
    planned.look(look).await;
}

stocked!(what_is_overdue_is_found_without_reading_what_is_paid);
async fn what_is_overdue_is_found_without_reading_what_is_paid(house: &House) {
    let planned = Planned::of(house).await;
    let look = async |planned: &Planned<'_>| {
        let (scope, customer) = (planned.stock.scope, planned.stock.customer);
        for after in [None, Some((minutes(5000), InvoiceId::first_at(minutes(5000))))] {
            let ask = async |conn: &mut Conn<'_>| invoices::overdue_page(conn, scope, after, 20).await.map(drop);
            for plan in plans(planned.house, ask).await {
                assert!(plan.says("invoices_overdue"), "{plan:#?}");
            }
        }
        let ask = async |conn: &mut Conn<'_>| invoices::overdue_of_customer(conn, scope, customer, 20).await.map(drop);
        planned.of_looking_up("overdue invoices of one", ask).await;
        let ask = async |conn: &mut Conn<'_>| invoices::to_be_overdue(conn, minutes(9000), 50).await.map(drop);
        for plan in plans(planned.house, ask).await {
            assert!(plan.says("invoices_by_turn"), "{plan:#?}");
        }
    };
    planned.look(look).await;
}
