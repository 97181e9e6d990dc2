//! Beginning the import of an uploaded file.

use clientele_domain::id::ImportId;
use clientele_domain::import::Layout;
use clientele_domain::role::Permission;
use clientele_store::Conn;
use clientele_store::imports::{self, chunks, waiting};

use super::columns::{Chosen, settled};
use super::file::fingerprint;
use super::start::{get, imported, noted, person};
use super::{Import, status, stored};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Lets the import begin. From now on any server carries it on; see [`super::claim`]. The same file read the same way goes
/// on with its earlier import when that did not come to its end, so that nothing is stored twice: that one is given then.
/// `again` stores the rows of a file that was imported before once more.
///
/// Errors: as [`super::check`]; `Invalid` with the field `again` when the file was imported before.
pub async fn begin(ctx: &Ctx, id: ImportId, chosen: Chosen, again: bool) -> Result<Import> {
    ctx.require(Permission::Import)?;
    let import = get(ctx, id).await?;
    // The button was pressed twice.
    if matches!(import.status.as_str(), status::RUNNING | status::DONE) {
        return Ok(import);
    }
    let (import, layout) = settled(ctx, id, chosen).await?;
    let (fingerprint, total_lines) = counted(ctx, id, &layout).await?;
    let import =
        Import { fingerprint, total_lines, started_by: person(ctx), status: status::RUNNING.to_owned(), ..import };
    transaction!(ctx, |conn| {
        imports::lock_start(conn, ctx.scope, &import.fingerprint).await?;
        let held = imports::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if matches!(held.status.as_str(), status::RUNNING | status::DONE) {
            return Ok(held);
        }
        if held.status != status::MAPPING || held.layout != import.layout {
            return Err(Error::InvalidState(
                "Somebody else changed this import meanwhile. Look at it again.".to_owned(),
            ));
        }
        match imports::by_fingerprint(conn, ctx.scope, &import.fingerprint).await? {
            Some(before) if before.status == status::RUNNING => return joined(ctx, conn, &import, before).await,
            Some(before) if before.status == status::DONE && !again => {
                return Err(Error::invalid("again", imported(&before).to_string()));
            }
            Some(before) if !again => return joined(ctx, conn, &import, before).await,
            _ => {}
        }
        waiting::begin(conn, ctx.scope, &import).await?;
        noted(ctx, conn, &import).await?;
        Ok(import.clone())
    })
}

/// Hands the file to the import of the same rows that did not come to its end.
async fn joined(ctx: &Ctx, conn: &mut Conn<'_>, import: &Import, before: Import) -> Result<Import> {
    let held = imports::lock(conn, ctx.scope, before.id).await?.ok_or(Error::NotFound)?;
    if chunks::count(conn, ctx.scope, held.id).await? == 0 {
        chunks::hand_over(conn, ctx.scope, import.id, held.id).await?;
    } else {
        chunks::remove(conn, ctx.scope, import.id).await?;
    }
    waiting::remove(conn, ctx.scope, import.id).await?;
    if held.status == status::RUNNING {
        return Ok(held);
    }
    let resumed = Import { status: status::RUNNING.to_owned(), started_by: import.started_by.clone(), ..held };
    waiting::begin(conn, ctx.scope, &resumed).await?;
    noted(ctx, conn, &resumed).await?;
    Ok(resumed)
}

/// The fingerprint of the stored file, and how many rows it has.
async fn counted(ctx: &Ctx, id: ImportId, layout: &Layout) -> Result<(String, i64)> {
    match fingerprint(stored::reader(ctx, id), layout).await? {
        (_, 0) => Err(Error::invalid("file", "There are no rows below the header.")),
        counted => Ok(counted),
    }
}
