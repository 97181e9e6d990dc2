//! Who is kept out: other origins, other secrets, and whoever guesses.

use std::time::Instant;

use axum::http::Method;
use clientele_domain::key::KeyKind;
use futures_util::future::join_all;
use serde_json::json;

use super::{CUSTOMER, ORIGIN, Page, assert_closed, page, session};
use crate::harness::{Api, TestApp, both_engines};

/// Origins that are not the session's, however much they look like it.
const FOREIGN: [&str; 9] = [
    "https://evil.example",
    "http://shop.example",
    "https://shop.example:8443",
    "https://www.shop.example",
    "https://shop.example.evil.example",
    "https://SHOP.example",
    "https://shop.example/",
    "null",
    "*",
];

/// What a browser asks before it sends a secret.
fn asking(app: &TestApp, origin: &str) -> Page {
    Page::new(app, "none")
        .with("authorization", "")
        .with("origin", origin)
        .with("access-control-request-method", "GET")
        .with("access-control-request-headers", "authorization")
}

both_engines!(a_foreign_page_can_read_nothing_with_a_secret_it_got_hold_of);
async fn a_foreign_page_can_read_nothing_with_a_secret_it_got_hold_of(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada Lovelace" })).await;
    let page = page(&app, &api, &ada).await;

    for origin in FOREIGN {
        let answer = page.with("origin", origin).look().await;
        answer.assert_problem(403, "origin_not_allowed").assert_lacks("Ada").assert_lacks(ORIGIN);
        assert_closed(&answer);
        let answer = asking(&app, origin).send(Method::OPTIONS, CUSTOMER).await;
        answer.assert_problem(403, "origin_not_allowed").assert_lacks(ORIGIN);
        assert_closed(&answer);
    }
    let mut two = page.clone();
    two.headers.push(("origin", "https://evil.example".to_owned()));
    assert_closed(two.look().await.assert_problem(403, "origin_not_allowed"));
    page.look().await.assert_status(200);
}

both_engines!(whoever_names_no_origin_is_a_page_of_ours_or_nobody);
async fn whoever_names_no_origin_is_a_page_of_ours_or_nobody(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada Lovelace" })).await;
    let nowhere = page(&app, &api, &ada).await.with("origin", "");

    for site in ["", "none", "same-site", "cross-site"] {
        let answer = nowhere.with("sec-fetch-site", site).look().await;
        answer.assert_problem(403, "origin_not_allowed").assert_lacks("Ada");
        assert_closed(&answer);
    }
    let ours = nowhere.with("sec-fetch-site", "same-origin").look().await;
    assert_eq!(ours.assert_status(200).json()["name"], "Ada Lovelace");
    assert_closed(&ours);
}

both_engines!(a_browser_may_ask_where_a_session_is_for);
async fn a_browser_may_ask_where_a_session_is_for(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada Lovelace" })).await;
    let before = asking(&app, ORIGIN).send(Method::OPTIONS, CUSTOMER).await;
    assert_closed(before.assert_problem(403, "origin_not_allowed"));
    session(&api, &ada, &["customer"]).await;

    let answer = asking(&app, ORIGIN).send(Method::OPTIONS, CUSTOMER).await;

    answer.assert_status(204);
    for (name, value) in [
        ("access-control-allow-origin", ORIGIN),
        ("access-control-allow-methods", "GET"),
        ("access-control-allow-headers", "authorization, if-none-match"),
        ("access-control-max-age", "600"),
        ("access-control-allow-credentials", ""),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    assert!(answer.headers.get_all("vary").iter().any(|value| value == "origin"));
}

both_engines!(no_key_opens_anything_here_and_no_session_anything_there);
async fn no_key_opens_anything_here_and_no_session_anything_there(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada Lovelace", "email": "ada@example.com" })).await;
    let (id, secret) = session(&api, &ada, &["customer"]).await;
    let publishable = shop.api_with(KeyKind::Publishable, "full").await;
    let live = secret.replace("_test_", "_live_");

    for wrong in [&publishable.key, &api.key, &live, &id, &ada, "", "undefined"] {
        let answer = Page::new(&app, wrong).look().await;
        answer.assert_problem(401, "secret_invalid").assert_lacks("Ada");
        assert_closed(&answer);
    }
    let nothing = Page::new(&app, "").with("authorization", "").look().await;
    assert_closed(nothing.assert_problem(401, "secret_invalid"));
    let browser = Api::new(&app, secret);
    for path in [format!("/v1/customers/{ada}"), "/v1/customers".to_owned(), format!("/v1/customer_sessions/{id}")] {
        browser.get(&path).await.assert_problem(401, "key_invalid");
        publishable.get(&path).await.assert_problem(403, "permission_denied");
    }
}

both_engines!(both_modes_have_sessions_of_their_own);
async fn both_modes_have_sessions_of_their_own(app: TestApp) {
    let shop = app.merchant().await;
    let (test, live) = (shop.api().await, shop.other_mode().api().await);
    let named = |name: &str| json!({ "name": name, "external_id": "user-1" });
    test.customer(named("Ada of tests")).await;
    live.customer(named("Ada Lovelace")).await;
    let (id, secret) = session(&live, "external_id:user-1", &["customer"]).await;

    let told = Page::new(&app, &secret).look().await.assert_status(200).json();

    assert!(secret.starts_with("csec_live_"), "{secret}");
    assert_eq!((&told["name"], &told["livemode"]), (&json!("Ada Lovelace"), &json!(true)));
    let path = format!("/v1/customer_sessions/{id}");
    test.get(&path).await.assert_problem(404, "not_found");
    test.post(&format!("{path}/revoke"), json!({})).await.assert_problem(404, "not_found");
    Page::new(&app, &secret).look().await.assert_status(200);
}

both_engines!(a_thousand_guesses_are_limited);
async fn a_thousand_guesses_are_limited(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada Lovelace" })).await;
    let page = page(&app, &api, &ada).await;
    let (began, mut listened) = (Instant::now(), 0);
    let guess = async |guess: u32| Page::new(&app, &format!("csec_test_{guess:043}")).look().await;
    for hundred in 0..10 {
        // Many at once are no way around it.
        for answer in join_all((0..100).map(|one| guess(100 * hundred + one))).await {
            assert_closed(&answer);
            match answer.status.as_u16() {
                401 => listened += 1,
                _ => {
                    answer.assert_problem(429, "rate_limited");
                    assert!(answer.header("retry-after").parse::<u64>().is_ok_and(|wait| (1..=61).contains(&wait)));
                }
            }
        }
    }

    // Thirty in each minute that this took.
    let most = 30 * (1 + began.elapsed().as_secs() / 60);
    assert!((30..=most).contains(&listened), "{listened} of {most}");
    let elsewhere = Page { address: [192, 0, 2, 2], ..page.clone() };
    elsewhere.look().await.assert_status(200);
}

both_engines!(a_session_that_asks_without_end_is_told_to_wait);
async fn a_session_that_asks_without_end_is_told_to_wait(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada Lovelace" })).await;
    let (page, other) = (page(&app, &api, &ada).await, page(&app, &api, &ada).await);

    let answers = join_all((0..200).map(|_| page.look())).await;

    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!(!refused.is_empty());
    for answer in refused {
        answer.assert_problem(429, "rate_limited");
        assert_eq!((answer.header("access-control-allow-origin"), answer.header("retry-after")), (ORIGIN, "1"));
    }
    other.look().await.assert_status(200);
}
