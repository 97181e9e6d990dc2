//! An event begins workflows, in its own transaction.

use std::time::Duration;

use clientele_domain::event::{Event, EventKind};
use clientele_domain::id::WorkflowRunId;
use clientele_domain::payment::Source;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_domain::workflow::{BuiltIn, Run, RunStatus, Workflow};
use clientele_store::Conn;
use clientele_store::workflows::{self, runs};
use serde_json::Value;

use crate::ctx::{Actor, Ctx};
use crate::error::Result;

/// What happened longer ago is history that somebody brings along.
const FRESH: Duration = Duration::from_secs(3 * 86_400);

/// Begins the enabled workflows for an event. Whoever brings in a file tells of nothing new.
pub(crate) async fn follow(ctx: &Ctx, conn: &mut Conn<'_>, event: &Event) -> Result<()> {
    if matches!(ctx.actor, Actor::Import(_)) {
        return Ok(());
    }
    for workflow in of_event(conn, ctx.scope, event.kind).await? {
        if !workflow.enabled || (workflow.filter.taken_here && !taken_here(event)) {
            continue;
        }
        let wait = u64::try_from(workflow.wait_minutes).unwrap_or_default();
        let run = Run {
            id: id(ctx, event),
            workflow: workflow.id,
            event: event.id,
            event_kind: event.kind,
            customer: event.customer,
            status: RunStatus::Waiting,
            outcome: String::new(),
            mail: None,
            attempts: 0,
            // What does not wait is due at once, also when it happens on a clock that is ahead.
            due_at: Some(if wait == 0 { Timestamp::default() } else { ctx.now.plus(Duration::from_secs(wait * 60)) }),
            created_at: ctx.now,
            ended_at: None,
        };
        runs::insert(conn, ctx.scope, &run).await?;
    }
    Ok(())
}

/// What is due at once is done in the order of ids: of one moment, in that of the customer's events. The twelve bits behind
/// the time hold the end of the event's number.
fn id(ctx: &Ctx, event: &Event) -> WorkflowRunId {
    let mut random = ctx.randomness().bytes();
    let [.., high, low] = event.sequence.to_be_bytes();
    random[..2].copy_from_slice(&[high & 0x0F, low]);
    WorkflowRunId::new(ctx.now, random)
}

/// The workflows that this kind of event begins: those that are stored, and those that are built in and nobody changed.
async fn of_event(conn: &mut Conn<'_>, scope: Scope, kind: EventKind) -> Result<Vec<Workflow>> {
    let mut found = workflows::of_event(conn, scope, kind).await?;
    for known in BuiltIn::ALL.iter().filter(|known| known.trigger() == kind) {
        if !found.iter().any(|workflow| workflow.built_in == Some(*known)) {
            found.push(known.workflow(scope));
        }
    }
    Ok(found)
}

/// Whether a payment was taken at a checkout of ours, just now.
fn taken_here(event: &Event) -> bool {
    let fresh = event.occurred_at >= event.created_at.minus(FRESH);
    let told: Value = serde_json::from_str(&event.data).unwrap_or_default();
    let source = told["object"]["source"].as_str().unwrap_or_default();
    fresh && !source.is_empty() && source != Source::Api.as_str()
}
