//! Identifiers: a prefix that says what the thing is, and a UUIDv7 in a text form that sorts by creation time.
//!
//! `cus_01kafg3v9te5rbh2m8q0w4x7yd`: 26 characters of Crockford's base 32 in lower case after the prefix. Equal length and
//! an alphabet in ASCII order make the text sort as the number does.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::time::Timestamp;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The text is not an identifier of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id that begins with {prefix}_")]
pub struct InvalidId {
    /// What the id should begin with.
    pub prefix: &'static str,
}

/// A UUIDv7 for the given moment and 10 bytes of randomness, both passed in so that tests can choose them.
pub fn uuid_v7(now: Timestamp, random: [u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis((now.micros() / 1000).max(0) as u64, &random).into_uuid()
}

/// 26 characters of base 32, most significant first.
pub(crate) fn encode(uuid: Uuid) -> String {
    let value = uuid.as_u128();
    (0..26).rev().map(|place| ALPHABET[((value >> (place * 5)) & 31) as usize] as char).collect()
}

pub(crate) fn decode(text: &str) -> Option<Uuid> {
    if text.len() != 26 || text.as_bytes()[0] > b'7' {
        return None;
    }
    let mut value = 0u128;
    for byte in text.bytes() {
        let digit = ALPHABET.iter().position(|known| *known == byte)?;
        value = (value << 5) | digit as u128;
    }
    Some(Uuid::from_u128(value))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Uuid);

        impl $name {
            /// What such an id begins with, before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// A new id for the given moment and randomness.
            pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
                Self(uuid_v7(now, random))
            }

            /// The lowest id that can be made at this moment or after it, to the millisecond.
            pub fn first_at(moment: Timestamp) -> Self {
                let millis = (moment.micros() / 1000).clamp(0, (1 << 48) - 1) as u128;
                Self(Uuid::from_u128(millis << 80))
            }

            /// One thing's id for what belongs to it alone.
            pub fn of(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The number behind the text.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                text.strip_prefix(concat!($prefix, "_")).and_then(decode).map(Self).ok_or(InvalidId { prefix: $prefix })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A merchant: a tenant.
    MerchantId = "acct";
    /// A person who signs in to the dashboard.
    UserId = "usr";
    /// A customer, registered or guest.
    CustomerId = "cus";
    /// An order.
    OrderId = "ord";
    /// A payment.
    PaymentId = "pay";
    /// A refund.
    RefundId = "re";
    /// A wallet of a customer.
    WalletId = "wal";
    /// A note that staff wrote on a customer.
    NoteId = "note";
    /// Two records of customers that became one.
    MergeId = "mrg";
    /// Something that happened to a customer.
    EventId = "evt";
    /// An entry of the audit log.
    AuditId = "aud";
    /// An API key; not the key itself.
    KeyId = "key";
    /// A merchant's address that is told of events.
    WebhookEndpointId = "we";
    /// An event on its way to an endpoint.
    DeliveryId = "dlv";
    /// An import of a file of customers or payments.
    ImportId = "imp";
    /// What a merchant sells.
    ProductId = "prod";
    /// What a product costs, once or again and again.
    PriceId = "price";
    /// An address at which anybody can buy the same thing.
    PaymentLinkId = "plink";
    /// A subscription.
    SubscriptionId = "sub";
    /// An invoice.
    InvoiceId = "in";
    /// A movement of a customer's credit.
    BalanceTransactionId = "btxn";
    /// A clock of test mode.
    TestClockId = "clock";
    /// Something to do whenever something happens.
    WorkflowId = "wf";
    /// A workflow that runs for something that happened.
    WorkflowRunId = "run";
    /// A mail.
    MailId = "mail";
    /// A saved query.
    SegmentId = "seg";
    /// A checkout session.
    CheckoutSessionId = "cs";
    /// An attempt to pay a session.
    AttemptId = "att";
    /// A card that is kept for later payments.
    SavedCardId = "card";
    /// What a browser may see of one customer for a while.
    CustomerSessionId = "cuss";
    /// A link by mail that opens the portal, or confirms something there.
    PortalLinkId = "lnk";
    /// An invitation to work for a merchant.
    InvitationId = "invite";
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_and_number_sort_alike(a: u128, b: u128) {
            let (a, b) = (CustomerId(Uuid::from_u128(a)), CustomerId(Uuid::from_u128(b)));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
            prop_assert_eq!(a.to_string().parse::<CustomerId>(), Ok(a));
        }

        #[test]
        fn other_text_is_refused(text in "(cus_)?[0-9a-z]{0,30}") {
            if let Ok(id) = text.parse::<CustomerId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn an_id_of_another_kind_is_refused() {
        let id = CustomerId::new(Timestamp::from_micros(1_700_000_000_000_000), [7; 10]);

        assert!(id.to_string().parse::<PaymentId>().is_err());
    }
}
