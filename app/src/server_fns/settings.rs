//! Settings: what is in force, and what other settings would have done.

use clientele_domain::matching::{OtherExternalId, Outcome, Settings};
use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// The settings of matching, and perhaps others that are tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchingView {
    /// What is in force.
    pub in_force: Settings,
    /// What is tried; the same, when nothing is.
    pub tried: Settings,
    /// What it would have done; nothing, when nothing is tried.
    pub outcomes: Option<Vec<Outcome>>,
    /// What came of the form when it was not accepted.
    pub posted: Posted,
}

/// The settings of matching. `query` is that of the address: what is tried, when it says `try`.
#[server(prefix = "/fn", endpoint = "settings/matching", input = GetUrl, output = JsonText)]
pub async fn matching(scope: Scope, query: String) -> Result<MatchingView, Problem> {
    use clientele_service::matching;

    use crate::list_query::param;

    let ctx = crate::request::ctx(scope)?;
    let in_force = matching::settings(&ctx).await?;
    let tried = param(&query, "try").and_then(|_| read(|name| param(&query, name)));
    let outcomes = match &tried {
        Some(tried) => Some(matching::simulate(&ctx, tried).await?),
        None => None,
    };
    Ok(MatchingView { in_force, tried: tried.unwrap_or(in_force), outcomes, posted: use_context().unwrap_or_default() })
}

/// Reads the form of the settings of matching: a switch that is off is not sent. Nothing, when it is no such form.
pub fn read(get: impl Fn(&str) -> Option<String>) -> Option<Settings> {
    let on = |name: &str| get(name).as_deref() == Some("true");
    Some(Settings {
        link_typed_emails: on("link_typed_emails"),
        merge_on_phone: on("merge_on_phone"),
        merge_on_card: on("merge_on_card"),
        other_external_id: OtherExternalId::parse(&get("other_external_id")?)?,
    })
}
