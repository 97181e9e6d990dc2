//! The customer's record: what is stored, what people enter, and how one version differs from another.

use serde::{Deserialize, Serialize};

use crate::id::{CustomerId, TestClockId};
use crate::time::Timestamp;

/// How the merchant knows the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The merchant knows this user: created by API or staff, or with an external id.
    Registered,
    /// Formed by checkouts alone.
    Guest,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Registered, Self::Guest];

    /// As stored and as the API says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Guest => "guest",
        }
    }

    /// From the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "registered" => Some(Self::Registered),
            "guest" => Some(Self::Guest),
            _ => None,
        }
    }
}

/// The state of a customer's subscriptions, seen as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionStatus {
    /// In a trial.
    Trialing,
    /// Paid.
    Active,
    /// A payment is late.
    PastDue,
    /// Ended before its time.
    Canceled,
    /// Ended as planned.
    Ended,
}

impl SubscriptionStatus {
    /// Every status, the one that matters most first.
    pub const ALL: [Self; 5] = [Self::PastDue, Self::Active, Self::Trialing, Self::Canceled, Self::Ended];

    /// As stored and as the API says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trialing => "trialing",
            Self::Active => "active",
            Self::PastDue => "past_due",
            Self::Canceled => "canceled",
            Self::Ended => "ended",
        }
    }

    /// From the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// A postal address. Every part is optional; `country` is ISO 3166-1 alpha-2 in upper case.
///
/// The same shape serves what people enter (blank means absent) and what is stored (absent parts are empty).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Who receives what is sent there, where that is said.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// State, province or region.
    pub state: String,
    /// City or town.
    pub city: String,
    /// Street and number.
    pub line1: String,
    /// Flat, floor, building.
    pub line2: String,
    /// Postal code.
    pub postal_code: String,
}

impl Address {
    /// Whether no part is given.
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|(_, value)| value.is_empty())
    }

    /// The parts with their field names, in the order they are asked for.
    pub fn parts(&self) -> [(&'static str, &str); 7] {
        [
            ("name", &self.name),
            ("line1", &self.line1),
            ("line2", &self.line2),
            ("postal_code", &self.postal_code),
            ("city", &self.city),
            ("state", &self.state),
            ("country", &self.country),
        ]
    }
}

/// The part of a customer's record that people and programs may write.
///
/// The same shape is the draft that someone typed and the checked value that is stored: an empty text means "none".
/// Only `rules::check` makes the second from the first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomerFields {
    /// Full name, person or organisation.
    pub name: String,
    /// Lower case once checked.
    pub email: String,
    /// E.164 once checked.
    pub phone: String,
    /// The merchant's own id for this user; unique per scope.
    pub external_id: String,
    /// Decentralised identifier, `did:method:id`.
    pub did: String,
    /// Billing address.
    pub address: Address,
    /// Where goods go, when elsewhere.
    pub shipping: Address,
    /// Where a refund is sent: Lightning address, LNURL, BOLT12 offer, Bitcoin or EVM address.
    pub refund_address: String,
    /// Preferred language, a BCP 47 tag such as `en` or `pt-BR`.
    pub locale: String,
    /// The merchant's own words, in the order given.
    pub tags: Vec<String>,
    /// Keys with JSON texts as values, by key. A draft may hold plain text, which stands for a JSON string.
    pub metadata: Vec<(String, String)>,
    /// Wants no reminders by mail. What tells of money that moved, or of a contract that ended, comes all the same.
    pub mail_opt_out: bool,
}

impl CustomerFields {
    /// What to call this customer: the name, or else whatever is known.
    pub fn display_name(&self) -> &str {
        [&self.name, &self.email, &self.phone, &self.external_id, &self.did]
            .into_iter()
            .find(|value| !value.is_empty())
            .map_or("Unnamed customer", String::as_str)
    }

    /// Every filled field as path and text, for the history of changes and for comparison.
    pub fn entries(&self) -> Vec<(String, String)> {
        let plain = [
            ("name", &self.name),
            ("email", &self.email),
            ("phone", &self.phone),
            ("external_id", &self.external_id),
            ("did", &self.did),
            ("refund_address", &self.refund_address),
            ("locale", &self.locale),
        ];
        let mut entries: Vec<(String, String)> =
            plain.into_iter().map(|(field, value)| (field.to_owned(), value.clone())).collect();
        for (place, address) in [("address", &self.address), ("shipping", &self.shipping)] {
            entries.extend(address.parts().map(|(part, value)| (format!("{place}.{part}"), value.to_owned())));
        }
        entries.push(("tags".to_owned(), self.tags.join(", ")));
        entries.push(("mail_opt_out".to_owned(), if self.mail_opt_out { "true".to_owned() } else { String::new() }));
        entries.extend(self.metadata.iter().map(|(key, value)| (format!("metadata.{key}"), value.clone())));
        entries.retain(|(_, value)| !value.is_empty());
        entries
    }
}

