//! The file of an import as it is kept in the database, read like any other file.

use std::io::{self, Read};

use clientele_domain::id::ImportId;
use clientele_store::imports::chunks;
use tokio::sync::mpsc;

use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// A piece of the file, or nothing after the last. That there is no more is said explicitly, so that a file never seems
/// to end where somebody stopped giving it.
type Piece = std::result::Result<Option<Vec<u8>>, &'static str>;

/// Reads from the first piece to the last. Only for threads that may wait.
pub(super) struct Stored {
    pieces: mpsc::Receiver<Piece>,
    piece: Vec<u8>,
    /// How much of the piece has been read.
    read: usize,
    ended: bool,
}

/// The file of an import. Pieces are fetched one ahead of the reader.
pub(super) fn reader(ctx: &Ctx, id: ImportId) -> Stored {
    let (sender, pieces) = mpsc::channel(1);
    let ctx = ctx.clone();
    tokio::spawn(async move {
        if let Err(error) = give(&ctx, id, &sender).await {
            tracing::error!(%id, ?error, "the file of an import can't be read");
            // Nobody may be waiting any more.
            let _ = sender.send(Err("the database did not give all of it")).await;
        }
    });
    Stored { pieces, piece: Vec::new(), read: 0, ended: false }
}

async fn give(ctx: &Ctx, id: ImportId, sender: &mpsc::Sender<Piece>) -> Result<()> {
    let count = chunks::count(&mut ctx.read().await?.conn(), ctx.scope, id).await?;
    let mut number = 0;
    loop {
        // No connection is held while the reader takes its time.
        let piece = if number < count {
            chunks::one(&mut ctx.read().await?.conn(), ctx.scope, id, number).await?
        } else {
            None
        };
        let piece = match piece {
            Some(bytes) => Ok(Some(bytes)),
            None if number == count && count > 0 => Ok(None),
            None => Err("it is no longer kept, for its import has come to its end"),
        };
        let last = !matches!(piece, Ok(Some(_)));
        if sender.send(piece).await.is_err() || last {
            return Ok(());
        }
        number += 1;
    }
}

impl Read for Stored {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.piece.len() && !self.ended {
            match self.pieces.blocking_recv() {
                Some(Ok(Some(piece))) => (self.piece, self.read) = (piece, 0),
                Some(Ok(None)) => self.ended = true,
                Some(Err(reason)) => return Err(io::Error::other(reason)),
                None => return Err(io::Error::other("the server is stopping")),
            }
        }
        let given = (&self.piece[self.read..]).read(buffer)?;
        self.read += given;
        Ok(given)
    }
}

/// The layout that an import keeps.
pub(super) fn layout(text: &str) -> Result<clientele_domain::import::Layout> {
    serde_json::from_str(text).map_err(|error| Error::Internal(format!("the layout of an import: {error}")))
}
