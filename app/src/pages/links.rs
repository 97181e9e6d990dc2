//! Payment links: addresses where something is sold to whoever opens them.

pub mod detail;
pub mod form;
pub mod list;
mod sold;
