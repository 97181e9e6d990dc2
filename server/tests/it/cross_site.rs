//! Other sites can't act in a person's name, and looking changes nothing.

use axum::http::Method;
use clientele_store::Conn;

use crate::harness::{Browser, TestApp, both_engines};
use crate::routes;

/// What a browser says of a request that another site began, or a page of no site at all.
const ELSEWHERE: [(&str, &str); 6] = [
    ("origin", "https://evil.example"),
    ("origin", "null"),
    ("origin", "http://127.0.0.1:3000.evil.example"),
    ("origin", "http://127.0.0.1:3001"),
    ("sec-fetch-site", "cross-site"),
    ("sec-fetch-site", "same-site"),
];

both_engines!(another_site_can_send_no_form_and_call_no_function);
async fn another_site_can_send_no_form_and_call_no_function(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").create().await;
    let before = rows(&app).await;
    let mut targets = Vec::new();
    for (method, path) in routes::all(&shop).await {
        if method == Method::POST {
            targets.push(routes::address(&path, &shop).replace("none", &ada.to_string()));
        }
    }
    targets.extend(routes::server_functions().into_iter().map(|(_, path)| path.to_owned()));
    assert!(targets.len() > 10, "{targets:?}");

    for target in targets {
        for (header, value) in ELSEWHERE {
            let evil: Browser = shop.browser.with_header(header, value);
            for body in ["act=delete&confirm=delete", "name=Mallory&version=1", "act=note&body=Mallory+was+here"] {
                evil.send(Method::POST, &target, body).await.assert_status(403).assert_lacks("Ada");
            }
        }
    }

    assert_eq!(rows(&app).await, before);
    shop.get("customers").await.assert_status(200).assert_shows("Ada Lovelace");
}

both_engines!(any_method_that_can_change_something_is_checked);
async fn any_method_that_can_change_something_is_checked(app: TestApp) {
    let shop = app.merchant().await;
    let evil = shop.browser.with_header("origin", "https://evil.example");

    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        evil.send(method, &shop.path("customers"), "").await.assert_status(403);
    }
}

both_engines!(our_own_pages_and_programs_may);
async fn our_own_pages_and_programs_may(app: TestApp) {
    let shop = app.merchant().await;
    let form = [("name", "Ada Lovelace")];
    let address = shop.path("customers/new");

    shop.browser.post(&address, &form).await.assert_status(303);
    let program = shop.browser.with_header("origin", "").with_header("sec-fetch-site", "");
    program.post(&address, &form).await.assert_status(303);
    let typed = shop.browser.with_header("origin", "").with_header("sec-fetch-site", "none");
    typed.post(&address, &form).await.assert_status(303);
}

both_engines!(looking_changes_nothing);
async fn looking_changes_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada Lovelace").tag("vip").create().await.to_string();
    shop.payment(ada.parse().expect("an id"), 4800).await;
    let before = rows(&app).await;

    for (method, path) in routes::all(&shop).await {
        if method == Method::GET {
            let address = routes::address(&path, &shop).replace("none", &ada);
            for query in ["", "?act=delete&confirm=delete&name=Mallory", "?q=ada&sort=name&ask=delete"] {
                let answer = shop.browser.get(&format!("{address}{query}")).await;
                assert!(!answer.status.is_server_error(), "{}: {}", answer.asked, answer.status);
            }
        }
    }
    for (_, path) in routes::server_functions() {
        let name = path.trim_start_matches("/fn/");
        let answer = shop.call(name, &[("id", &ada), ("query", ""), ("text", "ada")]).await;
        assert!(!answer.status.is_server_error(), "{}: {}", answer.asked, answer.body);
    }

    assert_eq!(rows(&app).await, before);
}

/// How many rows each table holds, and how often customers were changed.
async fn rows(app: &TestApp) -> Vec<(String, i64)> {
    let tables = [
        "merchants",
        "users",
        "memberships",
        "sessions",
        "sign_in_failures",
        "customers",
        "customer_tags",
        "identities",
        "wallets",
        "notes",
        "events",
        "orders",
        "payments",
        "customer_totals",
        "counters",
        "imports",
    ];
    let counts = tables.map(|table| format!("SELECT '{table}', COUNT(*) FROM {table}")).join(" UNION ALL ");
    let sql = format!("{counts} UNION ALL SELECT 'versions', CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM customers");
    let query = sqlx::AssertSqlSafe(sql);
    let mut reader = app.house().db.read().await.expect("the database answers");
    match reader.conn() {
        Conn::Sqlite(c) => sqlx::query_as(query).fetch_all(c).await.expect("counts"),
        Conn::Postgres(c) => sqlx::query_as(query).fetch_all(c).await.expect("counts"),
    }
}
