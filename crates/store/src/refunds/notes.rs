//! What staff write about a refund.

use clientele_domain::id::{NoteId, RefundId};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};
use crate::notes::Note;

const INSERT: &str = "
    INSERT INTO refund_notes (merchant_id, livemode, id, refund_id, author_id, author, body, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// A new note.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, refund: RefundId, note: &Note) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        note.id.to_string(),
        refund.to_string(),
        &note.author_id,
        &note.author,
        &note.body,
        note.created_at.micros(),
    )?;
    Ok(())
}

const OF_REFUND: &str = "
    SELECT id, author_id, author, body, created_at FROM refund_notes
    WHERE merchant_id = $1 AND livemode = $2 AND refund_id = $3
    ORDER BY id DESC LIMIT $4";

/// The notes of a refund, the newest first.
pub async fn of_refund(conn: &mut Conn<'_>, scope: Scope, refund: RefundId, limit: i64) -> Result<Vec<Note>> {
    type Row = (String, String, String, String, i64);
    let (merchant, refund) = (scope.merchant.to_string(), refund.to_string());
    let rows = fetch_all!(conn, Row, OF_REFUND, merchant, scope.livemode(), refund, limit)?;
    let note = |(id, author_id, author, body, created_at): Row| {
        let id: NoteId = id.parse().map_err(|_| unreadable("note id", &id))?;
        Ok(Note { id, author, author_id, body, created_at: Timestamp::from_micros(created_at) })
    };
    rows.into_iter().map(note).collect()
}
