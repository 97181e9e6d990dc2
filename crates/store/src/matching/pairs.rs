//! Pairs of customers who share an identifier. They are noted when an identifier is learnt, so that whoever looks for
//! duplicates reads them in order instead of going through everybody.
//!
//! What is kept is who might be worth a look. Who really is suggested follows from the identities and from what people
//! said, and is asked for when a page of pairs is shown.

use clientele_domain::id::CustomerId;
use clientele_domain::identity::IdentityKind;
use clientele_domain::scope::Scope;

use crate::conn::{Arg, Conn, Statement};
use crate::error::{Result, unreadable};

/// An identifier that more records have than this is an office's telephone or a till's card, not a person's.
macro_rules! most {
    () => {
        "20"
    };
}

/// The pairs of `i` with whoever is there and has the same, unless somebody said that they are not the same person. A card
/// without a fingerprint is known by brand and last four digits, which thousands share; such a value has a space in it. Nor is anybody known by a device.
/// SQLite keeps to the order of a cross join: without it, it might begin with all that the merchant has.
macro_rules! note_pairs {
    ($from:literal, $condition:literal) => {
        concat!(
            "INSERT INTO related_pairs (merchant_id, livemode, low_id, high_id)
            SELECT DISTINCT i.merchant_id, i.livemode,
                CASE WHEN i.customer_id < o.customer_id THEN i.customer_id ELSE o.customer_id END,
                CASE WHEN i.customer_id < o.customer_id THEN o.customer_id ELSE i.customer_id END
            FROM ",
            $from,
            " CROSS JOIN identities o CROSS JOIN customers c WHERE ",
            $condition,
            " AND o.merchant_id = i.merchant_id AND o.livemode = i.livemode AND o.kind = i.kind AND o.value = i.value
            AND o.customer_id <> i.customer_id
            AND c.merchant_id = o.merchant_id AND c.livemode = o.livemode AND c.id = o.customer_id AND c.deleted_at IS NULL AND i.kind <> 'device' AND (i.kind <> 'card' OR i.value NOT LIKE '% %')
            AND (
                SELECT f.customer_id FROM identities f
                WHERE f.merchant_id = i.merchant_id AND f.livemode = i.livemode AND f.kind = i.kind AND f.value = i.value
                ORDER BY f.customer_id LIMIT 1 OFFSET ",
            most!(),
            ") IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM distinct_customers d
                WHERE d.merchant_id = i.merchant_id AND d.livemode = i.livemode
                    AND d.low_id = CASE WHEN i.customer_id < o.customer_id THEN i.customer_id ELSE o.customer_id END
                    AND d.high_id = CASE WHEN i.customer_id < o.customer_id THEN o.customer_id ELSE i.customer_id END
            )
            ON CONFLICT (merchant_id, livemode, high_id, low_id) DO NOTHING"
        )
    };
}

const LEARN: &str = note_pairs!(
    "identities i",
    "i.merchant_id = $1 AND i.livemode = $2 AND i.customer_id = $3 AND i.kind = $4 AND i.value = $5"
);

/// Notes with whom a customer shares an identifier that was learnt just now.
pub(crate) async fn learn(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: &str,
    kind: IdentityKind,
    value: &str,
) -> Result<()> {
    execute!(conn, LEARN, scope.merchant.to_string(), scope.livemode(), customer, kind.as_str(), value)?;
    Ok(())
}

const LEARN_ALL: &str = note_pairs!("identities i", "i.merchant_id = $1 AND i.livemode = $2 AND i.customer_id = $3");

/// Notes anew with whom a customer shares something, after much has changed at once.
pub async fn refresh(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<()> {
    forget(conn, scope, customer).await?;
    execute!(conn, LEARN_ALL, scope.merchant.to_string(), scope.livemode(), customer.to_string())?;
    Ok(())
}

/// The new customers come first, by their numbers: SQLite keeps to the order of a cross join, and no index helps with a
/// merchant who is compared so.
const LEARN_NEW: &str = note_pairs!(
    "customers n CROSS JOIN identities i",
    "n.seq >= $3 AND n.seq <= $4 AND n.merchant_id || '' = $1 AND n.livemode = $2
        AND i.merchant_id = n.merchant_id AND i.livemode = n.livemode AND i.customer_id = n.id"
);

/// Notes with whom customers share something who were recorded together, from the first of their numbers to the last.
pub(crate) async fn learn_new(conn: &mut Conn<'_>, scope: Scope, first: i64, last: i64) -> Result<()> {
    // PostgreSQL knows nothing yet of rows that were written in this transaction, and would go through all of them.
    if let Conn::Postgres(c) = conn {
        sqlx::query("ANALYZE customers, identities").execute(&mut **c).await?;
    }
    execute!(conn, LEARN_NEW, scope.merchant.to_string(), scope.livemode(), first, last)?;
    Ok(())
}

const FORGET: [&str; 2] = [
    "DELETE FROM related_pairs WHERE merchant_id = $1 AND livemode = $2 AND low_id = $3",
    "DELETE FROM related_pairs WHERE merchant_id = $1 AND livemode = $2 AND high_id = $3",
];

/// Forgets every pair in which a customer is.
pub(crate) async fn forget(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    for sql in FORGET {
        execute!(conn, sql, &merchant, scope.livemode(), &customer)?;
    }
    Ok(())
}

const FORGET_ONE: &str =
    "DELETE FROM related_pairs WHERE merchant_id = $1 AND livemode = $2 AND low_id = $3 AND high_id = $4";

/// Forgets one pair; the lower id first.
pub(crate) async fn forget_one(conn: &mut Conn<'_>, scope: Scope, low: &str, high: &str) -> Result<()> {
    execute!(conn, FORGET_ONE, scope.merchant.to_string(), scope.livemode(), low, high)?;
    Ok(())
}

/// Two customers; the older id first.
pub type Pair = (CustomerId, CustomerId);

/// Pairs, the newest customers first, beginning after the pair `after`.
pub async fn page(conn: &mut Conn<'_>, scope: Scope, after: Option<Pair>, limit: i64) -> Result<Vec<Pair>> {
    let mut statement = Statement::default();
    statement.push("SELECT low_id, high_id FROM related_pairs");
    statement.scope(scope);
    if let Some((low, high)) = after {
        statement.push(" AND (high_id, low_id) < (");
        statement.list(&[high, low]);
        statement.push(")");
    }
    statement.push(" ORDER BY high_id DESC, low_id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    let rows = fetch_statement!(conn, (String, String), statement)?;
    let read = |id: String| id.parse().map_err(|_| unreadable("customer id", &id));
    rows.into_iter().map(|(low, high)| Ok((read(low)?, read(high)?))).collect()
}

const COUNT: &str = "
    SELECT COUNT(*) FROM (
        SELECT low_id FROM related_pairs WHERE merchant_id = $1 AND livemode = $2 LIMIT $3
    ) AS first_ones";

/// How many pairs there are, counted up to `most`.
pub async fn count(conn: &mut Conn<'_>, scope: Scope, most: i64) -> Result<i64> {
    let (count,) = fetch_one!(conn, (i64,), COUNT, scope.merchant.to_string(), scope.livemode(), most)?;
    Ok(count)
}
