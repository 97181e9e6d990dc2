//! The audit log, as a page shows it.

use clientele_domain::audit::{Entry, KnownActor};
use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::problem::Problem;

/// A page of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditView {
    /// Newest first.
    pub entries: Vec<Entry>,
    /// Whether there are older ones.
    pub more: bool,
    /// Everybody who ever acted, by name.
    pub actors: Vec<KnownActor>,
}

/// What an address or a form can ask of the log, beside where a page begins.
pub const FILTERS: [&str; 6] = ["q", "act", "actor", "object", "from", "until"];

/// How many entries a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 50;

/// A page of the log. `query` is that of the address: filters, and the entry after which the page begins.
#[server(prefix = "/fn", endpoint = "audit", input = GetUrl, output = JsonText)]
pub async fn audit(scope: Scope, query: String) -> Result<AuditView, Problem> {
    use clientele_service::audit::{actors, seek};

    use crate::list_query::param;

    let ctx = crate::request::ctx(scope)?;
    let value = |name: &str| param(&query, name).unwrap_or_default();
    let (entries, more) = seek(&ctx, &sought(value), value("after").parse().ok(), SHOWN).await?;
    Ok(AuditView { entries, more, actors: actors(&ctx).await? })
}

/// What is asked for, field by field. What can't be read asks for nothing.
#[cfg(feature = "ssr")]
pub fn sought(value: impl Fn(&str) -> String) -> clientele_service::audit::Sought {
    use clientele_domain::audit::Act;
    use clientele_domain::time::Timestamp;
    use clientele_service::audit::{AuditFilter, Sought};

    let some = |name: &str| Some(value(name)).filter(|text| !text.is_empty());
    let day = |name: &str| some(name).and_then(|text| Timestamp::parse_date(&text));
    let filter = AuditFilter {
        act: some("act").and_then(|act| Act::parse(&act)),
        actor: some("actor"),
        object: some("object"),
        from: day("from"),
        before: day("until").map(|last| last.plus(std::time::Duration::from_secs(24 * 3600))),
    };
    Sought { text: value("q"), filter }
}