/// One field's old and new value; empty means none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Path of the field, such as `address.city`.
    pub field: String,
    /// Before.
    pub from: String,
    /// After.
    pub to: String,
}

/// What changed between two versions of a record, field by field.
pub fn changes(before: &CustomerFields, after: &CustomerFields) -> Vec<FieldChange> {
    let (old, new) = (before.entries(), after.entries());
    let value = |entries: &[(String, String)], field: &str| {
        entries.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let mut fields: Vec<&String> = old.iter().map(|(field, _)| field).collect();
    fields.extend(new.iter().map(|(field, _)| field).filter(|field| !old.iter().any(|(known, _)| known == *field)));
    fields
        .into_iter()
        .map(|field| FieldChange { field: field.clone(), from: value(&old, field), to: value(&new, field) })
        .filter(|change| change.from != change.to)
        .collect()
}

/// A customer as stored, without what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Identifier.
    pub id: CustomerId,
    /// Registered or guest.
    pub kind: Kind,
    /// What people and programs may write.
    pub fields: CustomerFields,
    /// Has an invoice past due or uncollectible.
    pub delinquent: bool,
    /// Maintained counts.
    pub counts: Counts,
    /// The state of the subscriptions, when there ever was one.
    pub subscription_status: Option<SubscriptionStatus>,
    /// Until when the customer has something that is subscribed to.
    pub active_until: Option<Timestamp>,
    /// The test clock that the customer lives on, and what it shows.
    pub clock: Option<(TestClockId, Timestamp)>,
    /// First successful payment.
    pub first_payment_at: Option<Timestamp>,
    /// Last successful payment.
    pub last_payment_at: Option<Timestamp>,
    /// Ids of the records that were merged into this one, in the order in which they came.
    pub merged_from: Vec<CustomerId>,
    /// Created.
    pub created_at: Timestamp,
    /// Last change of the record.
    pub updated_at: Timestamp,
    /// Grows with each change of the record; an edit names the version it was based on.
    pub version: i64,
}

impl Customer {
    /// What time it is for this customer: what the test clock shows, or what it is for everybody.
    pub fn time(&self, now: Timestamp) -> Timestamp {
        self.clock.map_or(now, |(_, shows)| shows)
    }

    /// Whether the customer has something that is subscribed to, when it is `now` for everybody: paid, tried, or late within
    /// its grace.
    pub fn has_active_subscription(&self, now: Timestamp) -> bool {
        self.active_until.is_some_and(|until| self.time(now) < until)
    }
}

/// Maintained counts of a customer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Payments that succeeded, refunded later or not.
    pub payments: i64,
    /// Orders.
    pub orders: i64,
    /// Completed checkouts.
    pub checkouts: i64,
    /// Subscriptions that are active, in trial or in grace.
    pub active_subscriptions: i64,
    /// Invoices that were made out.
    pub invoices: i64,
    /// Those of them that are open and past due.
    pub overdue_invoices: i64,
}

/// A wallet of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wallet {
    /// Identifier.
    pub id: crate::id::WalletId,
    /// Chain id as EIP-155 counts them; 1 is Ethereum.
    pub chain_id: i64,
    /// Lower case, with its prefix.
    pub address: String,
    /// Whether the customer authorised charges.
    pub has_active_authorization: bool,
    /// Kind of the authorization; empty when none.
    pub authorization_type: String,
    /// Hash of the transaction that authorised; empty when none.
    pub transaction_hash: String,
    /// When it was authorised.
    pub authorized_at: Option<Timestamp>,
    /// When it was added.
    pub created_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields() -> impl Strategy<Value = CustomerFields> {
        (
            "[a-c]{0,2}",
            "[a-c]{0,2}",
            prop::collection::vec("[a-c]", 0..3),
            prop::collection::btree_map("[a-c]", "[0-9]", 0..3),
        )
            .prop_map(|(name, city, tags, metadata)| CustomerFields {
                name,
                address: Address { city, ..Address::default() },
                tags,
                metadata: metadata.into_iter().collect(),
                ..CustomerFields::default()
            })
    }

    proptest! {
        #[test]
        fn changes_lead_from_one_version_to_the_other(before in fields(), after in fields()) {
            let mut entries = before.entries();
            for change in changes(&before, &after) {
                entries.retain(|(field, _)| *field != change.field);
                if !change.to.is_empty() {
                    entries.push((change.field, change.to));
                }
            }
            let mut expected = after.entries();
            entries.sort();
            expected.sort();
            prop_assert_eq!(entries, expected);
        }

        #[test]
        fn no_change_between_equals(fields in fields()) {
            prop_assert_eq!(changes(&fields, &fields), vec![]);
        }
    }

    #[test]
    fn a_customer_without_a_name_is_called_by_what_is_known() {
        let fields = CustomerFields { email: "ada@example.com".into(), ..CustomerFields::default() };

        assert_eq!(fields.display_name(), "ada@example.com");
        assert_eq!(CustomerFields::default().display_name(), "Unnamed customer");
    }
}
