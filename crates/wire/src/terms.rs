//! The terms of a sale: what payment links and checkout sessions have in common.

mod answers;

use clientele_domain::checkout::{self as domain, Sale};
#[cfg(feature = "openapi")]
use clientele_domain::rules::{AfterDraft, CustomFieldDraft, LineItemDraft, TermsDraft};

use crate::read::{Sent, request, word};

pub use answers::{AfterCompletionAnswer, Collect, CustomField, CustomFieldOption, Recurring};

request! {
    /// A price and how many of it.
    LineItemRequest {
        /// Id of the price; must be given.
        price: String,
        /// How many; 1, when left out.
        quantity: i64,
    }
}

request! {
    /// What the form asks for beyond what is required by name.
    CollectRequest {
        /// The full name; false, when left out.
        name: bool,
        /// The phone number; false, when left out.
        phone: bool,
        /// The billing address; false, when left out.
        billing_address: bool,
        /// Where goods go; false, when left out.
        shipping_address: bool,
        /// The email; true, when left out, unless `require_customer_data` says what is asked.
        email: bool,
    }
}

request! {
    /// Something that can be chosen.
    CustomFieldOptionRequest {
        /// As buyers read it, at most 100 characters.
        label: String,
    }
}

request! {
    /// A question of the merchant's own.
    CustomFieldRequest {
        /// As buyers read it, at most 100 characters; must be given.
        label: String,
        /// By which programs know the answer; made of the label when left out.
        key: String,
        /// What kind of answer it wants; must be given.
        kind = "type": CustomFieldType,
        /// Whether it may stay without an answer; false, when left out.
        optional: bool,
        /// An answer has at least so many characters; texts and numbers only.
        min_characters: i64,
        /// And at most so many.
        max_characters: i64,
        /// What can be chosen, at least two; dropdowns only.
        options: Vec<CustomFieldOptionRequest>,
    }
}

request! {
    /// What follows a completed session.
    AfterCompletionRequest {
        /// `redirect` or `message`; follows from the other fields when left out.
        kind = "type": AfterCompletionType,
        /// Where the buyer is sent, for `redirect`. `{CHECKOUT_SESSION_ID}` in it becomes the session's id.
        url: String,
        /// What the buyer reads, for `message`; at most 500 characters.
        message: String,
    }
}

/// What follows a completed session: `redirect` or `message`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// The buyer is sent to an address.
    Redirect,
    /// The buyer reads a message.
    Message,
}

impl After {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Redirect, Self::Message];

    /// As the API says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Redirect => "redirect",
            Self::Message => "message",
        }
    }

    /// From the API's word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == text)
    }
}

word! {
    /// What follows a completed session.
    AfterCompletionType(After)
}

word! {
    /// What kind of answer a question wants.
    CustomFieldType(domain::CustomFieldKind)
}

word! {
    /// What the button says.
    SubmitType(domain::SubmitType)
}

word! {
    /// How often a recurring price is charged.
    Interval(domain::Interval)
}

/// When a record of the buyer is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Creation {
    /// When there is an email or a phone number.
    IfRequired,
    /// Always, as a registered customer.
    Always,
}

impl Creation {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::IfRequired, Self::Always];

    /// As the API says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::IfRequired => "if_required",
            Self::Always => "always",
        }
    }

    /// From the API's word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == text)
    }
}

word! {
    /// When a record of the buyer is made.
    CustomerCreation(Creation)
}

/// An amount with a title, as terms tell it; nothing for prices of the catalogue.
pub(crate) fn titled(sale: &Sale) -> Option<(&str, &str, clientele_domain::money::Amount)> {
    match sale {
        Sale::Amount { title, description, amount } => Some((title, description, *amount)),
        Sale::Items(_) => None,
    }
}

