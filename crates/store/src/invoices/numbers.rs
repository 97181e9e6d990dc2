//! Numbers without gaps, per merchant and mode.

use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::error::Result;

const NEXT: &str = "
    INSERT INTO invoice_counters (merchant_id, livemode, last) VALUES ($1, $2, 1)
    ON CONFLICT (merchant_id, livemode) DO UPDATE SET last = invoice_counters.last + 1
    RETURNING last";

/// The next number. Whoever else wants one waits until this transaction has ended, and gets the same number when it comes
/// to nothing; so it is taken as late as can be.
pub async fn next_number(conn: &mut Conn<'_>, scope: Scope) -> Result<i64> {
    Ok(fetch_one!(conn, (i64,), NEXT, scope.merchant.to_string(), scope.livemode())?.0)
}

const UNTIL: &str = "
    INSERT INTO invoice_counters (merchant_id, livemode, last) VALUES ($1, $2, $3)
    ON CONFLICT (merchant_id, livemode) DO UPDATE SET last = excluded.last WHERE invoice_counters.last < excluded.last";

/// Notes that the numbers until this one are given: to invoices that were made as a whole.
pub(crate) async fn numbered_until(conn: &mut Conn<'_>, scope: Scope, last: i64) -> Result<()> {
    execute!(conn, UNTIL, scope.merchant.to_string(), scope.livemode(), last)?;
    Ok(())
}
