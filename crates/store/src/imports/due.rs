//! What servers look for, whoever it belongs to: imports that somebody has to go on with, and files that never arrived.

use clientele_domain::id::ImportId;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

// Of two that look at once, the second waits for the first, and then finds the condition no longer true.
const CLAIM: &str = "
    UPDATE imports SET updated_at = $1
    WHERE updated_at < $2 AND status = 'running' AND (merchant_id, livemode, id) IN (
        SELECT merchant_id, livemode, id FROM imports
        WHERE status = 'running' AND updated_at < $2 AND EXISTS (
            SELECT 1 FROM import_chunks AS c
            WHERE c.merchant_id = imports.merchant_id AND c.livemode = imports.livemode AND c.import_id = imports.id
        )
        ORDER BY updated_at LIMIT 1
    )
    RETURNING merchant_id, livemode, id";

/// Takes a running import whose file is kept and that nobody has been at since `idle_since`, and marks it as taken.
pub async fn claim(conn: &mut Conn<'_>, now: Timestamp, idle_since: Timestamp) -> Result<Option<(Scope, ImportId)>> {
    let found = fetch_optional!(conn, (String, bool, String), CLAIM, now.micros(), idle_since.micros())?;
    let Some((merchant, livemode, id)) = found else { return Ok(None) };
    let merchant = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
    let id = id.parse().map_err(|_| unreadable("import id", &id))?;
    Ok(Some((Scope { merchant, mode: Mode::from_livemode(livemode) }, id)))
}

const REMOVE_PIECES: &str = "
    DELETE FROM import_chunks WHERE (merchant_id, livemode, import_id) IN (
        SELECT merchant_id, livemode, id FROM imports WHERE status = 'uploading' AND updated_at < $1
    )";

const REMOVE_UPLOADS: &str = "DELETE FROM imports WHERE status = 'uploading' AND updated_at < $1";

/// Removes files of which nothing has arrived since, and that did not arrive whole.
pub async fn remove_broken_uploads(conn: &mut Conn<'_>, since: Timestamp) -> Result<()> {
    execute!(conn, REMOVE_PIECES, since.micros())?;
    execute!(conn, REMOVE_UPLOADS, since.micros())?;
    Ok(())
}
