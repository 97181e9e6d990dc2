//! Use cases: one public function for each thing a person or a program can ask for.
//!
//! A function checks the permission, opens one transaction, lets the rules of `domain` decide, and has `store` write.
//! The dashboard, the API, the importer and the command line call the same functions.

pub mod accounts;
pub mod allowed_origins;
pub mod analytics;
pub mod audit;
pub mod billing;
pub mod branding;
pub mod catalog;
pub mod checkout;
mod csv;
mod ctx;
pub mod customer_sessions;
pub mod customers;
mod cut;
pub mod demo;
mod error;
pub mod events;
mod fetch;
mod house;
pub mod imports;
pub mod invoices;
pub mod keys;
mod lightning;
pub mod mail;
pub mod matching;
pub mod merchants;
pub mod merges;
pub mod methods;
pub mod once;
pub mod payments;
pub mod portal;
pub mod refunds;
pub mod requests;
pub mod segments;
pub mod settings;
mod signature;
pub mod standing;
pub mod subscriptions;
pub mod team;
pub mod test_clocks;
pub mod webhooks;
pub mod workflows;

pub use clientele_store::Db;
pub use clientele_store::customers::list::{Cursor, Place};
pub use ctx::{Actor, Ctx, TRIES};
pub use error::{Error, Result};
pub use fetch::{Errand, Fetched, Fetcher};
pub use house::{Clock, House, Randomness};
