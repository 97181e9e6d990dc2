//! What goes from one customer to another in a merge, and back when it is undone.

use clientele_domain::id::{CustomerId, MergeId};
use clientele_domain::merge::{Belongings, Merge};
use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::error::Result;

/// Each thing with the statement that notes the rows and the one that moves them. A wallet or a card that both
/// have stays where it is.
const TAKE: [(&str, &str); 9] = [
    (
        "INSERT INTO merge_moves (merchant_id, livemode, merge_id, what, row_id)
        SELECT merchant_id, livemode, $4, 'payment', id FROM payments
        WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
        "UPDATE payments SET customer_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
    ),
    (
        "INSERT INTO merge_moves (merchant_id, livemode, merge_id, what, row_id)
        SELECT merchant_id, livemode, $4, 'order', id FROM orders
        WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
        "UPDATE orders SET customer_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
    ),
    (
        "INSERT INTO merge_moves (merchant_id, livemode, merge_id, what, row_id)
        SELECT merchant_id, livemode, $4, 'checkout', id FROM checkout_sessions
        WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
        "UPDATE checkout_sessions SET customer_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
    ),
    (
        "INSERT INTO merge_moves (merchant_id, livemode, merge_id, what, row_id)
        SELECT merchant_id, livemode, $4, 'invoice', id FROM invoices
        WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
        "UPDATE invoices SET customer_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
    ),
    (
        "INSERT INTO merge_moves (merchant_id, livemode, merge_id, what, row_id)
        SELECT merchant_id, livemode, $4, 'credit', id FROM balance_transactions
        WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
        "UPDATE balance_transactions SET customer_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
    ),
    (
        "INSERT INTO merge_moves (merchant_id, livemode, merge_id, what, row_id)
        SELECT merchant_id, livemode, $4, 'note', id FROM notes
        WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
        "UPDATE notes SET customer_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
    ),
    (
        "INSERT INTO merge_moves (merchant_id, livemode, merge_id, what, row_id)
        SELECT merchant_id, livemode, $4, 'wallet', id FROM wallets
        WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
        "UPDATE wallets SET customer_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
            AND NOT EXISTS (
                SELECT 1 FROM wallets other
                WHERE other.merchant_id = $1 AND other.livemode = $2 AND other.customer_id = $4
                    AND other.chain_id = wallets.chain_id AND other.address = wallets.address
            )",
    ),
    (
        "INSERT INTO merge_moves (merchant_id, livemode, merge_id, what, row_id)
        SELECT merchant_id, livemode, $4, 'card', id FROM saved_cards
        WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
        "UPDATE saved_cards SET customer_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
            AND NOT EXISTS (
                SELECT 1 FROM saved_cards other
                WHERE other.merchant_id = $1 AND other.livemode = $2 AND other.customer_id = $4
                    AND other.fingerprint = saved_cards.fingerprint
            )",
    ),
    (
        "INSERT INTO merge_moves (merchant_id, livemode, merge_id, what, row_id)
        SELECT merchant_id, livemode, $4, 'subscription', id FROM subscriptions
        WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
        "UPDATE subscriptions SET customer_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3",
    ),
];

/// Refunds are always whose their payment is.
const WITH_PAYMENTS: &str =
    "UPDATE refunds SET customer_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";
const BACK_WITH_PAYMENTS: &str = "
    UPDATE refunds SET customer_id = $3 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND payment_id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'payment'
    )";

/// Invoices that a subscription brought meanwhile go with it.
const BACK_WITH_SUBSCRIPTIONS: &str = "
    UPDATE invoices SET customer_id = $3
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND subscription_id <> '' AND subscription_id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'subscription'
    )";
/// And so does credit that moved meanwhile for what goes back.
const BACK_WITH_WHAT_MOVED_IT: &str = "
    UPDATE balance_transactions SET customer_id = $3
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND (
        object_id IN (SELECT id FROM refunds WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3)
        OR object_id IN (SELECT id FROM invoices WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3)
    )";

/// Notes what the source has, and gives it to the record that stays.
pub(super) async fn take_along(conn: &mut Conn<'_>, scope: Scope, merge: &Merge) -> Result<()> {
    let (merchant, livemode) = (scope.merchant.to_string(), scope.livemode());
    let (id, source, into) = (merge.id.to_string(), merge.source.to_string(), merge.into.to_string());
    for (note, take) in TAKE {
        execute!(conn, note, &merchant, livemode, &source, &id)?;
        execute!(conn, take, &merchant, livemode, &source, &into)?;
    }
    execute!(conn, WITH_PAYMENTS, &merchant, livemode, &source, &into)?;
    Ok(())
}

