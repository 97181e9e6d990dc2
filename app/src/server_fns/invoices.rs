//! Invoices.

use clientele_domain::checkout::Decline;
use clientele_domain::event::EventKind;
use clientele_domain::id::{CustomerId, InvoiceId, SubscriptionId};
use clientele_domain::invoice::{InvoiceLine, InvoiceStatus, Period};
use clientele_domain::money::Amount;
use clientele_domain::payment::Payment;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// An invoice in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceSummary {
    /// Identifier.
    pub id: InvoiceId,
    /// What people call it.
    pub label: String,
    /// What it is for.
    pub title: String,
    /// Who owes it.
    pub customer: CustomerId,
    /// What to call them; empty when that was erased.
    pub name: String,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// Whether it was not paid in time, and its money is still awaited.
    pub overdue: bool,
    /// What the lines come to.
    pub total: Amount,
    /// What is left to pay.
    pub left: Amount,
    /// When it has to be paid.
    pub due_at: Timestamp,
    /// Made.
    pub created_at: Timestamp,
}

/// Which invoices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// Those that were not paid in time, the longest overdue first.
    #[default]
    Overdue,
    /// All of them, newest first.
    All,
    /// Those in this status.
    In(InvoiceStatus),
}

impl Which {
    /// As it stands in the address, `show=`; empty for what is shown at first.
    pub fn word(self) -> &'static str {
        match self {
            Self::Overdue => "",
            Self::All => "all",
            Self::In(status) => status.as_str(),
        }
    }

    /// From the address.
    pub fn read(text: &str) -> Self {
        match (text, InvoiceStatus::parse(text)) {
            ("all", _) => Self::All,
            (_, Some(status)) => Self::In(status),
            _ => Self::Overdue,
        }
    }
}

/// A page of invoices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoicesView {
    /// The invoices.
    pub invoices: Vec<InvoiceSummary>,
    /// Whether there are more.
    pub more: bool,
    /// What is overdue in all, in each currency, and for how many invoices.
    pub overdue: Vec<(Amount, i64)>,
    /// Whether more is overdue than was added up.
    pub overdue_more: bool,
    /// Whose invoices alone are shown.
    pub customer: Option<(CustomerId, String)>,
}

/// How many invoices a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 50;

/// Invoices: everybody's or one customer's, beginning after one or with the first.
#[server(prefix = "/fn", endpoint = "invoices", input = GetUrl, output = JsonText)]
pub async fn invoices(scope: Scope, show: String, customer: String, after: String) -> Result<InvoicesView, Problem> {
    use clientele_service::invoices::{InvoiceFilter, staff};

    let ctx = crate::request::ctx(scope)?;
    let customer = view_model::customer(&ctx, &customer).await?;
    let (which, after) = (Which::read(&show), after.parse().ok());
    let whose = customer.as_ref().map(|(id, _)| *id);
    let (found, more) = match which {
        Which::Overdue if whose.is_none() => staff::overdue(&ctx, after, SHOWN).await?,
        // Of one customer, all are few.
        Which::Overdue | Which::All => {
            let filter = InvoiceFilter { customer: whose, ..InvoiceFilter::default() };
            staff::page(&ctx, &filter, after, SHOWN).await?
        }
        Which::In(status) => {
            staff::page(
                &ctx,
                &InvoiceFilter { customer: whose, status: Some(status), ..InvoiceFilter::default() },
                after,
                SHOWN,
            )
            .await?
        }
    };
    let sums = match which {
        Which::Overdue if whose.is_none() => staff::overdue_sums(&ctx).await?,
        _ => staff::Overdue::default(),
    };
    Ok(InvoicesView {
        invoices: found.into_iter().map(|listed| view_model::summary(scope, listed)).collect(),
        more,
        overdue: sums
            .sums
            .into_iter()
            .map(|(currency, owed)| (Amount { minor: owed.minor, currency }, owed.count))
            .collect(),
        overdue_more: sums.more,
        customer,
    })
}

/// A step in the life of an invoice or a subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// What happened.
    pub kind: EventKind,
    /// Who did it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

/// An invoice on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceView {
    /// The invoice.
    pub invoice: InvoiceSummary,
    /// Where its customer sees and pays it; empty for a draft.
    pub url: String,
    /// What is billed.
    pub lines: Vec<InvoiceLine>,
    /// What went in from the customer's credit.
    pub credited: Amount,
    /// What was paid.
    pub paid: Amount,
    /// The subscription and what it is called.
    pub subscription: Option<(SubscriptionId, String)>,
    /// The period it is for.
    pub period: Option<Period>,
    /// What it was paid by.
    pub payment: Option<Payment>,
    /// How often a card was asked by itself and gave nothing, and why the last time.
    pub declines: (i64, Option<Decline>),
    /// The card that it can be charged to: the one that was kept last.
    pub card: Option<String>,
    /// Paid, voided or written off.
    pub ended_at: Option<Timestamp>,
    /// What became of it, newest first.
    pub steps: Vec<StepView>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// One invoice.
#[server(prefix = "/fn", endpoint = "invoices/detail", input = GetUrl, output = JsonText)]
pub async fn detail(scope: Scope, id: InvoiceId) -> Result<InvoiceView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    Ok(view_model::invoice_view(scope, clientele_service::invoices::staff::detail(&ctx, id).await?))
}

#[cfg(feature = "ssr")]
pub(super) mod view_model;
