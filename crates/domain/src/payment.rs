//! Payments and orders: what was paid, with what, and where it came from.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::{AttemptId, CustomerId, OrderId, PaymentId, PaymentLinkId, ProductId};
use crate::matching::Match;
use crate::money::Amount;
use crate::refund::Books;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// Where a payment stands.
    PaymentStatus {
        /// Announced, not settled.
        Pending = "pending", "Processing";
        /// The money arrived.
        Succeeded = "succeeded", "Succeeded";
        /// It did not.
        Failed = "failed", "Failed";
        /// Part of it was given back.
        PartiallyRefunded = "partially_refunded", "Partly refunded";
        /// All of it was given back.
        Refunded = "refunded", "Refunded";
    }
}

impl PaymentStatus {
    /// Whether the money arrived, whatever became of it later. Such payments count as spent.
    pub fn was_paid(self) -> bool {
        matches!(self, Self::Succeeded | Self::PartiallyRefunded | Self::Refunded)
    }

    /// The status of a payment whose money arrived, by what of it was given back.
    pub fn by_refunds(amount: i64, refunded: i64) -> Self {
        match refunded {
            0 => Self::Succeeded,
            part if part < amount => Self::PartiallyRefunded,
            _ => Self::Refunded,
        }
    }
}

words! {
    /// Where a payment came from.
    Source {
        /// A payment link of the merchant.
        PaymentLink = "payment_link", "Payment link";
        /// Recorded by the merchant's own systems, or imported.
        Api = "api", "API";
        /// A renewal.
        Subscription = "subscription", "Subscription";
        /// The hosted checkout.
        Checkout = "checkout", "Checkout";
    }
}

/// Where payments came from, as somebody asks for them: a source, or one payment link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// This source.
    Source(Source),
    /// This link.
    Link(PaymentLinkId),
}

impl Origin {
    /// From the word of a source or the id of a link.
    pub fn parse(text: &str) -> Option<Self> {
        Source::parse(text).map(Self::Source).or_else(|| text.parse().ok().map(Self::Link))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(source) => f.write_str(source.as_str()),
            Self::Link(id) => id.fmt(f),
        }
    }
}

words! {
    /// What was paid with.
    MethodKind {
        /// A card.
        Card = "card", "Card";
        /// Lightning.
        Lightning = "lightning", "Lightning";
        /// A wallet on a chain.
        Wallet = "wallet", "Wallet";
        /// Mobile money.
        MobileMoney = "mobile_money", "Mobile money";
        /// A bank transfer.
        BankTransfer = "bank_transfer", "Bank transfer";
        /// Cash.
        Cash = "cash", "Cash";
        /// Something else.
        Other = "other", "Other";
    }
}

words! {
    /// Where an order stands.
    OrderStatus {
        /// Waits for its payment.
        Open = "open", "Open";
        /// Paid.
        Paid = "paid", "Paid";
        /// Part of the money was given back.
        PartiallyRefunded = "partially_refunded", "Partly refunded";
        /// All of it was given back.
        Refunded = "refunded", "Refunded";
        /// Never paid, or called off.
        Canceled = "canceled", "Canceled";
    }
}

impl OrderStatus {
    /// The status of an order with one payment: the order follows its payment.
    pub fn following(payment: PaymentStatus) -> Self {
        match payment {
            PaymentStatus::Pending => Self::Open,
            PaymentStatus::Succeeded => Self::Paid,
            PaymentStatus::Failed => Self::Canceled,
            PaymentStatus::PartiallyRefunded => Self::PartiallyRefunded,
            PaymentStatus::Refunded => Self::Refunded,
        }
    }
}

/// What was paid with. Card numbers are never kept: only brand, last four digits, expiry and a keyed fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// Kind.
    pub kind: MethodKind,
    /// Brand of the card, such as `visa`; empty for others.
    pub brand: String,
    /// Last four digits of the card; empty for others.
    pub last4: String,
    /// What the browser of a dashboard has no use for.
    #[serde(skip)]
    pub more: MethodDetails,
}

/// What else is known of what was paid with. Empty text and 0 mean that it is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MethodDetails {
    /// Last month in which the card can be used, 1 to 12.
    pub exp_month: i64,
    /// And its year, such as 2028.
    pub exp_year: i64,
    /// Equal for equal cards; nobody can read the number from it.
    pub fingerprint: String,
    /// Chain of the wallet that paid; 1 is Ethereum.
    pub chain_id: i64,
    /// Address of the wallet that paid, in lower case.
    pub address: String,
}

impl Method {
    /// A method of which only the kind is known.
    pub fn of(kind: MethodKind) -> Self {
        Self { kind, brand: String::new(), last4: String::new(), more: MethodDetails::default() }
    }

    /// A card.
    pub fn card(brand: impl Into<String>, last4: impl Into<String>) -> Self {
        Self { brand: brand.into(), last4: last4.into(), ..Self::of(MethodKind::Card) }
    }

