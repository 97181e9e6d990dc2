//! Imports before their first row is stored: their file is on its way, or waits to be told what its columns hold.

use clientele_domain::id::ImportId;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use super::Import;
use crate::conn::Conn;
use crate::error::Result;

const TOUCH: &str = "UPDATE imports SET updated_at = $4 WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Notes that somebody is at it.
pub async fn touch(conn: &mut Conn<'_>, scope: Scope, id: ImportId, now: Timestamp) -> Result<()> {
    execute!(conn, TOUCH, scope.merchant.to_string(), scope.livemode(), id.to_string(), now.micros())?;
    Ok(())
}

const DESCRIBE: &str = "
    UPDATE imports SET layout = $4, status = $5, updated_at = $6
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Notes how the file is to be read, and where the import stands.
pub async fn describe(
    conn: &mut Conn<'_>,
    scope: Scope,
    id: ImportId,
    (layout, status): (&str, &str),
    now: Timestamp,
) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    execute!(conn, DESCRIBE, merchant, scope.livemode(), id, layout, status, now.micros())?;
    Ok(())
}

// Nobody has been at it yet, so whoever looks first takes it.
const BEGIN: &str = "
    UPDATE imports SET status = 'running', fingerprint = $4, total_lines = $5, started_by = $6, updated_at = 0
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Lets the first server that looks for work begin, or go on. Takes fingerprint, number of rows and person from `import`.
pub async fn begin(conn: &mut Conn<'_>, scope: Scope, import: &Import) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), import.id.to_string());
    let (fingerprint, started_by) = (&import.fingerprint, &import.started_by);
    execute!(conn, BEGIN, merchant, scope.livemode(), id, fingerprint, import.total_lines, started_by)?;
    Ok(())
}

const REMOVE: &str = "DELETE FROM imports WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Removes an import that has stored nothing and keeps no file.
pub async fn remove(conn: &mut Conn<'_>, scope: Scope, id: ImportId) -> Result<()> {
    execute!(conn, REMOVE, scope.merchant.to_string(), scope.livemode(), id.to_string())?;
    Ok(())
}
