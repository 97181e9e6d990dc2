//! How bills are handled: the merchant's time zone, and the days of grace of a mode.

use clientele_domain::id::MerchantId;
use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::error::Result;

const TIME_ZONE: &str = "SELECT time_zone FROM merchants WHERE id = $1";

/// The name of the merchant's time zone.
pub async fn time_zone(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<String> {
    Ok(fetch_one!(conn, (String,), TIME_ZONE, merchant.to_string())?.0)
}

const GRACE_DAYS: &str = "SELECT grace_days FROM billing_settings WHERE merchant_id = $1 AND livemode = $2";

/// The days of grace, if somebody has decided how many.
pub async fn grace_days(conn: &mut Conn<'_>, scope: Scope) -> Result<Option<i64>> {
    let found = fetch_optional!(conn, (i64,), GRACE_DAYS, scope.merchant.to_string(), scope.livemode())?;
    Ok(found.map(|(days,)| days))
}

const SET_GRACE_DAYS: &str = "
    INSERT INTO billing_settings (merchant_id, livemode, grace_days) VALUES ($1, $2, $3)
    ON CONFLICT (merchant_id, livemode) DO UPDATE SET grace_days = excluded.grace_days";

/// Stores how many.
pub async fn set_grace_days(conn: &mut Conn<'_>, scope: Scope, days: i64) -> Result<()> {
    execute!(conn, SET_GRACE_DAYS, scope.merchant.to_string(), scope.livemode(), days)?;
    Ok(())
}
