//! What a list of customers shows: which of them, and in which order.

use serde::{Deserialize, Serialize};

use crate::customer::{Kind, SubscriptionStatus};
use crate::time::Timestamp;

/// What the list is sorted by. Every order is total: equal values are told apart by age.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// When the record was made.
    #[default]
    CreatedAt,
    /// Name, without regard to case and accents.
    Name,
    /// Spent in the merchant's own currency.
    TotalSpent,
    /// Payments that succeeded.
    PaymentCount,
    /// The last payment that succeeded; customers without one count as the earliest.
    LastPaymentAt,
}

impl SortBy {
    /// Every sort.
    pub const ALL: [Self; 5] = [Self::CreatedAt, Self::Name, Self::TotalSpent, Self::PaymentCount, Self::LastPaymentAt];

    /// As in the address and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CreatedAt => "created_at",
            Self::Name => "name",
            Self::TotalSpent => "total_spent",
            Self::PaymentCount => "payment_count",
            Self::LastPaymentAt => "last_payment_at",
        }
    }

    /// From the address or the API.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == text)
    }

    /// Names begin with A; figures and dates begin with the largest.
    pub fn first_direction(self) -> Direction {
        if self == Self::Name { Direction::Ascending } else { Direction::Descending }
    }
}

/// Smallest first or largest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Smallest, earliest, A first.
    Ascending,
    /// Largest, latest, Z first.
    #[default]
    Descending,
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ascending, Self::Descending];

    /// From the API.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.as_str() == text)
    }

    /// The other way round.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }

    /// As in the address and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }
}

/// A field that may be required to be filled: `has:email`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Has {
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// An external id.
    ExternalId,
    /// At least one payment.
    Payment,
}

impl Has {
    /// Every such field.
    pub const ALL: [Self; 4] = [Self::Email, Self::Phone, Self::ExternalId, Self::Payment];

    /// As in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::ExternalId => "external_id",
            Self::Payment => "payment",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Email => "an email",
            Self::Phone => "a phone number",
            Self::ExternalId => "an external id",
            Self::Payment => "a payment",
        }
    }

    /// From the address.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|has| has.as_str() == text)
    }
}

/// Which customers: every condition that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CustomerFilter {
    /// A query. Its words are looked for in id, external id, email, phone, name, tag, order number, last four digits, DID and
    /// wallet addresses.
    pub text: String,
    /// Registered or guest.
    pub kind: Option<Kind>,
    /// Carries this tag.
    pub tag: Option<String>,
    /// State of the subscriptions.
    pub subscription: Option<SubscriptionStatus>,
    /// Created at or after.
    pub created_from: Option<Timestamp>,
    /// Created before.
    pub created_before: Option<Timestamp>,
    /// This field is filled.
    pub has: Option<Has>,
    /// Has exactly this external id.
    pub external_id: Option<String>,
    /// Has exactly this email, in lower case.
    pub email: Option<String>,
    /// Has exactly this phone number, in E.164.
    pub phone: Option<String>,
    /// Has exactly this DID.
    pub did: Option<String>,
}

impl CustomerFilter {
    /// Whether it lets everybody through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is wrong with a query, where, and what was meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// What is wrong and what would be right, in a sentence.
    pub message: String,
    /// Where it begins: so many characters come before it.
    pub position: usize,
    /// How many characters it has; none where something is missing.
    pub length: usize,
    /// The whole query as it was meant, when that can be guessed.
    pub suggestion: Option<String>,
}

/// A customer as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerSummary {
    /// Identifier.
    pub id: crate::id::CustomerId,
    /// Registered or guest.
    pub kind: Kind,
    /// The name, or what is known instead of it.
    pub display_name: String,
    /// Empty when none, and when it already stands in for the name.
    pub email: String,
    /// The merchant's own words.
    pub tags: Vec<String>,
    /// Spent in the merchant's own currency, in minor units.
    pub spent: i64,
    /// Payments that succeeded.
    pub payments: i64,
    /// The last one.
    pub last_payment_at: Option<Timestamp>,
    /// State of the subscriptions, when there ever was one.
    pub subscription_status: Option<SubscriptionStatus>,
    /// When the record was made.
    pub created_at: Timestamp,
}
