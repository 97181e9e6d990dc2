//! SQL: one text per query for SQLite and PostgreSQL, the scope first in every function.
//!
//! A function takes the connection it runs on, so that the caller decides what happens together: a [`Reader`] for a
//! look, a [`Tx`] for a change. Statements stand above the function that runs them. Where the engines differ, two
//! constants stand side by side.

#[macro_use]
mod conn;
pub mod allowed_origins;
pub mod audit;
pub mod balances;
pub mod billing;
pub mod brandings;
pub mod bulk;
pub mod checkouts;
pub mod counters;
pub mod customer_sessions;
pub mod customers;
mod db;
mod error;
pub mod events;
pub mod figures;
pub mod idempotency;
pub mod identities;
pub mod imports;
pub mod invitations;
pub mod invoices;
pub mod keys;
pub mod links;
pub mod mails;
pub mod matching;
pub mod members;
pub mod merchants;
pub mod merges;
pub mod methods;
pub mod notes;
pub mod orders;
mod patience;
pub mod payments;
pub mod portal;
pub mod prices;
pub mod products;
pub mod refunds;
pub mod requests;
pub mod saved_cards;
pub mod second_factors;
pub mod segments;
pub mod sessions;
pub mod signing_keys;
pub mod standing;
pub mod subscriptions;
pub mod test_clocks;
pub mod totals;
pub mod users;
pub mod verify;
pub mod wallets;
pub mod webhooks;
pub mod workflows;

pub use conn::Conn;
pub use db::{Db, Reader, Tx};
pub use error::{Error, Result};
