//! API keys, by their hashes.

use clientele_domain::id::KeyId;
use clientele_domain::key::{ApiKey, KeyKind};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct KeyRow {
    id: String,
    merchant_id: String,
    livemode: bool,
    kind: String,
    name: String,
    last4: String,
    access: String,
    created_by: String,
    created_at: i64,
    last_used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl TryFrom<KeyRow> for ApiKey {
    type Error = Error;
    fn try_from(row: KeyRow) -> Result<Self> {
        let merchant = row.merchant_id.parse().map_err(|_| unreadable("merchant id", &row.merchant_id))?;
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("key id", &row.id))?,
            scope: Scope { merchant, mode: Mode::from_livemode(row.livemode) },
            kind: KeyKind::parse(&row.kind).ok_or_else(|| unreadable("kind of a key", &row.kind))?,
            name: row.name,
            last4: row.last4,
            access: row.access.parse().map_err(|_| unreadable("access", &row.access))?,
            created_by: row.created_by,
            created_at: Timestamp::from_micros(row.created_at),
            last_used_at: row.last_used_at.map(Timestamp::from_micros),
            revoked_at: row.revoked_at.map(Timestamp::from_micros),
        })
    }
}

macro_rules! columns {
    () => {
        "id, merchant_id, livemode, kind, name, last4, access, created_by, created_at, last_used_at, revoked_at"
    };
}

const INSERT: &str = "
    INSERT INTO api_keys (merchant_id, livemode, id, kind, name, key_hash, last4, access, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// A new key.
pub async fn insert(conn: &mut Conn<'_>, key: &ApiKey, key_hash: &str) -> Result<()> {
    execute!(
        conn,
        INSERT,
        key.scope.merchant.to_string(),
        key.scope.livemode(),
        key.id.to_string(),
        key.kind.as_str(),
        &key.name,
        key_hash,
        &key.last4,
        key.access.to_string(),
        &key.created_by,
        key.created_at.micros(),
    )?;
    Ok(())
}

const BY_HASH: &str = concat!("SELECT ", columns!(), " FROM api_keys WHERE key_hash = $1");

/// The key with this hash, revoked or not. It alone says which scope a request is in.
pub async fn by_hash(conn: &mut Conn<'_>, key_hash: &str) -> Result<Option<ApiKey>> {
    fetch_optional!(conn, KeyRow, BY_HASH, key_hash)?.map(TryInto::try_into).transpose()
}

const ALL: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM api_keys WHERE merchant_id = $1 AND livemode = $2 ORDER BY id DESC LIMIT 200"
);

/// Every key of a scope, newest first.
pub async fn all(conn: &mut Conn<'_>, scope: Scope) -> Result<Vec<ApiKey>> {
    fetch_all!(conn, KeyRow, ALL, scope.merchant.to_string(), scope.livemode())?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

const REVOKE: &str = "
    UPDATE api_keys SET revoked_at = $4
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND revoked_at IS NULL";

/// Makes a key open nothing any more; says whether it opened something before.
pub async fn revoke(conn: &mut Conn<'_>, scope: Scope, id: KeyId, now: Timestamp) -> Result<bool> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    Ok(execute!(conn, REVOKE, merchant, scope.livemode(), id, now.micros())? > 0)
}

const TOUCH: &str = "
    UPDATE api_keys SET last_used_at = $4 WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Notes a use.
pub async fn touch(conn: &mut Conn<'_>, scope: Scope, id: KeyId, now: Timestamp) -> Result<()> {
    execute!(conn, TOUCH, scope.merchant.to_string(), scope.livemode(), id.to_string(), now.micros())?;
    Ok(())
}
