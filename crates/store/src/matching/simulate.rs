//! What a simulation looks at: the newest of those whom other settings would have concerned, and no more.

use clientele_domain::id::CustomerId;
use clientele_domain::matching::Effect;
use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

/// So many customers, payments or merges are looked at, the newest.
pub const LOOKED_AT: i64 = 2000;
/// So many pairs are counted.
pub const COUNTED: i64 = 5000;

/// Two customers, and what they share as people read it.
pub type Pair = (CustomerId, CustomerId, String);

/// The newest guests, and those who share an identifier of one kind with one of them.
macro_rules! guests_with {
    ($kind:literal) => {
        concat!(
            "WITH newest AS (
                SELECT id FROM customers
                WHERE merchant_id = $1 AND livemode = $2 AND kind = 'guest' AND deleted_at IS NULL
                ORDER BY created_at DESC LIMIT $3
            )
            SELECT newest.id, other.id, i.label FROM newest
            JOIN identities i ON i.merchant_id = $1 AND i.livemode = $2 AND i.customer_id = newest.id AND i.kind = '",
            $kind,
            "'
            JOIN identities o ON o.merchant_id = $1 AND o.livemode = $2 AND o.kind = '",
            $kind,
            "' AND o.value = i.value
            JOIN customers other ON other.merchant_id = $1 AND other.livemode = $2 AND other.id = o.customer_id
            WHERE other.id <> newest.id AND other.kind = 'guest' AND other.deleted_at IS NULL
                AND i.value NOT LIKE '% %'
            LIMIT $4"
        )
    };
}
const BY_PHONE: &str = guests_with!("phone");
const BY_CARD: &str = guests_with!("card");

const GUESTS_OF_REGISTERED: &str = "
    WITH newest AS (
        SELECT id FROM customers
        WHERE merchant_id = $1 AND livemode = $2 AND kind = 'guest' AND deleted_at IS NULL
        ORDER BY created_at DESC LIMIT $3
    )
    SELECT newest.id, other.id, i.label FROM newest
    JOIN identities i ON i.merchant_id = $1 AND i.livemode = $2 AND i.customer_id = newest.id AND i.kind = 'email'
    JOIN customers other ON other.merchant_id = $1 AND other.livemode = $2 AND other.email = i.value
    WHERE other.email <> '' AND other.kind = 'registered' AND other.deleted_at IS NULL
    LIMIT $4";

const USERS: &str = "
    WITH newest AS (
        SELECT id, email, external_id FROM customers
        WHERE merchant_id = $1 AND livemode = $2 AND kind = 'registered' AND deleted_at IS NULL
        ORDER BY created_at DESC LIMIT $3
    )
    SELECT newest.id, other.id, newest.email FROM newest
    JOIN customers other ON other.merchant_id = $1 AND other.livemode = $2 AND other.email = newest.email
    WHERE other.email <> '' AND other.deleted_at IS NULL AND other.external_id <> '' AND newest.external_id <> ''
        AND other.id <> newest.id
    LIMIT $4";

const MERGES: &str = "
    WITH newest AS (
        SELECT source_id, into_id, rule, undone_at FROM merges WHERE merchant_id = $1 AND livemode = $2
        ORDER BY id DESC LIMIT $3
    )
    SELECT source_id, into_id, '' FROM newest WHERE undone_at IS NULL AND rule = $5 LIMIT $4";

const TYPED: &str = "
    WITH newest AS (
        SELECT customer_id, match_rule, match_evidence FROM payments WHERE merchant_id = $1 AND livemode = $2
        ORDER BY id DESC LIMIT $3
    )
    SELECT newest.customer_id, newest.customer_id, '' FROM newest
    JOIN customers c ON c.merchant_id = $1 AND c.livemode = $2 AND c.id = newest.customer_id
    WHERE newest.match_rule = 'email' AND newest.match_evidence LIKE 'email:typed%' AND c.kind = 'registered'
    LIMIT $4";

/// Whom an effect would have concerned. A pair of customers who are both among the newest is told twice.
pub async fn concerned(conn: &mut Conn<'_>, scope: Scope, effect: Effect) -> Result<Vec<Pair>> {
    let (merchant, livemode) = (scope.merchant.to_string(), scope.livemode());
    let (sql, rule) = match effect {
        Effect::MergedOnPhone => (BY_PHONE, None),
        Effect::MergedOnCard => (BY_CARD, None),
        Effect::TypedEmailsLinked => (GUESTS_OF_REGISTERED, None),
        Effect::TypedEmailsApart => (TYPED, None),
        Effect::UsersLinked => (USERS, None),
        Effect::ApartDespitePhone => (MERGES, Some("phone")),
        Effect::ApartDespiteCard => (MERGES, Some("card")),
    };
    let rows = match rule {
        None => fetch_all!(conn, (String, String, String), sql, merchant, livemode, LOOKED_AT, COUNTED)?,
        Some(rule) => fetch_all!(conn, (String, String, String), sql, merchant, livemode, LOOKED_AT, COUNTED, rule)?,
    };
    let read = |id: &str| id.parse().map_err(|_| unreadable("customer id", id));
    rows.into_iter().map(|(one, other, shared)| Ok((read(&one)?, read(&other)?, shared))).collect()
}
