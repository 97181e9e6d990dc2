//! Carries on with the imports of uploaded files, here or wherever they were left, for as long as the server runs.

use std::sync::Arc;
use std::time::Duration;

use clientele_service::imports::{self, Import};
use clientele_service::{Ctx, Error, House};
use tokio::sync::Notify;
use tokio::task::JoinSet;

/// How often to look for imports that nobody is at.
const LOOK: Duration = Duration::from_secs(10);

/// So many at a time; more would only stand in each other's way.
const AT_ONCE: usize = 2;

/// Looks for imports to carry on with at once, whenever it is woken, and every few seconds. Never ends; dropping it stops
/// everything at the last batch that was stored.
pub async fn run(house: House, wake: Arc<Notify>) {
    let mut running = JoinSet::new();
    loop {
        if let Err(error) = look(&house, &mut running).await {
            tracing::warn!(?error, "imports can't be looked for");
        }
        tokio::select! {
            () = wake.notified() => {}
            Some(_) = running.join_next() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

async fn look(house: &House, running: &mut JoinSet<()>) -> Result<(), Error> {
    imports::remove_broken_uploads(house).await?;
    while running.len() < AT_ONCE
        && let Some((ctx, import)) = imports::claim(house).await?
    {
        running.spawn(carry_on(ctx, import));
    }
    Ok(())
}

async fn carry_on(ctx: Ctx, import: Import) {
    match imports::carry_on(&ctx, &import).await {
        Ok(import) => tracing::info!(id = %import.id, stored = import.accepted, rejected = import.rejected, "imported"),
        // Called off by a person, or carried on by another server.
        Err(Error::InvalidState(reason)) => tracing::info!(id = %import.id, reason, "an import stopped"),
        Err(error) => tracing::warn!(id = %import.id, ?error, "an import stopped; it is taken up again soon"),
    }
}
