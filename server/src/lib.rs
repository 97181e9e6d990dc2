//! The Clientele server and its command line. `main.rs` only starts them; tests start the parts.

// The types of whole pages are deep.
#![recursion_limit = "1024"]

pub mod api;
pub mod assets;
pub mod billing_runner;
pub mod checkouts_runner;
pub mod cli;
mod client;
pub mod downloads;
pub mod fetcher;
pub mod forms;
mod guesses;
pub mod hosted;
pub mod imports_runner;
pub mod mail_runner;
pub mod mailer;
pub mod middleware;
pub mod outbound;
pub mod pages;
pub mod refunds_runner;
pub mod router;
pub mod segments_runner;
pub mod standing_runner;
pub mod state;
pub mod tidying;
pub mod webhooks_runner;
pub mod webhooks_sender;
mod widgets;
