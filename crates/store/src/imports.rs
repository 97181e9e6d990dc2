//! Imports of files: how far each has come, and which rows it refused.

pub mod chunks;
pub mod due;
pub mod waiting;

use std::collections::HashMap;

use clientele_domain::id::{CustomerId, ImportId};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;

use crate::conn::{Arg, Conn, Statement};
use crate::error::{Result, unreadable};

/// An import as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Identifier.
    pub id: ImportId,
    /// `customers` or `payments`.
    pub what: String,
    /// The file's name, as people know it.
    pub file_name: String,
    /// A hash of the file and of how it is read: the same import again is found by it.
    pub fingerprint: String,
    /// How the file is read, as JSON.
    pub layout: String,
    /// `uploading`, `mapping`, `running`, `done` or `canceled`.
    pub status: String,
    /// Rows in the file.
    pub total_lines: i64,
    /// Rows dealt with.
    pub done_lines: i64,
    /// Rows stored.
    pub accepted: i64,
    /// Rows refused.
    pub rejected: i64,
    /// The person who began it, by name; nothing when the program itself did.
    pub started_by: String,
    /// When it began.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: String,
    what: String,
    file_name: String,
    fingerprint: String,
    layout: String,
    status: String,
    total_lines: i64,
    done_lines: i64,
    accepted: i64,
    rejected: i64,
    started_by: String,
    created_at: i64,
}

impl TryFrom<ImportRow> for Import {
    type Error = crate::Error;
    fn try_from(row: ImportRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("import id", &row.id))?,
            what: row.what,
            file_name: row.file_name,
            fingerprint: row.fingerprint,
            layout: row.layout,
            status: row.status,
            total_lines: row.total_lines,
            done_lines: row.done_lines,
            accepted: row.accepted,
            rejected: row.rejected,
            started_by: row.started_by,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

/// The columns of [`ImportRow`].
macro_rules! columns {
    () => {
        "id, what, file_name, fingerprint, layout, status, total_lines, done_lines, accepted, rejected, started_by,
        created_at"
    };
}

const INSERT: &str = "
    INSERT INTO imports (
        merchant_id, livemode, id, what, file_name, fingerprint, layout, status, total_lines, started_by, created_at,
        updated_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)";

/// A new import that has done nothing yet.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, import: &Import) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        import.id.to_string(),
        &import.what,
        &import.file_name,
        &import.fingerprint,
        &import.layout,
        &import.status,
        import.total_lines,
        &import.started_by,
        import.created_at.micros(),
    )?;
    Ok(())
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM imports WHERE merchant_id = $1 AND livemode = $2 AND id = $3");

/// One import.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: ImportId) -> Result<Option<Import>> {
    fetch_optional!(conn, ImportRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const LOCK_POSTGRES: &str =
    concat!("SELECT ", columns!(), " FROM imports WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR UPDATE");

/// The same, held until this transaction ends, so that two runs of one import never store a row twice.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: ImportId) -> Result<Option<Import>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, ImportRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const BY_FINGERPRINT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM imports WHERE merchant_id = $1 AND livemode = $2 AND fingerprint = $3
    ORDER BY created_at DESC, id DESC LIMIT 1"
);

/// The newest import of the same file read the same way.
pub async fn by_fingerprint(conn: &mut Conn<'_>, scope: Scope, fingerprint: &str) -> Result<Option<Import>> {
    fetch_optional!(conn, ImportRow, BY_FINGERPRINT, scope.merchant.to_string(), scope.livemode(), fingerprint)?
        .map(TryInto::try_into)
        .transpose()
}

/// Imports whose file has arrived, newest first, beginning after the one with the id `after`.
pub async fn page(conn: &mut Conn<'_>, scope: Scope, after: Option<ImportId>, limit: i64) -> Result<Vec<Import>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM imports"));
    statement.scope(scope);
    statement.push(" AND status <> 'uploading'");
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, ImportRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const ADVANCE: &str = "
    UPDATE imports SET
        done_lines = done_lines + $4, accepted = accepted + $5, rejected = rejected + $6, status = $7, updated_at = $8
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Notes progress, in the transaction of the rows it tells of.
pub async fn advance(
    conn: &mut Conn<'_>,
    scope: Scope,
    id: ImportId,
    (lines, accepted, rejected): (i64, i64, i64),
    status: &str,
    now: Timestamp,
) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    execute!(conn, ADVANCE, merchant, scope.livemode(), id, lines, accepted, rejected, status, now.micros(),)?;
    Ok(())
}

const REJECT: &str = "
    INSERT INTO import_rejects (merchant_id, livemode, import_id, line, field, message) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (merchant_id, livemode, import_id, line, field) DO NOTHING";

/// Keeps what was wrong with a row.
pub async fn reject(conn: &mut Conn<'_>, scope: Scope, id: ImportId, line: i64, violation: &Violation) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    execute!(conn, REJECT, merchant, scope.livemode(), id, line, &violation.field, &violation.message)?;
    Ok(())
}

const REJECTS: &str = "
    SELECT line, field, message FROM import_rejects
    WHERE merchant_id = $1 AND livemode = $2 AND import_id = $3 AND line > $4
    ORDER BY line, field LIMIT $5";

/// What was wrong, by line, beyond a line.
pub async fn rejects(
    conn: &mut Conn<'_>,
    scope: Scope,
    id: ImportId,
    after_line: i64,
    limit: i64,
) -> Result<Vec<(i64, Violation)>> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    let rows = fetch_all!(conn, (i64, String, String), REJECTS, merchant, scope.livemode(), id, after_line, limit)?;
    Ok(rows.into_iter().map(|(line, field, message)| (line, Violation::new(field, message))).collect())
}

const ALONE_POSTGRES: &str = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";

/// Makes others who begin an import of the same file at this moment wait until this transaction has ended, so that it is
/// begun once.
pub async fn lock_start(conn: &mut Conn<'_>, scope: Scope, fingerprint: &str) -> Result<()> {
    if let Conn::Postgres(_) = conn {
        execute!(conn, ALONE_POSTGRES, format!("{scope} {fingerprint}"))?;
    }
    Ok(())
}

/// How many external ids one statement asks for. Always the same, so that the statement is prepared once.
const ASKED: usize = 250;

/// The customers with these external ids, held until this transaction ends, in one order everywhere.
pub async fn hold_by_external_id(
    conn: &mut Conn<'_>,
    scope: Scope,
    external_ids: &[&str],
) -> Result<HashMap<String, CustomerId>> {
    let mut sorted = external_ids.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut held = HashMap::new();
    for asked in sorted.chunks(ASKED) {
        let mut statement = Statement::default();
        statement.push(
            "SELECT external_id, id FROM customers WHERE external_id <> '' AND deleted_at IS NULL AND merchant_id = ",
        );
        statement.bind(Arg::Text(scope.merchant.to_string()));
        statement.push(" AND livemode = ");
        statement.bind(Arg::Bool(scope.livemode()));
        statement.push(" AND external_id IN (");
        for place in 0..ASKED {
            statement.push(if place == 0 { "" } else { ", " });
            statement.bind(Arg::Text(asked.get(place).copied().unwrap_or_default().to_owned()));
        }
        // SQLite's writer is alone, and asked for an order it would go through all customers in it.
        statement.push(conn.pick(")", ") ORDER BY id FOR UPDATE"));
        for (external_id, id) in fetch_statement!(conn, (String, String), statement)? {
            let id = id.parse().map_err(|_| unreadable("customer id", &id))?;
            held.insert(external_id, id);
        }
    }
    Ok(held)
}
