//! The REST API, by URL and with keys.

mod catalog;
mod conventions;
mod customer_sessions;
mod customers;
mod document;
mod events;
mod exports;
mod idempotency;
mod imports;
mod keys;
mod lists;
mod matching;
mod payments;
mod queries;
mod scope;
mod segments;
mod settings;
mod team;
mod tour;
mod webhooks;
mod workflows;
