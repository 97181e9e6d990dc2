//! What servers look for, whoever it belongs to: mails that it is time to send. Each step of a mail names the attempt that it
//! belongs to, so that a server which was slow changes nothing that another has taken over.

use clientele_domain::id::MailId;
use clientele_domain::mail::{Mail, MailStatus};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use super::{MailRow, mail_columns};
use crate::conn::{Arg, Conn, Statement};
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct DueRow {
    merchant_id: String,
    livemode: bool,
    attempts_before: i64,
    #[sqlx(flatten)]
    mail: MailRow,
}

/// A mail that is due.
pub struct Due {
    /// Whose.
    pub scope: Scope,
    /// The mail.
    pub mail: Mail,
    /// How many of its attempts don't count any more, because somebody said that it is to be sent again.
    pub attempts_before: i64,
}

impl TryFrom<DueRow> for Due {
    type Error = Error;
    fn try_from(row: DueRow) -> Result<Self> {
        let merchant = row.merchant_id.parse().map_err(|_| unreadable("merchant id", &row.merchant_id))?;
        let scope = Scope { merchant, mode: Mode::from_livemode(row.livemode) };
        Ok(Self { scope, mail: row.mail.try_into()?, attempts_before: row.attempts_before })
    }
}

const ANY: &str = "SELECT id FROM mails WHERE next_attempt_at <= $1 LIMIT 1";

/// Whether anything is due. A look, for a server that has nothing to do most of the time.
pub async fn any(conn: &mut Conn<'_>, now: Timestamp) -> Result<bool> {
    Ok(fetch_optional!(conn, (String,), ANY, now.micros())?.is_some())
}

/// Mails that are due, longest due first, held until this transaction ends. Those that another server holds at this moment
/// are passed over.
pub async fn lock(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<Due>> {
    let mut statement = Statement::default();
    statement.push(concat!(
        "SELECT merchant_id, livemode, attempts_before, ",
        mail_columns!(),
        " FROM mails WHERE next_attempt_at <= "
    ));
    statement.bind(Arg::Int(now.micros()));
    statement.push(" ORDER BY next_attempt_at, id LIMIT ");
    statement.bind(Arg::Int(limit));
    // SQLite's writer is alone.
    statement.push(conn.pick("", " FOR NO KEY UPDATE SKIP LOCKED"));
    fetch_statement!(conn, DueRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const TAKE: &str = "
    UPDATE mails SET status = 'queued', attempts = $4, next_attempt_at = $5
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Takes a mail that is held for a while: it is due again then, unless something came of it.
pub async fn take(conn: &mut Conn<'_>, scope: Scope, id: MailId, attempts: i64, lease: Timestamp) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    execute!(conn, TAKE, merchant, scope.livemode(), id, attempts, lease.micros())?;
    Ok(())
}

const BEGIN: &str = "
    UPDATE mails SET status = 'sending', next_attempt_at = $5
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND attempts = $4 AND status = 'queued' AND body_text <> ''";

/// Notes that a mail is handed over from here on; says whether it is still whose attempt this is, and still to be sent.
pub async fn begin(conn: &mut Conn<'_>, scope: Scope, id: MailId, attempts: i64, lease: Timestamp) -> Result<bool> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    Ok(execute!(conn, BEGIN, merchant, scope.livemode(), id, attempts, lease.micros())? > 0)
}

const END: &str = "
    UPDATE mails SET status = $5, error = $6, next_attempt_at = $7, sent_at = $8
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND attempts = $4 AND next_attempt_at IS NOT NULL";

/// What came of an attempt: the status, why, and when it is tried again. Nothing, when another server has taken over.
pub async fn end(
    conn: &mut Conn<'_>,
    scope: Scope,
    (id, attempts): (MailId, i64),
    (status, error): (MailStatus, &str),
    again: Option<Timestamp>,
    sent_at: Option<Timestamp>,
) -> Result<bool> {
    let done = execute!(
        conn,
        END,
        scope.merchant.to_string(),
        scope.livemode(),
        id.to_string(),
        attempts,
        status.as_str(),
        error,
        again.map(Timestamp::micros),
        sent_at.map(Timestamp::micros),
    )?;
    Ok(done > 0)
}

const EMPTY: &str = "
    UPDATE mails SET body_text = '', body_html = '' WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Empties a mail that holds a secret, once nobody needs it here any more.
pub async fn empty(conn: &mut Conn<'_>, scope: Scope, id: MailId) -> Result<()> {
    execute!(conn, EMPTY, scope.merchant.to_string(), scope.livemode(), id.to_string())?;
    Ok(())
}
