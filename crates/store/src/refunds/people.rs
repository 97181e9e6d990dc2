//! Who a refund can be given to: the people who work at its merchant.

use clientele_domain::id::{MerchantId, UserId};
use clientele_domain::role::Role;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

const ALL: &str = "
    SELECT s.user_id, u.name, s.role
    FROM memberships s JOIN users u ON u.id = s.user_id
    WHERE s.merchant_id = $1
    ORDER BY u.name, s.user_id";

/// Everybody who works there, by name, each with the role.
pub async fn all(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<Vec<(UserId, String, Role)>> {
    let rows = fetch_all!(conn, (String, String, String), ALL, merchant.to_string())?;
    let person = |(id, name, role): (String, String, String)| {
        let user = id.parse().map_err(|_| unreadable("user id", &id))?;
        Ok((user, name, role.parse().map_err(|_| unreadable("role", &role))?))
    };
    rows.into_iter().map(person).collect()
}
