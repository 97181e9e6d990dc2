//! Customers.

use clientele_domain::customer::{self as domain, CustomerFields};
use clientele_domain::payment::Totals;
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::analytics::Signal;
use crate::invoice::Invoice;
use crate::merge::RelatedCustomer;
use crate::metadata::{Metadata, MetadataPatch};
use crate::order::Order;
use crate::payment::Payment;
use crate::read::{Object, Read, Sent, request, word};
use crate::subscription::Subscription;
use crate::time::Time;
use crate::wallet::Wallet;

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

request! {
    /// Parts of a postal address.
    AddressRequest {
        /// Who receives what is sent there.
        name: String,
        /// ISO 3166-1 alpha-2, or the country's English name.
        country: String,
        /// State, province or region.
        state: String,
        /// City or town.
        city: String,
        /// Street and number.
        line1: String,
        /// Flat, floor, building.
        line2: String,
        /// Postal code.
        postal_code: String,
    }
}

impl AddressRequest {
    fn over(self, kept: &domain::Address) -> domain::Address {
        let kept = kept.clone();
        domain::Address {
            name: self.name.over(kept.name),
            country: self.country.over(kept.country),
            state: self.state.over(kept.state),
            city: self.city.over(kept.city),
            line1: self.line1.over(kept.line1),
            line2: self.line2.over(kept.line2),
            postal_code: self.postal_code.over(kept.postal_code),
        }
    }
}

/// Declares the two requests that carry a customer's fields: making one and changing one differ in what they promise only.
macro_rules! customer_request {
    ($(#[$meta:meta])* $name:ident { $($more:tt)* }) => {
        request! {
            $(#[$meta])*
            $name {
                /// The merchant's own id for this user, at most 200 characters; unique.
                external_id: String,
                /// Decentralised identifier, `did:method:id`.
                did: String,
                /// Full name, at most 200 characters.
                name: String,
                /// Email address; kept in lower case.
                email: String,
                /// Phone number with its country code; kept as E.164. Without one, the country of the address decides.
                phone: String,
                /// Billing address. In a change, parts that are left out stay.
                address: AddressRequest,
                /// Where goods go, when elsewhere. In a change, parts that are left out stay.
                shipping: AddressRequest,
                /// Where a refund is sent: Lightning address, LNURL, BOLT12 offer, Bitcoin or EVM address.
                refund_address: String,
                /// Preferred language, BCP 47.
                preferred_locale: String,
                /// Wants no reminders by mail.
                mail_opt_out: bool,
                /// The merchant's own words; all of them.
                tags: Vec<String>,
                /// The merchant's own data. In a change it is merged by key, and null removes a key.
                metadata: MetadataPatch,
                $($more)*
            }
        }

        impl $name {
            /// The fields with what was sent over what is kept.
            pub fn over(self, kept: &CustomerFields) -> CustomerFields {
                let address = |sent: Sent<AddressRequest>, kept: &domain::Address| match sent {
                    Sent::Absent => kept.clone(),
                    Sent::Null => domain::Address::default(),
                    Sent::Value(parts) => parts.over(kept),
                };
                CustomerFields {
                    address: address(self.address, &kept.address),
                    shipping: address(self.shipping, &kept.shipping),
                    metadata: match self.metadata {
                        Sent::Absent => kept.metadata.clone(),
                        Sent::Null => Vec::new(),
                        Sent::Value(patch) => patch.over(&kept.metadata),
                    },
                    name: self.name.over(kept.name.clone()),
                    email: self.email.over(kept.email.clone()),
                    phone: self.phone.over(kept.phone.clone()),
                    external_id: self.external_id.over(kept.external_id.clone()),
                    did: self.did.over(kept.did.clone()),
                    refund_address: self.refund_address.over(kept.refund_address.clone()),
                    locale: self.preferred_locale.over(kept.locale.clone()),
                    tags: self.tags.over(kept.tags.clone()),
                    mail_opt_out: self.mail_opt_out.over(kept.mail_opt_out),
                }
            }
        }
    };
}

customer_request! {
    /// A new customer: at least one of `external_id`, `email`, `phone`, `name` and `did`.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "external_id": "user-123", "name": "Ada Lovelace", "email": "ada@example.com", "metadata": { "plan": "pro" }
    })))]
    NewCustomer {
        /// The test clock that the customer is to live on; in test mode only.
        test_clock_id: String,
    }
}

/// What is told of a buyer: the fields of a customer, and any other key, which becomes metadata.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct BuyerRequest(NewCustomer);

impl BuyerRequest {
    /// The fields with what was sent over what is kept.
    pub fn over(self, kept: &CustomerFields) -> CustomerFields {
        self.0.over(kept)
    }
}

impl Read for BuyerRequest {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        let mut object = Object::read(raw, path, wrong)?;
        let others = object.take_others(NewCustomer::FIELDS);
        let mut told = NewCustomer::taken(object, wrong);
        if !others.is_empty() {
            let mut metadata = told.metadata.value().unwrap_or_default();
            metadata.extend(others);
            told.metadata = Sent::Value(metadata);
        }
        Some(Self(told))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for BuyerRequest {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::schema::AdditionalProperties;
        use utoipa::openapi::{RefOr, Schema};
        let mut schema = <NewCustomer as utoipa::PartialSchema>::schema();
        if let RefOr::T(Schema::Object(object)) = &mut schema {
            object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(true)));
            object.description = Some("What is known of a buyer. Any other key becomes metadata.".to_owned());
        }
        schema
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for BuyerRequest {
    fn name() -> std::borrow::Cow<'static, str> {
        "BuyerRequest".into()
    }

    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
        <NewCustomer as utoipa::ToSchema>::schemas(schemas);
    }
}

customer_request! {
    /// A change of a customer. What is left out stays; null clears.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "phone": "+44 20 7946 0018", "metadata": { "plan": null } })))]
    PatchCustomer {}
}

word! {
    /// How the merchant knows a customer: `registered` by an id or by hand, or a `guest`, formed by checkouts alone.
    CustomerKind(domain::Kind)
}

word! {
    /// The state of a customer's subscriptions, seen as one.
    SubscriptionStatus(domain::SubscriptionStatus)
}
