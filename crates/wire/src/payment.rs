//! Payments.

use clientele_domain::{matching, payment as domain};
use serde::{Deserialize, Serialize};

use crate::customer::{NewCustomer, given};
use crate::metadata::{Metadata, MetadataPatch};
use crate::read::{Sent, request, word};
use crate::time::Time;

/// Money that was paid, or is about to be.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payment {
    /// Always `payment`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// In minor units.
    pub amount: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// Where it stands.
    pub status: PaymentStatus,
    /// How much of it was given back, in minor units.
    pub refunded_amount: i64,
    /// How much may still be given back: what neither was given back nor is promised by a refund that is not done yet.
    pub refundable_amount: i64,
    /// Who paid; null when nothing is known of the buyer.
    pub customer_id: Option<String>,
    /// What for.
    pub order_id: String,
    /// Where it came from.
    pub source: PaymentSource,
    /// What it is called where it came from.
    pub source_id: Option<String>,
    /// The link's, product's or shop's name.
    pub source_description: Option<String>,
    /// What it was for, in a few words.
    pub description: Option<String>,
    /// What was paid with.
    pub method: Method,
    /// Why it is held to be this customer's; null for payments that were imported.
    #[serde(rename = "match")]
    pub matched: Option<Match>,
    /// The merchant's own data.
    pub metadata: Metadata,
    /// When it was recorded.
    pub created_at: Time,
    /// When the money arrived.
    pub succeeded_at: Option<Time>,
    /// Grows with each change. Also the ETag.
    pub version: i64,
}

impl Payment {
    /// The payment as the API tells it.
    pub fn new(livemode: bool, payment: &domain::Payment) -> Self {
        let more = &payment.more;
        Self {
            object: "payment".to_owned(),
            id: payment.id.to_string(),
            livemode,
            amount: payment.amount.minor,
            currency: payment.amount.currency.code().to_ascii_lowercase(),
            status: PaymentStatus(payment.status),
            refunded_amount: payment.refunded,
            refundable_amount: payment.refundable().minor,
            customer_id: payment.customer.map(|id| id.to_string()),
            order_id: payment.order.to_string(),
            source: PaymentSource(payment.source),
            source_id: given(&more.source_id),
            source_description: given(&payment.source_description),
            description: given(&more.description),
            method: (&payment.method).into(),
            matched: more.matched.as_ref().map(Match::from),
            metadata: Metadata::new(&more.metadata),
            created_at: more.created_at.into(),
            succeeded_at: more.succeeded_at.map(Time),
            version: more.version,
        }
    }
}

/// What was paid with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Method {
    /// Of what kind.
    #[serde(rename = "type")]
    pub kind: PaymentMethodType,
    /// Brand of the card.
    pub brand: Option<String>,
    /// Last four digits of the card.
    pub last4: Option<String>,
    /// Last month in which the card can be used.
    pub exp_month: Option<i64>,
    /// And its year.
    pub exp_year: Option<i64>,
    /// Equal for equal cards.
    pub fingerprint: Option<String>,
    /// Chain of the wallet; 1 is Ethereum.
    pub chain_id: Option<i64>,
    /// Address of the wallet.
    pub address: Option<String>,
}

impl From<&domain::Method> for Method {
    fn from(method: &domain::Method) -> Self {
        let known = |number: i64| (number != 0).then_some(number);
        Self {
            kind: PaymentMethodType(method.kind),
            brand: given(&method.brand),
            last4: given(&method.last4),
            exp_month: known(method.more.exp_month),
            exp_year: known(method.more.exp_year),
            fingerprint: given(&method.more.fingerprint),
            chain_id: known(method.more.chain_id),
            address: given(&method.more.address),
        }
    }
}

/// Why a payment is held to be a customer's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Match {
    /// The rule that fitted first: `customer_id`, `external_id`, `email`, `phone`, `card` or `wallet`; `new` when nobody
    /// fitted and the record was made.
    #[cfg_attr(feature = "openapi", schema(example = "email"))]
    pub rule: String,
    /// The identifiers that pointed at the customer, each with how it got here, such as `email:asserted`, `phone:typed` or
    /// `card:observed`.
    #[cfg_attr(feature = "openapi", schema(example = json!(["email:asserted"])))]
    pub evidence: Vec<String>,
}

impl From<&matching::Match> for Match {
    fn from(matched: &matching::Match) -> Self {
        Self {
            rule: matched.rule.as_str().to_owned(),
            evidence: matched.signs.iter().map(ToString::to_string).collect(),
        }
    }
}

request! {
    /// What was paid with.
    MethodRequest {
        /// Of what kind; must be given.
        kind = "type": PaymentMethodType,
        /// Brand of the card, such as `visa`.
        brand: String,
        /// Last four digits of the card.
        last4: String,
        /// Last month in which the card can be used, 1 to 12.
        exp_month: i64,
        /// And its year, such as 2028.
        exp_year: i64,
        /// Equal for equal cards; no card number.
        fingerprint: String,
        /// Chain of the wallet; 1 is Ethereum.
        chain_id: i64,
        /// Address of the wallet.
        address: String,
    }
}

request! {
    /// A payment that was taken elsewhere.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "amount": 2500, "currency": "usd", "customer_id": "external_id:user-123",
        "method": { "type": "card", "brand": "visa", "last4": "4242" }
    })))]
    NewPayment {
        /// In minor units.
        amount: i64,
        /// ISO 4217 in any case, or `btc`, which is counted in satoshi.
        currency: String,
        /// Who paid: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`. Excludes `customer`.
        customer_id: String,
        /// Who paid, when nobody knows whether the record exists: found by external id, email, phone, card or wallet, or
        /// made.
        customer: NewCustomer,
        /// `succeeded` (the default), or `pending` when the money is still to arrive.
        status: PaymentStatus,
        /// When it happened; now, when left out.
        occurred_at: Time,
        /// Where it came from; `api` when left out.
        source: PaymentSource,
        /// What it is called where it came from, at most 255 characters.
        source_id: String,
        /// The link's, product's or shop's name, at most 200 characters.
        source_description: String,
        /// What it was for, in a few words; at most 500 characters.
        description: String,
        /// The merchant's own data.
        metadata: MetadataPatch,
        /// What was paid with.
        method: MethodRequest,
    }
}

word! {
    /// Where a payment stands.
    PaymentStatus(domain::PaymentStatus)
}

word! {
    /// Where a payment came from.
    PaymentSource(domain::Source)
}

word! {
    /// What was paid with.
    PaymentMethodType(domain::MethodKind)
}
