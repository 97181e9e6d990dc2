//! Finding entries by what people type: an id, or the name of whoever acted.

use std::cmp::Reverse;

use clientele_domain::audit::{Entry, KnownActor};
use clientele_domain::id::AuditId;
use clientele_domain::role::Permission;
use clientele_store::audit;

use super::{AuditFilter, list};
use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::Result;

/// Which entries, and what was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// An id, or a part of the name of whoever acted; empty for all.
    pub text: String,
    /// What else is asked of them.
    pub filter: AuditFilter,
}

/// So many names that fit are looked for; whoever types more letters means fewer.
const MOST_NAMES: usize = 10;

/// A page of the entries that are sought, newest first, beginning after the entry `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn seek(ctx: &Ctx, sought: &Sought, after: Option<AuditId>, limit: i64) -> Result<(Vec<Entry>, bool)> {
    let text = sought.text.trim();
    if text.is_empty() {
        return list(ctx, &sought.filter, after, limit).await;
    }
    let folded = text.to_lowercase();
    let named =
        actors(ctx).await?.into_iter().filter(|actor| actor.id == text || actor.name.to_lowercase().contains(&folded));
    let filter = &sought.filter;
    let mut ways: Vec<AuditFilter> =
        named.take(MOST_NAMES).map(|actor| AuditFilter { actor: Some(actor.id), ..filter.clone() }).collect();
    ways.push(AuditFilter { object: Some(text.to_owned()), ..filter.clone() });
    // What is typed narrows what was chosen.
    ways.retain(|way| {
        let fits = |chosen: &Option<String>, found: &Option<String>| chosen.is_none() || chosen == found;
        fits(&filter.actor, &way.actor) && fits(&filter.object, &way.object)
    });
    let mut found = Vec::new();
    for way in &ways {
        found.extend(list(ctx, way, after, limit + 1).await?.0);
    }
    found.sort_by_key(|entry| Reverse(entry.id));
    found.dedup_by_key(|entry| entry.id);
    Ok(cut(found, limit))
}

/// Everybody who ever acted, as they were called last.
///
/// Errors: `Forbidden`.
pub async fn actors(ctx: &Ctx) -> Result<Vec<KnownActor>> {
    ctx.require(Permission::AuditRead)?;
    let mut known = audit::actors(&mut ctx.read().await?.conn(), ctx.scope).await?;
    known.sort_by_key(|actor| actor.name.to_lowercase());
    Ok(known)
}
