//! Invitations to work for a merchant, by the hash of the secret in their link. One that was accepted or taken back is
//! gone; a team belongs to the merchant, so both modes have the same ones.

use clientele_domain::id::{InvitationId, MerchantId, UserId};
use clientele_domain::team::Invitation;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct InvitationRow {
    merchant_id: String,
    id: String,
    email: String,
    role: String,
    invited_by: String,
    created_at: i64,
    expires_at: i64,
}

impl TryFrom<InvitationRow> for Invitation {
    type Error = Error;
    fn try_from(row: InvitationRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("invitation id", &row.id))?,
            email: row.email,
            role: row.role.parse().map_err(|_| unreadable("role", &row.role))?,
            invited_by: row.invited_by,
            created_at: Timestamp::from_micros(row.created_at),
            expires_at: Timestamp::from_micros(row.expires_at),
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT merchant_id, id, email, role, invited_by, created_at, expires_at FROM invitations WHERE ",
            $rest
        )
    };
}

const INSERT: &str = "
    INSERT INTO invitations (merchant_id, id, email, role, secret_hash, invited_by, inviter_id, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// A new invitation by `inviter`, empty for the program itself. Errors: `Taken` when the email is invited already.
pub async fn insert(
    conn: &mut Conn<'_>,
    merchant: MerchantId,
    invitation: &Invitation,
    secret_hash: &str,
    inviter: Option<UserId>,
) -> Result<()> {
    execute!(
        conn,
        INSERT,
        merchant.to_string(),
        invitation.id.to_string(),
        &invitation.email,
        invitation.role.as_str(),
        secret_hash,
        &invitation.invited_by,
        inviter.map(|inviter| inviter.to_string()).unwrap_or_default(),
        invitation.created_at.micros(),
        invitation.expires_at.micros(),
    )?;
    Ok(())
}

const ALL: &str = select!("merchant_id = $1 ORDER BY id DESC LIMIT 500");

/// Every invitation of a merchant, newest first.
pub async fn all(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<Vec<Invitation>> {
    fetch_all!(conn, InvitationRow, ALL, merchant.to_string())?.into_iter().map(TryInto::try_into).collect()
}

const ONE: &str = select!("merchant_id = $1 AND id = $2");

/// One invitation.
pub async fn one(conn: &mut Conn<'_>, merchant: MerchantId, id: InvitationId) -> Result<Option<Invitation>> {
    let found = fetch_optional!(conn, InvitationRow, ONE, merchant.to_string(), id.to_string())?;
    found.map(TryInto::try_into).transpose()
}

const BY_EMAIL: &str = select!("merchant_id = $1 AND email = $2");

/// The invitation of an email, lower case.
pub async fn by_email(conn: &mut Conn<'_>, merchant: MerchantId, email: &str) -> Result<Option<Invitation>> {
    let found = fetch_optional!(conn, InvitationRow, BY_EMAIL, merchant.to_string(), email)?;
    found.map(TryInto::try_into).transpose()
}

const BY_SECRET: &str = select!("secret_hash = $1");

/// The invitation behind the hash of a secret, whose it is. The secret alone says at which merchant.
pub async fn by_secret(conn: &mut Conn<'_>, secret_hash: &str) -> Result<Option<(MerchantId, Invitation)>> {
    let Some(row) = fetch_optional!(conn, InvitationRow, BY_SECRET, secret_hash)? else { return Ok(None) };
    let merchant = row.merchant_id.parse().map_err(|_| unreadable("merchant id", &row.merchant_id))?;
    Ok(Some((merchant, row.try_into()?)))
}

const RENEW: &str = "
    UPDATE invitations SET secret_hash = $3, expires_at = $4, invited_by = $5, inviter_id = $6
    WHERE merchant_id = $1 AND id = $2";

/// Another secret and another end; the secret before opens nothing any more.
pub async fn renew(
    conn: &mut Conn<'_>,
    merchant: MerchantId,
    invitation: &Invitation,
    secret_hash: &str,
    inviter: Option<UserId>,
) -> Result<()> {
    execute!(
        conn,
        RENEW,
        merchant.to_string(),
        invitation.id.to_string(),
        secret_hash,
        invitation.expires_at.micros(),
        &invitation.invited_by,
        inviter.map(|inviter| inviter.to_string()).unwrap_or_default(),
    )?;
    Ok(())
}

const DELETE: &str = "DELETE FROM invitations WHERE merchant_id = $1 AND id = $2";

/// Takes an invitation back; says whether there was one.
pub async fn delete(conn: &mut Conn<'_>, merchant: MerchantId, id: InvitationId) -> Result<bool> {
    Ok(execute!(conn, DELETE, merchant.to_string(), id.to_string())? > 0)
}

const SPEND: &str = "DELETE FROM invitations WHERE merchant_id = $1 AND id = $2 AND secret_hash = $3";

/// Uses an invitation up; of several at once, one is told that it was there.
pub async fn spend(conn: &mut Conn<'_>, merchant: MerchantId, id: InvitationId, secret_hash: &str) -> Result<bool> {
    Ok(execute!(conn, SPEND, merchant.to_string(), id.to_string(), secret_hash)? > 0)
}

const DELETE_OF: &str = "DELETE FROM invitations WHERE merchant_id = $1 AND inviter_id = $2";

/// Takes back every invitation by somebody who may not invite any more.
pub async fn delete_of(conn: &mut Conn<'_>, merchant: MerchantId, inviter: UserId) -> Result<()> {
    execute!(conn, DELETE_OF, merchant.to_string(), inviter.to_string())?;
    Ok(())
}
