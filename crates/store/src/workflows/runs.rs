//! Runs of workflows: what waits for its time, and what came of it.

use clientele_domain::event::EventKind;
use clientele_domain::id::{WorkflowId, WorkflowRunId};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;
use clientele_domain::workflow::{Run, RunStatus};

use crate::conn::{Arg, Conn, Statement};
use crate::customers::maybe_customer;
use crate::error::{Error, Result, unreadable};
use crate::mails::remove;

#[derive(sqlx::FromRow)]
struct RunRow {
    merchant_id: String,
    livemode: bool,
    id: String,
    workflow_id: String,
    event_id: String,
    event_type: String,
    customer_id: String,
    status: String,
    outcome: String,
    mail_id: String,
    attempts: i64,
    due_at: Option<i64>,
    created_at: i64,
    ended_at: Option<i64>,
}

impl TryFrom<RunRow> for (Scope, Run) {
    type Error = Error;
    fn try_from(row: RunRow) -> Result<Self> {
        let merchant = row.merchant_id.parse().map_err(|_| unreadable("merchant id", &row.merchant_id))?;
        let run = Run {
            id: row.id.parse().map_err(|_| unreadable("run id", &row.id))?,
            workflow: row.workflow_id.parse().map_err(|_| unreadable("workflow id", &row.workflow_id))?,
            event: row.event_id.parse().map_err(|_| unreadable("event id", &row.event_id))?,
            event_kind: EventKind::parse(&row.event_type).ok_or_else(|| unreadable("event", &row.event_type))?,
            customer: maybe_customer(Some(row.customer_id).filter(|id| !id.is_empty()))?,
            status: RunStatus::parse(&row.status).ok_or_else(|| unreadable("status of a run", &row.status))?,
            outcome: row.outcome,
            mail: match row.mail_id.as_str() {
                "" => None,
                id => Some(id.parse().map_err(|_| unreadable("mail id", id))?),
            },
            attempts: row.attempts,
            due_at: row.due_at.map(Timestamp::from_micros),
            created_at: Timestamp::from_micros(row.created_at),
            ended_at: row.ended_at.map(Timestamp::from_micros),
        };
        Ok((Scope { merchant, mode: Mode::from_livemode(row.livemode) }, run))
    }
}

macro_rules! columns {
    () => {
        "SELECT merchant_id, livemode, id, workflow_id, event_id, event_type, customer_id, status, outcome, mail_id,
            attempts, due_at, created_at, ended_at
        FROM workflow_runs"
    };
}

const INSERT: &str = "
    INSERT INTO workflow_runs (
        merchant_id, livemode, id, workflow_id, event_id, event_type, customer_id, status, due_at, created_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9)
    ON CONFLICT (merchant_id, livemode, workflow_id, event_id) DO NOTHING";

/// A run that waits.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, run: &Run) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        run.id.to_string(),
        run.workflow.to_string(),
        run.event.to_string(),
        run.event_kind.as_str(),
        run.customer.map(|customer| customer.to_string()).unwrap_or_default(),
        run.due_at.map(Timestamp::micros),
        run.created_at.micros(),
    )?;
    Ok(())
}

/// Runs, newest first, beginning after the one with the id `after`: of one workflow or of all.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    workflow: Option<WorkflowId>,
    after: Option<WorkflowRunId>,
    limit: i64,
) -> Result<Vec<Run>> {
    let mut statement = Statement::default();
    statement.push(columns!());
    statement.scope(scope);
    if let Some(workflow) = workflow {
        statement.push(" AND workflow_id = ");
        statement.bind(Arg::Text(workflow.to_string()));
    }
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    let found = fetch_statement!(conn, RunRow, statement)?;
    found.into_iter().map(|row| <(Scope, Run)>::try_from(row).map(|(_, run)| run)).collect()
}

const ANY: &str = "SELECT id FROM workflow_runs WHERE due_at <= $1 LIMIT 1";

/// Whether anything is due. A look, for a server that has nothing to do most of the time.
pub async fn any(conn: &mut Conn<'_>, now: Timestamp) -> Result<bool> {
    Ok(fetch_optional!(conn, (String,), ANY, now.micros())?.is_some())
}

/// Runs that are due, longest due first, held until this transaction ends. Those that another server holds at this moment
/// are passed over.
pub async fn lock(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<(Scope, Run)>> {
    let mut statement = Statement::default();
    statement.push(columns!());
    statement.push(" WHERE due_at <= ");
    statement.bind(Arg::Int(now.micros()));
    statement.push(" ORDER BY due_at, id LIMIT ");
    statement.bind(Arg::Int(limit));
    // SQLite's writer is alone.
    statement.push(conn.pick("", " FOR NO KEY UPDATE SKIP LOCKED"));
    fetch_statement!(conn, RunRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const ADVANCE: &str = "
    UPDATE workflow_runs SET status = $4, outcome = $5, mail_id = $6, attempts = $7, due_at = $8, ended_at = $9
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND attempts = $10 AND status = 'waiting'";

/// Writes how far a run is, which had so many attempts before. Nothing, when another server has taken it over.
pub async fn advance(conn: &mut Conn<'_>, scope: Scope, run: &Run, attempts_before: i64) -> Result<bool> {
    let done = execute!(
        conn,
        ADVANCE,
        scope.merchant.to_string(),
        scope.livemode(),
        run.id.to_string(),
        run.status.as_str(),
        &run.outcome,
        run.mail.map(|mail| mail.to_string()).unwrap_or_default(),
        run.attempts,
        run.due_at.map(Timestamp::micros),
        run.ended_at.map(Timestamp::micros),
        attempts_before,
    )?;
    Ok(done > 0)
}

/// So many are removed in one transaction.
const REMOVED_AT_ONCE: i64 = 500;

const OLD: &str = "
    SELECT merchant_id, livemode, id FROM workflow_runs WHERE created_at < $1 AND due_at IS NULL
    ORDER BY created_at LIMIT $2";

/// Removes some of those from before a moment that are over. Gives whether there may be more.
pub async fn remove_some(conn: &mut Conn<'_>, before: Timestamp) -> Result<bool> {
    let old = fetch_all!(conn, (String, bool, String), OLD, before.micros(), REMOVED_AT_ONCE)?;
    remove(conn, "workflow_runs", old).await
}
