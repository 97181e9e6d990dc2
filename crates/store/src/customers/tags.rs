//! Tags by customer and how many customers carry each.

use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::counters;
use crate::error::Result;

const ADD: &str = "
    INSERT INTO customer_tags (merchant_id, livemode, tag, customer_seq) VALUES ($1, $2, $3, $4)
    ON CONFLICT (merchant_id, livemode, tag, customer_seq) DO NOTHING";

const REMOVE: &str = "
    DELETE FROM customer_tags WHERE merchant_id = $1 AND livemode = $2 AND tag = $3 AND customer_seq = $4";

/// Makes the rows of one customer's tags say `after` where they said `before`, and keeps the counters.
pub(super) async fn replace(
    conn: &mut Conn<'_>,
    scope: Scope,
    seq: i64,
    before: &[String],
    after: &[String],
) -> Result<()> {
    // In one order everywhere, so that two writers never wait for each other.
    let mut steps: Vec<(&String, bool)> =
        after.iter().filter(|tag| !before.contains(tag)).map(|tag| (tag, true)).collect();
    steps.extend(before.iter().filter(|tag| !after.contains(tag)).map(|tag| (tag, false)));
    steps.sort();
    for (tag, added) in steps {
        let sql = if added { ADD } else { REMOVE };
        let touched = execute!(conn, sql, scope.merchant.to_string(), scope.livemode(), tag, seq)?;
        if touched > 0 {
            counters::add(conn, scope, &counters::of_tag(tag), seq, if added { 1 } else { -1 }).await?;
        }
    }
    Ok(())
}
