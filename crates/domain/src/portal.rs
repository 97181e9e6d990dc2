//! The portal: where customers see what is theirs and change some of it, and the links by mail that let them in.

use std::time::Duration;

use crate::customer::{Customer, Kind};
use crate::id::{CustomerId, PortalLinkId};
use crate::time::Timestamp;
use crate::words::words;

/// A session of the portal ends so long after its last use,
pub const IDLE: Duration = Duration::from_secs(3600);
/// and so long after it began at the latest.
pub const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// So many links of one purpose are sent to a customer
pub const MOST_LINKS: i64 = 3;
/// within this time.
pub const LINKS_WITHIN: Duration = Duration::from_secs(15 * 60);

/// When a session ends that began at this moment and was used just now.
pub fn session_end(begun: Timestamp, now: Timestamp) -> Timestamp {
    now.plus(IDLE).min(begun.plus(LONGEST))
}

words! {
    /// What a link by mail is for.
    LinkPurpose {
        /// It opens the portal.
        SignIn = "sign_in", "Open the portal";
        /// It makes another refund address count.
        RefundAddress = "refund_address", "Confirm a refund address";
    }
}

impl LinkPurpose {
    /// For how long such a link counts.
    pub fn length(self) -> Duration {
        match self {
            Self::SignIn => Duration::from_secs(30 * 60),
            Self::RefundAddress => Duration::from_secs(24 * 3600),
        }
    }
}

/// A link that was sent to a customer by mail, and counts once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalLink {
    /// Identifier. The link itself holds a signature beside it.
    pub id: PortalLinkId,
    /// To whom. Follows the customer when records are merged.
    pub customer: CustomerId,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// To which address it was sent: it counts only as long as that is the customer's.
    pub email: String,
    /// The refund address that is to be confirmed; empty for none, and where that is not the purpose.
    pub refund_address: String,
    /// Made.
    pub created_at: Timestamp,
    /// When its time is over.
    pub expires_at: Timestamp,
    /// When it was used, or another took its place.
    pub used_at: Option<Timestamp>,
}

impl PortalLink {
    /// Whether it counts for this customer now.
    pub fn counts(&self, customer: &Customer, now: Timestamp) -> bool {
        self.used_at.is_none() && now < self.expires_at && self.email == customer.fields.email
    }
}

/// Whether a customer may come in by a mail to the address on record. What is on a guest's record was typed by whoever
/// bought, and guests are merged by a phone or a card: so a guest's email is not proof of who the rest is of.
pub fn comes_in_by_mail(customer: &Customer) -> bool {
    customer.kind == Kind::Registered && !customer.fields.email.is_empty()
}

/// Whether customers may change their phone number themselves: a guest's is what guests are matched by.
pub fn may_change_phone(kind: Kind) -> bool {
    kind == Kind::Registered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_an_hour_after_its_last_use_and_a_day_after_it_began() {
        let begun = Timestamp::from_micros(1_700_000_000_000_000);
        let hours = |hours: u64| begun.plus(Duration::from_secs(hours * 3600));

        assert_eq!(session_end(begun, begun), hours(1));
        assert_eq!(session_end(begun, hours(5)), hours(6));
        assert_eq!(session_end(begun, hours(23)), hours(24));
        assert_eq!(session_end(begun, begun.plus(Duration::from_secs(23 * 3600 + 1800))), hours(24));
    }
}
