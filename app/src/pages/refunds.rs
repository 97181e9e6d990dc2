//! Refunds: what waits for somebody, what became of others, and the drawer in which one is made and sent.

mod amount;
mod badge;
mod choose;
mod destination;
mod draft;
mod drawer;
mod fail;
mod find;
mod outcome;
mod pay;
mod proof;
pub mod queue;
mod quote;
mod refund;
mod steps;

pub use badge::RefundBadge;
pub use drawer::{AnyRefundPage, CustomerRefundDrawer, NewRefundDrawer, NewRefundPage};
