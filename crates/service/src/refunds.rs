//! Refunds: giving money back, in full or in part, with whoever has to agree, and with whoever has to send it.
//!
//! A refund is a row before any money is asked for, and its id is what a processor knows it by: whatever is lost on the way,
//! asking again gives back once. What a machine can't send waits for a person, who says so when it is sent.

mod addresses;
mod answer;
mod approval;
mod approve;
mod cancel;
mod create;
pub mod destination;
mod due;
mod export;
mod fail;
mod find;
mod hold;
mod offer;
mod queue;
mod quote;
mod send;
mod settle;
mod step;
mod told;
mod work;

pub use addresses::{AddressChange, address_history};
pub(crate) use approval::put as put_thresholds;
pub use approval::{change_thresholds, decided, thresholds};
pub use approve::approve;
pub use cancel::cancel;
pub use clientele_store::refunds::list::{Assigned, QueueFilter, RefundFilter};
pub use clientele_store::refunds::thresholds::Decided;
pub(crate) use create::as_credit;
pub use create::{NewRefund, create, create_as_seen};
pub use destination::Wanted;
pub use due::carry_on;
pub use export::{Part, Selected, export, export_more};
pub use fail::mark_failed;
pub use find::{get, list, of_payment};
pub use offer::{Offer, Offered, offer};
pub use queue::{Queued, Waiting, listed, people, queue, queued, queued_of, waiting, waiting_money};
pub use quote::{Quote, quote};
pub use send::{Said, mark_sent};
pub use work::{add_note, assign, notes, see_to};
