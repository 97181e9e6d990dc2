//! The vocabulary and the rules of Clientele.
//!
//! Pure values and functions: no I/O, no clock, no randomness, no framework. Everything builds for wasm, except the
//! rules behind the feature `rules`, which check what people enter and bring large tables along.

pub mod audit;
pub mod branding;
pub mod card;
pub mod catalog;
pub mod checkout;
pub mod customer;
pub mod destination;
pub mod event;
pub mod export;
pub mod id;
pub mod identity;
pub mod import;
pub mod key;
pub mod lightning;
pub mod list;
pub mod matching;
pub mod merge;
pub mod method;
pub mod money;
pub mod network;
pub mod payment;
pub mod refund;
pub mod request;
pub mod role;
pub mod scope;
pub mod selector;
pub mod time;
pub mod violation;
pub mod webhook;
mod words;

#[cfg(feature = "rules")]
pub mod rules;
