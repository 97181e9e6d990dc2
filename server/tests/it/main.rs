//! Black-box tests: what the server answers by URL and the program by command, on both engines.
//!
//! Each test has a database and a merchant of its own, so that all run at once; PostgreSQL comes from
//! `bin/with-postgres`. After each test every maintained figure is recomputed from the ledger.

mod accounts;
mod analytics;
mod analytics_pages;
mod api;
mod audit;
mod catalog;
mod checkout;
mod cli;
mod client;
mod cross_site;
mod customers;
#[path = "../../../crates/store/tests/it/database.rs"]
#[allow(dead_code, reason = "shared with the store's tests, which use other parts of it")]
mod database;
mod destinations;
mod developers;
#[allow(dead_code, reason = "what any test may begin with")]
mod harness;
mod headers;
mod hosted;
mod invoices;
mod list;
mod mail;
mod matching;
mod methods;
mod portal;
mod references;
mod refund_queue;
mod refunds;
mod routes;
mod scope;
mod standing;
mod subscriptions;
mod team;
mod widgets;
