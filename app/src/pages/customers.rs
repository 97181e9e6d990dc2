//! Customers: the list, one of them, the form, two that may be one, and all of them as a file.

pub mod detail;
pub mod edit;
pub mod export;
pub mod list;
pub mod merge;
