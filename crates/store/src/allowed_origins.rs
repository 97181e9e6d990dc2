//! The origins for which customer sessions may be made.

use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::error::Result;

const ALL: &str = "SELECT origins FROM allowed_origins WHERE merchant_id = $1 AND livemode = $2";

/// Those that are listed.
pub async fn all(conn: &mut Conn<'_>, scope: Scope) -> Result<Vec<String>> {
    let found = fetch_optional!(conn, (String,), ALL, scope.merchant.to_string(), scope.livemode())?;
    Ok(found.map(|(origins,)| origins.split_whitespace().map(str::to_owned).collect()).unwrap_or_default())
}

const SET: &str = "
    INSERT INTO allowed_origins (merchant_id, livemode, origins) VALUES ($1, $2, $3)
    ON CONFLICT (merchant_id, livemode) DO UPDATE SET origins = excluded.origins";

/// Lists these and no others.
pub async fn set(conn: &mut Conn<'_>, scope: Scope, origins: &[String]) -> Result<()> {
    execute!(conn, SET, scope.merchant.to_string(), scope.livemode(), origins.join(" "))?;
    Ok(())
}
