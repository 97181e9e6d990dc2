//! Payments.

mod record;

pub use record::{NewPayment, record, record_in};
