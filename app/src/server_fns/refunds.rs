//! One refund, from its beginning to its end: what could be given back, what it would come to, and how it stands.

use clientele_domain::destination::Checked;
use clientele_domain::id::{CustomerId, PaymentId, RefundId};
use clientele_domain::money::Amount;
use clientele_domain::payment::Payment;
use clientele_domain::refund::{Payout, Refund, Thresholds};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// What a refund begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// To whom, if that is known.
    pub customer: Option<CustomerId>,
    /// What to call them; empty when nothing is known.
    pub name: String,
    /// What was paid, the latest first.
    pub payments: Vec<Refundable>,
    /// The one to begin with: the one asked for, or else the latest of which something is left.
    pub chosen: Option<PaymentId>,
    /// The customer's refund address; may be empty.
    pub address: String,
    /// How it came to be that, the latest change first.
    pub changes: Vec<AddressChange>,
    /// Above how much it waits for somebody else.
    pub limits: Thresholds,
    /// Who could agree to it, by name.
    pub approvers: Vec<String>,
    /// Who else may give money back, by name.
    pub able: Vec<String>,
    /// What came of the form when it was sent without wasm.
    pub posted: Posted,
}

/// A payment, and what is left of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refundable {
    /// The payment.
    pub payment: Payment,
    /// The latest refund of it: how much, by whom and when.
    pub latest: Option<(Amount, String, Timestamp)>,
    /// Whether it can go back to the card by itself.
    pub by_card: bool,
    /// Whether satoshi were paid, which go back in proportion.
    pub in_satoshi: bool,
}

/// A change of the refund address; empty text stands for none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressChange {
    /// Before.
    pub from: String,
    /// After.
    pub to: String,
    /// Who changed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether it is so short a while ago that one should ask the customer.
    pub recent: bool,
}

/// What could be given back to a customer, or of one payment.
#[server(prefix = "/fn", endpoint = "refunds/draft", input = GetUrl, output = JsonText)]
pub async fn draft(
    scope: Scope,
    customer: Option<CustomerId>,
    payment: Option<PaymentId>,
) -> Result<DraftView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let offer = clientele_service::refunds::offer(&ctx, customer, payment).await?;
    Ok(view_model::draft_view(offer, payment))
}

/// What a refund would come to at an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteView {
    /// The address, and what could be found out about it.
    pub checked: Checked,
    /// How many satoshi.
    pub payout: Option<Payout>,
    /// What is in the way; may be empty.
    pub problem: String,
}

/// Checks an address, and says what an amount comes to there. `rate` may be empty.
#[server(prefix = "/fn", endpoint = "refunds/quote", input = GetUrl, output = JsonText)]
pub async fn quote(
    scope: Scope,
    payment: PaymentId,
    minor: i64,
    to: String,
    rate: String,
) -> Result<QuoteView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let rate = Some(rate.trim()).filter(|rate| !rate.is_empty());
    let quote = clientele_service::refunds::quote(&ctx, payment, minor, &to, rate).await?;
    Ok(QuoteView { checked: quote.checked, payout: quote.payout, problem: quote.problem })
}

/// A refund as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundView {
    /// The refund.
    pub refund: Refund,
    /// Of what.
    pub payment: Payment,
    /// What to call the customer; empty when nothing is known, or no more.
    pub name: String,
    /// How it is paid, where it is paid by hand to an address.
    pub pay: Option<PayView>,
    /// Who could agree to it, by name.
    pub approvers: Vec<String>,
    /// Who else may give money back, by name.
    pub able: Vec<String>,
    /// How many refunds wait for somebody.
    pub waiting: i64,
    /// When this was looked up, on the server's clock.
    pub now: Timestamp,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// What a wallet needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayView {
    /// To copy: the invoice, or the address.
    pub text: String,
    /// What a wallet opens.
    pub uri: String,
    /// The same as a drawing; empty when it is too long for one.
    pub qr: String,
    /// What the person has to see to, because it is not in it; may be empty.
    pub note: String,
}

/// One refund; of this customer, when one is named.
#[server(prefix = "/fn", endpoint = "refunds/detail", input = GetUrl, output = JsonText)]
pub async fn detail(scope: Scope, customer: Option<CustomerId>, id: RefundId) -> Result<RefundView, Problem> {
    use clientele_service::refunds;

    let ctx = crate::request::ctx(scope)?;
    let queued = match customer {
        Some(customer) => refunds::queued_of(&ctx, customer, id).await?,
        None => refunds::queued(&ctx, id).await?,
    };
    let offer = refunds::offer(&ctx, None, Some(queued.refund.payment)).await?;
    let waiting = refunds::waiting(&ctx).await?.total();
    Ok(view_model::refund_view(queued, offer, waiting))
}

#[cfg(feature = "ssr")]
mod view_model;
