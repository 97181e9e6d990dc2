//! What can be asked of figures of people, and what is wrong with other questions.

use clientele_domain::key::KeyKind;
use serde_json::{Value, json};

use crate::harness::{TestApp, both_engines};

both_engines!(figures_without_payments_are_empty);
async fn figures_without_payments_are_empty(app: TestApp) {
    let api = app.merchant().await.api().await;

    let cohorts = api.get("/v1/analytics/cohorts").await.assert_status(200).json();
    let distribution = api.get("/v1/analytics/distribution").await.assert_status(200).json();
    let top = api.get("/v1/customers/top").await.assert_status(200).json();

    assert_eq!(cohorts, json!({ "object": "cohorts", "currency": "eur", "time_zone": "UTC", "data": [] }));
    let nothing = json!({
        "object": "distribution", "currency": "eur", "count": 0, "sum": 0, "median": null, "buckets": []
    });
    assert_eq!(distribution, nothing);
    let nobody = json!({ "object": "list", "metric": "total_spent", "period": "all", "currency": "eur", "data": [] });
    assert_eq!(top, nobody);
}

both_engines!(a_time_can_be_asked_for);
async fn a_time_can_be_asked_for(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    for (email, day) in [("ada", "2025-01-31"), ("ada", "2025-03-01"), ("bob", "2025-02-28"), ("bob", "2025-04-01")] {
        let paid = json!({
            "amount": 100, "currency": "eur", "customer": { "email": format!("{email}@example.com") },
            "occurred_at": format!("{day}T12:00:00Z")
        });
        api.post("/v1/payments", paid).await.assert_status(201);
    }
    let rows = async |query: &str| -> Vec<(Value, Value)> {
        let told = api.get(&format!("/v1/analytics/cohorts{query}")).await.assert_status(200).json();
        let rows = told["data"].as_array().expect("rows").clone();
        rows.into_iter().map(|row| (row["cohort"].clone(), row["active"].clone())).collect()
    };

    assert_eq!(rows("").await, [(json!("2025-01"), json!([1, 0, 1, 0])), (json!("2025-02"), json!([1, 0, 1]))]);
    assert_eq!(
        rows("?to=2025-03-15&interval=month&time_zone=utc").await,
        [(json!("2025-01"), json!([1, 0, 1])), (json!("2025-02"), json!([1, 0]))]
    );
    assert_eq!(rows("?from=2025-02-10").await, [(json!("2025-02"), json!([1, 0, 1]))]);
    assert_eq!(rows("?currency=usd").await, []);
    let worth = async |query: &str| -> Value {
        let told = api.get(&format!("/v1/analytics/distribution{query}")).await.assert_status(200).json();
        json!([told["count"], told["sum"], told["median"]])
    };
    assert_eq!(worth("").await, json!([2, 400, 200]));
    assert_eq!(worth("?from=2025-02-10").await, json!([1, 200, 200]));
    assert_eq!(worth("?to=2025-01-01&time_zone=utc").await, json!([1, 200, 200]));
    assert_eq!(worth("?from=2025-03-01").await, json!([0, 0, null]));
}

both_engines!(a_question_that_makes_no_sense_is_answered_with_what_would);
async fn a_question_that_makes_no_sense_is_answered_with_what_would(app: TestApp) {
    let api = app.merchant().await.api().await;

    for (path, fields) in [
        ("/v1/analytics/cohorts?from=2025-13-01", vec!["from"]),
        ("/v1/analytics/cohorts?from=2025-02-01&to=2025-01-01", vec!["from"]),
        ("/v1/analytics/cohorts?interval=day", vec!["interval"]),
        ("/v1/analytics/cohorts?interval=fortnight&currency=euro", vec!["interval", "currency"]),
        ("/v1/analytics/cohorts?time_zone=Asia/Tokyo", vec!["time_zone"]),
        ("/v1/analytics/cohorts?time_zone=Mars", vec!["time_zone"]),
        ("/v1/analytics/distribution?currency=zzz", vec!["currency"]),
        ("/v1/analytics/distribution?from=2025-02-01&to=2025-01-01", vec!["from"]),
        ("/v1/analytics/distribution?time_zone=Asia/Tokyo", vec!["time_zone"]),
        ("/v1/customers/top?metric=fame&period=1d", vec!["metric", "period"]),
        ("/v1/customers/top?limit=0", vec!["limit"]),
        ("/v1/customers/top?limit=101", vec!["limit"]),
    ] {
        let answer = api.get(path).await;
        answer.assert_problem(422, "parameter_invalid");
        let faults: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
        assert_eq!(faults, fields, "{path}");
    }
    api.get("/v1/customers/top?metrics=total_spent").await.assert_problem(422, "parameter_unknown");
}

both_engines!(a_key_sees_figures_only_when_it_is_granted);
async fn a_key_sees_figures_only_when_it_is_granted(app: TestApp) {
    let shop = app.merchant().await;
    let figures = shop.api_with(KeyKind::Secret, "analytics:read").await;
    let people = shop.api_with(KeyKind::Secret, "customers:read").await;

    for path in ["/v1/analytics/cohorts", "/v1/analytics/distribution"] {
        figures.get(path).await.assert_status(200);
        people.get(path).await.assert_status(403);
    }
    for api in [&figures, &people] {
        api.get("/v1/customers/top").await.assert_status(403);
    }
    let both = shop.api_with(KeyKind::Secret, "analytics:read customers:read").await;
    both.get("/v1/customers/top").await.assert_status(200);
}

both_engines!(equals_share_a_rank_and_who_was_deleted_has_none);
async fn equals_share_a_rank_and_who_was_deleted_has_none(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let mut ids = Vec::new();
    for cents in [500, 900, 500, 100, 2000] {
        let id = shop.customer().create().await;
        shop.payment(id, cents).await;
        ids.push(id.to_string());
    }
    api.delete(&format!("/v1/customers/{}", ids[4])).await.assert_status(200);

    for period in ["7d", "all"] {
        let told = api.get(&format!("/v1/customers/top?period={period}")).await.json();
        let told: Vec<(i64, &str)> = told["data"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|top| (top["rank"].as_i64().expect("a rank"), top["customer"]["id"].as_str().expect("an id")))
            .collect();
        assert_eq!(told, [(1, &*ids[1]), (2, &*ids[0]), (2, &*ids[2]), (4, &*ids[3])], "{period}");
    }
}