const GIVE_BACK: [&str; 9] = [
    "UPDATE payments SET customer_id = $3 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'payment'
    )",
    "UPDATE orders SET customer_id = $3 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'order'
    )",
    "UPDATE checkout_sessions SET customer_id = $3 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'checkout'
    )",
    "UPDATE invoices SET customer_id = $3 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'invoice'
    )",
    "UPDATE balance_transactions SET customer_id = $3
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'credit'
    )",
    "UPDATE notes SET customer_id = $3 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'note'
    )",
    "UPDATE wallets SET customer_id = $3 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'wallet'
    )",
    "UPDATE saved_cards SET customer_id = $3 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'card'
    )",
    "UPDATE subscriptions SET customer_id = $3 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $4 AND id IN (
        SELECT row_id FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $5 AND what = 'subscription'
    )",
];
const FORGET: &str = "DELETE FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $3";

/// Gives the source back what came from it and is still there.
pub(super) async fn give_back(conn: &mut Conn<'_>, scope: Scope, merge: &Merge) -> Result<()> {
    let (merchant, livemode) = (scope.merchant.to_string(), scope.livemode());
    let (id, source, into) = (merge.id.to_string(), merge.source.to_string(), merge.into.to_string());
    for sql in GIVE_BACK {
        execute!(conn, sql, &merchant, livemode, &source, &into, &id)?;
    }
    execute!(conn, BACK_WITH_PAYMENTS, &merchant, livemode, &source, &into, &id)?;
    execute!(conn, BACK_WITH_SUBSCRIPTIONS, &merchant, livemode, &source, &into, &id)?;
    execute!(conn, BACK_WITH_WHAT_MOVED_IT, &merchant, livemode, &source, &into)?;
    execute!(conn, FORGET, merchant, livemode, id)?;
    Ok(())
}

const OF_MERGE: &str = "
    SELECT
        CAST(SUM(CASE what WHEN 'payment' THEN 1 ELSE 0 END) AS BIGINT),
        CAST(SUM(CASE what WHEN 'order' THEN 1 ELSE 0 END) AS BIGINT),
        CAST(SUM(CASE what WHEN 'note' THEN 1 ELSE 0 END) AS BIGINT),
        CAST(SUM(CASE what WHEN 'wallet' THEN 1 ELSE 0 END) AS BIGINT)
    FROM merge_moves WHERE merchant_id = $1 AND livemode = $2 AND merge_id = $3";

/// What a merge took along: what goes back when it is undone.
pub async fn of_merge(conn: &mut Conn<'_>, scope: Scope, merge: MergeId, source: CustomerId) -> Result<Belongings> {
    type Counts = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);
    let merchant = scope.merchant.to_string();
    let (payments, orders, notes, wallets) =
        fetch_one!(conn, Counts, OF_MERGE, merchant, scope.livemode(), merge.to_string())?;
    let [payments, orders, notes, wallets] = [payments, orders, notes, wallets].map(|count| count.unwrap_or_default());
    Ok(Belongings { payments, orders, notes, wallets, identities: known_by(conn, scope, source).await? })
}

const IDENTITIES: &str = "
    SELECT COUNT(*) FROM identities WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";

async fn known_by(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<i64> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    Ok(fetch_one!(conn, (i64,), IDENTITIES, merchant, scope.livemode(), customer)?.0)
}

const OF_CUSTOMER: &str = "
    SELECT
        (SELECT COUNT(*) FROM payments WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3),
        (SELECT COUNT(*) FROM orders WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3),
        (SELECT COUNT(*) FROM notes WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3),
        (SELECT COUNT(*) FROM wallets WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3)";

/// What hangs on a customer: what would go along in a merge.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Belongings> {
    let (merchant, id) = (scope.merchant.to_string(), customer.to_string());
    let (payments, orders, notes, wallets) =
        fetch_one!(conn, (i64, i64, i64, i64), OF_CUSTOMER, merchant, scope.livemode(), id)?;
    Ok(Belongings { payments, orders, notes, wallets, identities: known_by(conn, scope, customer).await? })
}
