//! The audit log: rows are added and read, never changed. The database refuses anything else.

use clientele_domain::audit::{Act, ActorKind, Entry, KnownActor};
use clientele_domain::customer::FieldChange;
use clientele_domain::id::{AuditId, CustomerId, EventId};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::error::{Error, Result, unreadable};
use crate::events::fields_text;

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: String,
    act: String,
    actor_kind: String,
    actor_id: String,
    actor_name: String,
    object_id: String,
    fields: String,
    told: Option<String>,
    created_at: i64,
}

impl TryFrom<EntryRow> for Entry {
    type Error = Error;
    fn try_from(row: EntryRow) -> Result<Self> {
        // What the event tells is the same with its values, until they are erased.
        let fields = match row.told.as_deref() {
            None | Some("") => read(&row.fields)?,
            Some(told) => read(told)?,
        };
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("audit id", &row.id))?,
            act: Act::parse(&row.act).ok_or_else(|| unreadable("act", &row.act))?,
            actor_kind: ActorKind::parse(&row.actor_kind).ok_or_else(|| unreadable("actor", &row.actor_kind))?,
            actor: row.actor_id,
            actor_name: row.actor_name,
            object: row.object_id,
            fields,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

fn read(fields: &str) -> Result<Vec<FieldChange>> {
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    serde_json::from_str(fields).map_err(|_| unreadable("change", fields))
}

const APPEND: &str = "
    INSERT INTO audit_log (
        merchant_id, livemode, id, act, actor_kind, actor_id, actor_name, object_id, fields, event_id, created_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// Adds an entry. What changed is told by `event`, where the log itself must not hold it.
pub async fn append(conn: &mut Conn<'_>, scope: Scope, entry: &Entry, event: Option<EventId>) -> Result<()> {
    execute!(
        conn,
        APPEND,
        scope.merchant.to_string(),
        scope.livemode(),
        entry.id.to_string(),
        entry.act.as_str(),
        entry.actor_kind.as_str(),
        &entry.actor,
        &entry.actor_name,
        &entry.object,
        fields_text(&entry.fields)?,
        event.map(|id| id.to_string()),
        entry.created_at.micros(),
    )?;
    Ok(())
}

const TOLD: &str = "
    SELECT e.id, e.fields FROM customers c
    JOIN events e ON e.merchant_id = c.merchant_id AND e.livemode = c.livemode AND e.customer_id = c.id
        AND e.occurred_at = $4 AND e.sequence = c.event_sequence
    WHERE c.merchant_id = $1 AND c.livemode = $2 AND c.id = $3";

/// The last that was told of a customer, if it happened at this moment, with what changed.
pub async fn told(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    at: Timestamp,
) -> Result<Option<(EventId, Vec<FieldChange>)>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_optional!(conn, (String, String), TOLD, merchant, scope.livemode(), customer, at.micros())?
        .map(|(id, fields)| Ok((id.parse().map_err(|_| unreadable("event id", &id))?, read(&fields)?)))
        .transpose()
}

/// Which entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// What was done.
    pub act: Option<Act>,
    /// By the person or the key with this id.
    pub actor: Option<String>,
    /// To this.
    pub object: Option<String>,
    /// At or after.
    pub from: Option<Timestamp>,
    /// Before.
    pub before: Option<Timestamp>,
}

/// Entries, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    filter: &AuditFilter,
    after: Option<AuditId>,
    limit: i64,
) -> Result<Vec<Entry>> {
    let mut statement = Statement::default();
    // The newest are picked first, so that no more events are looked up than entries.
    statement.push("WITH newest AS (SELECT * FROM audit_log");
    statement.scope(scope);
    let equal = [
        ("act", filter.act.map(|act| act.as_str().to_owned())),
        ("actor_id", filter.actor.clone()),
        ("object_id", filter.object.clone()),
    ];
    for (column, value) in equal {
        let Some(value) = value else { continue };
        statement.push(&format!(" AND {column} = "));
        statement.bind(Arg::Text(value));
    }
    statement.created_within(filter.from, filter.before, AuditId::first_at);
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    statement.push(
        ") SELECT id, act, actor_kind, actor_id, actor_name, object_id, fields, created_at,
            (SELECT e.fields FROM events e
             WHERE e.merchant_id = newest.merchant_id AND e.livemode = newest.livemode AND e.id = newest.event_id) AS told
        FROM newest ORDER BY id DESC",
    );
    fetch_statement!(conn, EntryRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

/// From one actor to the next by the index, however many entries each has.
const ACTORS: &str = "
    WITH RECURSIVE known_actors (actor_id) AS (
        SELECT * FROM (
            SELECT actor_id FROM audit_log WHERE merchant_id = $1 AND livemode = $2 ORDER BY actor_id LIMIT 1
        ) AS first_ones
        UNION ALL
        SELECT (
            SELECT a.actor_id FROM audit_log a
            WHERE a.merchant_id = $1 AND a.livemode = $2 AND a.actor_id > known_actors.actor_id ORDER BY a.actor_id LIMIT 1
        )
        FROM known_actors WHERE actor_id IS NOT NULL
    )
    SELECT actor_id,
        (SELECT a.actor_kind FROM audit_log a
         WHERE a.merchant_id = $1 AND a.livemode = $2 AND a.actor_id = known_actors.actor_id ORDER BY a.id DESC LIMIT 1) AS kind,
        (SELECT a.actor_name FROM audit_log a
         WHERE a.merchant_id = $1 AND a.livemode = $2 AND a.actor_id = known_actors.actor_id ORDER BY a.id DESC LIMIT 1) AS name
    FROM known_actors WHERE actor_id IS NOT NULL LIMIT 1000";

/// Everybody who ever acted, as they were called last.
pub async fn actors(conn: &mut Conn<'_>, scope: Scope) -> Result<Vec<KnownActor>> {
    let found = fetch_all!(conn, (String, String, String), ACTORS, scope.merchant.to_string(), scope.livemode())?;
    let read = |(id, kind, name): (String, String, String)| {
        let kind = ActorKind::parse(&kind).ok_or_else(|| unreadable("actor", &kind))?;
        Ok(KnownActor { kind, id, name })
    };
    found.into_iter().map(read).collect()
}
