//! Clocks of test mode.

use clientele_domain::scope::Scope;
use clientele_domain::subscription::TestClock;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// A page of clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClocksView {
    /// Newest first.
    pub clocks: Vec<TestClock>,
    /// Whether there are older ones.
    pub more: bool,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// How many clocks a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 20;

/// The clocks, beginning after one or with the newest.
#[server(prefix = "/fn", endpoint = "test_clocks", input = GetUrl, output = JsonText)]
pub async fn test_clocks(scope: Scope, after: String) -> Result<ClocksView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let (clocks, more) = clientele_service::test_clocks::list(&ctx, after.parse().ok(), SHOWN).await?;
    Ok(ClocksView { clocks, more, posted: use_context().unwrap_or_default() })
}
