//! Checkout: what is sold on which terms, what the buyer is asked for, and where a session stands.
//!
//! Rules only. Terms are what a payment link and a session have in common; a session adds a buyer and a price that no
//! longer changes.

mod address_form;
mod asked;
mod attempt;
mod buyer;
mod custom_field;
mod session;
mod terms;

#[cfg(test)]
mod tests;

pub use address_form::{AskedPart, Part, Word, address_form, missing_parts};
pub use asked::{Asked, Field, Form, Known};
pub use attempt::{Attempt, AttemptStatus, Decline, Waiting};
pub use buyer::{buyer, resembling};
pub use custom_field::{Answer, CustomField, CustomFieldKind, NoAnswer, key_of};
pub use session::{Line, Session, SessionPaymentStatus, SessionStatus};
pub use terms::{AfterCompletion, Collect, Interval, LineItem, Recurring, Sale, SubmitType, Terms};
