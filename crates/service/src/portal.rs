//! The portal: where customers see all that is theirs and change some of it.
//!
//! They come in by a customer session, for the merchant's server said who is there, or by a link that was mailed to the
//! address on record; see decision 23. Whoever is in acts as this customer and has to do with nothing of anybody else.

mod door;
mod links;
mod look;
mod pay;
mod profile;
mod refund_address;

use clientele_domain::customer::Customer;
use clientele_domain::id::SubscriptionId;
use clientele_domain::scope::Scope;
use clientele_domain::subscription::Subscription;

use crate::ctx::{Actor, Ctx};
use crate::error::Result;
use crate::house::House;
use crate::subscriptions;

pub use door::{forget, framed, holder, let_in, sign_out};
pub use links::{Followed, Sent, follow, merchant_of, opened, send_link, typed_email};
pub(crate) use links::{address, asked_by};
pub use look::{Billed, Receipt, Subscribed, invoices, orders, receipt, subscriptions as subscribed};
pub use pay::{checkout, pays_at};
pub use profile::{Profile, save as save_profile};
pub use refund_address::{Asked, ask as ask_refund_address};

/// A customer who is in, at this moment.
#[derive(Debug, Clone)]
pub struct Holder {
    /// Whose customer.
    pub scope: Scope,
    /// What the merchant is called.
    pub merchant: String,
    /// Who.
    pub customer: Customer,
}

impl Holder {
    /// A context for what this customer does.
    fn ctx(&self, house: &House) -> Ctx {
        Ctx::new(house, self.scope, Actor::Customer(self.customer.id))
    }
}

/// Has a subscription end with its period; one whose payment is late ends now.
///
/// Errors: `NotFound`, also for somebody else's; `InvalidState` when it is over, or a payment is under way.
pub async fn cancel(house: &House, holder: &Holder, id: SubscriptionId) -> Result<Subscription> {
    subscriptions::cancel(&holder.ctx(house), id, None, true).await
}

/// Lets a subscription go on that was to end with its period.
///
/// Errors: `NotFound`, also for somebody else's; `InvalidState` when it is over, or a payment is under way.
pub async fn resume(house: &House, holder: &Holder, id: SubscriptionId) -> Result<Subscription> {
    subscriptions::resume(&holder.ctx(house), id, None).await
}
