//! Invoices, and what customers have to their credit.

use std::collections::BTreeMap;

use clientele_domain::scope::Mode;
use clientele_domain::{credit, invoice as domain};
use serde::{Deserialize, Serialize};

use crate::customer::{Customer, given};
use crate::payment::PaymentMethodType;
use crate::read::{Sent, request, word};
use crate::time::Time;

/// What a customer owes for, or owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invoice {
    /// Always `invoice`.
    pub object: String,
    /// Identifier.
    #[cfg_attr(feature = "openapi", schema(example = "in_01kafg3v9te5rbh2m8q0w4x7yd"))]
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// As people quote it. Numbers have no gaps; a draft has none.
    #[cfg_attr(feature = "openapi", schema(example = "INV-000123"))]
    pub number: Option<String>,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// Who owes it.
    pub customer_id: String,
    /// The subscription that it is for a period of.
    pub subscription_id: Option<String>,
    /// Which period; its end no longer belongs to it.
    pub period: Option<InvoicePeriod>,
    /// What is billed.
    pub lines: Vec<InvoiceLine>,
    /// What the lines come to, in minor units.
    pub amount: i64,
    /// How much of it was paid with the customer's credit.
    pub amount_credited: i64,
    /// How much was paid.
    pub amount_paid: i64,
    /// What is left to pay.
    pub amount_remaining: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// When it has to be paid.
    pub due_at: Time,
    /// Whether it is open and that moment has gone by.
    pub overdue: bool,
    /// The checkout at which it can be paid, or was.
    pub checkout_session_id: Option<String>,
    /// The payment that settled it.
    pub payment_id: Option<String>,
    /// How often a saved card gave no money for it.
    pub declined_count: i64,
    /// Why it gave none the last time, such as `insufficient_funds`; null once it is paid.
    pub last_payment_error: Option<String>,
    /// When it was made.
    pub created_at: Time,
    /// When it was paid, voided or written off.
    pub ended_at: Option<Time>,
    /// Grows with each change. Also the ETag.
    pub version: i64,
}

impl Invoice {
    /// The invoice as the API tells it.
    pub fn new(livemode: bool, invoice: &domain::Invoice) -> Self {
        let mode = Mode::from_livemode(livemode);
        Self {
            object: "invoice".to_owned(),
            id: invoice.id.to_string(),
            livemode,
            number: (invoice.number > 0).then(|| invoice.label(mode)),
            status: InvoiceStatus(invoice.status),
            customer_id: invoice.customer.to_string(),
            subscription_id: invoice.subscription.map(|id| id.to_string()),
            period: invoice.period.map(InvoicePeriod::from),
            lines: invoice.lines.iter().map(InvoiceLine::from).collect(),
            amount: invoice.total.minor,
            amount_credited: invoice.credited,
            amount_paid: invoice.paid,
            amount_remaining: invoice.remaining().minor,
            currency: invoice.total.currency.code().to_ascii_lowercase(),
            due_at: invoice.due_at.into(),
            overdue: invoice.is_overdue(),
            checkout_session_id: invoice.session.map(|id| id.to_string()),
            payment_id: invoice.payment.map(|id| id.to_string()),
            declined_count: invoice.declines,
            last_payment_error: invoice.decline.map(|decline| decline.as_str().to_owned()),
            created_at: invoice.created_at.into(),
            ended_at: invoice.ended_at.map(Time),
            version: invoice.version,
        }
    }
}

/// From one moment to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvoicePeriod {
    /// Its first moment.
    pub start: Time,
    /// The first moment after it.
    pub end: Time,
}

impl From<domain::Period> for InvoicePeriod {
    fn from(period: domain::Period) -> Self {
        Self { start: period.start.into(), end: period.end.into() }
    }
}

/// A line of an invoice, with the price as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvoiceLine {
    /// The price, if it is one of the catalogue.
    pub price_id: Option<String>,
    /// What is billed.
    pub description: String,
    /// What one costs, in minor units.
    pub unit_amount: i64,
    /// How many.
    pub quantity: i64,
    /// What they come to.
    pub amount: i64,
}

impl From<&domain::InvoiceLine> for InvoiceLine {
    fn from(line: &domain::InvoiceLine) -> Self {
        Self {
            price_id: line.price.map(|id| id.to_string()),
            description: line.description.clone(),
            unit_amount: line.unit.minor,
            quantity: line.quantity,
            amount: line.total().map_or(0, |total| total.minor),
        }
    }
}

