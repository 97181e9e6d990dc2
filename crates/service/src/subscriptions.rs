//! Subscriptions: they begin by a checkout or by hand, go on from period to period while they are paid, and come to an end.
//!
//! What is due when is decided in `domain::subscription`; every step is made here with the customer and then the
//! subscription held, each in a transaction of its own, so that any number of servers may look at once.

mod bought;
mod cancel;
mod change;
mod charge;
mod create;
mod due;
mod find;
mod follow;
mod hold;
mod items;
mod pause;
mod renew;
pub mod staff;

pub(crate) use bought::begin_bought;
pub(crate) use cancel::cancel_all;
pub use cancel::{cancel, resume};
pub use change::{Wanted, update};
pub use clientele_store::subscriptions::SubscriptionFilter;
pub use create::{NewSubscription, create};
pub(crate) use due::act;
pub use due::due;
pub(crate) use due::due_at_clock;
pub use find::{get, list};
pub(crate) use follow::follow;
pub use pause::{pause, unpause};
