//! Looking at workflows and at what came of them.

use std::time::Duration;

use clientele_domain::id::{WorkflowId, WorkflowRunId};
use clientele_domain::role::Permission;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_domain::workflow::{BuiltIn, Run, Workflow};
use clientele_store::Conn;
use clientele_store::workflows::{self, runs as rows};

use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::{Error, Result};
use crate::house::House;

/// How long a run is kept once it is over.
pub const KEPT: Duration = Duration::from_secs(90 * 86_400);

/// Every workflow: those that are built in, and then the merchant's own, oldest first.
///
/// Errors: `Forbidden`.
pub async fn all(ctx: &Ctx) -> Result<Vec<Workflow>> {
    ctx.require(Permission::SettingsRead)?;
    let stored = workflows::all(&mut ctx.read().await?.conn(), ctx.scope).await?;
    let built_in = BuiltIn::ALL.iter().map(|known| {
        let changed = stored.iter().find(|workflow| workflow.built_in == Some(*known));
        changed.cloned().unwrap_or_else(|| known.workflow(ctx.scope))
    });
    let own = stored.iter().filter(|workflow| workflow.built_in.is_none()).cloned();
    Ok(built_in.chain(own).collect())
}

/// A page of workflows, in the same order, beginning after the workflow `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn list(ctx: &Ctx, after: Option<WorkflowId>, limit: i64) -> Result<(Vec<Workflow>, bool)> {
    let mut all = all(ctx).await?;
    if let Some(after) = after {
        let place = all.iter().position(|workflow| workflow.id == after);
        // It was removed meanwhile: what was made later comes next.
        let begin =
            place.map_or_else(|| all.partition_point(|one| one.built_in.is_some() || one.id < after), |at| at + 1);
        all.drain(..begin);
    }
    Ok(cut(all, limit))
}

/// One workflow.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: WorkflowId) -> Result<Workflow> {
    ctx.require(Permission::SettingsRead)?;
    found(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// The workflow, as it was changed or as it is built in.
pub(super) async fn found(conn: &mut Conn<'_>, scope: Scope, id: WorkflowId) -> Result<Option<Workflow>> {
    let built_in = || BuiltIn::ALL.iter().find(|known| known.id(scope) == id).map(|known| known.workflow(scope));
    Ok(workflows::by_id(conn, scope, id).await?.or_else(built_in))
}

/// A page of runs, newest first, beginning after the run `after`, of one workflow or of all; and whether there is more.
///
/// Errors: `Forbidden`, `NotFound` for a workflow.
pub async fn runs(
    ctx: &Ctx,
    workflow: Option<WorkflowId>,
    after: Option<WorkflowRunId>,
    limit: i64,
) -> Result<(Vec<Run>, bool)> {
    ctx.require(Permission::SettingsRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    if let Some(id) = workflow {
        found(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    }
    Ok(cut(rows::page(conn, ctx.scope, workflow, after, limit + 1).await?, limit))
}

/// Removes what is kept no longer.
pub async fn forget(house: &House, now: Timestamp) -> Result<()> {
    loop {
        let mut tx = house.db.begin().await?;
        let more = rows::remove_some(&mut tx.conn(), now.minus(KEPT)).await?;
        tx.commit().await?;
        if !more {
            return Ok(());
        }
    }
}
