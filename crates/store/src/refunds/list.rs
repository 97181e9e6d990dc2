//! Refunds in pages: by state, of a customer, of a payment, and those that wait for a person.

use clientele_domain::id::{CustomerId, PaymentId, RefundId, UserId};
use clientele_domain::money::Currency;
use clientele_domain::refund::{Refund, RefundStatus, Task};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use super::row::{RefundRow, columns};
use crate::conn::{Arg, Conn, Statement};
use crate::error::Result;

/// Which refunds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefundFilter {
    /// Of this payment.
    pub payment: Option<PaymentId>,
    /// Of this customer's payments.
    pub customer: Option<CustomerId>,
    /// In this state.
    pub status: Option<RefundStatus>,
    /// Asked for at or after.
    pub created_from: Option<Timestamp>,
    /// Asked for before.
    pub created_before: Option<Timestamp>,
}

/// Refunds, the newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    filter: &RefundFilter,
    after: Option<RefundId>,
    limit: i64,
) -> Result<Vec<Refund>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM refunds"));
    statement.scope(scope);
    if let Some(payment) = filter.payment {
        statement.push(" AND payment_id = ");
        statement.bind(Arg::Text(payment.to_string()));
    }
    if let Some(customer) = filter.customer {
        statement.push(" AND customer_id = ");
        statement.bind(Arg::Text(customer.to_string()));
    }
    if let Some(status) = filter.status {
        statement.push(" AND status = ");
        statement.bind(Arg::Text(status.as_str().to_owned()));
    }
    statement.created_within(filter.created_from, filter.created_before, RefundId::first_at);
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, RefundRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

/// Who is to do what a refund waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned {
    /// This person.
    To(UserId),
    /// Nobody in particular.
    ToNobody,
}

/// Which of the refunds that wait for a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// For this to be done.
    pub task: Option<Task>,
    /// By these.
    pub assigned: Option<Assigned>,
    /// In this currency.
    pub currency: Option<Currency>,
}

/// Refunds that wait for a person, those that wait longest first, beginning after the one with the id `after`.
pub async fn queue(
    conn: &mut Conn<'_>,
    scope: Scope,
    filter: &QueueFilter,
    after: Option<RefundId>,
    limit: i64,
) -> Result<Vec<Refund>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM refunds"));
    statement.scope(scope);
    statement.push(" AND waits <> ''");
    if let Some(task) = filter.task {
        statement.push(" AND waits = ");
        statement.bind(Arg::Text(task.as_str().to_owned()));
    }
    if let Some(assigned) = filter.assigned {
        statement.push(" AND assigned_to = ");
        statement.bind(Arg::Text(match assigned {
            Assigned::To(user) => user.to_string(),
            Assigned::ToNobody => String::new(),
        }));
    }
    if let Some(currency) = filter.currency {
        statement.push(" AND currency = ");
        statement.bind(Arg::Text(currency.code().to_owned()));
    }
    if let Some(after) = after {
        statement.push(" AND id > ");
        statement.bind(Arg::Text(after.to_string()));
    }
    statement.push(" ORDER BY id LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, RefundRow, statement)?.into_iter().map(TryInto::try_into).collect()
}
