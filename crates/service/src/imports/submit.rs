//! A whole file from a program, whose header names the fields.

use std::io::Cursor;

use clientele_domain::import::{Layout, What};
use clientele_domain::role::Permission;
use clientele_domain::violation::Violation;
use clientele_store::imports::{chunks, waiting};

use super::file::{fingerprint, header};
use super::start::{begun, fresh};
use super::upload::PIECE;
use super::{Import, NewImport, status};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// A file as a program sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// What the rows are.
    pub what: What,
    /// What people call it.
    pub file_name: String,
    /// The rows, below a header that names their fields.
    pub text: String,
    /// Whether to store the rows of a file that was imported before once more.
    pub again: bool,
}

/// Takes a file in and lets its import begin; whichever server looks first carries it on. A file whose import has not come
/// to its end goes on with that one, which is given then.
///
/// Errors: `Forbidden`; `Invalid` with the field `file` when it can't be read so; `InvalidState` when the file was
/// imported before.
pub async fn submit(ctx: &Ctx, file: NewFile) -> Result<Import> {
    ctx.require(Permission::Import)?;
    let NewFile { what, mut file_name, text, again } = file;
    // People find it by its name.
    if file_name.trim().is_empty() {
        file_name = format!("{}.csv", what.as_str());
    }
    let (names, delimiter) = header(Cursor::new(text.clone().into_bytes()), None).await?;
    let layout = Layout::from_header(what, &names, delimiter, &[], &[]).map_err(|wrong| of_file(&wrong))?;
    let (fingerprint, total_lines) = fingerprint(Cursor::new(text.clone().into_bytes()), &layout).await?;
    let asked = NewImport { what, file_name, layout, fingerprint, total_lines, again };
    let import = fresh(ctx, &asked)?;
    transaction!(ctx, |conn| {
        let begun = begun(ctx, conn, &import, again).await?;
        if begun.status == status::RUNNING && chunks::count(conn, ctx.scope, begun.id).await? == 0 {
            for (number, piece) in (0..).zip(text.as_bytes().chunks(PIECE)) {
                chunks::insert(conn, ctx.scope, begun.id, number, piece).await?;
            }
            waiting::begin(conn, ctx.scope, &begun).await?;
        }
        Ok(begun)
    })
}

/// What is wrong with a header is wrong with the file.
fn of_file(wrong: &[Violation]) -> Error {
    Error::Invalid(wrong.iter().map(|violation| Violation::new("file", violation.message.clone())).collect())
}
