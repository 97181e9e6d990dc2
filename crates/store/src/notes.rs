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
    /// The author's name as it is now; a program's as it was then.
    pub author: String,
    /// The author's id as text, a person's or a key's; for the colour of the monogram.
    pub author_id: String,
    /// What was written.
    pub body: String,
    /// When.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct NoteRow {
    id: String,
    author: String,
    author_id: String,
    body: String,
    created_at: i64,
}

impl TryFrom<NoteRow> for Note {
    type Error = crate::Error;
    fn try_from(row: NoteRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("note id", &row.id))?,
            author: if row.author.is_empty() { "Someone who left".to_owned() } else { row.author },
            author_id: row.author_id,
            body: row.body,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

const INSERT: &str = "
    INSERT INTO notes (merchant_id, livemode, id, customer_id, author_id, author, body, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// A new note.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, note: &Note) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        note.id.to_string(),
        customer.to_string(),
        &note.author_id,
        // People may change their names; a program is called what it was called then.
        if note.author_id.starts_with(UserId::PREFIX) { "" } else { &note.author },
        &note.body,
        note.created_at.micros(),
    )?;
    Ok(())
}

const OF_CUSTOMER: &str = "
    SELECT n.id, COALESCE(u.name, n.author) AS author, n.author_id, n.body, n.created_at
    FROM notes n LEFT JOIN users u ON u.id = n.author_id
    WHERE n.merchant_id = $1 AND n.livemode = $2 AND n.customer_id = $3
    ORDER BY n.created_at DESC, n.id DESC LIMIT $4";

/// A customer's notes, newest first.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, limit: i64) -> Result<Vec<Note>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, NoteRow, OF_CUSTOMER, merchant, scope.livemode(), customer, limit)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

const PAGE: &str = "
    SELECT n.id, COALESCE(u.name, n.author) AS author, n.author_id, n.body, n.created_at
    FROM notes n LEFT JOIN users u ON u.id = n.author_id
    WHERE n.merchant_id = $1 AND n.livemode = $2 AND n.customer_id = $3 AND n.id < $4
    ORDER BY n.id DESC LIMIT $5";

/// A customer's notes, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    after: Option<NoteId>,
    limit: i64,
) -> Result<Vec<Note>> {
    let after = after.map_or_else(|| "note`".to_owned(), |id| id.to_string());
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, NoteRow, PAGE, merchant, scope.livemode(), customer, after, limit)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}
