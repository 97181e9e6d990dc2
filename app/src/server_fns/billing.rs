//! How subscriptions are billed.

use clientele_domain::scope::Scope;
use clientele_domain::subscription::Billing;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// What is in force, what can be chosen, and what came of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillingView {
    /// The settings in force.
    pub settings: Billing,
    /// The time zones to choose from.
    pub zones: Vec<String>,
    /// The day and the time of the day that it is now on the merchant's calendar.
    pub there: Timestamp,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// How a merchant bills.
#[server(prefix = "/fn", endpoint = "billing", input = GetUrl, output = JsonText)]
pub async fn settings(scope: Scope) -> Result<BillingView, Problem> {
    use clientele_domain::rules;

    let ctx = crate::request::ctx(scope)?;
    let settings = clientele_service::billing::settings(&ctx).await?;
    let there = rules::local(ctx.now, &settings.time_zone);
    Ok(BillingView { settings, zones: rules::Zone::names(), there, posted: use_context().unwrap_or_default() })
}
