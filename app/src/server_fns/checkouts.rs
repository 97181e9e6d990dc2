//! Checkouts.

use clientele_domain::checkout::{AttemptStatus, Decline, Line, SessionPaymentStatus, SessionStatus, Terms, Waiting};
use clientele_domain::id::{CheckoutSessionId, CustomerId, OrderId, PaymentId, PaymentLinkId};
use clientele_domain::matching::Match;
use clientele_domain::money::Amount;
use clientele_domain::payment::{Method, Source};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// A session in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutSummary {
    /// Identifier.
    pub id: CheckoutSessionId,
    /// What is sold.
    pub title: String,
    /// What it costs.
    pub amount: Amount,
    /// The customer who was named, or who was found.
    pub customer: Option<CustomerId>,
    /// What to call the buyer; empty when nothing is known.
    pub buyer: String,
    /// Where it came from.
    pub source: Source,
    /// The link's name, or what is sold.
    pub source_description: String,
    /// Where it stands.
    pub status: SessionStatus,
    /// Where its money stands.
    pub payment_status: SessionPaymentStatus,
    /// Whether somebody called it off.
    pub canceled: bool,
    /// Made.
    pub created_at: Timestamp,
}

/// A page of sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutsView {
    /// Newest first.
    pub checkouts: Vec<CheckoutSummary>,
    /// Whether there are older ones.
    pub more: bool,
}

/// How many sessions a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 50;

/// The sessions in this status or in any, beginning after one or with the newest.
#[server(prefix = "/fn", endpoint = "checkouts", input = GetUrl, output = JsonText)]
pub async fn checkouts(scope: Scope, status: Option<SessionStatus>, after: String) -> Result<CheckoutsView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let (found, more) = clientele_service::checkout::page(&ctx, status, after.parse().ok(), SHOWN).await?;
    Ok(CheckoutsView { checkouts: found.into_iter().map(view_model::summary).collect(), more })
}

/// An attempt to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptView {
    /// With what.
    pub method: Method,
    /// How far it is.
    pub status: AttemptStatus,
    /// What the buyer has to do.
    pub waiting: Option<Waiting>,
    /// Why there is no money.
    pub decline: Option<Decline>,
    /// Begun.
    pub created_at: Timestamp,
}

/// A session on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutView {
    /// The session.
    pub checkout: CheckoutSummary,
    /// Where the buyer pays.
    pub url: String,
    /// What is sold.
    pub lines: Vec<Line>,
    /// What is known of the buyer: fields and values, in words.
    pub known: Vec<(String, String)>,
    /// Names of the fields that are still to be filled in.
    pub missing: Vec<String>,
    /// The merchant's questions with their answers, where there are any.
    pub answers: Vec<(String, String)>,
    /// What it asks.
    pub terms: Terms,
    /// The latest attempt to pay.
    pub attempt: Option<AttemptView>,
    /// Why the customer is this one.
    pub matched: Option<Match>,
    /// The payment link that made it.
    pub link: Option<PaymentLinkId>,
    /// The order with its number, once it is complete.
    pub order: Option<(OrderId, String)>,
    /// The payment, once it is paid.
    pub payment: Option<PaymentId>,
    /// Nobody can pay after this moment.
    pub expires_at: Timestamp,
    /// Completed.
    pub completed_at: Option<Timestamp>,
    /// Whether it can be called off, as things stand.
    pub can_be_canceled: bool,
    /// Whether somebody can say that its money arrived, as things stand.
    pub can_be_confirmed: bool,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// One session.
#[server(prefix = "/fn", endpoint = "checkouts/detail", input = GetUrl, output = JsonText)]
pub async fn detail(scope: Scope, id: CheckoutSessionId) -> Result<CheckoutView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    Ok(view_model::checkout_view(clientele_service::checkout::detail(&ctx, id).await?))
}

/// What the form of a new session needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutFormView {
    /// Ids and words of the prices that are sold.
    pub prices: Vec<(String, String)>,
    /// Codes and names of currencies.
    pub currencies: Vec<(String, String)>,
    /// Id and name of the customer who is named.
    pub customer: Option<(String, String)>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// The form for a new session. `customer` says who is named at first, if anybody is.
#[server(prefix = "/fn", endpoint = "checkouts/form", input = GetUrl, output = JsonText)]
pub async fn form(scope: Scope, customer: String) -> Result<CheckoutFormView, Problem> {
    use clientele_domain::selector::Selector;

    let ctx = crate::request::ctx(scope)?;
    ctx.require(clientele_domain::role::Permission::CheckoutWrite)?;
    let posted = use_context::<Posted>().unwrap_or_default();
    let named = if posted.values.is_empty() { customer } else { posted.value("customer_id") };
    let customer = match named.trim().parse::<Selector>() {
        // Nobody is found by what makes no sense; the form says so once it is sent.
        Err(_) => None,
        Ok(selector) => clientele_service::customers::view(&ctx, &selector).await.ok(),
    };
    let customer = customer.map(|view| view.customer);
    Ok(CheckoutFormView {
        prices: super::links::prices_on_sale(&ctx).await?,
        currencies: super::currencies(),
        customer: customer.map(|found| (found.id.to_string(), found.fields.display_name().to_owned())),
        posted,
    })
}

#[cfg(feature = "ssr")]
mod view_model;
