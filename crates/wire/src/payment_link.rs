//! Payment links.

use clientele_domain::catalog as domain;
use clientele_domain::checkout::AfterCompletion;
use serde::{Deserialize, Serialize};

use crate::customer::given;
use crate::metadata::Metadata;
use crate::read::{Sent, request};
use crate::terms::{
    AfterCompletionAnswer, Collect, CustomField, CustomerCreation, Recurring, SubmitType, terms_request, titled,
};
use crate::time::Time;

/// An address where something is sold to whoever opens it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentLink {
    /// Always `payment_link`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// The address.
    pub url: String,
    /// What you call it. Payments carry it as `source_description`.
    pub name: String,
    /// Whether it sells anything.
    pub active: bool,
    /// What is sold, as the prices are now. Empty when an amount is.
    pub line_items: Vec<PricedItem>,
    /// What is sold, for an amount: what it is called.
    pub title: Option<String>,
    /// What the amount is for.
    pub description: Option<String>,
    /// What one purchase comes to, in minor units.
    pub amount: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi. Null while none of its prices is known.
    pub currency: Option<String>,
    /// Names of fields that must be known before payment. Null: the email.
    pub require_customer_data: Option<Vec<String>>,
    /// What the form asks for beyond that.
    pub collect: Collect,
    /// Your own questions.
    pub custom_fields: Vec<CustomField>,
    /// When a record of the buyer is made: `if_required` or `always`.
    pub customer_creation: CustomerCreation,
    /// What the button says.
    pub submit_type: SubmitType,
    /// What follows payment.
    pub after_completion: AfterCompletionAnswer,
    /// Where the buyer is sent after payment, if so.
    pub success_url: Option<String>,
    /// Where the way back leads.
    pub cancel_url: Option<String>,
    /// Whether the card of a registered customer is kept for later charges.
    pub save_payment_method: bool,
    /// The merchant's own data.
    pub metadata: Metadata,
    /// What came in through it, by currency. What was given back later is not taken off.
    pub totals: Vec<PaidTotal>,
    /// When it was made.
    pub created_at: Time,
    /// When it was changed last.
    pub updated_at: Time,
    /// Grows with each change. Also the ETag.
    pub version: i64,
}

impl PaymentLink {
    /// The link as the API tells it, at this address, with its prices as they are now and what came in.
    pub fn new(
        livemode: bool,
        url: String,
        link: &domain::PaymentLink,
        items: &[domain::Priced],
        paid: &[domain::Paid],
    ) -> Self {
        let terms = &link.terms;
        let sale = titled(&terms.sale);
        let amount = sale.map(|(_, _, amount)| amount);
        let currency = amount.map(|amount| amount.currency).or(items.first().map(|item| item.price.amount.currency));
        let success_url = match &terms.after {
            AfterCompletion::Redirect(url) => Some(url.clone()),
            AfterCompletion::Message(_) => None,
        };
        Self {
            object: "payment_link".to_owned(),
            id: link.id.to_string(),
            livemode,
            url,
            name: link.name.clone(),
            active: link.active,
            line_items: items.iter().map(PricedItem::from).collect(),
            title: sale.and_then(|(title, _, _)| given(title)),
            description: sale.and_then(|(_, description, _)| given(description)),
            amount: amount.map_or_else(|| domain::together(items).unwrap_or_default(), |amount| amount.minor),
            currency: currency.map(|currency| currency.code().to_ascii_lowercase()),
            require_customer_data: terms.required.clone(),
            collect: terms.collect.into(),
            custom_fields: terms.custom_fields.iter().map(|field| CustomField::new(field, None)).collect(),
            customer_creation: terms.into(),
            submit_type: SubmitType(terms.submit_type),
            after_completion: (&terms.after).into(),
            success_url,
            cancel_url: given(&terms.cancel_url),
            save_payment_method: terms.save_payment_method,
            metadata: Metadata::new(&terms.metadata),
            totals: paid.iter().map(PaidTotal::from).collect(),
            created_at: link.created_at.into(),
            updated_at: link.updated_at.into(),
            version: link.version,
        }
    }
}

/// A price and how many of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PricedItem {
    /// The price.
    pub price: String,
    /// What is sold at it.
    pub name: String,
    /// What one costs, in minor units.
    pub unit_amount: i64,
    /// How often it is charged. Null when once.
    pub recurring: Option<Recurring>,
    /// How many.
    pub quantity: i64,
}

impl From<&domain::Priced> for PricedItem {
    fn from(item: &domain::Priced) -> Self {
        Self {
            price: item.price.id.to_string(),
            name: item.price.product_name.clone(),
            unit_amount: item.price.amount.minor,
            recurring: item.price.recurring.map(Recurring::from),
            quantity: item.quantity,
        }
    }
}

/// What came in, in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaidTotal {
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// In minor units.
    pub amount: i64,
    /// In how many payments.
    pub payment_count: i64,
}

impl From<&domain::Paid> for PaidTotal {
    fn from(paid: &domain::Paid) -> Self {
        Self {
            currency: paid.amount.currency.code().to_ascii_lowercase(),
            amount: paid.amount.minor,
            payment_count: paid.payments,
        }
    }
}

terms_request! {
    /// A payment link to make.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "name": "Summer festival", "title": "Festival ticket", "amount": 4500, "currency": "eur",
        "custom_fields": [{ "label": "T-shirt size", "type": "dropdown", "options": [{ "label": "S" }, { "label": "M" }] }]
    })))]
    NewPaymentLink {
        /// What you call it, at most 200 characters; what it sells, when left out.
        name: String,
    }
}

terms_request! {
    /// A change of a payment link. What is left out stays; metadata is merged by key. Sessions that the link made already
    /// keep their terms.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "active": false })))]
    PatchPaymentLink {
        /// What you call it, at most 200 characters; null calls it by what it sells.
        name: String,
        /// False archives the link: it sells nothing any more.
        active: bool,
    }
}
