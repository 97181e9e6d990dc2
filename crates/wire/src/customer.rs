//! Customers.

mod requests;

use clientele_domain::customer as domain;
use clientele_domain::payment::Totals;
use clientele_domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::analytics::Signal;
use crate::invoice::Invoice;
use crate::merge::RelatedCustomer;
use crate::metadata::Metadata;
use crate::order::Order;
use crate::payment::Payment;
use crate::read::word;
use crate::subscription::Subscription;
use crate::time::Time;
use crate::wallet::Wallet;

pub use requests::{AddressRequest, BuyerRequest, NewCustomer, PatchCustomer};

/// A person who pays, or may.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Customer {
    /// Always `customer`.
    #[cfg_attr(feature = "openapi", schema(example = "customer"))]
    pub object: String,
    /// Identifier.
    #[cfg_attr(feature = "openapi", schema(example = "cus_01kafg3v9te5rbh2m8q0w4x7yd"))]
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// How the merchant knows the customer.
    pub kind: CustomerKind,
    /// The merchant's own id for this user; unique.
    #[cfg_attr(feature = "openapi", schema(example = "user-123"))]
    pub external_id: Option<String>,
    /// Decentralised identifier.
    pub did: Option<String>,
    /// Full name.
    #[cfg_attr(feature = "openapi", schema(example = "Ada Lovelace"))]
    pub name: Option<String>,
    /// Email address, in lower case.
    #[cfg_attr(feature = "openapi", schema(example = "ada@example.com"))]
    pub email: Option<String>,
    /// Phone number, E.164.
    #[cfg_attr(feature = "openapi", schema(example = "+442079460018"))]
    pub phone: Option<String>,
    /// Billing address.
    pub address: Option<Address>,
    /// Where goods go, when elsewhere.
    pub shipping: Option<Address>,
    /// Where a refund is sent.
    pub refund_address: Option<String>,
    /// Preferred language, BCP 47.
    pub preferred_locale: Option<String>,
    /// Wants no reminders by mail. Receipts, and what else tells of money or of the end of a contract, come all the same.
    pub mail_opt_out: bool,
    /// The merchant's own words.
    pub tags: Vec<String>,
    /// The merchant's own data.
    pub metadata: Metadata,
    /// Credit owed to the customer, by currency.
    pub balance: Vec<Balance>,
    /// Has an invoice past due or uncollectible.
    pub delinquent: bool,
    /// What was paid and given back, by currency. Figures of different currencies are never added.
    pub totals: Vec<CurrencyTotals>,
    /// How many there are of what hangs on the customer.
    pub counts: Counts,
    /// First payment that succeeded.
    pub first_payment_at: Option<Time>,
    /// Last payment that succeeded.
    pub last_payment_at: Option<Time>,
    /// The state of the subscriptions; null when there never was one.
    pub subscription_status: Option<SubscriptionStatus>,
    /// Whether any subscription is active, in trial, or late within its grace period.
    pub has_active_subscription: bool,
    /// Until when, unless something more is paid; null when there never was one.
    pub active_until: Option<Time>,
    /// The test clock that the customer lives on.
    pub test_clock_id: Option<String>,
    /// Wallets.
    pub wallets: Vec<Wallet>,
    /// The newest 50 payments, when asked for with `include=payments`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub payments: Option<Vec<Payment>>,
    /// The newest 50 orders, when asked for with `include=orders`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub orders: Option<Vec<Order>>,
    /// The newest 50 invoices, when asked for with `include=invoices`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub invoices: Option<Vec<Invoice>>,
    /// The newest 50 subscriptions, when asked for with `include=subscriptions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub subscriptions: Option<Vec<Subscription>>,
    /// The customers who share an identifier, when asked for with `include=related`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false, no_recursion))]
    pub related: Option<Vec<RelatedCustomer>>,
    /// What stands out about the customer, what needs attention first, when asked for with `include=signals`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub signals: Option<Vec<Signal>>,
    /// Ids of customers that were merged into this one.
    pub merged_from: Vec<String>,
    /// When the record was made.
    pub created_at: Time,
    /// When the record was changed last.
    pub updated_at: Time,
    /// Grows with each change of the record. Also the ETag.
    pub version: i64,
}

