//! The rows that an import refused, each with its line, its fields and why.

use clientele_domain::id::ImportId;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, imports};
use serde::{Deserialize, Serialize};

use super::start::get;
use crate::csv;
use crate::ctx::Ctx;
use crate::error::Result;

/// More than this many violations of one row help nobody.
const MOST_OF_A_ROW: usize = 20;

/// What was wrong with a field of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// The line of the file on which the row begins, from 1.
    pub line: i64,
    /// What was wrong.
    pub violation: Violation,
}

/// A part of a file of rejects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvPart {
    /// CSV, with a header in the first part.
    pub text: String,
    /// What to pass as `after_line` for the next part; nothing after the last.
    pub next: Option<i64>,
}

/// What was wrong with the rows beyond a line, by line. `limit` is 100 to 1,000; a row is never torn apart.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn rejects(ctx: &Ctx, import: ImportId, after_line: i64, limit: i64) -> Result<Vec<Reject>> {
    let import = get(ctx, import).await?;
    let limit = limit.clamp(100, 1_000);
    let mut found = imports::rejects(&mut ctx.read().await?.conn(), ctx.scope, import.id, after_line, limit).await?;
    // The last row of a full page may have more to tell than there was room for.
    if i64::try_from(found.len()).is_ok_and(|count| count == limit)
        && let Some(last) = found.last().map(|(line, _)| *line)
    {
        found.retain(|(line, _)| *line != last);
    }
    Ok(found.into_iter().map(|(line, violation)| Reject { line, violation }).collect())
}

/// The same as CSV that is safe to open in a spreadsheet, part by part: begin with 0 as `after_line`.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn rejects_csv(ctx: &Ctx, import: ImportId, after_line: i64) -> Result<CsvPart> {
    let rejects = rejects(ctx, import, after_line, 1_000).await?;
    let mut text = if after_line == 0 { "line,field,message\r\n".to_owned() } else { String::new() };
    for Reject { line, violation } in &rejects {
        text.push_str(&csv::row([line.to_string().as_str(), &violation.field, &violation.message]));
    }
    Ok(CsvPart { text, next: rejects.last().map(|reject| reject.line) })
}

/// Keeps what is wrong with a row. Gives 1 when something is, to be counted.
pub(super) async fn keep(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    import: ImportId,
    line: i64,
    violations: &[Violation],
) -> Result<i64> {
    for violation in by_field(violations) {
        imports::reject(conn, ctx.scope, import, line, &violation).await?;
    }
    Ok(i64::from(!violations.is_empty()))
}

/// One violation a field, in the order of the fields, in text that every database takes.
pub(super) fn by_field(violations: &[Violation]) -> Vec<Violation> {
    let mut merged: Vec<Violation> = Vec::new();
    for violation in violations.iter().take(MOST_OF_A_ROW) {
        let message = violation.message.replace('\0', "\u{fffd}");
        match merged.iter_mut().find(|known| known.field == violation.field) {
            Some(known) => known.message = format!("{} {message}", known.message),
            None => merged.push(Violation::new(violation.field.replace('\0', "\u{fffd}"), message)),
        }
    }
    merged.sort_by(|a, b| a.field.cmp(&b.field));
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violations_of_one_field_are_one_reject() {
        let violations =
            [Violation::new("tags", "One."), Violation::new("name", "Two."), Violation::new("tags", "Three.")];

        assert_eq!(by_field(&violations), [Violation::new("name", "Two."), Violation::new("tags", "One. Three.")]);
    }
}
