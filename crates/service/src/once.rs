//! Requests that happen once, however often they are sent.
//!
//! The sender names a request by a key. The answer is kept under that key in the transaction of the effect: either both
//! are there or neither is. Whoever sends the same again gets the same answer, and nothing happens.

use std::sync::Arc;
use std::time::Duration;

use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_store::Tx;
use clientele_store::idempotency::{self as rows, Answered};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::house::House;

/// How long an answer is kept.
pub const KEPT: Duration = Duration::from_secs(24 * 3600);

/// A request that is to happen once, and the transaction in which all of it happens.
pub struct Once {
    key: String,
    request_hash: String,
    tx: Arc<Mutex<Option<Tx>>>,
}

/// What there is under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Before {
    /// Nothing yet.
    New,
    /// The same request was answered.
    Answered {
        /// HTTP status.
        status: u16,
        /// Body.
        body: String,
    },
    /// Another request was sent under this key.
    Other,
}

impl Once {
    /// A request with its key and a hash of all that makes it the same request.
    pub fn new(key: String, request_hash: String) -> Self {
        Self { key, request_hash, tx: Arc::default() }
    }

    /// Whether it was answered before.
    pub async fn before(&self, house: &House, scope: Scope) -> Result<Before> {
        let since = house.now().minus(KEPT);
        let found = rows::get(&mut house.db.read().await?.conn(), scope, &self.key, since).await?;
        Ok(match found {
            None => Before::New,
            Some(Answered { request_hash, .. }) if request_hash != self.request_hash => Before::Other,
            Some(Answered { status, body, .. }) => {
                Before::Answered { status: u16::try_from(status).unwrap_or(200), body }
            }
        })
    }

    /// The transaction, begun and with the key taken if that is yet to be done.
    ///
    /// Errors: `Repeated` when somebody else took the key meanwhile.
    pub(crate) async fn join(&self, ctx: &Ctx) -> Result<OwnedMutexGuard<Option<Tx>>> {
        let mut held = self.tx.clone().lock_owned().await;
        if held.is_none() {
            let mut tx = ctx.house.db.begin().await?;
            let since = ctx.now.minus(KEPT);
            let (key, hash) = (&self.key, &self.request_hash);
            if !rows::claim(&mut tx.conn(), ctx.scope, key, hash, ctx.now, since).await? {
                return Err(Error::Repeated);
            }
            *held = Some(tx);
        }
        Ok(held)
    }

    /// Whether the request had an effect.
    pub async fn has_effect(&self) -> bool {
        self.tx.lock().await.is_some()
    }

    /// Keeps the answer and makes everything true. Without an effect there is nothing to keep.
    pub async fn finish(&self, scope: Scope, status: u16, body: &str) -> Result<()> {
        let Some(mut tx) = self.tx.lock().await.take() else { return Ok(()) };
        rows::answer(&mut tx.conn(), scope, &self.key, i64::from(status), body).await?;
        Ok(tx.commit().await?)
    }

    /// Puts what became of the request in the place of the answer that was kept: for what goes on outside once the effect is
    /// there.
    pub(crate) async fn revise(&self, house: &House, scope: Scope, status: u16, body: &str) -> Result<()> {
        let mut tx = house.db.begin().await?;
        rows::answer(&mut tx.conn(), scope, &self.key, i64::from(status), body).await?;
        Ok(tx.commit().await?)
    }

    /// Undoes everything; the key is free again.
    pub async fn undo(&self) {
        self.tx.lock().await.take();
    }
}

/// Removes answers that are kept no longer.
pub async fn forget(house: &House, now: Timestamp) -> Result<u64> {
    let mut tx = house.db.begin().await?;
    let forgotten = rows::forget(&mut tx.conn(), now.minus(KEPT)).await?;
    tx.commit().await?;
    Ok(forgotten)
}
