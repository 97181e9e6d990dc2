//! Customers: the list, one of them, and the form.

pub mod detail;
pub mod edit;
pub mod list;