/// Declares a request that carries terms beside fields of its own.
macro_rules! terms_request {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident : $type:ty,)* }) => {
        request! {
            $(#[$meta])*
            $name {
                /// An amount in minor units, with `currency` and `title`. Excludes `line_items`.
                amount: i64,
                /// ISO 4217 in any case, or `btc`, which is counted in satoshi; with `amount`.
                currency: String,
                /// What the amount is for, at most 200 characters; with `amount`.
                title: String,
                /// And what that is, at most 500 characters.
                description: String,
                /// Prices of the catalogue, of one currency. Excludes `amount`.
                line_items: Vec<$crate::terms::LineItemRequest>,
                /// Names of fields that must be known before payment: `email`, `name`, `phone`, `address`, `shipping`, or
                /// any other name, which becomes metadata. Case-sensitive. The form shows only those that are not known.
                require_customer_data: Vec<String>,
                /// What the form asks for beyond that.
                collect: $crate::terms::CollectRequest,
                /// The merchant's own questions, at most three.
                custom_fields: Vec<$crate::terms::CustomFieldRequest>,
                /// When a record of the buyer is made: `if_required` (the default) or `always`.
                customer_creation: $crate::terms::CustomerCreation,
                /// What the button says; `pay`, when left out.
                submit_type: $crate::terms::SubmitType,
                /// What follows a completed session; the house's own words, when left out.
                after_completion: $crate::terms::AfterCompletionRequest,
                /// The same as `after_completion` with a redirect to this address.
                success_url: String,
                /// Where the way back leads.
                cancel_url: String,
                /// Whether the card of a registered customer is kept for later charges.
                save_payment_method: bool,
                /// The merchant's own data; comes back on the session, the payment and every webhook.
                metadata: $crate::metadata::MetadataPatch,
                $($(#[$fmeta])* $field: $type,)*
            }
        }

        #[cfg(feature = "openapi")]
        impl $name {
            /// The terms, to be checked.
            pub fn terms(&self) -> clientele_domain::rules::TermsDraft {
                let asked = self.clone();
                $crate::terms::TermsSent {
                    amount: asked.amount,
                    currency: asked.currency,
                    title: asked.title,
                    description: asked.description,
                    line_items: asked.line_items,
                    require_customer_data: asked.require_customer_data,
                    collect: asked.collect,
                    custom_fields: asked.custom_fields,
                    customer_creation: asked.customer_creation,
                    submit_type: asked.submit_type,
                    after_completion: asked.after_completion,
                    success_url: asked.success_url,
                    cancel_url: asked.cancel_url,
                    save_payment_method: asked.save_payment_method,
                    metadata: asked.metadata,
                }
                .draft()
            }
        }
    };
}
pub(crate) use terms_request;

/// Terms as they were sent.
#[cfg(feature = "openapi")]
pub(crate) struct TermsSent {
    pub amount: Sent<i64>,
    pub currency: Sent<String>,
    pub title: Sent<String>,
    pub description: Sent<String>,
    pub line_items: Sent<Vec<LineItemRequest>>,
    pub require_customer_data: Sent<Vec<String>>,
    pub collect: Sent<CollectRequest>,
    pub custom_fields: Sent<Vec<CustomFieldRequest>>,
    pub customer_creation: Sent<CustomerCreation>,
    pub submit_type: Sent<SubmitType>,
    pub after_completion: Sent<AfterCompletionRequest>,
    pub success_url: Sent<String>,
    pub cancel_url: Sent<String>,
    pub save_payment_method: Sent<bool>,
    pub metadata: Sent<crate::metadata::MetadataPatch>,
}

#[cfg(feature = "openapi")]
impl TermsSent {
    pub(crate) fn draft(self) -> TermsDraft {
        use clientele_domain::matching::Creation as Made;
        let after = self.after_completion.value().unwrap_or_default();
        let after_completion = AfterDraft {
            redirect: after.kind.value().map(|kind| kind.0 == After::Redirect),
            url: after.url.value().unwrap_or_default(),
            message: after.message.value().unwrap_or_default(),
        };
        TermsDraft {
            amount: self.amount.value(),
            currency: self.currency.value().unwrap_or_default(),
            title: self.title.value().unwrap_or_default(),
            description: self.description.value().unwrap_or_default(),
            line_items: self.line_items.value().map(|items| items.into_iter().map(line_item).collect()),
            require_customer_data: self.require_customer_data.value(),
            collect: collected(self.collect.value().unwrap_or_default()),
            custom_fields: self.custom_fields.value().unwrap_or_default().into_iter().map(custom_field).collect(),
            customer_creation: self.customer_creation.value().map(|creation| match creation.0 {
                Creation::Always => Made::Always,
                Creation::IfRequired => Made::IfRequired,
            }),
            submit_type: self.submit_type.value().map(|word| word.0),
            after_completion,
            success_url: self.success_url.value().unwrap_or_default(),
            cancel_url: self.cancel_url.value().unwrap_or_default(),
            save_payment_method: self.save_payment_method.value().unwrap_or_default(),
            metadata: self.metadata.value().map(|patch| patch.over(&[])).unwrap_or_default(),
        }
    }
}

#[cfg(feature = "openapi")]
fn line_item(item: LineItemRequest) -> LineItemDraft {
    LineItemDraft { price: item.price.value().unwrap_or_default(), quantity: item.quantity.value() }
}

#[cfg(feature = "openapi")]
fn collected(sent: CollectRequest) -> domain::Collect {
    domain::Collect {
        name: sent.name.value().unwrap_or_default(),
        phone: sent.phone.value().unwrap_or_default(),
        billing_address: sent.billing_address.value().unwrap_or_default(),
        shipping_address: sent.shipping_address.value().unwrap_or_default(),
        email: sent.email.value().unwrap_or(true),
    }
}

#[cfg(feature = "openapi")]
fn custom_field(sent: CustomFieldRequest) -> CustomFieldDraft {
    let label = |option: CustomFieldOptionRequest| option.label.value().unwrap_or_default();
    CustomFieldDraft {
        label: sent.label.value().unwrap_or_default(),
        key: sent.key.value().unwrap_or_default(),
        kind: sent.kind.value().map(|kind| kind.0),
        optional: sent.optional.value().unwrap_or_default(),
        min_characters: sent.min_characters.value(),
        max_characters: sent.max_characters.value(),
        options: sent.options.value().unwrap_or_default().into_iter().map(label).collect(),
    }
}
