//! The ledger of payments.

mod links;

use clientele_domain::id::{AttemptId, CustomerId, OrderId, PaymentId};
use clientele_domain::matching::{Match, Rule, Sign};
use clientele_domain::money::Amount;
use clientele_domain::payment::{
    Method, MethodDetails, MethodKind, OrderStatus, Payment, PaymentDetails, PaymentStatus, Source,
};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::customers::{maybe_customer, metadata, metadata_text};
use crate::error::{Result, unreadable};
use crate::figures::products::{sold, sold_text};

pub use links::{links_of_customer, name_of_link};

#[derive(sqlx::FromRow)]
struct PaymentRow {
    id: String,
    customer_id: Option<String>,
    order_id: String,
    number: String,
    amount: i64,
    refunded: i64,
    refund_held: i64,
    refunded_elsewhere: i64,
    attempt_id: String,
    currency: String,
    status: String,
    method: String,
    brand: String,
    last4: String,
    exp_month: i64,
    exp_year: i64,
    fingerprint: String,
    chain_id: i64,
    wallet_address: String,
    source: String,
    source_id: String,
    source_description: String,
    description: String,
    metadata: String,
    occurred_at: i64,
    succeeded_at: Option<i64>,
    created_at: i64,
    version: i64,
    match_rule: String,
    match_evidence: String,
    products: String,
}

impl TryFrom<PaymentRow> for Payment {
    type Error = crate::Error;
    fn try_from(row: PaymentRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("payment id", &row.id))?,
            customer: maybe_customer(row.customer_id)?,
            order: row.order_id.parse().map_err(|_| unreadable("order id", &row.order_id))?,
            order_number: row.number,
            amount: Amount { minor: row.amount, currency },
            refunded: row.refunded,
            held: row.refund_held,
            status: PaymentStatus::parse(&row.status).ok_or_else(|| unreadable("payment status", &row.status))?,
            method: Method {
                kind: MethodKind::parse(&row.method).ok_or_else(|| unreadable("payment method", &row.method))?,
                brand: row.brand,
                last4: row.last4,
                more: MethodDetails {
                    exp_month: row.exp_month,
                    exp_year: row.exp_year,
                    fingerprint: row.fingerprint,
                    chain_id: row.chain_id,
                    address: row.wallet_address,
                },
            },
            source: Source::parse(&row.source).ok_or_else(|| unreadable("source", &row.source))?,
            source_description: row.source_description,
            occurred_at: Timestamp::from_micros(row.occurred_at),
            more: PaymentDetails {
                source_id: row.source_id,
                description: row.description,
                metadata: metadata(&row.metadata)?,
                matched: matched(&row.match_rule, &row.match_evidence)?,
                attempt: attempt(&row.attempt_id)?,
                products: sold(&row.products)?,
                refunded_elsewhere: row.refunded_elsewhere,
                succeeded_at: row.succeeded_at.map(Timestamp::from_micros),
                created_at: Timestamp::from_micros(row.created_at),
                version: row.version,
            },
        })
    }
}

const INSERT: &str = "
    INSERT INTO payments (
        merchant_id, livemode, id, customer_id, order_id, amount, refunded, currency, status, method, brand, last4,
        exp_month, exp_year, fingerprint, chain_id, wallet_address, source, source_id, source_description, description,
        metadata, occurred_at, succeeded_at, created_at, match_rule, match_evidence, refunded_elsewhere, attempt_id,
        products
    )
    VALUES (
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
        $26, $27, $28, $29, $30
    )";

/// A new payment of an order that exists. The totals are the caller's next step.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, payment: &Payment) -> Result<()> {
    let (method, more) = (&payment.method, &payment.more);
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        payment.id.to_string(),
        payment.customer.map(|id| id.to_string()),
        payment.order.to_string(),
        payment.amount.minor,
        payment.refunded,
        payment.amount.currency.code(),
        payment.status.as_str(),
        method.kind.as_str(),
        &method.brand,
        &method.last4,
        method.more.exp_month,
        method.more.exp_year,
        &method.more.fingerprint,
        method.more.chain_id,
        &method.more.address,
        payment.source.as_str(),
        &more.source_id,
        &payment.source_description,
        &more.description,
        metadata_text(&more.metadata)?,
        payment.occurred_at.micros(),
        more.succeeded_at.map(Timestamp::micros),
        more.created_at.micros(),
        more.matched.as_ref().map_or("", |matched| matched.rule.as_str()),
        more.matched.as_ref().map(|matched| signs_text(&matched.signs)).unwrap_or_default(),
        more.refunded_elsewhere,
        more.attempt.map(|id| id.to_string()).unwrap_or_default(),
        sold_text(&more.products),
    )?;
    Ok(())
}

