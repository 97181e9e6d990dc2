//! Beginning an import, finding one again, and calling one off.

use clientele_domain::audit::Act;
use clientele_domain::id::ImportId;
use clientele_domain::import::{Layout, What};
use clientele_domain::money::grouped;
use clientele_domain::role::Permission;
use clientele_store::Conn;
use clientele_store::imports::{self, chunks};

use super::{Import, status};
use crate::audit::{self, change};
use crate::ctx::{Actor, Ctx, transaction};
use crate::cut::cut;
use crate::error::{Error, Result};

/// An import as asked for. Fingerprint and number of rows come from [`super::fingerprint`].
#[derive(Debug, Clone)]
pub struct NewImport {
    /// What the rows are.
    pub what: What,
    /// The file's name, as people know it.
    pub file_name: String,
    /// How it is read.
    pub layout: Layout,
    /// A hash of the file and the layout.
    pub fingerprint: String,
    /// How many rows there are.
    pub total_lines: i64,
    /// Whether to store the rows of a file that was imported before once more.
    pub again: bool,
}

/// Begins an import, or takes up the one of the same file that did not come to its end. [`super::run`] does the work.
///
/// Errors: `Forbidden`; `Invalid` when the layout is wrong or there are no rows; `InvalidState` when the file was
/// imported before.
pub async fn start(ctx: &Ctx, asked: NewImport) -> Result<Import> {
    ctx.require(Permission::Import)?;
    let import = fresh(ctx, &asked)?;
    transaction!(ctx, |conn| { begun(ctx, conn, &import, asked.again).await })
}

/// The import as it begins.
pub(super) fn fresh(ctx: &Ctx, asked: &NewImport) -> Result<Import> {
    asked.layout.check().map_err(Error::Invalid)?;
    if asked.what != asked.layout.what {
        return Err(Error::invalid("what", "The columns are those of other rows. Choose them again."));
    }
    if asked.total_lines < 1 {
        return Err(Error::invalid("file", "There are no rows in this file."));
    }
    Ok(Import {
        id: ImportId::new(ctx.now, ctx.randomness().bytes()),
        what: asked.what.as_str().to_owned(),
        file_name: shown(&asked.file_name),
        fingerprint: asked.fingerprint.clone(),
        layout: serde_json::to_string(&asked.layout).map_err(|error| Error::Internal(error.to_string()))?,
        status: status::RUNNING.to_owned(),
        total_lines: asked.total_lines,
        done_lines: 0,
        accepted: 0,
        rejected: 0,
        started_by: person(ctx),
        created_at: ctx.now,
    })
}

/// Keeps the import that begins, or gives the one of the same file that did not come to its end.
pub(super) async fn begun(ctx: &Ctx, conn: &mut Conn<'_>, import: &Import, again: bool) -> Result<Import> {
    imports::lock_start(conn, ctx.scope, &import.fingerprint).await?;
    match imports::by_fingerprint(conn, ctx.scope, &import.fingerprint).await? {
        Some(before) if before.status == status::RUNNING => return Ok(before),
        Some(before) if before.status == status::DONE && !again => return Err(imported(&before)),
        Some(before) if !again => return resumed(ctx, conn, before).await,
        _ => {}
    }
    imports::insert(conn, ctx.scope, import).await?;
    noted(ctx, conn, import).await?;
    Ok(import.clone())
}

/// An import that was called off goes on, so that nothing it stored is stored twice.
async fn resumed(ctx: &Ctx, conn: &mut Conn<'_>, before: Import) -> Result<Import> {
    imports::advance(conn, ctx.scope, before.id, (0, 0, 0), status::RUNNING, ctx.now).await?;
    noted(ctx, conn, &before).await?;
    Ok(Import { status: status::RUNNING.to_owned(), ..before })
}

/// Notes that somebody started an import.
pub(super) async fn noted(ctx: &Ctx, conn: &mut Conn<'_>, import: &Import) -> Result<()> {
    let told = [change("file", "", &import.file_name), change("rows", "", import.total_lines)];
    audit::note(ctx, conn, Act::ImportStarted, &import.id.to_string(), &told).await
}

/// The name of the person who acts; nothing when the program does.
pub(super) fn person(ctx: &Ctx) -> String {
    match &ctx.actor {
        Actor::Staff { name, .. } | Actor::Key { name, .. } => name.clone(),
        Actor::Customer(_) | Actor::System(_) | Actor::Import(_) => String::new(),
    }
}

pub(super) fn imported(before: &Import) -> Error {
    let stored = if before.accepted == 1 {
        "1 row was"
    } else {
        &format!("{} rows were", grouped(&before.accepted.to_string()))
    };
    Error::InvalidState(format!(
        "This file was imported on {}; {stored} stored. Importing it again would store them a second time.",
        before.created_at.date(),
    ))
}

/// One line without anything that could break it, of at most 200 characters.
pub(super) fn shown(file_name: &str) -> String {
    file_name.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// A page of imports, newest first, beginning after the import `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn list(ctx: &Ctx, after: Option<ImportId>, limit: i64) -> Result<(Vec<Import>, bool)> {
    ctx.require(Permission::ImportRead)?;
    let found = imports::page(&mut ctx.read().await?.conn(), ctx.scope, after, limit + 1).await?;
    Ok(cut(found, limit))
}

/// One import, with how far it has come.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: ImportId) -> Result<Import> {
    ctx.require(Permission::ImportRead)?;
    let found = imports::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?;
    found.filter(|import| import.status != status::UPLOADING).ok_or(Error::NotFound)
}

/// Calls off an import that has not come to its end. What it stored stays; a run in progress stops at its next batch. Its
/// file is kept no longer.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn cancel(ctx: &Ctx, id: ImportId) -> Result<Import> {
    ctx.require(Permission::Import)?;
    transaction!(ctx, |conn| {
        let import = imports::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if !matches!(import.status.as_str(), status::MAPPING | status::RUNNING) {
            return Ok(import);
        }
        imports::advance(conn, ctx.scope, id, (0, 0, 0), status::CANCELED, ctx.now).await?;
        chunks::remove(conn, ctx.scope, id).await?;
        audit::note(ctx, conn, Act::ImportCanceled, &id.to_string(), &[]).await?;
        Ok(Import { status: status::CANCELED.to_owned(), ..import })
    })
}
