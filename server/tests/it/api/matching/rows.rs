//! The rows of a merchant, word for word, to be compared.

use std::collections::BTreeMap;

use clientele_store::Conn;
use sqlx::Row;

use crate::harness::{Shop, TestApp};

/// Tables with their columns. What only ever grows is left out: the number of a customer's last event, and the highest
/// version that was given.
const TABLES: [(&str, &str); 9] = [
    (
        "customers",
        "id, kind, external_id, did, name, email, phone, address, shipping, refund_address, locale, tags, metadata, \
         delinquent, spent, payment_count, order_count, checkout_count, active_subscriptions, subscription_status, \
         first_payment_at, last_payment_at, sort_name, search_text, merged_into, merged_from, created_at, updated_at, \
         deleted_at, version",
    ),
    ("identities", "customer_id, kind, value, label, evidence, first_seen_at, last_seen_at, times_seen"),
    ("wallets", "id, customer_id, chain_id, address, created_at"),
    ("notes", "id, customer_id, author_id, body, created_at"),
    ("orders", "id, customer_id, number, status, amount, currency, created_at"),
    ("payments", "id, customer_id, order_id, amount, refunded, refund_held, currency, status, occurred_at, version"),
    ("refunds", "id, payment_id, customer_id, amount, status, destination_kind, waits, version"),
    (
        "customer_totals",
        "customer_id, currency, spent, refunded, balance, payment_count, first_payment_at, last_payment_at",
    ),
    ("customer_tags", "tag, customer_seq"),
];

/// Every row of every table of this shop, in words.
pub async fn rows(app: &TestApp, shop: &Shop) -> BTreeMap<&'static str, Vec<String>> {
    let mut all = BTreeMap::new();
    for (table, columns) in TABLES {
        let told: Vec<String> =
            columns.split(", ").map(|column| format!("COALESCE(CAST({} AS TEXT), '-')", column.trim())).collect();
        let merchant = shop.scope.merchant;
        let sql =
            format!("SELECT {} FROM {table} WHERE merchant_id = '{merchant}' ORDER BY 1", told.join(" || '|' || "));
        all.insert(table, texts(app, sql).await);
    }
    all
}

async fn texts(app: &TestApp, sql: String) -> Vec<String> {
    let sql = sqlx::AssertSqlSafe(sql);
    let mut reader = app.house().db.read().await.expect("the database answers");
    match reader.conn() {
        Conn::Sqlite(c) => {
            sqlx::query(sql).fetch_all(c).await.expect("rows").iter().map(|row| row.get::<String, _>(0)).collect()
        }
        Conn::Postgres(c) => {
            sqlx::query(sql).fetch_all(c).await.expect("rows").iter().map(|row| row.get::<String, _>(0)).collect()
        }
    }
}
