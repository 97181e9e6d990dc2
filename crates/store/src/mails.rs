//! Mails on their way out, of one merchant and mode.

pub mod due;

use std::collections::BTreeMap;

use clientele_domain::id::MailId;
use clientele_domain::mail::{Mail, MailKind, MailStatus};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::customers::maybe_customer;
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct MailRow {
    id: String,
    kind: String,
    customer_id: String,
    recipient: String,
    from_name: String,
    reply_to: String,
    subject: String,
    body_text: String,
    body_html: String,
    off_link: String,
    status: String,
    attempts: i64,
    error: String,
    created_at: i64,
    sent_at: Option<i64>,
}

impl TryFrom<MailRow> for Mail {
    type Error = Error;
    fn try_from(row: MailRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("mail id", &row.id))?,
            kind: MailKind::parse(&row.kind).ok_or_else(|| unreadable("kind of mail", &row.kind))?,
            customer: maybe_customer(Some(row.customer_id).filter(|id| !id.is_empty()))?,
            to: row.recipient,
            from_name: row.from_name,
            reply_to: row.reply_to,
            subject: row.subject,
            text: row.body_text,
            html: row.body_html,
            off_link: row.off_link,
            status: MailStatus::parse(&row.status).ok_or_else(|| unreadable("status of a mail", &row.status))?,
            attempts: row.attempts,
            error: row.error,
            created_at: Timestamp::from_micros(row.created_at),
            sent_at: row.sent_at.map(Timestamp::from_micros),
        })
    }
}

macro_rules! mail_columns {
    () => {
        "id, kind, customer_id, recipient, from_name, reply_to, subject, body_text, body_html, off_link, status, attempts,
        error, created_at, sent_at"
    };
}
use mail_columns;

const INSERT: &str = "
    INSERT INTO mails (
        merchant_id, livemode, id, told_for, kind, customer_id, recipient, from_name, reply_to, subject, body_text,
        body_html, off_link, status, next_attempt_at, created_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'queued', 0, $14)
    ON CONFLICT (merchant_id, livemode, told_for) DO NOTHING";

/// A new mail that is due at once; says whether this was not told yet.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, mail: &Mail, told_for: &str) -> Result<bool> {
    let inserted = execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        mail.id.to_string(),
        told_for,
        mail.kind.as_str(),
        mail.customer.map(|customer| customer.to_string()).unwrap_or_default(),
        &mail.to,
        &mail.from_name,
        &mail.reply_to,
        &mail.subject,
        &mail.text,
        &mail.html,
        &mail.off_link,
        mail.created_at.micros(),
    )?;
    Ok(inserted > 0)
}

const BY_ID: &str =
    concat!("SELECT ", mail_columns!(), " FROM mails WHERE merchant_id = $1 AND livemode = $2 AND id = $3");

/// One mail.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: MailId) -> Result<Option<Mail>> {
    fetch_optional!(conn, MailRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// Those of these ids that there are.
pub async fn by_ids(conn: &mut Conn<'_>, scope: Scope, ids: &[MailId]) -> Result<Vec<Mail>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", mail_columns!(), " FROM mails"));
    statement.scope(scope);
    statement.push(" AND id IN (");
    statement.list(ids);
    statement.push(")");
    fetch_statement!(conn, MailRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

/// Mails, newest first, beginning after the one with the id `after`.
pub async fn page(conn: &mut Conn<'_>, scope: Scope, after: Option<MailId>, limit: i64) -> Result<Vec<Mail>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", mail_columns!(), " FROM mails"));
    statement.scope(scope);
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, MailRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const AGAIN: &str = "
    UPDATE mails SET status = 'queued', next_attempt_at = 0, attempts_before = attempts, error = ''
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND status IN ('failed', 'unknown') AND body_text <> ''";

/// Puts a mail on its way again that was not sent, or perhaps not; says whether it was such a one.
pub async fn begin_anew(conn: &mut Conn<'_>, scope: Scope, id: MailId) -> Result<bool> {
    Ok(execute!(conn, AGAIN, scope.merchant.to_string(), scope.livemode(), id.to_string())? > 0)
}

/// What takes a person out of mails. What has not been sent is sent no more.
pub(crate) const FORGET: &str = "
    UPDATE mails SET recipient = '', subject = '', body_text = '', body_html = '', off_link = '', error = '',
        next_attempt_at = NULL, status = CASE status WHEN 'queued' THEN 'failed' ELSE status END";

/// Takes what identifies a person out of what was written to them.
pub(crate) async fn forget(conn: &mut Conn<'_>, scope: Scope, customer: &str) -> Result<()> {
    let mut statement = Statement::default();
    statement.push(FORGET);
    statement.scope(scope);
    statement.push(" AND customer_id <> '' AND customer_id = ");
    statement.bind(Arg::Text(customer.to_owned()));
    statement.push(" RETURNING id");
    fetch_statement!(conn, (String,), statement)?;
    Ok(())
}

/// So many are removed in one transaction, so that nobody waits long for their turn to write.
const REMOVED_AT_ONCE: i64 = 500;

const OLD: &str = "
    SELECT merchant_id, livemode, id FROM mails WHERE created_at < $1 ORDER BY created_at LIMIT $2";

/// Removes some of those from before a moment. Gives whether there may be more.
pub async fn remove_some(conn: &mut Conn<'_>, before: Timestamp) -> Result<bool> {
    let old = fetch_all!(conn, (String, bool, String), OLD, before.micros(), REMOVED_AT_ONCE)?;
    remove(conn, "mails", old).await
}

/// Removes rows of a table, scope by scope.
pub(crate) async fn remove(conn: &mut Conn<'_>, table: &str, old: Vec<(String, bool, String)>) -> Result<bool> {
    let mut by_scope: BTreeMap<(&str, bool), Vec<&str>> = BTreeMap::new();
    for (merchant, livemode, id) in &old {
        by_scope.entry((merchant, *livemode)).or_default().push(id);
    }
    for ((merchant, livemode), ids) in by_scope {
        let mut statement = Statement::default();
        statement.push(&format!("DELETE FROM {table} WHERE merchant_id = "));
        statement.bind(Arg::Text(merchant.to_owned()));
        statement.push(" AND livemode = ");
        statement.bind(Arg::Bool(livemode));
        statement.push(" AND id IN (");
        statement.list(&ids);
        statement.push(") RETURNING id");
        fetch_statement!(conn, (String,), statement)?;
    }
    Ok(i64::try_from(old.len()).is_ok_and(|removed| removed >= REMOVED_AT_ONCE))
}
