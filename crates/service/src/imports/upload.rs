//! Taking a file in. It is kept in the database, piece by piece as it arrives, until its import is done or called off: any
//! server can go on with it, also after a restart.

use clientele_domain::id::ImportId;
use clientele_domain::import::What;
use clientele_domain::role::Permission;
use clientele_store::imports::{self, chunks, waiting};

use super::columns::guess;
use super::start::{person, shown};
use super::{Import, status};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// A file is at most this long.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// How much is kept in one row.
pub(super) const PIECE: usize = 256 * 1024;

/// A file on its way in.
pub struct Upload {
    ctx: Ctx,
    import: Import,
    what: What,
    piece: Vec<u8>,
    /// How many pieces are kept.
    kept: i64,
    /// How many bytes have arrived.
    arrived: u64,
}

impl Upload {
    /// Begins to take in a file of this name.
    ///
    /// Errors: `Forbidden`.
    pub async fn begin(ctx: &Ctx, what: What, file_name: &str) -> Result<Self> {
        ctx.require(Permission::Import)?;
        let import = Import {
            id: ImportId::new(ctx.now, ctx.randomness().bytes()),
            what: what.as_str().to_owned(),
            file_name: shown(file_name),
            fingerprint: String::new(),
            layout: String::new(),
            status: status::UPLOADING.to_owned(),
            total_lines: 0,
            done_lines: 0,
            accepted: 0,
            rejected: 0,
            started_by: person(ctx),
            created_at: ctx.now,
        };
        transaction!(ctx, |conn| { Ok(imports::insert(conn, ctx.scope, &import).await?) })?;
        Ok(Self { ctx: ctx.clone(), import, what, piece: Vec::with_capacity(PIECE), kept: 0, arrived: 0 })
    }

    /// Takes what has arrived. After an error, [`Upload::discard`] what is there.
    ///
    /// Errors: `Invalid` when the file is too long.
    pub async fn push(&mut self, mut bytes: &[u8]) -> Result<()> {
        self.arrived += bytes.len() as u64;
        if self.arrived > MOST_BYTES {
            return Err(too_long());
        }
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(PIECE - self.piece.len()));
            self.piece.extend_from_slice(now);
            bytes = later;
            if self.piece.len() == PIECE {
                self.keep().await?;
            }
        }
        Ok(())
    }

    /// The whole file has arrived: it waits to be told what its columns hold. One that is no file of rows is not kept.
    ///
    /// Errors: `Invalid`, all about the field `file`.
    pub async fn finish(mut self) -> Result<Import> {
        match self.take_in().await {
            Ok(import) => Ok(import),
            Err(error) => {
                self.discard().await?;
                Err(error)
            }
        }
    }

    /// Keeps nothing of it.
    pub async fn discard(self) -> Result<()> {
        let (ctx, id) = (self.ctx, self.import.id);
        transaction!(ctx, |conn| {
            chunks::remove(conn, ctx.scope, id).await?;
            Ok(waiting::remove(conn, ctx.scope, id).await?)
        })
    }

    async fn keep(&mut self) -> Result<()> {
        let (ctx, id, number, piece) = (&self.ctx, self.import.id, self.kept, &self.piece);
        let now = ctx.house.now();
        transaction!(ctx, |conn| {
            chunks::insert(conn, ctx.scope, id, number, piece).await?;
            Ok(waiting::touch(conn, ctx.scope, id, now).await?)
        })?;
        self.kept += 1;
        self.piece.clear();
        Ok(())
    }

    async fn take_in(&mut self) -> Result<Import> {
        if self.arrived == 0 {
            return Err(Error::invalid("file", "There is nothing in this file. Choose one with a header and rows."));
        }
        if !self.piece.is_empty() {
            self.keep().await?;
        }
        let (ctx, id) = (&self.ctx, self.import.id);
        let layout = guess(ctx, id, self.what, None).await?;
        let layout = serde_json::to_string(&layout).map_err(|error| Error::Internal(error.to_string()))?;
        transaction!(ctx, |conn| {
            Ok(waiting::describe(conn, ctx.scope, id, (&layout, status::MAPPING), ctx.now).await?)
        })?;
        Ok(Import { layout, status: status::MAPPING.to_owned(), ..self.import.clone() })
    }
}

/// The file is longer than [`MOST_BYTES`].
fn too_long() -> Error {
    let most = MOST_BYTES / (1024 * 1024);
    Error::invalid(
        "file",
        format!("This file is longer than {most} MiB. Split it into several; each keeps the header in its first row."),
    )
}