/// What a customer is late with.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverdueInvoices {
    /// Who.
    pub customer: Customer,
    /// The overdue invoices, the one that was due first before the others.
    pub invoices: Vec<Invoice>,
    /// What they come to, by currency.
    pub summary: BTreeMap<String, OverdueSum>,
}

impl OverdueInvoices {
    /// These invoices of this customer.
    pub fn new(livemode: bool, customer: Customer, invoices: &[domain::Invoice]) -> Self {
        let summary = domain::owed(invoices).into_iter().map(|(currency, owed)| {
            (currency.code().to_ascii_lowercase(), OverdueSum { amount: owed.minor, count: owed.count })
        });
        Self {
            customer,
            summary: summary.collect(),
            invoices: invoices.iter().map(|invoice| Invoice::new(livemode, invoice)).collect(),
        }
    }
}

/// What is owed in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverdueSum {
    /// In minor units.
    pub amount: i64,
    /// For how many invoices.
    pub count: i64,
}

/// A movement of a customer's credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BalanceTransaction {
    /// Always `balance_transaction`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// Whose.
    pub customer_id: String,
    /// In minor units; less than 0 when credit was used.
    pub amount: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// What there was afterwards.
    pub ending_balance: i64,
    /// Why it moved.
    #[serde(rename = "type")]
    pub kind: BalanceTransactionType,
    /// Id of the refund, invoice, payment or merge that moved it.
    pub source_id: Option<String>,
    /// What somebody wrote about it.
    pub note: Option<String>,
    /// Who did it.
    pub created_by: String,
    /// When.
    pub created_at: Time,
}

impl BalanceTransaction {
    /// The movement as the API tells it.
    pub fn new(livemode: bool, moved: &credit::BalanceTransaction) -> Self {
        Self {
            object: "balance_transaction".to_owned(),
            id: moved.id.to_string(),
            livemode,
            customer_id: moved.customer.to_string(),
            amount: moved.amount.minor,
            currency: moved.amount.currency.code().to_ascii_lowercase(),
            ending_balance: moved.balance,
            kind: BalanceTransactionType(moved.kind),
            source_id: given(&moved.object),
            note: given(&moved.note),
            created_by: moved.actor.clone(),
            created_at: moved.created_at.into(),
        }
    }
}

request! {
    /// A line of an invoice to make: a price of the catalogue, or a description with an amount.
    NewInvoiceLine {
        /// A price: `price_…`. Excludes `amount`.
        price_id: String,
        /// What is billed, at most 500 characters; the product's name, when there is a price and this is left out.
        description: String,
        /// What one costs, in minor units of the invoice's `currency`.
        amount: i64,
        /// How many, 1 when left out.
        quantity: i64,
    }
}

request! {
    /// An invoice to make by hand.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "customer_id": "cus_01kafg3v9te5rbh2m8q0w4x7yd", "currency": "eur",
        "lines": [{ "description": "Workshop for twelve", "amount": 4500, "quantity": 12 }]
    })))]
    NewInvoice {
        /// Who owes it: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`. Must be given.
        customer_id: String,
        /// What is billed, 1 to 100 lines of one currency. Must be given.
        lines: Vec<NewInvoiceLine>,
        /// ISO 4217 in any case, or `btc`, which is counted in satoshi, for lines with an amount; the merchant's own, when
        /// left out.
        currency: String,
        /// When it has to be paid; in 14 days, when left out.
        due_at: Time,
        /// Whether it stays a draft, without a number, until it is made out.
        draft: bool,
    }
}

request! {
    /// How an invoice was paid elsewhere.
    PaidElsewhere {
        /// What with; must be given.
        method: PaymentMethodType,
        /// More of it, at most 500 characters.
        note: String,
    }
}

request! {
    /// How an invoice is paid.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "paid_elsewhere": { "method": "bank_transfer", "note": "Statement of 3 May" }
    })))]
    PayInvoice {
        /// When its money was taken elsewhere. Left out, the customer's saved card is charged.
        paid_elsewhere: PaidElsewhere,
    }
}

request! {
    /// A change of a customer's credit.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "amount": 500, "currency": "eur", "note": "Late delivery" })))]
    NewBalanceTransaction {
        /// In minor units: more than 0 gives credit, less than 0 takes it. Must be given.
        amount: i64,
        /// ISO 4217 in any case, or `btc`, which is counted in satoshi. Must be given.
        currency: String,
        /// Why, at most 500 characters.
        note: String,
    }
}

word! {
    /// Where an invoice stands.
    InvoiceStatus(domain::InvoiceStatus)
}

word! {
    /// Why a customer's credit moved.
    BalanceTransactionType(credit::CreditKind)
}
