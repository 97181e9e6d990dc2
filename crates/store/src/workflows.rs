//! Workflows of one merchant and mode. Of those that every merchant has, only what somebody changed is here.

pub mod runs;

use clientele_domain::event::EventKind;
use clientele_domain::id::WorkflowId;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_domain::workflow::{BuiltIn, Workflow};
use serde::Serialize;

use crate::conn::Conn;
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct WorkflowRow {
    id: String,
    name: String,
    built_in: String,
    event_type: String,
    filter: String,
    wait_minutes: i64,
    action: String,
    enabled: bool,
    created_at: i64,
    updated_at: i64,
    version: i64,
}

impl TryFrom<WorkflowRow> for Workflow {
    type Error = Error;
    fn try_from(row: WorkflowRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("workflow id", &row.id))?,
            name: row.name,
            built_in: match row.built_in.as_str() {
                "" => None,
                word => Some(BuiltIn::parse(word).ok_or_else(|| unreadable("workflow", word))?),
            },
            trigger: EventKind::parse(&row.event_type).ok_or_else(|| unreadable("event", &row.event_type))?,
            filter: serde_json::from_str(&row.filter).map_err(|_| unreadable("filter", &row.filter))?,
            wait_minutes: row.wait_minutes,
            action: serde_json::from_str(&row.action).map_err(|_| unreadable("action", &row.action))?,
            enabled: row.enabled,
            created_at: Timestamp::from_micros(row.created_at),
            updated_at: Timestamp::from_micros(row.updated_at),
            version: row.version,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, built_in, event_type, filter, wait_minutes, action, enabled, created_at, updated_at, version
            FROM workflows WHERE merchant_id = $1 AND livemode = $2 AND deleted_at IS NULL AND ",
            $rest
        )
    };
}

const PUT: &str = "
    INSERT INTO workflows (
        merchant_id, livemode, id, name, built_in, event_type, filter, wait_minutes, action, enabled, created_at,
        updated_at, version
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    ON CONFLICT (merchant_id, livemode, id) DO UPDATE SET
        name = excluded.name, filter = excluded.filter, wait_minutes = excluded.wait_minutes, action = excluded.action,
        event_type = excluded.event_type, enabled = excluded.enabled, updated_at = excluded.updated_at,
        version = excluded.version";

/// Stores a workflow as it is now.
pub async fn put(conn: &mut Conn<'_>, scope: Scope, workflow: &Workflow) -> Result<()> {
    execute!(
        conn,
        PUT,
        scope.merchant.to_string(),
        scope.livemode(),
        workflow.id.to_string(),
        &workflow.name,
        workflow.built_in.map(BuiltIn::as_str).unwrap_or_default(),
        workflow.trigger.as_str(),
        json(&workflow.filter)?,
        workflow.wait_minutes,
        json(&workflow.action)?,
        workflow.enabled,
        workflow.created_at.micros(),
        workflow.updated_at.micros(),
        workflow.version,
    )?;
    Ok(())
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Broken(error.to_string()))
}

const BY_ID: &str = select!("id = $3");

/// One workflow.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: WorkflowId) -> Result<Option<Workflow>> {
    fetch_optional!(conn, WorkflowRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const OF_EVENT: &str = select!("event_type = $3");

/// Those that this kind of event begins, enabled or not.
pub async fn of_event(conn: &mut Conn<'_>, scope: Scope, kind: EventKind) -> Result<Vec<Workflow>> {
    fetch_all!(conn, WorkflowRow, OF_EVENT, scope.merchant.to_string(), scope.livemode(), kind.as_str())?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

const ALL: &str = select!("id > $3 ORDER BY id LIMIT 500");

/// All of them, oldest first; a merchant has few.
pub async fn all(conn: &mut Conn<'_>, scope: Scope) -> Result<Vec<Workflow>> {
    fetch_all!(conn, WorkflowRow, ALL, scope.merchant.to_string(), scope.livemode(), "")?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

const DELETE: &str = "
    UPDATE workflows SET deleted_at = $4, enabled = FALSE
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND deleted_at IS NULL";

/// Removes a workflow. Its runs stay.
pub async fn delete(conn: &mut Conn<'_>, scope: Scope, id: WorkflowId, now: Timestamp) -> Result<bool> {
    Ok(execute!(conn, DELETE, scope.merchant.to_string(), scope.livemode(), id.to_string(), now.micros())? > 0)
}
