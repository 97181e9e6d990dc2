//! Refunds: what waits for somebody, and what became of others.

mod badge;
pub mod queue;

pub use badge::RefundBadge;
