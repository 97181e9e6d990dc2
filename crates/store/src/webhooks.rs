//! Webhook endpoints, deliveries to them, and what came of each attempt.

pub mod attempts;
pub mod deliveries;
pub mod due;
pub mod endpoints;
