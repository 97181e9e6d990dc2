//! The audit log as CSV that is safe to open in a spreadsheet, part by part, so that any number of entries fits through.

use clientele_domain::audit::{Act, Entry};
use clientele_domain::id::AuditId;

use super::{Sought, change, note, seek};
use crate::csv;
use crate::ctx::{Ctx, transaction};
use crate::error::Result;

/// How many entries are read at a time.
const AT_A_TIME: i64 = 500;

/// A part of the file, and where the part after it begins; nothing after the last.
pub type Part = (String, Option<AuditId>);

/// The first part of the entries that are sought, newest first. That the log was taken out is noted, after what is in it
/// was read.
///
/// Errors: `Forbidden`.
pub async fn export(ctx: &Ctx, sought: &Sought) -> Result<Part> {
    let (rows, next) = export_more(ctx, sought, None).await?;
    let asked = [
        ("search", sought.text.clone()),
        ("act", sought.filter.act.map_or("", Act::as_str).to_owned()),
        ("actor", sought.filter.actor.clone().unwrap_or_default()),
        ("object", sought.filter.object.clone().unwrap_or_default()),
        ("from", sought.filter.from.map(|at| at.to_string()).unwrap_or_default()),
        ("before", sought.filter.before.map(|at| at.to_string()).unwrap_or_default()),
    ];
    let told: Vec<_> = asked
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| change(field, "", value))
        .collect();
    transaction!(ctx, |conn| { note(ctx, conn, Act::AuditExported, "", &told).await })?;
    let head = csv::row(["time", "act", "actor_kind", "actor_id", "actor", "object", "field", "from", "to", "id"]);
    Ok((head + &rows, next))
}

/// The part that begins after this entry.
///
/// Errors: `Forbidden`.
pub async fn export_more(ctx: &Ctx, sought: &Sought, after: Option<AuditId>) -> Result<Part> {
    let (found, more) = seek(ctx, sought, after, AT_A_TIME).await?;
    let next = found.last().filter(|_| more).map(|entry| entry.id);
    Ok((found.iter().map(rows).collect(), next))
}

/// A row for each field that changed, or one when none is told.
fn rows(entry: &Entry) -> String {
    let (at, id) = (entry.created_at.to_string(), entry.id.to_string());
    let row = |field: &str, from: &str, to: &str| {
        let who = [entry.actor_kind.as_str(), &entry.actor, &entry.actor_name];
        let [kind, actor, name] = who;
        csv::row([&at, entry.act.as_str(), kind, actor, name, &entry.object, field, from, to, &id])
    };
    if entry.fields.is_empty() {
        return row("", "", "");
    }
    entry.fields.iter().map(|change| row(&change.field, &change.from, &change.to)).collect()
}
