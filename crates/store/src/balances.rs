//! What customers have to their credit: every movement, and their sum, which is kept beside the customer's totals.

use clientele_domain::credit::{BalanceTransaction, CreditKind};
use clientele_domain::id::{BalanceTransactionId, CustomerId};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::error::{Error, Result, unreadable};

const OF: &str = "
    SELECT balance FROM customer_totals
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND currency = $4";

/// What a customer has to their credit in a currency, in minor units.
pub async fn of(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, currency: Currency) -> Result<i64> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let found = fetch_optional!(conn, (i64,), OF, merchant, scope.livemode(), customer, currency.code())?;
    Ok(found.map_or(0, |(balance,)| balance))
}

const ADD: &str = "
    INSERT INTO customer_totals (
        merchant_id, livemode, customer_id, currency, spent, refunded, balance, payment_count, first_payment_at,
        last_payment_at
    )
    VALUES ($1, $2, $3, $4, 0, 0, $5, 0, 0, 0)
    ON CONFLICT (merchant_id, livemode, customer_id, currency) DO UPDATE SET
        balance = customer_totals.balance + excluded.balance";
const INSERT: &str = "
    INSERT INTO balance_transactions (
        merchant_id, livemode, id, customer_id, amount, currency, balance, kind, object_id, note, actor, created_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// Moves the credit of a customer whom the caller holds. Who never paid has no totals: then a row of them begins with it.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, moved: &BalanceTransaction) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), moved.customer.to_string());
    let currency = moved.amount.currency;
    execute!(conn, ADD, &merchant, scope.livemode(), &customer, currency.code(), moved.amount.minor)?;
    execute!(
        conn,
        INSERT,
        merchant,
        scope.livemode(),
        moved.id.to_string(),
        customer,
        moved.amount.minor,
        currency.code(),
        moved.balance,
        moved.kind.as_str(),
        &moved.object,
        &moved.note,
        &moved.actor,
        moved.created_at.micros(),
    )?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct MovementRow {
    id: String,
    customer_id: String,
    amount: i64,
    currency: String,
    balance: i64,
    kind: String,
    object_id: String,
    note: String,
    actor: String,
    created_at: i64,
}

impl TryFrom<MovementRow> for BalanceTransaction {
    type Error = Error;
    fn try_from(row: MovementRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("balance transaction id", &row.id))?,
            customer: row.customer_id.parse().map_err(|_| unreadable("customer id", &row.customer_id))?,
            amount: Amount { minor: row.amount, currency },
            balance: row.balance,
            kind: CreditKind::parse(&row.kind).ok_or_else(|| unreadable("kind of credit", &row.kind))?,
            object: row.object_id,
            note: row.note,
            actor: row.actor,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

/// A customer's movements of credit, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    after: Option<BalanceTransactionId>,
    limit: i64,
) -> Result<Vec<BalanceTransaction>> {
    let mut statement = Statement::default();
    statement.push(
        "SELECT id, customer_id, amount, currency, balance, kind, object_id, note, actor, created_at
        FROM balance_transactions",
    );
    statement.scope(scope);
    statement.push(" AND customer_id = ");
    statement.bind(Arg::Text(customer.to_string()));
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, MovementRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const SUMS: &str = "
    SELECT currency, CAST(SUM(amount) AS BIGINT) FROM balance_transactions
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    GROUP BY currency ORDER BY currency";

/// What a customer's movements come to, by currency, in minor units.
pub async fn sums(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Vec<(Currency, i64)>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let found = fetch_all!(conn, (String, i64), SUMS, merchant, scope.livemode(), customer)?;
    let read =
        |(currency, sum): (String, i64)| Ok((currency.parse().map_err(|_| unreadable("currency", &currency))?, sum));
    found.into_iter().map(read).collect()
}
