//! The history of a customer's record: who did what and when.

use clientele_domain::customer::FieldChange;
use clientele_domain::id::{ChangeId, CustomerId};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Error, Result, unreadable};

/// An entry of the history.
#[derive(Debug, Clone)]
pub struct Change {
    /// Identifier.
    pub id: ChangeId,
    /// Who: a staff member's name, or what acted, such as `Import`.
    pub actor: String,
    /// What: `created`, `updated`, `deleted`, `wallet_added`, `wallet_removed`.
    pub act: String,
    /// Each field's old and new value.
    pub fields: Vec<FieldChange>,
    /// When.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    id: String,
    actor: String,
    act: String,
    fields: String,
    created_at: i64,
}

const INSERT: &str = "
    INSERT INTO changes (merchant_id, livemode, id, customer_id, actor, act, fields, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Adds an entry. `actor` is what [`Change::actor`] will say.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, change: &Change) -> Result<()> {
    let fields = fields_text(&change.fields)?;
    let (merchant, id, customer) = (scope.merchant.to_string(), change.id.to_string(), customer.to_string());
    execute!(
        conn,
        INSERT,
        merchant,
        scope.livemode(),
        id,
        customer,
        &change.actor,
        &change.act,
        fields,
        change.created_at.micros(),
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

const OF_CUSTOMER: &str = "
    SELECT id, actor, act, fields, created_at FROM changes
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    ORDER BY created_at DESC, id DESC LIMIT $4";

/// A customer's history, newest first.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, limit: i64) -> Result<Vec<Change>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, ChangeRow, OF_CUSTOMER, merchant, scope.livemode(), customer, limit)?
        .into_iter()
        .map(|row| {
            let fields = if row.fields.is_empty() {
                Vec::new()
            } else {
                serde_json::from_str(&row.fields).map_err(|_| unreadable("change", &row.fields))?
            };
            Ok(Change {
                id: row.id.parse().map_err(|_| unreadable("change id", &row.id))?,
                actor: row.actor,
                act: row.act,
                fields,
                created_at: Timestamp::from_micros(row.created_at),
            })
        })
        .collect()
}
