//! What can be asked for, and what is said when it can't.

use serde_json::json;

use super::read;
use crate::harness::{TestApp, both_engines};

both_engines!(whoever_asks_for_nothing_gets_thirty_days_of_the_merchants_own);
async fn whoever_asks_for_nothing_gets_thirty_days_of_the_merchants_own(app: TestApp) {
    let api = app.merchant().await.api().await;
    let paid = json!({ "amount": 1200, "currency": "eur", "customer": { "email": "ada@example.com" } });
    api.post("/v1/payments", paid).await.assert_status(201);

    let revenue = read(&api, "/v1/analytics/revenue").await;

    let points = revenue["points"].as_array().expect("points");
    assert_eq!((points.len(), &revenue["interval"], &revenue["currency"]), (30, &"day".into(), &"eur".into()));
    assert_eq!((&revenue["object"], &revenue["time_zone"]), (&"analytics.revenue".into(), &"UTC".into()));
    assert_eq!(points[29]["gross"], 1200);
    assert_eq!((&points[29]["date"], &revenue["to"]), (&revenue["to"], &points[29]["date"]));
    assert_eq!(revenue["totals"]["net"], 1200);
    let dollars = read(&api, "/v1/analytics/revenue?currency=USD").await;
    assert_eq!((&dollars["currency"], &dollars["totals"]["gross"]), (&"usd".into(), &0.into()));
    let customers = read(&api, "/v1/analytics/customers?interval=month").await;
    assert_eq!(customers["totals"], json!({ "new": 1, "new_gross": 1200, "returning_gross": 0 }));
}

both_engines!(all_that_is_wrong_is_told_with_what_would_be_right);
async fn all_that_is_wrong_is_told_with_what_would_be_right(app: TestApp) {
    let api = app.merchant().await.api().await;
    let wrong = [
        ("revenue?from=yesterday", "from", "Send a day, such as 2026-01-31."),
        ("revenue?from=2026-02-30", "from", "Send a day, such as 2026-01-31."),
        ("revenue?from=2026-03-01&to=2026-02-01", "from", "2026-03-01 is after 2026-02-01."),
        ("revenue?interval=fortnight", "interval", "This is none of hour, day, week, month, quarter, year."),
        ("revenue?from=2020-01-01&to=2025-01-01", "interval", "more than 1000 days. Ask for fewer, or for weeks"),
        ("revenue?from=2026-01-01&to=2026-03-01&interval=hour", "interval", "Ask for up to 40 days, or for days"),
        ("revenue?rates=usd", "rates", "such as usd:0.92,gbp:1.17."),
        ("revenue?rates=eur:1.5", "rates", "Figures are converted into EUR. Leave its rate out."),
        ("revenue?rates=usd:1,usd:2", "rates", "Send one rate for each."),
        ("recurring?currency=euro", "currency", "Did you mean EUR (Euro)?"),
        ("sources?time_zone=Berlin", "time_zone", "Enter a name such as Europe/Berlin"),
        ("customers?time_zone=Europe/Berlin", "time_zone", "Leave time_zone out, or send UTC."),
        ("customers?interval=hour", "interval", "by day, week, month, quarter or year. Send one of these."),
    ];
    for (asked, field, told) in wrong {
        let answer = api.get(&format!("/v1/analytics/{asked}")).await;
        answer.assert_problem(422, "parameter_invalid");
        assert_eq!(answer.faults(), [(field.to_owned(), "parameter_invalid".to_owned())], "{asked}");
        assert!(answer.body.contains(told), "{asked}: {}", answer.body);
    }

    let both = api.get("/v1/analytics/revenue?from=2026-03-01&to=2026-02-01&time_zone=Nowhere").await;
    assert_eq!(both.faults().len(), 2, "{}", both.body);
    let unknown = api.get("/v1/analytics/sources?interval=day").await;
    unknown.assert_problem(422, "parameter_unknown");
}

both_engines!(other_currencies_are_added_at_the_rates_that_are_stated);
async fn other_currencies_are_added_at_the_rates_that_are_stated(app: TestApp) {
    let api = app.merchant().await.api().await;
    for (minor, currency) in [(1000, "eur"), (1050, "usd"), (100_000, "btc")] {
        let paid = json!({ "amount": minor, "currency": currency, "customer": { "email": "ada@example.com" } });
        api.post("/v1/payments", paid).await.assert_status(201);
    }

    let told = read(&api, "/v1/analytics/revenue?rates=usd:0.92,btc:60000&interval=month").await;

    assert_eq!((&told["totals"]["gross"], &told["totals"]["payments"]), (&(1000 + 966 + 6000).into(), &3.into()));
    let rates = json!([{ "currency": "usd", "rate": "0.92" }, { "currency": "btc", "rate": "60000" }]);
    assert_eq!(told["rates"], rates);
    let sources = read(&api, "/v1/analytics/sources?rates=usd:0.92,btc:60000").await;
    let data = sources["data"].as_array().expect("rows");
    assert_eq!((data.len(), &data[0]["gross"], &data[0]["payments"]), (1, &(1000 + 966 + 6000).into(), &3.into()));
    let customers = read(&api, "/v1/analytics/customers?rates=usd:0.92,btc:60000&interval=year").await;
    assert_eq!(customers["totals"], json!({ "new": 1, "new_gross": 1000, "returning_gross": 966 + 6000 }));
    assert_eq!((&sources["rates"], &customers["rates"]), (&rates, &rates));
    let alone = read(&api, "/v1/analytics/revenue?interval=month").await;
    assert_eq!((&alone["totals"]["gross"], &alone["rates"]), (&1000.into(), &json!([])));
}

both_engines!(figures_are_those_of_the_mode_and_of_the_merchant);
async fn figures_are_those_of_the_mode_and_of_the_merchant(app: TestApp) {
    let shop = app.merchant().await;
    let paid = json!({ "amount": 1200, "currency": "eur", "customer": { "email": "ada@example.com" } });
    shop.api().await.post("/v1/payments", paid).await.assert_status(201);

    for other in [shop.live().api().await, app.merchant().await.api().await] {
        for what in ["revenue", "sources", "products", "recurring", "customers"] {
            let answer = api_text(&other, what).await;
            assert!(!answer.contains("1200"), "{what}: {answer}");
        }
    }
}

async fn api_text(api: &crate::harness::Api, what: &str) -> String {
    api.get(&format!("/v1/analytics/{what}")).await.assert_status(200).body.clone()
}
