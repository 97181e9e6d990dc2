//! What other settings would have made of those who are there. Nothing is written.

use std::collections::{BTreeMap, BTreeSet};

use clientele_domain::id::CustomerId;
use clientele_domain::matching::{Effect, Example, Outcome, Settings};
use clientele_domain::role::Permission;
use clientele_store::matching::settings;
use clientele_store::matching::simulate::{COUNTED, Pair, concerned};
use clientele_store::{Conn, customers};

use crate::ctx::Ctx;
use crate::error::Result;

/// How many are shown of each.
const EXAMPLES: usize = 5;

/// What would have been different with these settings in the place of those in force: for each effect how often, and some
/// of them. Looks at the newest customers, payments and merges only.
///
/// Errors: `Forbidden`.
pub async fn simulate(ctx: &Ctx, proposed: &Settings) -> Result<Vec<Outcome>> {
    ctx.require(Permission::SettingsWrite)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let in_force = settings::get(conn, ctx.scope).await?;
    let mut outcomes = Vec::new();
    // At most one question for each of the four settings.
    for effect in Effect::of_change(&in_force, proposed) {
        outcomes.push(outcome(ctx, conn, effect).await?);
    }
    Ok(outcomes)
}

async fn outcome(ctx: &Ctx, conn: &mut Conn<'_>, effect: Effect) -> Result<Outcome> {
    let found = concerned(conn, ctx.scope, effect).await?;
    let capped = found.len() as i64 >= COUNTED;
    let found = if effect == Effect::TypedEmailsApart { found } else { once_each(found) };
    let shown: Vec<&Pair> = found.iter().take(EXAMPLES).collect();
    let names = names(ctx, conn, &shown).await?;
    let name = |id: &CustomerId| names.get(id).cloned().unwrap_or_default();
    let examples = shown.iter().map(|(one, other, shared)| Example {
        one: *one,
        one_name: name(one),
        other: *other,
        other_name: name(other),
        shared: shared.clone(),
    });
    Ok(Outcome { effect, count: found.len() as i64, capped, examples: examples.collect() })
}

/// Each pair once, whichever of the two is named first.
fn once_each(pairs: Vec<Pair>) -> Vec<Pair> {
    let mut met = BTreeSet::new();
    pairs.into_iter().filter(|(one, other, _)| met.insert((*one.min(other), *one.max(other)))).collect()
}

async fn names(ctx: &Ctx, conn: &mut Conn<'_>, pairs: &[&Pair]) -> Result<BTreeMap<CustomerId, String>> {
    let ids: BTreeSet<CustomerId> = pairs.iter().flat_map(|(one, other, _)| [*one, *other]).collect();
    let ids: Vec<CustomerId> = ids.into_iter().collect();
    let known = customers::by_ids(conn, ctx.scope, &ids).await?;
    Ok(known.into_iter().map(|customer| (customer.id, customer.fields.display_name().to_owned())).collect())
}
