//! Making, changing and deleting customers. Tags, the search text and the counters follow in the same transaction.

use clientele_domain::customer::{Customer, CustomerFields};
use clientele_domain::id::CustomerId;
use clientele_domain::query::{search_text, sort_name};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use super::row::{address_text, metadata_text};
use super::tags;
use crate::conn::{Conn, Statement};
use crate::counters;
use crate::error::Result;
use crate::events;
use crate::standing;

const INSERT: &str = "
    INSERT INTO customers (
        merchant_id, livemode, id, kind, external_id, did, name, email, phone, address, shipping, refund_address, locale,
        tags, metadata, sort_name, search_text, created_at, updated_at, mail_opt_out, version
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1)
    RETURNING seq";

/// A new customer without history. Errors: `Taken` when the external id is in use.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, customer: &Customer) -> Result<()> {
    let f = &customer.fields;
    let (seq,): (i64,) = fetch_one!(
        conn,
        (i64,),
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        customer.id.to_string(),
        customer.kind.as_str(),
        &f.external_id,
        &f.did,
        &f.name,
        &f.email,
        &f.phone,
        address_text(&f.address)?,
        address_text(&f.shipping)?,
        &f.refund_address,
        &f.locale,
        f.tags.join("\n"),
        metadata_text(&f.metadata)?,
        sort_name(f),
        search_text(customer.id, f, &[]),
        customer.created_at.micros(),
        customer.updated_at.micros(),
        f.mail_opt_out,
    )?;
    tags::replace(conn, scope, seq, &[], &f.tags).await?;
    counters::add(conn, scope, counters::CUSTOMERS, seq, 1).await
}

const UPDATE: &str = "
    UPDATE customers SET
        external_id = $4, did = $5, name = $6, email = $7, phone = $8, address = $9, shipping = $10,
        refund_address = $11, locale = $12, tags = $13, metadata = $14, sort_name = $15, search_text = $16,
        updated_at = $17, kind = $18, mail_opt_out = $19,
        version = CASE WHEN highest_version > version THEN highest_version ELSE version END + 1
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND deleted_at IS NULL
    RETURNING seq, version";

/// Stores changed fields of a customer that the caller holds locked, and gives the version they are at; `wallets` are the
/// addresses that the search knows.
///
/// Errors: `Taken` when the external id is in use.
pub async fn update(
    conn: &mut Conn<'_>,
    scope: Scope,
    before: &Customer,
    after: &Customer,
    wallets: &[String],
) -> Result<i64> {
    let f = &after.fields;
    let (seq, version): (i64, i64) = fetch_one!(
        conn,
        (i64, i64),
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        after.id.to_string(),
        &f.external_id,
        &f.did,
        &f.name,
        &f.email,
        &f.phone,
        address_text(&f.address)?,
        address_text(&f.shipping)?,
        &f.refund_address,
        &f.locale,
        f.tags.join("\n"),
        metadata_text(&f.metadata)?,
        sort_name(f),
        search_text(after.id, f, wallets),
        after.updated_at.micros(),
        after.kind.as_str(),
        f.mail_opt_out,
    )?;
    tags::replace(conn, scope, seq, &before.fields.tags, &f.tags).await?;
    Ok(version)
}

const TOMBSTONE: &str = "
    UPDATE customers SET
        external_id = '', did = '', name = '', email = '', phone = '', address = '', shipping = '', refund_address = '',
        locale = '', tags = '', metadata = '', sort_name = '', search_text = '', mail_opt_out = FALSE, updated_at = $4,
        deleted_at = $4, version = version + 1
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND deleted_at IS NULL
    RETURNING seq";

/// What hangs on a person, and on the records that were merged into theirs and stay as they were; each with the column that
/// names whose it is.
const ERASE: [(&str, &str); 11] = [
    ("DELETE FROM related_pairs", "low_id"),
    ("DELETE FROM related_pairs", "high_id"),
    ("DELETE FROM identities", "customer_id"),
    ("DELETE FROM wallets", "customer_id"),
    ("DELETE FROM saved_cards", "customer_id"),
    ("DELETE FROM notes", "customer_id"),
    ("UPDATE payments SET metadata = ''", "customer_id"),
    ("UPDATE balance_transactions SET note = ''", "customer_id"),
    ("UPDATE checkout_sessions SET told = '', typed = '', answers = '', device = ''", "customer_id"),
    ("UPDATE merges SET kept = ''", "into_id"),
    (
        "UPDATE customers SET
            external_id = '', did = '', name = '', email = '', phone = '', address = '', shipping = '',
            refund_address = '', locale = '', tags = '', metadata = '', sort_name = '', search_text = '',
            mail_opt_out = FALSE",
        "id",
    ),
];

async fn erase(conn: &mut Conn<'_>, scope: Scope, (sql, column): (&str, &str), ids: &[CustomerId]) -> Result<()> {
    let mut statement = Statement::default();
    statement.push(sql);
    statement.scope(scope);
    statement.push(&format!(" AND {column} IN ("));
    statement.list(ids);
    statement.push(") RETURNING livemode");
    fetch_statement!(conn, (bool,), statement)?;
    Ok(())
}

/// Removes what identifies the person and leaves a tombstone. Payments, orders and invoices stay: they are accounting records.
pub async fn tombstone(conn: &mut Conn<'_>, scope: Scope, customer: &Customer, now: Timestamp) -> Result<()> {
    let id = customer.id.to_string();
    standing::withdraw(conn, scope, customer.id).await?;
    let (seq,): (i64,) =
        fetch_one!(conn, (i64,), TOMBSTONE, scope.merchant.to_string(), scope.livemode(), &id, now.micros())?;
    standing::recount(conn, scope, customer.id, now).await?;
    tags::replace(conn, scope, seq, &customer.fields.tags, &[]).await?;
    let ids = [&[customer.id][..], &customer.merged_from].concat();
    for act in ERASE {
        erase(conn, scope, act, &ids).await?;
    }
    for id in &ids {
        events::forget(conn, scope, &id.to_string()).await?;
    }
    counters::add(conn, scope, counters::CUSTOMERS, seq, -1).await
}

const REFRESH_SEARCH: &str = "
    UPDATE customers SET search_text = $4 WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Renews what the search reads after a wallet came or went.
pub async fn refresh_search(
    conn: &mut Conn<'_>,
    scope: Scope,
    id: CustomerId,
    fields: &CustomerFields,
    wallets: &[String],
) -> Result<()> {
    let text = search_text(id, fields, wallets);
    execute!(conn, REFRESH_SEARCH, scope.merchant.to_string(), scope.livemode(), id.to_string(), text)?;
    Ok(())
}
