//! Doing an import, from wherever it stopped.

use std::io::Read;
use std::time::Duration;

use clientele_domain::import::{Layout, What};
use clientele_domain::role::Permission;
use clientele_domain::violation::Violation;
use clientele_store::Conn;
use clientele_store::imports::{self, chunks};

use super::payments::Batch;
use super::start::get;
use super::stream::{Checked, Row, batches};
use super::{Import, customers, rejects, status};
use crate::ctx::{Actor, Ctx, transaction};
use crate::error::{Error, Result};

/// A moment may be this far ahead, for machines whose clocks differ and for dates in other zones.
pub(super) const AHEAD: Duration = Duration::from_secs(24 * 3600);

/// Stores the rows of an import that were not dealt with before, and tells the progress after each batch. `reader` gives
/// the whole file from its beginning.
///
/// Stopped at any point, by whatever, it goes on from the last batch when it is run again.
///
/// Errors: `Forbidden`, `NotFound`; `InvalidState` when the file is not the one of the import, when another run is at
/// work on it, or when it was called off.
pub async fn run(
    ctx: &Ctx,
    import: &Import,
    reader: impl Read + Send + 'static,
    mut progress: impl FnMut(&Import) + Send,
) -> Result<Import> {
    ctx.require(Permission::Import)?;
    let mut import = get(ctx, import.id).await?;
    if import.status == status::DONE {
        return Ok(import);
    }
    let layout: Layout = serde_json::from_str(&import.layout).map_err(|error| Error::Internal(error.to_string()))?;
    let what = layout.what;
    let mut batches = batches(reader, layout, import.done_lines, ctx.now.plus(AHEAD));
    while let Some(batch) = batches.recv().await {
        let batch = batch?;
        let ctx = Ctx { now: ctx.house.now(), actor: Actor::Import(said_by(&import)), ..ctx.clone() };
        import = transaction!(ctx, |conn| { store(&ctx, conn, &import, what, &batch).await })?;
        progress(&import);
    }
    if import.status == status::RUNNING { Err(other_file(&import)) } else { Ok(import) }
}

/// As the history of changes tells it.
fn said_by(import: &Import) -> String {
    match import.started_by.as_str() {
        "" => "Import".to_owned(),
        person => format!("Import by {person}"),
    }
}

/// Stores a batch, together with its rejects and the progress; after the last, the file is kept no longer.
async fn store(ctx: &Ctx, conn: &mut Conn<'_>, before: &Import, what: What, batch: &[Checked]) -> Result<Import> {
    let held = imports::lock(conn, ctx.scope, before.id).await?.ok_or(Error::NotFound)?;
    if held.status == status::CANCELED {
        return Err(Error::InvalidState("This import was called off. What it had stored stays.".to_owned()));
    }
    if held.done_lines != before.done_lines {
        return Err(Error::InvalidState("This import is being carried on elsewhere at this moment.".to_owned()));
    }
    let rows = i64::try_from(batch.len()).unwrap_or(i64::MAX);
    if held.done_lines + rows > held.total_lines {
        return Err(other_file(&held));
    }
    let rejected = match what {
        What::Customers => store_customers(ctx, conn, &held, batch).await?,
        What::Payments => store_payments(ctx, conn, &held, batch).await?,
    };
    let done_lines = held.done_lines + rows;
    let status = if done_lines == held.total_lines { status::DONE } else { status::RUNNING };
    imports::advance(conn, ctx.scope, held.id, (rows, rows - rejected, rejected), status, ctx.now).await?;
    if status == status::DONE {
        chunks::remove(conn, ctx.scope, held.id).await?;
    }
    Ok(Import {
        done_lines,
        accepted: held.accepted + rows - rejected,
        rejected: held.rejected + rejected,
        status: status.to_owned(),
        ..held
    })
}

/// Gives the number of rejected rows.
async fn store_customers(ctx: &Ctx, conn: &mut Conn<'_>, import: &Import, batch: &[Checked]) -> Result<i64> {
    let mut rejected = 0;
    for Checked { line, row } in batch {
        let violations = match row {
            Ok(Row::Customer(row)) => customers::store(ctx, conn, row).await?.into_iter().collect(),
            Ok(Row::Payment(_)) => return Err(mixed()),
            Err(violations) => violations.clone(),
        };
        rejected += rejects::keep(ctx, conn, import.id, *line, &violations).await?;
    }
    Ok(rejected)
}

/// Gives the number of rejected rows.
async fn store_payments(ctx: &Ctx, conn: &mut Conn<'_>, import: &Import, batch: &[Checked]) -> Result<i64> {
    let rows = batch.iter().filter_map(|checked| match &checked.row {
        Ok(Row::Payment(row)) => Some(&**row),
        _ => None,
    });
    let mut payments = Batch::begin(ctx, conn, rows, import.created_at).await?;
    let mut rejected = 0;
    for Checked { line, row } in batch {
        let violations: Vec<Violation> = match row {
            Ok(Row::Payment(row)) => payments.store(ctx, conn, row).await?.into_iter().collect(),
            Ok(Row::Customer(_)) => return Err(mixed()),
            Err(violations) => violations.clone(),
        };
        rejected += rejects::keep(ctx, conn, import.id, *line, &violations).await?;
    }
    Ok(rejected)
}

fn mixed() -> Error {
    Error::Internal("a file has rows of two kinds".to_owned())
}

fn other_file(import: &Import) -> Error {
    Error::InvalidState(format!(
        "This is not the file that the import began with, or it has changed since: that one had {} rows.",
        import.total_lines,
    ))
}
