//! Identifiers seen for a customer, each with how it got there and when it was seen.

use clientele_domain::id::CustomerId;
use clientele_domain::identity::{Evidence, Identity, IdentityKind};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::bulk::rows::{Value, insert, values};
use crate::conn::Conn;
use crate::error::{Result, unreadable};
use crate::matching::pairs;

#[derive(sqlx::FromRow)]
struct IdentityRow {
    kind: String,
    value: String,
    label: String,
    evidence: String,
    first_seen_at: i64,
    last_seen_at: i64,
    times_seen: i64,
}

const SEEN: &str = "
    INSERT INTO identities (
        merchant_id, livemode, customer_id, kind, value, label, evidence, first_seen_at, last_seen_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
    ON CONFLICT (merchant_id, livemode, customer_id, kind, value) DO UPDATE SET
        label = excluded.label, times_seen = identities.times_seen + 1,
        first_seen_at = CASE WHEN excluded.first_seen_at < identities.first_seen_at
            THEN excluded.first_seen_at ELSE identities.first_seen_at END,
        last_seen_at = CASE WHEN excluded.last_seen_at > identities.last_seen_at
            THEN excluded.last_seen_at ELSE identities.last_seen_at END
    RETURNING times_seen";

/// An identifier as it was seen once.
#[derive(Debug, Clone, Copy)]
pub struct Sighting<'a> {
    /// What kind it is.
    pub kind: IdentityKind,
    /// The identifier itself, folded as its kind is compared.
    pub value: &'a str,
    /// How people read it.
    pub label: &'a str,
    /// Why it is held to be this customer's.
    pub evidence: Evidence,
    /// When it was seen.
    pub at: Timestamp,
}

/// Notes that an identifier was seen, and the first time with whom it is shared. The evidence of the first time stays.
pub async fn seen(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, seen: Sighting<'_>) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let (times,) = fetch_one!(
        conn,
        (i64,),
        SEEN,
        merchant,
        scope.livemode(),
        &customer,
        seen.kind.as_str(),
        seen.value,
        seen.label,
        seen.evidence.as_str(),
        seen.at.micros(),
    )?;
    if times == 1 { pairs::learn(conn, scope, &customer, seen.kind, seen.value).await } else { Ok(()) }
}

const OF_CUSTOMER: &str = "
    SELECT kind, value, label, evidence, first_seen_at, last_seen_at, times_seen FROM identities
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    ORDER BY kind, last_seen_at DESC, value LIMIT 100";

/// What is known of a customer.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Vec<Identity>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let mut identities = read(fetch_all!(conn, IdentityRow, OF_CUSTOMER, merchant, scope.livemode(), customer)?)?;
    identities.sort_by_key(|identity| identity.kind);
    Ok(identities)
}

fn read(rows: Vec<IdentityRow>) -> Result<Vec<Identity>> {
    rows.into_iter()
        .map(|row| {
            Ok(Identity {
                kind: IdentityKind::parse(&row.kind).ok_or_else(|| unreadable("identity kind", &row.kind))?,
                value: row.value,
                label: row.label,
                evidence: Evidence::parse(&row.evidence).ok_or_else(|| unreadable("evidence", &row.evidence))?,
                first_seen_at: Timestamp::from_micros(row.first_seen_at),
                last_seen_at: Timestamp::from_micros(row.last_seen_at),
                times_seen: row.times_seen,
            })
        })
        .collect()
}

const SHARED: &str = "
    SELECT i.kind, i.value, i.label, i.evidence, i.first_seen_at, i.last_seen_at, i.times_seen FROM identities i
    JOIN identities other ON other.merchant_id = i.merchant_id AND other.livemode = i.livemode
        AND other.customer_id = $4 AND other.kind = i.kind AND other.value = i.value
    WHERE i.merchant_id = $1 AND i.livemode = $2 AND i.customer_id = $3
    ORDER BY i.kind, i.value";

/// Those of a customer's identities that another has, too, as the first has them.
pub async fn shared(conn: &mut Conn<'_>, scope: Scope, of: CustomerId, with: CustomerId) -> Result<Vec<Identity>> {
    let merchant = scope.merchant.to_string();
    read(fetch_all!(conn, IdentityRow, SHARED, merchant, scope.livemode(), of.to_string(), with.to_string())?)
}

const COPY: &str = "
    INSERT INTO identities (
        merchant_id, livemode, customer_id, kind, value, label, evidence, first_seen_at, last_seen_at, times_seen
    )
    SELECT merchant_id, livemode, $4, kind, value, label, evidence, first_seen_at, last_seen_at, times_seen
    FROM identities WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    ON CONFLICT (merchant_id, livemode, customer_id, kind, value) DO UPDATE SET
        times_seen = identities.times_seen + excluded.times_seen,
        first_seen_at = CASE WHEN excluded.first_seen_at < identities.first_seen_at
            THEN excluded.first_seen_at ELSE identities.first_seen_at END,
        last_seen_at = CASE WHEN excluded.last_seen_at > identities.last_seen_at
            THEN excluded.last_seen_at ELSE identities.last_seen_at END";

/// Gives one customer all identities of another, who keeps them.
pub(crate) async fn copy(conn: &mut Conn<'_>, scope: Scope, from: CustomerId, to: CustomerId) -> Result<()> {
    execute!(conn, COPY, scope.merchant.to_string(), scope.livemode(), from.to_string(), to.to_string())?;
    Ok(())
}

const REMOVE_SHARED: &str = "
    DELETE FROM identities WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND EXISTS (
        SELECT 1 FROM identities other
        WHERE other.merchant_id = $1 AND other.livemode = $2 AND other.customer_id = $4
            AND other.kind = identities.kind AND other.value = identities.value
    )";
const INSERT: &str = "
    INSERT INTO identities (
        merchant_id, livemode, customer_id, kind, value, label, evidence, first_seen_at, last_seen_at, times_seen
    ) VALUES ";

/// Puts `left` in the place of those of a customer's identities that another has, too.
pub(crate) async fn replace_shared(
    conn: &mut Conn<'_>,
    scope: Scope,
    of: CustomerId,
    with: CustomerId,
    left: &[Identity],
) -> Result<()> {
    let (merchant, of) = (scope.merchant.to_string(), of.to_string());
    execute!(conn, REMOVE_SHARED, &merchant, scope.livemode(), &of, with.to_string())?;
    let rows: Vec<_> = left
        .iter()
        .map(|i| {
            values! {
                &merchant, scope.livemode(), &of, i.kind.as_str(), &i.value, &i.label, i.evidence.as_str(),
                i.first_seen_at, i.last_seen_at, i.times_seen,
            }
        })
        .collect();
    insert(conn, INSERT, rows).await
}
