//! The places of the dashboard, one module each.

pub mod account;
pub mod analytics;
pub mod checkouts;
pub mod customers;
#[cfg(debug_assertions)]
pub mod design;
pub mod developers;
pub mod duplicates;
pub mod imports;
pub mod invoices;
pub mod join;
pub mod links;
mod listing;
pub mod no_team;
pub mod problem;
pub mod products;
pub mod refunds;
pub mod settings;
pub mod sign_in;
pub mod subscriptions;
mod terms;
pub mod test_clocks;
pub mod widgets;

/// `/design` shows every component, in development builds; a release has no such page.
#[cfg(debug_assertions)]
pub use design::Design;
#[cfg(not(debug_assertions))]
pub use problem::NoSuchPage as Design;