    /// As people read it: `Visa •••• 4242`, `Lightning`.
    pub fn label(&self) -> String {
        if self.last4.is_empty() {
            return self.kind.label().to_owned();
        }
        let mut letters = self.brand.chars();
        let brand = match letters.next() {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => self.kind.label().to_owned(),
        };
        format!("{brand} •••• {}", self.last4)
    }
}

/// A payment as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Identifier.
    pub id: PaymentId,
    /// Who paid; none when nothing is known of the buyer.
    pub customer: Option<CustomerId>,
    /// What for.
    pub order: OrderId,
    /// The order's number, as people quote it.
    pub order_number: String,
    /// How much.
    pub amount: Amount,
    /// How much of it was given back, in minor units of the same currency.
    pub refunded: i64,
    /// How much of it is promised by refunds that are not done yet.
    pub held: i64,
    /// Where it stands.
    pub status: PaymentStatus,
    /// What with.
    pub method: Method,
    /// Where it came from.
    pub source: Source,
    /// The link's, product's or shop's name; empty when not told.
    pub source_description: String,
    /// When it happened, which may be before it was recorded.
    pub occurred_at: Timestamp,
    /// What the browser of a dashboard has no use for.
    #[serde(skip)]
    pub more: PaymentDetails,
}

impl Payment {
    /// The payment link that it came in through, if it says so.
    pub fn link(&self) -> Option<PaymentLinkId> {
        (self.source == Source::PaymentLink).then(|| self.more.source_id.parse().ok()).flatten()
    }

    /// What its refunds come to.
    pub fn books(&self) -> Books {
        Books { captured: self.amount.minor, refunded: self.refunded, held: self.held }
    }

    /// What may still be given back: nothing of what never arrived.
    pub fn refundable(&self) -> Amount {
        let minor = if self.status.was_paid() { self.books().left() } else { 0 };
        Amount { minor, ..self.amount }
    }
}

/// A product that was paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sold {
    /// Which.
    pub product: ProductId,
    /// What it cost, in minor units of the payment's currency; not negative. Together this may differ from what was paid.
    pub minor: i64,
    /// How many.
    pub quantity: i64,
}

/// `prod_…:4900:2`
impl fmt::Display for Sold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.product, self.minor, self.quantity)
    }
}

/// The text names no product that was sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no product with what it cost and how many")]
pub struct NotSold;

impl FromStr for Sold {
    type Err = NotSold;
    fn from_str(text: &str) -> Result<Self, NotSold> {
        let mut parts = text.split(':');
        let mut next = || parts.next().ok_or(NotSold);
        let product = next()?.parse().map_err(|_| NotSold)?;
        let minor = next()?.parse().map_err(|_| NotSold)?;
        let quantity = next()?.parse().map_err(|_| NotSold)?;
        Ok(Self { product, minor, quantity })
    }
}

/// What else is kept of a payment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentDetails {
    /// What it is called where it came from; empty when not told.
    pub source_id: String,
    /// What it was for, in a few words; empty when not told.
    pub description: String,
    /// Keys with JSON texts.
    pub metadata: Vec<(String, String)>,
    /// Why it is held to be this customer's, when that was found out.
    pub matched: Option<Match>,
    /// The attempt at a checkout that brought the money: what the method knows the charge by. None when it was taken
    /// elsewhere.
    pub attempt: Option<AttemptId>,
    /// What it was for, as far as that stands in the catalogue: each product once.
    pub products: Vec<Sold>,
    /// How much had been given back before it was recorded here, in minor units; of this there are no refunds.
    pub refunded_elsewhere: i64,
    /// When the money arrived, if it did.
    pub succeeded_at: Option<Timestamp>,
    /// When it was recorded.
    pub created_at: Timestamp,
    /// Grows with each change.
    pub version: i64,
}

/// An order as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Identifier.
    pub id: OrderId,
    /// Who ordered; none when nothing is known of the buyer.
    pub customer: Option<CustomerId>,
    /// As people quote it.
    pub number: String,
    /// Total.
    pub amount: Amount,
    /// Where it stands.
    pub status: OrderStatus,
    /// What was bought, in a few words; empty when not told.
    pub description: String,
    /// When it was placed.
    pub created_at: Timestamp,
}

/// A customer's figures in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Succeeded payments, refunded later or not.
    pub spent: Amount,
    /// Succeeded refunds, in minor units.
    pub refunded: i64,
    /// Credit that is owed to the customer, in minor units: refunds that were not sent but credited.
    pub balance: i64,
    /// How many payments make up `spent`.
    pub payments: i64,
    /// First such payment.
    pub first_payment_at: Timestamp,
    /// Last such payment.
    pub last_payment_at: Timestamp,
}

impl Totals {
    /// What the merchant kept: the lifetime value.
    pub fn net(&self) -> Amount {
        Amount { minor: self.spent.minor - self.refunded, currency: self.spent.currency }
    }

    /// The average payment, rounded half away from zero.
    pub fn average(&self) -> Amount {
        let minor = if self.payments > 0 { (self.spent.minor + self.payments / 2) / self.payments } else { 0 };
        Amount { minor, currency: self.spent.currency }
    }
}
