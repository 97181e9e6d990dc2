//! The terms of a sale.

use serde::{Deserialize, Serialize};

use super::CustomField;
use crate::id::PriceId;
use crate::matching::Creation;
use crate::money::Amount;
use crate::words::words;

words! {
    /// How often a recurring price is charged.
    Interval {
        /// Every month.
        Month = "month", "month";
        /// Every three months.
        Quarter = "quarter", "quarter";
        /// Every year.
        Year = "year", "year";
    }
}

/// How often a price is charged: every `count` intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recurring {
    /// The interval.
    pub interval: Interval,
    /// How many of them; at least 1.
    pub count: i64,
}

impl Recurring {
    /// As people read it: `every month`, `every 2 years`.
    pub fn label(self) -> String {
        match self.count {
            1 => format!("every {}", self.interval.label()),
            count => format!("every {count} {}s", self.interval.label()),
        }
    }
}

/// A price and how many of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineItem {
    /// The price.
    pub price: PriceId,
    /// How many; at least 1.
    pub quantity: i64,
}

/// What is sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sale {
    /// Prices of the catalogue.
    Items(Vec<LineItem>),
    /// An amount with a title.
    Amount {
        /// What it is called.
        title: String,
        /// What it is, in a few words; empty when not told.
        description: String,
        /// How much; not negative.
        amount: Amount,
    },
}

/// What the form asks for beyond what is required by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collect {
    /// The full name.
    pub name: bool,
    /// The phone number.
    pub phone: bool,
    /// The billing address.
    pub billing_address: bool,
    /// Where goods go.
    pub shipping_address: bool,
    /// The email; asked unless somebody says otherwise.
    pub email: bool,
}

impl Default for Collect {
    fn default() -> Self {
        Self { name: false, phone: false, billing_address: false, shipping_address: false, email: true }
    }
}

words! {
    /// What the button says.
    SubmitType {
        /// Pay.
        Pay = "pay", "Pay";
        /// Subscribe.
        Subscribe = "subscribe", "Subscribe";
        /// Book.
        Book = "book", "Book";
        /// Donate.
        Donate = "donate", "Donate";
    }
}

/// What follows a completed session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterCompletion {
    /// The buyer is sent to this address; `{CHECKOUT_SESSION_ID}` in it becomes the session's id.
    Redirect(String),
    /// The buyer reads this; the house's own words when it is empty.
    Message(String),
}

impl Default for AfterCompletion {
    fn default() -> Self {
        Self::Message(String::new())
    }
}

/// The terms of a sale: everything that a payment link and a session have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What is sold.
    pub sale: Sale,
    /// Names of fields, standard or custom, that must be known before payment; case-sensitive. None when nobody said so:
    /// then the email is asked for, if `collect` has it.
    pub required: Option<Vec<String>>,
    /// What the form asks for.
    pub collect: Collect,
    /// The merchant's own questions, at most [`Terms::MOST_CUSTOM_FIELDS`].
    pub custom_fields: Vec<CustomField>,
    /// When a record of the buyer is made: `IfRequired` or `Always`.
    pub customer_creation: Creation,
    /// What the button says.
    pub submit_type: SubmitType,
    /// What follows.
    pub after: AfterCompletion,
    /// Where the way back leads; empty when there is none.
    pub cancel_url: String,
    /// Whether the card of a registered customer is kept for later charges.
    pub save_payment_method: bool,
    /// The merchant's own data: keys with JSON texts.
    pub metadata: Vec<(String, String)>,
}

impl Terms {
    /// There are at most so many questions.
    pub const MOST_CUSTOM_FIELDS: usize = 3;
    /// A sale has at most so many lines.
    pub const MOST_LINES: usize = 100;
    /// At most so many of one price are sold at once.
    pub const MOST_OF_ONE: i64 = 999_999;

    /// Plain terms of this sale: the email is asked for, and that is all.
    pub fn of(sale: Sale) -> Self {
        Self {
            sale,
            required: None,
            collect: Collect::default(),
            custom_fields: Vec::new(),
            customer_creation: Creation::IfRequired,
            submit_type: SubmitType::Pay,
            after: AfterCompletion::default(),
            cancel_url: String::new(),
            save_payment_method: false,
            metadata: Vec::new(),
        }
    }
}