impl Customer {
    /// The customer with what is shown beside the record, when it is `now`.
    pub fn new(
        livemode: bool,
        now: Timestamp,
        customer: &domain::Customer,
        totals: &[Totals],
        wallets: &[domain::Wallet],
    ) -> Self {
        let fields = &customer.fields;
        let counts = customer.counts;
        Self {
            object: "customer".to_owned(),
            id: customer.id.to_string(),
            livemode,
            kind: CustomerKind(customer.kind),
            external_id: given(&fields.external_id),
            did: given(&fields.did),
            name: given(&fields.name),
            email: given(&fields.email),
            phone: given(&fields.phone),
            address: Address::of(&fields.address),
            shipping: Address::of(&fields.shipping),
            refund_address: given(&fields.refund_address),
            preferred_locale: given(&fields.locale),
            mail_opt_out: fields.mail_opt_out,
            tags: fields.tags.clone(),
            metadata: Metadata::new(&fields.metadata),
            balance: totals.iter().filter(|totals| totals.balance != 0).map(Balance::from).collect(),
            delinquent: customer.delinquent,
            // Who has credit without having paid has a row for it alone.
            totals: totals.iter().filter(|totals| totals.payments > 0).map(Into::into).collect(),
            counts: Counts {
                orders: counts.orders,
                checkouts: counts.checkouts,
                payments: counts.payments,
                subscriptions: counts.active_subscriptions,
                invoices: counts.invoices,
            },
            first_payment_at: customer.first_payment_at.map(Time),
            last_payment_at: customer.last_payment_at.map(Time),
            subscription_status: customer.subscription_status.map(SubscriptionStatus),
            has_active_subscription: customer.has_active_subscription(now),
            active_until: customer.active_until.map(Time),
            test_clock_id: customer.clock.map(|(id, _)| id.to_string()),
            wallets: wallets.iter().map(Wallet::from).collect(),
            payments: None,
            orders: None,
            invoices: None,
            subscriptions: None,
            related: None,
            signals: None,
            merged_from: customer.merged_from.iter().map(ToString::to_string).collect(),
            created_at: customer.created_at.into(),
            updated_at: customer.updated_at.into(),
            version: customer.version,
        }
    }
}

/// The text, unless it is empty, which means none.
pub(crate) fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What remains under the id of a customer that was deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletedCustomer {
    /// Always `customer`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Always true.
    pub deleted: bool,
}

impl DeletedCustomer {
    /// The tombstone of this id.
    pub fn new(id: clientele_domain::id::CustomerId) -> Self {
        Self { object: "customer".to_owned(), id: id.to_string(), deleted: true }
    }
}

/// A customer, or what remains of one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CustomerOrDeleted {
    /// It was deleted.
    Deleted(DeletedCustomer),
    /// The customer.
    Customer(Box<Customer>),
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Address {
    /// Who receives what is sent there, where that is said.
    #[cfg_attr(feature = "openapi", schema(example = "Ada Lovelace"))]
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[cfg_attr(feature = "openapi", schema(example = "GB"))]
    pub country: Option<String>,
    /// State, province or region.
    pub state: Option<String>,
    /// City or town.
    #[cfg_attr(feature = "openapi", schema(example = "London"))]
    pub city: Option<String>,
    /// Street and number.
    #[cfg_attr(feature = "openapi", schema(example = "12 St James's Square"))]
    pub line1: Option<String>,
    /// Flat, floor, building.
    pub line2: Option<String>,
    /// Postal code.
    #[cfg_attr(feature = "openapi", schema(example = "SW1Y 4JH"))]
    pub postal_code: Option<String>,
}

impl Address {
    pub(crate) fn of(address: &domain::Address) -> Option<Self> {
        (!address.is_empty()).then(|| Self {
            name: given(&address.name),
            country: given(&address.country),
            state: given(&address.state),
            city: given(&address.city),
            line1: given(&address.line1),
            line2: given(&address.line2),
            postal_code: given(&address.postal_code),
        })
    }
}

/// A customer's figures in one currency, in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CurrencyTotals {
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    #[cfg_attr(feature = "openapi", schema(example = "usd"))]
    pub currency: String,
    /// Payments that succeeded, refunded later or not.
    #[cfg_attr(feature = "openapi", schema(example = 5000))]
    pub spent: i64,
    /// Refunds that succeeded.
    #[cfg_attr(feature = "openapi", schema(example = 0))]
    pub refunded: i64,
    /// What the merchant kept.
    #[cfg_attr(feature = "openapi", schema(example = 5000))]
    pub net: i64,
    /// How many payments make up `spent`.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub payment_count: i64,
}

impl From<&Totals> for CurrencyTotals {
    fn from(totals: &Totals) -> Self {
        Self {
            currency: totals.spent.currency.code().to_ascii_lowercase(),
            spent: totals.spent.minor,
            refunded: totals.refunded,
            net: totals.net().minor,
            payment_count: totals.payments,
        }
    }
}

/// Credit in one currency, in minor units; positive is owed to the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Balance {
    /// ISO 4217 in lower case, or `btc`.
    pub currency: String,
    /// How much.
    pub amount: i64,
}

impl From<&Totals> for Balance {
    fn from(totals: &Totals) -> Self {
        Self { currency: totals.spent.currency.code().to_ascii_lowercase(), amount: totals.balance }
    }
}

/// How many there are of what hangs on a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Orders.
    pub orders: i64,
    /// Completed checkouts.
    pub checkouts: i64,
    /// Payments that succeeded.
    pub payments: i64,
    /// Subscriptions that are active, in trial or in grace.
    pub subscriptions: i64,
    /// Invoices that were made out.
    pub invoices: i64,
}

word! {
    /// How the merchant knows a customer: `registered` by an id or by hand, or a `guest`, formed by checkouts alone.
    CustomerKind(domain::Kind)
}

word! {
    /// The state of a customer's subscriptions, seen as one.
    SubscriptionStatus(domain::SubscriptionStatus)
}
