//! Server functions: who is asking, one call of a service, a view model. One file per noun; all of them only look.
//!
//! What changes something is a form that posts to an address of its own (see `posted`), so that it works without wasm.

pub mod customers;
pub mod developers;
pub mod entrance;
pub mod imports;
pub mod methods;
pub mod viewer;
pub mod webhooks;
