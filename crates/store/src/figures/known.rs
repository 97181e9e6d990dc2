//! What figures there are of: currencies, and since when.

use clientele_domain::analytics::Day;
use clientele_domain::money::Currency;
use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

const NEXT_CURRENCY: &str = "
    SELECT currency FROM figures WHERE merchant_id = $1 AND livemode = $2 AND currency > $3 ORDER BY currency LIMIT 1";

/// The currencies in which anything was paid, in alphabetical order.
pub async fn currencies(conn: &mut Conn<'_>, scope: Scope) -> Result<Vec<Currency>> {
    let merchant = scope.merchant.to_string();
    let mut found = Vec::new();
    let mut last = String::new();
    // One step for each, rather than all rows at once.
    while let Some((code,)) = fetch_optional!(conn, (String,), NEXT_CURRENCY, &merchant, scope.livemode(), &last)? {
        found.push(code.parse().map_err(|_| unreadable("currency", &code))?);
        last = code;
    }
    Ok(found)
}

const FIRST_DAY: &str = "
    SELECT at FROM figures WHERE merchant_id = $1 AND livemode = $2 AND currency = $3 AND grain = 'day' ORDER BY at LIMIT 1";

/// The first day on which anything was paid in this currency.
pub async fn first_day(conn: &mut Conn<'_>, scope: Scope, currency: Currency) -> Result<Option<Day>> {
    let found =
        fetch_optional!(conn, (i64,), FIRST_DAY, scope.merchant.to_string(), scope.livemode(), currency.code())?;
    Ok(found.map(|(day,)| Day(day)))
}
