//! Server functions: who is asking, one call of a service, a view model. One file per noun; all of them only look.
//!
//! What changes something is a form that posts to an address of its own (see `posted`), so that it works without wasm.

pub mod account;
pub mod analytics;
pub mod audit;
pub mod billing;
pub mod branding;
pub mod checkouts;
pub mod customers;
pub mod developers;
pub mod entrance;
pub mod imports;
pub mod invoices;
pub mod links;
pub mod mail;
pub mod matching;
pub mod methods;
pub mod products;
pub mod refund_queue;
pub mod refunds;
pub mod settings;
pub mod subscriptions;
pub mod team;
pub mod test_clocks;
pub mod viewer;
pub mod webhooks;
pub mod widgets;
pub mod workflows;

/// Codes and names of the currencies in use, for forms.
#[cfg(feature = "ssr")]
fn currencies() -> Vec<(String, String)> {
    clientele_domain::rules::currencies().map(|(code, name)| (code.to_owned(), format!("{code}, {name}"))).collect()
}
