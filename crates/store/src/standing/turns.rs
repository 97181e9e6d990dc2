//! Counting customers on another calendar, some at a time: the merchant's time zone has changed, or payments were
//! there before anybody counted. Until a customer's turn has come, the figures are those of the calendar before.

use clientele_domain::id::{CustomerId, MerchantId};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use super::recount;
use crate::conn::Conn;
use crate::error::{Result, unreadable};

const BEGIN: &str = "
    INSERT INTO calendar_turns (merchant_id, livemode, done_id) VALUES ($1, $2, '')
    ON CONFLICT (merchant_id, livemode) DO UPDATE SET done_id = ''";

/// Has all customers of a merchant counted anew.
pub async fn begin(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<()> {
    for livemode in [false, true] {
        execute!(conn, BEGIN, merchant.to_string(), livemode)?;
    }
    Ok(())
}

const FORGET: [&str; 3] =
    ["DELETE FROM customer_months", "DELETE FROM customer_tallies", "DELETE FROM recent_spending"];
const BEGIN_ALL: &str = "
    INSERT INTO calendar_turns (merchant_id, livemode, done_id)
    SELECT id, $1, '' FROM merchants WHERE TRUE
    ON CONFLICT (merchant_id, livemode) DO UPDATE SET done_id = ''";

/// Has the customers of all merchants counted anew as if nothing had been counted: for when something was found to
/// differ.
pub async fn begin_afresh(conn: &mut Conn<'_>) -> Result<()> {
    for sql in FORGET {
        execute!(conn, sql)?;
    }
    for livemode in [false, true] {
        execute!(conn, BEGIN_ALL, livemode)?;
    }
    Ok(())
}

const PICK: [&str; 2] = [
    "SELECT merchant_id, livemode, done_id FROM calendar_turns ORDER BY merchant_id, livemode LIMIT 1",
    "SELECT merchant_id, livemode, done_id FROM calendar_turns ORDER BY merchant_id, livemode LIMIT 1
    FOR UPDATE SKIP LOCKED",
];
/// Whoever counts a customer holds the customer, as everybody does.
const NEXT: [&str; 2] = [
    "SELECT id FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id > $3 ORDER BY id LIMIT $4",
    "SELECT id FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id > $3 ORDER BY id LIMIT $4 FOR UPDATE",
];
const ADVANCE: &str = "UPDATE calendar_turns SET done_id = $3 WHERE merchant_id = $1 AND livemode = $2";
const END: &str = "DELETE FROM calendar_turns WHERE merchant_id = $1 AND livemode = $2";

/// Counts the next customers of somebody whose turn has begun; gives whether there was anything to do.
pub async fn go_on(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<bool> {
    let (pick, next) = (conn.pick(PICK[0], PICK[1]), conn.pick(NEXT[0], NEXT[1]));
    let picked = fetch_optional!(conn, (String, bool, String), pick)?;
    let Some((merchant, livemode, done)) = picked else { return Ok(false) };
    let scope = Scope {
        merchant: merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?,
        mode: Mode::from_livemode(livemode),
    };
    let next = fetch_all!(conn, (String,), next, &merchant, livemode, done, limit)?;
    for (id,) in &next {
        let customer: CustomerId = id.parse().map_err(|_| unreadable("customer id", id))?;
        recount(conn, scope, customer, now).await?;
    }
    match next.last() {
        Some((last,)) => execute!(conn, ADVANCE, merchant, livemode, last)?,
        None => execute!(conn, END, merchant, livemode)?,
    };
    Ok(true)
}
