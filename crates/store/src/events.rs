//! What happened to customers, written in the transaction in which it happened.

use clientele_domain::customer::FieldChange;
use clientele_domain::event::{Event, EventKind};
use clientele_domain::id::{CustomerId, EventId};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::customers::maybe_customer;
use crate::error::{Error, Result, unreadable};
use crate::mails;
use crate::webhooks::deliveries;

#[derive(sqlx::FromRow)]
struct EventRow {
    id: String,
    kind: String,
    customer_id: Option<String>,
    object_id: String,
    sequence: i64,
    actor: String,
    fields: String,
    data: String,
    occurred_at: i64,
    created_at: i64,
}

impl TryFrom<EventRow> for Event {
    type Error = Error;
    fn try_from(row: EventRow) -> Result<Self> {
        let fields = match row.fields.as_str() {
            "" => Vec::new(),
            text => serde_json::from_str(text).map_err(|_| unreadable("change", text))?,
        };
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("event id", &row.id))?,
            kind: EventKind::parse(&row.kind).ok_or_else(|| unreadable("event", &row.kind))?,
            customer: maybe_customer(row.customer_id)?,
            object: row.object_id,
            sequence: row.sequence,
            actor: row.actor,
            fields,
            data: row.data,
            occurred_at: Timestamp::from_micros(row.occurred_at),
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

const NEXT: &str = "
    UPDATE customers SET event_sequence = event_sequence + 1 WHERE merchant_id = $1 AND livemode = $2 AND id = $3
    RETURNING event_sequence, external_id";

/// The number of the customer's next event, and what the merchant calls the customer; empty when nothing.
pub async fn next_sequence(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<(i64, String)> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    Ok(fetch_one!(conn, (i64, String), NEXT, merchant, scope.livemode(), customer)?)
}

const INSERT: &str = "
    INSERT INTO events (
        merchant_id, livemode, id, kind, customer_id, object_id, sequence, actor, fields, data, occurred_at, created_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// Adds an event.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, event: &Event) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        event.id.to_string(),
        event.kind.as_str(),
        event.customer.map(|id| id.to_string()),
        &event.object,
        event.sequence,
        &event.actor,
        fields_text(&event.fields)?,
        &event.data,
        event.occurred_at.micros(),
        event.created_at.micros(),
    )?;
    Ok(())
}

/// The stored form of old and new values.
pub(crate) fn fields_text(fields: &[FieldChange]) -> Result<String> {
    if fields.is_empty() {
        return Ok(String::new());
    }
    serde_json::to_string(fields).map_err(|error| Error::Broken(error.to_string()))
}

macro_rules! columns {
    () => {
        "id, kind, customer_id, object_id, sequence, actor, fields, data, occurred_at, created_at"
    };
}

const OF_CUSTOMER: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM events
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    ORDER BY occurred_at DESC, sequence DESC LIMIT $4"
);

/// What happened to a customer, newest first.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, limit: i64) -> Result<Vec<Event>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, EventRow, OF_CUSTOMER, merchant, scope.livemode(), customer, limit)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

/// What happened to several customers, newest first.
pub async fn of_customers(
    conn: &mut Conn<'_>,
    scope: Scope,
    customers: &[CustomerId],
    limit: i64,
) -> Result<Vec<Event>> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM events"));
    statement.scope(scope);
    statement.push(" AND customer_id IN (");
    statement.list(customers);
    statement.push(") ORDER BY occurred_at DESC, sequence DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, EventRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const LAST_EDITOR: &str = "
    SELECT actor FROM events WHERE merchant_id = $1 AND livemode = $2 AND object_id = $3 ORDER BY id DESC LIMIT 1";

/// Who changed a customer's record last.
pub async fn last_editor(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Option<String>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    Ok(fetch_optional!(conn, (String,), LAST_EDITOR, merchant, scope.livemode(), customer)?.map(|(actor,)| actor))
}

const BY_ID: &str = concat!("SELECT ", columns!(), " FROM events WHERE merchant_id = $1 AND livemode = $2 AND id = $3");

/// One event.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: EventId) -> Result<Option<Event>> {
    fetch_optional!(conn, EventRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// Which events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Of this kind.
    pub kind: Option<EventKind>,
    /// About this customer or payment.
    pub object: Option<String>,
    /// Told at or after.
    pub created_from: Option<Timestamp>,
    /// Told before.
    pub created_before: Option<Timestamp>,
}

/// Events, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    filter: &EventFilter,
    after: Option<EventId>,
    limit: i64,
) -> Result<Vec<Event>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM events"));
    statement.scope(scope);
    if let Some(kind) = filter.kind {
        statement.push(" AND kind = ");
        statement.bind(Arg::Text(kind.as_str().to_owned()));
    }
    if let Some(object) = &filter.object {
        statement.push(" AND object_id = ");
        statement.bind(Arg::Text(object.clone()));
    }
    statement.created_within(filter.created_from, filter.created_before, EventId::first_at);
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, EventRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const FORGET: &str =
    "UPDATE events SET fields = '', data = '' WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";

/// Takes what was written about a person out of what happened to them; who did what and when remains.
pub(crate) async fn forget(conn: &mut Conn<'_>, scope: Scope, customer: &str) -> Result<()> {
    execute!(conn, FORGET, scope.merchant.to_string(), scope.livemode(), customer)?;
    mails::forget(conn, scope, customer).await?;
    deliveries::forget(conn, scope, customer).await
}
