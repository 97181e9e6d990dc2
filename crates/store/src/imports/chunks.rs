//! The files of imports, in pieces numbered from 0.

use clientele_domain::id::ImportId;
use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::error::Result;

const INSERT: &str = "
    INSERT INTO import_chunks (merchant_id, livemode, import_id, number, bytes) VALUES ($1, $2, $3, $4, $5)";

/// Keeps the next piece.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, id: ImportId, number: i64, bytes: &[u8]) -> Result<()> {
    execute!(conn, INSERT, scope.merchant.to_string(), scope.livemode(), id.to_string(), number, bytes)?;
    Ok(())
}

const ONE: &str = "
    SELECT bytes FROM import_chunks
    WHERE merchant_id = $1 AND livemode = $2 AND import_id = $3 AND number = $4";

/// A piece.
pub async fn one(conn: &mut Conn<'_>, scope: Scope, id: ImportId, number: i64) -> Result<Option<Vec<u8>>> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    let found = fetch_optional!(conn, (Vec<u8>,), ONE, merchant, scope.livemode(), id, number)?;
    Ok(found.map(|(bytes,)| bytes))
}

const COUNT: &str = "
    SELECT COUNT(*) FROM import_chunks WHERE merchant_id = $1 AND livemode = $2 AND import_id = $3";

/// How many pieces there are; none once the import has come to its end.
pub async fn count(conn: &mut Conn<'_>, scope: Scope, id: ImportId) -> Result<i64> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    Ok(fetch_one!(conn, (i64,), COUNT, merchant, scope.livemode(), id)?.0)
}

const REMOVE: &str = "DELETE FROM import_chunks WHERE merchant_id = $1 AND livemode = $2 AND import_id = $3";

/// Keeps the file no longer.
pub async fn remove(conn: &mut Conn<'_>, scope: Scope, id: ImportId) -> Result<()> {
    execute!(conn, REMOVE, scope.merchant.to_string(), scope.livemode(), id.to_string())?;
    Ok(())
}

const HAND_OVER: &str = "
    UPDATE import_chunks SET import_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND import_id = $3";

/// Gives the file of one import to another, which has none.
pub async fn hand_over(conn: &mut Conn<'_>, scope: Scope, from: ImportId, to: ImportId) -> Result<()> {
    let (merchant, from, to) = (scope.merchant.to_string(), from.to_string(), to.to_string());
    execute!(conn, HAND_OVER, merchant, scope.livemode(), from, to)?;
    Ok(())
}
