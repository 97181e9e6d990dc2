//! Webhooks: the merchant's addresses that are told of events, and how they are told.
//!
//! An event and its deliveries are written in one transaction. Servers look for deliveries that are due, lease them, send
//! them, and note what came of it; what a server leaves behind when it stops is taken up by another once its lease has
//! run out. So each arrives at least once, always with the same id and the same bytes.

mod attempt;
mod courier;
mod create;
mod deliveries;
mod due;
mod endpoints;
mod fan_out;
mod retry;
mod secret;
mod test;
mod update;

pub use attempt::{attempt, deliver_due};
pub use clientele_domain::rules::{EndpointChange, EndpointDraft, Reach, endpoint as check};
pub use courier::{Answer, Courier, Letter, Unreachable, addresses, addresses_by, looked_up};
pub use create::create;
pub use deliveries::{DeliveryDetail, deliveries, delivery, forget};
pub use due::{Claimed, claim};
pub use endpoints::{delete, get, given_up, list};
pub(crate) use fan_out::fan_out;
pub use retry::{retry, retry_failed};
pub use secret::{FreshEndpoint, rotate_secret};
pub use test::send_test;
pub use update::update;
