//! What is told of the terms of a sale.

use clientele_domain::checkout::{self as domain, AfterCompletion};
use serde::{Deserialize, Serialize};

use super::{After, AfterCompletionType, Creation, CustomFieldType, CustomerCreation, Interval};

/// How often a price is charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recurring {
    /// The interval.
    pub interval: Interval,
    /// Every so many intervals.
    pub count: i64,
}

impl From<domain::Recurring> for Recurring {
    fn from(recurring: domain::Recurring) -> Self {
        Self { interval: Interval(recurring.interval), count: recurring.count }
    }
}

/// What the form asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Collect {
    /// The full name.
    pub name: bool,
    /// The phone number.
    pub phone: bool,
    /// The billing address.
    pub billing_address: bool,
    /// Where goods go.
    pub shipping_address: bool,
    /// The email.
    pub email: bool,
}

impl From<domain::Collect> for Collect {
    fn from(collect: domain::Collect) -> Self {
        let domain::Collect { name, phone, billing_address, shipping_address, email } = collect;
        Self { name, phone, billing_address, shipping_address, email }
    }
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomFieldOption {
    /// As buyers read it.
    pub label: String,
}

/// A question of the merchant's own, and its answer once there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomField {
    /// By which programs know it.
    pub key: String,
    /// As buyers read it.
    pub label: String,
    /// What kind of answer it wants.
    #[serde(rename = "type")]
    pub kind: CustomFieldType,
    /// Whether it may stay without an answer.
    pub optional: bool,
    /// An answer has at least so many characters.
    pub min_characters: Option<i64>,
    /// And at most so many.
    pub max_characters: Option<i64>,
    /// What can be chosen.
    pub options: Vec<CustomFieldOption>,
    /// A text, or true or false for a checkbox; null as long as there is none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<serde_json::Value>))]
    pub answer: Option<domain::Answer>,
}

impl CustomField {
    /// The question, with an answer.
    pub fn new(field: &domain::CustomField, answer: Option<domain::Answer>) -> Self {
        let option = |label: &String| CustomFieldOption { label: label.clone() };
        Self {
            key: field.key.clone(),
            label: field.label.clone(),
            kind: CustomFieldType(field.kind),
            optional: field.optional,
            min_characters: field.min_characters,
            max_characters: field.max_characters,
            options: field.options.iter().map(option).collect(),
            answer,
        }
    }
}

/// What follows a completed session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AfterCompletionAnswer {
    /// `redirect` or `message`.
    #[serde(rename = "type")]
    pub kind: AfterCompletionType,
    /// Where the buyer is sent.
    pub url: Option<String>,
    /// What the buyer reads; null for the house's own words.
    pub message: Option<String>,
}

impl From<&AfterCompletion> for AfterCompletionAnswer {
    fn from(after: &AfterCompletion) -> Self {
        match after {
            AfterCompletion::Redirect(url) => {
                Self { kind: AfterCompletionType(After::Redirect), url: Some(url.clone()), message: None }
            }
            AfterCompletion::Message(text) => {
                let message = (!text.is_empty()).then(|| text.clone());
                Self { kind: AfterCompletionType(After::Message), url: None, message }
            }
        }
    }
}

impl From<&domain::Terms> for CustomerCreation {
    fn from(terms: &domain::Terms) -> Self {
        use clientele_domain::matching::Creation as Made;
        Self(if terms.customer_creation == Made::Always { Creation::Always } else { Creation::IfRequired })
    }
}
