//! Checkout: sessions are made by the merchant, and filled in, paid and completed by buyers.
//!
//! An attempt to pay is written down before the money is asked for. What became of it is found out by asking the method,
//! never by charging again; whoever finds out completes the session, once.

mod cards;
mod change;
mod complete;
mod create;
mod desk;
mod due;
mod filled_in;
mod find;
mod invoice;
mod link;
mod settle;
mod staff;
mod submit;

pub use change::{Change, confirm_payment, expire, update};
pub use clientele_store::checkouts::SessionFilter;
pub use create::{NewSession, create};
pub use desk::{Desk, Shown, open};
pub use due::{ask_and_expire, poll};
pub use filled_in::Submission;
pub(crate) use find::told;
pub use find::{get, list};
pub(crate) use invoice::{call_off, charge_unattended, of_invoice, unattended};
pub use link::{LinkDesk, open_link, submit_link};
pub use settle::{reconsider, simulate};
pub use staff::{Detail, Listed, detail, page};
pub use submit::{Submitted, submit};
