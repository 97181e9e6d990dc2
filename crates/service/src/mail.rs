//! Mail: written into an outbox in the transaction of what it tells of, and taken from there by a server.
//!
//! A thing is told once (`outbox`). A mail server may have taken a mail although nobody heard that it did; such a mail is
//! not sent again unless a person says so (`due`).

mod due;
mod look;
mod mailer;
mod off;
mod outbox;

pub use due::{Claimed, attempt, claim, send_due, send_some};
pub use look::{forget, get, list, looks_of, preview, send_again, send_test};
pub use mailer::{Mailer, Ready, Undelivered};
pub use off::{Declined, decline, declined, declines, set_declines};
pub(crate) use outbox::{NewMail, put};
