//! Notes that staff write on customers.

use clientele_domain::id::{CustomerId, NoteId, UserId};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

/// A note as stored.
#[derive(Debug, Clone)]
pub struct Note {
    /// Identifier.
    pub id: NoteId,
    /// The author's name.
    pub author: String,
    /// The author's id as text, for the colour of the monogram.
    pub author_id: String,
    /// What was written.
    pub body: String,
    /// When.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct NoteRow {
    id: String,
    author: Option<String>,
    author_id: String,
    body: String,
    created_at: i64,
}

const INSERT: &str = "
    INSERT INTO notes (merchant_id, livemode, id, customer_id, author_id, body, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// A new note.
pub async fn insert(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    id: NoteId,
    author: UserId,
    body: &str,
    now: Timestamp,
) -> Result<()> {
    let (merchant, id, customer) = (scope.merchant.to_string(), id.to_string(), customer.to_string());
    execute!(conn, INSERT, merchant, scope.livemode(), id, customer, author.to_string(), body, now.micros())?;
    Ok(())
}

const OF_CUSTOMER: &str = "
    SELECT n.id, u.name AS author, n.author_id, n.body, n.created_at
    FROM notes n LEFT JOIN users u ON u.id = n.author_id
    WHERE n.merchant_id = $1 AND n.livemode = $2 AND n.customer_id = $3
    ORDER BY n.created_at DESC, n.id DESC LIMIT $4";

/// A customer's notes, newest first.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, limit: i64) -> Result<Vec<Note>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, NoteRow, OF_CUSTOMER, merchant, scope.livemode(), customer, limit)?
        .into_iter()
        .map(|row| {
            Ok(Note {
                id: row.id.parse().map_err(|_| unreadable("note id", &row.id))?,
                author: row.author.unwrap_or_else(|| "Someone who left".to_owned()),
                author_id: row.author_id,
                body: row.body,
                created_at: Timestamp::from_micros(row.created_at),
            })
        })
        .collect()
}
