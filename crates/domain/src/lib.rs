//! The vocabulary and the rules of Clientele.
//!
//! Pure values and functions: no I/O, no clock, no randomness, no framework. Everything builds for wasm, except the
//! rules behind the feature `rules`, which check what people enter and bring large tables along.

pub mod analytics;
pub mod audit;
pub mod branding;
pub mod card;
pub mod catalog;
pub mod checkout;
pub mod credit;
pub mod customer;
pub mod customer_session;
pub mod destination;
pub mod device;
pub mod event;
pub mod export;
pub mod id;
pub mod identity;
pub mod import;
pub mod invoice;
pub mod key;
pub mod lightning;
pub mod list;
pub mod mail;
pub mod matching;
pub mod merge;
pub mod method;
pub mod money;
pub mod network;
pub mod payment;
pub mod portal;
pub mod refund;
pub mod request;
pub mod role;
pub mod scope;
pub mod segment;
pub mod selector;
pub mod standing;
pub mod subscription;
pub mod team;
pub mod time;
pub mod tongue;
pub mod totp;
pub mod violation;
pub mod webhook;
mod words;
pub mod workflow;

#[cfg(feature = "rules")]
pub mod query;
#[cfg(feature = "rules")]
pub mod rules;