/// The attempt that brought the money; none when it was taken elsewhere.
fn attempt(text: &str) -> Result<Option<AttemptId>> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| unreadable("attempt id", text)) }
}

/// Why it is the customer's; nothing when nobody asked.
pub(crate) fn matched(rule: &str, signs: &str) -> Result<Option<Match>> {
    if rule.is_empty() {
        return Ok(None);
    }
    Ok(Some(Match { rule: Rule::parse(rule).ok_or_else(|| unreadable("rule", rule))?, signs: read_signs(signs)? }))
}

/// Signs are kept with spaces between.
pub(crate) fn signs_text(signs: &[Sign]) -> String {
    signs.iter().map(Sign::to_string).collect::<Vec<_>>().join(" ")
}

/// Signs from their stored form.
pub(crate) fn read_signs(text: &str) -> Result<Vec<Sign>> {
    text.split_whitespace().map(|sign| sign.parse().map_err(|_| unreadable("sign", sign))).collect()
}

/// A payment with its order's number.
macro_rules! select {
    ($($rest:literal),* $(,)?) => {
        concat!(
            "SELECT p.id, p.customer_id, p.order_id, o.number, p.amount, p.refunded, p.refund_held,
        p.refunded_elsewhere, p.attempt_id, p.currency, p.status, p.method, p.brand,
        p.last4, p.exp_month, p.exp_year, p.fingerprint, p.chain_id, p.wallet_address, p.source, p.source_id,
        p.source_description, p.description, p.metadata, p.occurred_at, p.succeeded_at, p.created_at, p.version,
        p.match_rule, p.match_evidence, p.products
    FROM payments p
    JOIN orders o ON o.merchant_id = p.merchant_id AND o.livemode = p.livemode AND o.id = p.order_id
    WHERE p.merchant_id = ",
            $($rest),*
        )
    };
}

const OF_CUSTOMER: &str = select!(
    "$1 AND p.livemode = $2 AND p.customer_id = $3
    ORDER BY p.occurred_at DESC, p.id DESC LIMIT $4"
);

/// A customer's payments, newest first.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, limit: i64) -> Result<Vec<Payment>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, PaymentRow, OF_CUSTOMER, merchant, scope.livemode(), customer, limit)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

const OF_ORDER: &str = select!(
    "$1 AND p.livemode = $2 AND p.order_id = $3
    ORDER BY p.occurred_at, p.id LIMIT 20"
);

