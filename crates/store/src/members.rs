//! Who works for a merchant, in which role. A team belongs to the merchant, so both modes have the same one.

use clientele_domain::id::{MerchantId, UserId};
use clientele_domain::role::Role;
use clientele_domain::team::Member;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Error, Result, unreadable};

const HOLD_POSTGRES: &str = "SELECT id FROM merchants WHERE id = $1 FOR NO KEY UPDATE";

/// Makes others who change this team wait until this transaction has ended, so that whoever counts the owners counts
/// right. SQLite's writer is alone anyway.
pub async fn hold(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<()> {
    if let Conn::Postgres(_) = conn {
        execute!(conn, HOLD_POSTGRES, merchant.to_string())?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    user_id: String,
    name: String,
    email: String,
    role: String,
    two_factor: bool,
    last_seen_at: Option<i64>,
    created_at: i64,
}

impl TryFrom<MemberRow> for Member {
    type Error = Error;
    fn try_from(row: MemberRow) -> Result<Self> {
        Ok(Self {
            user: row.user_id.parse().map_err(|_| unreadable("user id", &row.user_id))?,
            name: row.name,
            email: row.email,
            role: row.role.parse().map_err(|_| unreadable("role", &row.role))?,
            two_factor: row.two_factor,
            last_seen_at: row.last_seen_at.map(Timestamp::from_micros),
            joined_at: Timestamp::from_micros(row.created_at),
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT s.user_id, u.name, u.email, s.role, f.confirmed_at IS NOT NULL AS two_factor, u.last_seen_at, s.created_at
            FROM memberships s
            JOIN users u ON u.id = s.user_id
            LEFT JOIN second_factors f ON f.user_id = s.user_id
            WHERE s.merchant_id = $1",
            $rest
        )
    };
}

const ALL: &str = select!(" ORDER BY s.user_id LIMIT 500");

/// Everybody who works there.
pub async fn all(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<Vec<Member>> {
    fetch_all!(conn, MemberRow, ALL, merchant.to_string())?.into_iter().map(TryInto::try_into).collect()
}

const ONE: &str = select!(" AND s.user_id = $2");

/// Somebody who works there.
pub async fn one(conn: &mut Conn<'_>, merchant: MerchantId, user: UserId) -> Result<Option<Member>> {
    let found = fetch_optional!(conn, MemberRow, ONE, merchant.to_string(), user.to_string())?;
    found.map(TryInto::try_into).transpose()
}

const OTHER_OWNERS: &str = "
    SELECT COUNT(*) FROM memberships WHERE merchant_id = $1 AND role = 'owner' AND user_id <> $2";

/// Whether the merchant has an owner besides this person.
pub async fn has_other_owner(conn: &mut Conn<'_>, merchant: MerchantId, user: UserId) -> Result<bool> {
    let (count,) = fetch_one!(conn, (i64,), OTHER_OWNERS, merchant.to_string(), user.to_string())?;
    Ok(count > 0)
}

const SET_ROLE: &str = "UPDATE memberships SET role = $3 WHERE merchant_id = $1 AND user_id = $2";

/// Another role for somebody who works there.
pub async fn set_role(conn: &mut Conn<'_>, merchant: MerchantId, user: UserId, role: Role) -> Result<()> {
    execute!(conn, SET_ROLE, merchant.to_string(), user.to_string(), role.as_str())?;
    Ok(())
}

const REMOVE: &str = "DELETE FROM memberships WHERE merchant_id = $1 AND user_id = $2";

/// From now on the person works there no more.
pub async fn remove(conn: &mut Conn<'_>, merchant: MerchantId, user: UserId) -> Result<()> {
    execute!(conn, REMOVE, merchant.to_string(), user.to_string())?;
    Ok(())
}
