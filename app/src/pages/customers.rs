//! Customers: the list, one of them, the form, and two that may be one.

pub mod detail;
pub mod edit;
pub mod list;
pub mod merge;