/// The payments of an order, oldest first.
pub async fn of_order(conn: &mut Conn<'_>, scope: Scope, order: OrderId) -> Result<Vec<Payment>> {
    fetch_all!(conn, PaymentRow, OF_ORDER, scope.merchant.to_string(), scope.livemode(), order.to_string())?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

const OF_CUSTOMER_FROM: &str = select!(
    "$1 AND p.livemode = $2 AND p.customer_id = $3 AND p.source = $4
    ORDER BY p.occurred_at DESC, p.id DESC LIMIT $5"
);
const OF_CUSTOMER_BY: &str = select!(
    "$1 AND p.livemode = $2 AND p.customer_id = $3 AND p.source = $4 AND p.source_id = $5
    ORDER BY p.occurred_at DESC, p.id DESC LIMIT $6"
);

/// Those of a customer's payments that came from there, newest first; only those called so there, if a name is given.
pub async fn of_customer_from(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    (source, source_id): (Source, Option<&str>),
    limit: i64,
) -> Result<Vec<Payment>> {
    let (merchant, live, customer) = (scope.merchant.to_string(), scope.livemode(), customer.to_string());
    let source = source.as_str();
    let found = match source_id {
        None => fetch_all!(conn, PaymentRow, OF_CUSTOMER_FROM, merchant, live, customer, source, limit)?,
        Some(by) => fetch_all!(conn, PaymentRow, OF_CUSTOMER_BY, merchant, live, customer, source, by, limit)?,
    };
    found.into_iter().map(TryInto::try_into).collect()
}

const BY_ID: &str = select!("$1 AND p.livemode = $2 AND p.id = $3");

/// One payment.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: PaymentId) -> Result<Option<Payment>> {
    fetch_optional!(conn, PaymentRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const LOCK_POSTGRES: &str = select!("$1 AND p.livemode = $2 AND p.id = $3 FOR UPDATE OF p");

/// The same, and nobody else may change it until this transaction has ended.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: PaymentId) -> Result<Option<Payment>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, PaymentRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The payments with these ids, in no order.
pub async fn by_ids(conn: &mut Conn<'_>, scope: Scope, ids: &[PaymentId]) -> Result<Vec<Payment>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push(select!());
    statement.bind(Arg::Text(scope.merchant.to_string()));
    statement.push(" AND p.livemode = ");
    statement.bind(Arg::Bool(scope.livemode()));
    statement.push(" AND p.id IN (");
    statement.list(ids);
    statement.push(")");
    fetch_statement!(conn, PaymentRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

/// Which payments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentFilter {
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// From there.
    pub source: Option<Source>,
    /// Called so where it came from.
    pub source_id: Option<String>,
    /// In this state.
    pub status: Option<PaymentStatus>,
    /// Recorded at or after.
    pub created_from: Option<Timestamp>,
    /// Recorded before.
    pub created_before: Option<Timestamp>,
}

/// Payments, those recorded last first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    filter: &PaymentFilter,
    after: Option<PaymentId>,
    limit: i64,
) -> Result<Vec<Payment>> {
    let mut statement = Statement::default();
    // The ids first, by the index that serves the filter; then the rows.
    statement.push("WITH page AS (SELECT id FROM payments");
    statement.scope(scope);
    if let Some(customer) = filter.customer {
        statement.push(" AND customer_id = ");
        statement.bind(Arg::Text(customer.to_string()));
    }
    if let Some(source) = filter.source {
        statement.push(" AND source = ");
        statement.bind(Arg::Text(source.as_str().to_owned()));
    }
    if let Some(source_id) = &filter.source_id {
        statement.push(" AND source_id <> '' AND source_id = ");
        statement.bind(Arg::Text(source_id.clone()));
    }
    if let Some(status) = filter.status {
        statement.push(if status == PaymentStatus::Succeeded { "" } else { " AND status <> 'succeeded'" });
        statement.push(" AND status = ");
        statement.bind(Arg::Text(status.as_str().to_owned()));
    }
    statement.created_within(filter.created_from, filter.created_before, PaymentId::first_at);
    statement.after_id(after);
    statement.newest_first(conn, filter.customer.is_some());
    statement.bind(Arg::Int(limit));
    statement.push(") ");
    statement.push(select!());
    statement.bind(Arg::Text(scope.merchant.to_string()));
    statement.push(" AND p.livemode = ");
    statement.bind(Arg::Bool(scope.livemode()));
    statement.push(" AND p.id IN (SELECT id FROM page) ORDER BY p.id DESC");
    fetch_statement!(conn, PaymentRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const SETTLE: &str = "
    UPDATE payments SET status = $4, succeeded_at = $5, version = version + 1
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";
const SETTLE_ORDER: &str = "UPDATE orders SET status = $4 WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Stores what became of a payment that the caller holds locked, and of its order.
pub async fn settle(conn: &mut Conn<'_>, scope: Scope, payment: &Payment) -> Result<()> {
    let merchant = scope.merchant.to_string();
    let succeeded_at = payment.more.succeeded_at.map(Timestamp::micros);
    let (id, order) = (payment.id.to_string(), payment.order.to_string());
    execute!(conn, SETTLE, &merchant, scope.livemode(), id, payment.status.as_str(), succeeded_at)?;
    let order_status = OrderStatus::following(payment.status);
    execute!(conn, SETTLE_ORDER, merchant, scope.livemode(), order, order_status.as_str())?;
    Ok(())
}

const REFUND: &str = "
    UPDATE payments SET status = $4, refunded = $5, refund_held = $6, version = version + 1
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Stores what the refunds of a payment that the caller holds locked come to, and the status of its order.
pub async fn refund(conn: &mut Conn<'_>, scope: Scope, payment: &Payment) -> Result<()> {
    let merchant = scope.merchant.to_string();
    let (id, order) = (payment.id.to_string(), payment.order.to_string());
    let status = payment.status.as_str();
    execute!(conn, REFUND, &merchant, scope.livemode(), id, status, payment.refunded, payment.held)?;
    let order_status = OrderStatus::following(payment.status);
    execute!(conn, SETTLE_ORDER, merchant, scope.livemode(), order, order_status.as_str())?;
    Ok(())
}
