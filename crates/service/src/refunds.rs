//! Refunds: money that goes back to a customer.

pub mod destination;
