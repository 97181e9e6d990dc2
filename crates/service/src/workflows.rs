//! Workflows: when something happens, wait, then send a mail or call an address.
//!
//! A run is written in the transaction of the event (`follow`), once for each workflow and event. A server does what is due
//! (`run`): the mail is put into the outbox in the transaction that ends the run.

mod edit;
mod follow;
mod look;
mod run;
mod tell;

pub use edit::{Draft, check, create, delete, reword, set_enabled, update};
pub(crate) use follow::follow;
pub use look::{all, forget, get, list, runs};
pub use run::{claim, one, run_due};
