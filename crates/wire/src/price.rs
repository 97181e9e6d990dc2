//! Prices.

use clientele_domain::catalog as domain;
use clientele_domain::violation::Violation;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::metadata::{Metadata, MetadataPatch};
use crate::read::{Object, Read, Sent, joined, request};
use crate::terms::{Interval, Recurring};
use crate::time::Time;

/// What a product costs. Amount, currency and rhythm never change; who wants others makes another price.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Price {
    /// Always `price`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// Of what.
    pub product_id: String,
    /// What that is called.
    pub product_name: String,
    /// In minor units.
    pub amount: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// How often it is charged. Null when once.
    pub recurring: Option<Recurring>,
    /// Whether it is sold at this price, as long as the product is.
    pub active: bool,
    /// The merchant's own data.
    pub metadata: Metadata,
    /// When it was made.
    pub created_at: Time,
    /// When it was changed last.
    pub updated_at: Time,
    /// Grows with each change. Also the ETag.
    pub version: i64,
}

impl Price {
    /// The price as the API tells it.
    pub fn new(livemode: bool, price: &domain::Price) -> Self {
        Self {
            object: "price".to_owned(),
            id: price.id.to_string(),
            livemode,
            product_id: price.product.to_string(),
            product_name: price.product_name.clone(),
            amount: price.amount.minor,
            currency: price.amount.currency.code().to_ascii_lowercase(),
            recurring: price.recurring.map(Recurring::from),
            active: price.active,
            metadata: Metadata::new(&price.metadata),
            created_at: price.created_at.into(),
            updated_at: price.updated_at.into(),
            version: price.version,
        }
    }
}

request! {
    /// How often a price is charged.
    RecurringRequest {
        /// The interval; must be given.
        interval: Interval,
        /// How many of them, one when left out: at most three years together.
        count: i64,
    }
}

request! {
    /// A product that is made with its price.
    NewPriceProduct {
        /// As buyers read it, at most 200 characters.
        name: String,
    }
}

request! {
    /// A price to make.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "product": { "name": "Decaf club" }, "amount": 1350, "currency": "eur", "recurring": { "interval": "month", "count": 1 }
    })))]
    NewPrice {
        /// Of a product that is there. Excludes `product`.
        product_id: String,
        /// Of a product that is made with it.
        product: NewPriceProduct,
        /// In minor units; 0 is for free.
        amount: i64,
        /// ISO 4217 in any case, or `btc`, which is counted in satoshi.
        currency: String,
        /// How often it is charged; once when left out or null.
        recurring: RecurringRequest,
        /// The merchant's own data.
        metadata: MetadataPatch,
    }
}

/// A change of a price. What is left out stays; metadata is merged by key.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "active": false })))]
#[serde(deny_unknown_fields)]
pub struct PatchPrice {
    /// False archives the price: nobody can buy at it any more.
    #[serde(skip_serializing_if = "Sent::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub active: Sent<bool>,
    /// The merchant's own data; null removes a key.
    #[serde(skip_serializing_if = "Sent::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<MetadataPatch>))]
    pub metadata: Sent<MetadataPatch>,
}

/// What a price keeps for ever.
const FIXED: [&str; 5] = ["product_id", "product", "amount", "currency", "recurring"];

impl Read for PatchPrice {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        let mut object = Object::read(raw, path, wrong)?;
        let read = Self { active: object.take("active", wrong), metadata: object.take("metadata", wrong) };
        for field in FIXED {
            if !object.take::<Anything>(field, wrong).is_absent() {
                let message =
                    format!("The {field} of a price never changes. Archive it with active: false, and make another.");
                wrong.push(Violation::new(joined(path, field), message));
            }
        }
        object.refuse_rest(&["active", "metadata"], wrong);
        Some(read)
    }
}

/// A value that is not looked at.
struct Anything;

impl Read for Anything {
    fn read(_: &RawValue, _: &str, _: &mut Vec<Violation>) -> Option<Self> {
        Some(Self)
    }
}
