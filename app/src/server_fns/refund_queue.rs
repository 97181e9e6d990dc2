//! Refunds that wait for somebody, and all others; and when a refund needs an approval.

pub mod asked;

use clientele_domain::id::{CustomerId, PaymentId, RefundId, UserId};
use clientele_domain::money::Amount;
use clientele_domain::refund::{Approval, Destination, Doer, RefundReason, RefundStatus, Task};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// A refund in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundSummary {
    /// Identifier.
    pub id: RefundId,
    /// To whom, if that is known.
    pub customer: Option<CustomerId>,
    /// What to call them; empty when nothing is known, or no more.
    pub name: String,
    /// How much.
    pub amount: Amount,
    /// Whether it is all of the payment.
    pub whole: bool,
    /// What is sent, where that is counted in satoshi.
    pub sats: Option<i64>,
    /// Of which payment.
    pub payment: PaymentId,
    /// The order's number, or where the payment came from.
    pub paid_for: String,
    /// Why.
    pub reason: RefundReason,
    /// More of it.
    pub note: String,
    /// Where the money goes.
    pub destination: Destination,
    /// Where it stands.
    pub status: RefundStatus,
    /// What a person has to do.
    pub task: Option<Task>,
    /// Whether somebody agreed to it, or has to.
    pub approval: Approval,
    /// What went wrong with it; empty otherwise.
    pub failure: String,
    /// Whether the money was sent, as far as is known.
    pub sent: bool,
    /// Whether a proof shows that the money arrived.
    pub verified: bool,
    /// Who is to do it.
    pub assigned: Option<(UserId, String)>,
    /// Who asked for it.
    pub asked_by: Doer,
    /// When.
    pub asked_at: Timestamp,
    /// Who brought it to its end, and when.
    pub ended: Option<(String, Timestamp)>,
}

/// How many refunds wait for what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingView {
    /// To be approved.
    pub approve: i64,
    /// To be sent.
    pub send: i64,
    /// To be looked at.
    pub check: i64,
}

impl WaitingView {
    /// All of them.
    pub fn total(self) -> i64 {
        self.approve + self.send + self.check
    }
}

/// A page of refunds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundsView {
    /// What waits longest comes first; of all refunds, the newest.
    pub refunds: Vec<RefundSummary>,
    /// Whether there are more.
    pub more: bool,
    /// How many wait for what.
    pub waiting: WaitingView,
    /// How much money that is, by currency.
    pub money: Vec<(Task, Amount)>,
    /// The one that waits longest: when it was asked for, and for whom.
    pub longest: Option<(Timestamp, String)>,
    /// Those who can see to refunds.
    pub people: Vec<(UserId, String)>,
    /// Codes and names of currencies.
    pub currencies: Vec<(String, String)>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// How many refunds a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 50;

/// The refunds that the query of the address asks for.
#[server(prefix = "/fn", endpoint = "refund_queue", input = GetUrl, output = JsonText)]
pub async fn list(scope: Scope, query: String) -> Result<RefundsView, Problem> {
    use clientele_service::refunds::{self, QueueFilter};

    let ctx = crate::request::ctx(scope)?;
    let asked = asked::Asked::read(&query);
    let (found, more) = view_model::page(&ctx, &asked, SHOWN).await?;
    let (first, _) = refunds::queue(&ctx, &QueueFilter::default(), None, 1).await?;
    let waiting = refunds::waiting(&ctx).await?;
    Ok(RefundsView {
        refunds: found.into_iter().map(view_model::summary).collect(),
        more,
        waiting: WaitingView { approve: waiting.approve, send: waiting.send, check: waiting.check },
        money: refunds::waiting_money(&ctx).await?,
        longest: first.into_iter().next().map(|first| (first.refund.created_at, first.customer)),
        people: refunds::people(&ctx).await?,
        currencies: super::currencies(),
        posted: use_context().unwrap_or_default(),
    })
}

/// What somebody wrote about a refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundNote {
    /// Who, by name.
    pub author: String,
    /// For the colour of the monogram.
    pub author_id: String,
    /// What.
    pub body: String,
    /// When.
    pub at: Timestamp,
}

/// A refund that is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRefund {
    /// The refund.
    pub refund: RefundSummary,
    /// What was written about it, the newest first.
    pub notes: Vec<RefundNote>,
    /// Those who can see to it.
    pub people: Vec<(UserId, String)>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// One refund with its notes.
#[server(prefix = "/fn", endpoint = "refund_queue/open", input = GetUrl, output = JsonText)]
pub async fn open(scope: Scope, id: RefundId) -> Result<OpenRefund, Problem> {
    use clientele_service::refunds;

    let ctx = crate::request::ctx(scope)?;
    let refund = view_model::summary(refunds::queued(&ctx, id).await?);
    let notes = refunds::notes(&ctx, id).await?.into_iter().map(view_model::note).collect();
    let people = refunds::people(&ctx).await?;
    Ok(OpenRefund { refund, notes, people, posted: use_context().unwrap_or_default() })
}

/// Above how much a refund waits for an approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitView {
    /// In one currency.
    pub most: Amount,
    /// What the currency is called.
    pub name: String,
    /// Who decided it last.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// When a refund needs an approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalView {
    /// By currency.
    pub limits: Vec<LimitView>,
    /// Codes and names of currencies.
    pub currencies: Vec<(String, String)>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// When a refund needs an approval.
#[server(prefix = "/fn", endpoint = "refund_queue/limits", input = GetUrl, output = JsonText)]
pub async fn limits(scope: Scope) -> Result<ApprovalView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let limits = clientele_service::refunds::decided(&ctx).await?.into_iter().map(view_model::limit).collect();
    Ok(ApprovalView { limits, currencies: super::currencies(), posted: use_context().unwrap_or_default() })
}

#[cfg(feature = "ssr")]
mod view_model;
#[cfg(feature = "ssr")]
pub use view_model::selected;
