//! Above how much a support member's refund waits for an approval.

use clientele_domain::money::Amount;
use clientele_domain::refund::Thresholds;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

const GET: &str = "SELECT currency, amount FROM refund_thresholds WHERE merchant_id = $1 AND livemode = $2";

/// What the merchant decided, by currency.
pub async fn get(conn: &mut Conn<'_>, scope: Scope) -> Result<Thresholds> {
    let rows = fetch_all!(conn, (String, i64), GET, scope.merchant.to_string(), scope.livemode())?;
    let read = |(code, amount): (String, i64)| {
        let currency = code.parse().map_err(|_| unreadable("currency", &code))?;
        Ok((currency, amount))
    };
    rows.into_iter().map(read).collect::<Result<_>>().map(Thresholds)
}

const WHO: &str = "
    SELECT currency, amount, updated_by, updated_at FROM refund_thresholds
    WHERE merchant_id = $1 AND livemode = $2 ORDER BY currency";

/// One threshold, with who decided it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Above how much.
    pub most: Amount,
    /// By whom, by name.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What the merchant decided, with who did it last, by currency.
pub async fn decided(conn: &mut Conn<'_>, scope: Scope) -> Result<Vec<Decided>> {
    type Row = (String, i64, String, i64);
    let rows = fetch_all!(conn, Row, WHO, scope.merchant.to_string(), scope.livemode())?;
    let read = |(code, minor, by, at): Row| {
        let currency = code.parse().map_err(|_| unreadable("currency", &code))?;
        Ok(Decided { most: Amount { minor, currency }, by, at: Timestamp::from_micros(at) })
    };
    rows.into_iter().map(read).collect()
}

const CLEAR: &str = "DELETE FROM refund_thresholds WHERE merchant_id = $1 AND livemode = $2 AND currency = $3";
const SET: &str = "
    INSERT INTO refund_thresholds (merchant_id, livemode, currency, amount, updated_by, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (merchant_id, livemode, currency) DO UPDATE SET
        amount = excluded.amount, updated_by = excluded.updated_by, updated_at = excluded.updated_at";

/// Stores what the merchant decided, in the place of what was there. What stays as it was stays with whoever decided it.
pub async fn set(conn: &mut Conn<'_>, scope: Scope, thresholds: &Thresholds, by: &str, now: Timestamp) -> Result<()> {
    let merchant = scope.merchant.to_string();
    let before = get(conn, scope).await?;
    for currency in before.0.keys().filter(|currency| !thresholds.0.contains_key(currency)) {
        execute!(conn, CLEAR, &merchant, scope.livemode(), currency.code())?;
    }
    for (currency, amount) in thresholds.0.iter().filter(|(currency, most)| before.0.get(currency) != Some(most)) {
        execute!(conn, SET, &merchant, scope.livemode(), currency.code(), *amount, by, now.micros())?;
    }
    Ok(())
}
