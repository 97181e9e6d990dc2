//! Merchants and who works there.

use clientele_domain::id::{MerchantId, UserId};
use clientele_domain::money::Currency;
use clientele_domain::role::Role;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

/// A merchant as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merchant {
    /// Identifier.
    pub id: MerchantId,
    /// What it is called.
    pub name: String,
    /// Its own currency; totals that need one figure are in it.
    pub currency: Currency,
}

#[derive(sqlx::FromRow)]
struct MerchantRow {
    id: String,
    name: String,
    currency: String,
}

impl TryFrom<MerchantRow> for Merchant {
    type Error = crate::Error;
    fn try_from(row: MerchantRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("merchant id", &row.id))?,
            name: row.name,
            currency: row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?,
        })
    }
}

const INSERT: &str = "INSERT INTO merchants (id, name, currency, created_at) VALUES ($1, $2, $3, $4)";

/// A new merchant.
pub async fn insert(conn: &mut Conn<'_>, merchant: &Merchant, now: Timestamp) -> Result<()> {
    execute!(conn, INSERT, merchant.id.to_string(), &merchant.name, merchant.currency.code(), now.micros())?;
    Ok(())
}

const BY_ID: &str = "SELECT id, name, currency FROM merchants WHERE id = $1";

/// One merchant.
pub async fn by_id(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<Option<Merchant>> {
    fetch_optional!(conn, MerchantRow, BY_ID, merchant.to_string())?.map(TryInto::try_into).transpose()
}

const FIRST: &str = "SELECT id, name, currency FROM merchants ORDER BY id LIMIT $1";

/// The oldest merchants, for commands that need one when none is named.
pub async fn first(conn: &mut Conn<'_>, limit: i64) -> Result<Vec<Merchant>> {
    fetch_all!(conn, MerchantRow, FIRST, limit)?.into_iter().map(TryInto::try_into).collect()
}

const JOIN: &str = "
    INSERT INTO memberships (merchant_id, user_id, role, created_at) VALUES ($1, $2, $3, $4)";

/// Makes a person staff of a merchant.
pub async fn join(conn: &mut Conn<'_>, merchant: MerchantId, user: UserId, role: Role, now: Timestamp) -> Result<()> {
    execute!(conn, JOIN, merchant.to_string(), user.to_string(), role.as_str(), now.micros())?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct MembershipRow {
    id: String,
    name: String,
    currency: String,
    role: String,
}

const OF_USER: &str = "
    SELECT m.id, m.name, m.currency, s.role
    FROM memberships s JOIN merchants m ON m.id = s.merchant_id
    WHERE s.user_id = $1
    ORDER BY m.id";

/// The merchants a person works for, each with the role there, oldest first.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId) -> Result<Vec<(Merchant, Role)>> {
    fetch_all!(conn, MembershipRow, OF_USER, user.to_string())?
        .into_iter()
        .map(|row| {
            let role = row.role.parse().map_err(|_| unreadable("role", &row.role))?;
            let merchant = MerchantRow { id: row.id, name: row.name, currency: row.currency }.try_into()?;
            Ok((merchant, role))
        })
        .collect()
}
