//! Coming in by a customer session, and going out again.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{ORIGIN, Portal, from_shop};
use crate::harness::{TestApp, both_engines};

both_engines!(a_page_of_the_merchant_opens_the_portal);
async fn a_page_of_the_merchant_opens_the_portal(app: TestApp) {
    let portal = Portal::open(&app).await;
    let (_, secret) = portal.session().await;
    let mut browser = portal.browser();
    browser.get("/portal").await.assert_status(401).assert_shows("Open your account from the shop");

    let entered = from_shop(&mut browser, &secret).await;

    entered.assert_goes_to("/portal");
    let cookie = entered.header("set-cookie");
    assert!(cookie.starts_with("portal-dev=") && cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
    assert!(!cookie.contains(&secret), "{cookie}");
    let page = browser.get("/portal").await;
    page.assert_status(200)
        .assert_shows("Ada Lovelace")
        .assert_shows("You have no subscriptions.")
        .assert_lacks(&secret);
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(page.header("x-frame-options"), "DENY");
    browser.get("/portal?lang=de").await.assert_status(200).assert_shows("Sie haben keine Abonnements.");
    assert!(browser.get("/portal?lang=ar").await.body.contains("dir=\"rtl\""));

    let out = browser.post("/portal/sign-out", &[("", "")]).await;
    out.assert_goes_to("/portal");
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    browser.get("/portal").await.assert_status(401);
}

both_engines!(over_https_the_cookie_is_bound_to_the_host);
async fn over_https_the_cookie_is_bound_to_the_host(app: TestApp) {
    let portal = Portal::open(&app).await;
    let (_, secret) = portal.session().await;
    let mut browser = app.browser_at("https://pay.example.com");

    let cookie = from_shop(&mut browser, &secret).await.header("set-cookie").to_owned();

    assert!(
        cookie.starts_with("__Host-portal=")
            && cookie.ends_with("; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax; Secure"),
        "{cookie}"
    );
    browser.get("/portal").await.assert_status(200);
}

both_engines!(only_the_page_that_the_session_names_opens_it);
async fn only_the_page_that_the_session_names_opens_it(app: TestApp) {
    let portal = Portal::open(&app).await;
    let (_, secret) = portal.session().await;
    let browser = portal.browser();

    for origin in ["https://evil.example", "null", "https://shop.example.evil.example", "http://shop.example", ""] {
        let there = browser.with_header("origin", origin).with_header("sec-fetch-site", "cross-site");
        let refused = there.post("/portal", &[("session", &secret)]).await;
        refused.assert_status(403).assert_shows("This page can’t open that").assert_lacks("Lovelace");
        assert_eq!(refused.header("set-cookie"), "", "{origin}");
    }
    // Our own pages may: a merchant tries it out.
    browser.post("/portal", &[("session", &secret)]).await.assert_goes_to("/portal");
}

both_engines!(a_session_opens_the_portal_only_if_it_says_so);
async fn a_session_opens_the_portal_only_if_it_says_so(app: TestApp) {
    let portal = Portal::open(&app).await;
    let (_, other) = portal.session_of(&portal.ada, &["customer", "subscriptions", "orders"]).await;
    let mut browser = portal.browser();

    from_shop(&mut browser, &other).await.assert_status(403).assert_shows("This can’t be opened here");
    let frame = browser.with_header("origin", ORIGIN).post("/embed/profile", &[("session", &other)]).await;
    frame.assert_status(403).assert_shows("This can’t be opened here").assert_lacks("Lovelace");
    // Nobody makes one who could not cancel subscriptions themselves.
    let asked = json!({ "customer": portal.ada, "components": ["portal"], "allowed_origin": ORIGIN });
    let reader = portal.shop.api_with(clientele_domain::key::KeyKind::Secret, "customers:write").await;
    reader.post("/v1/customer_sessions", asked).await.assert_status(403);
}

both_engines!(what_has_ended_opens_nothing);
async fn what_has_ended_opens_nothing(app: TestApp) {
    let portal = Portal::open(&app).await;
    let (id, secret) = portal.session().await;
    let mut browser = portal.browser();
    from_shop(&mut browser, &secret).await.assert_goes_to("/portal");

    // When the merchant ends the session, whoever came in by it is out at once.
    portal.api.post(&format!("/v1/customer_sessions/{id}/revoke"), json!({})).await.assert_status(200);
    browser.get("/portal").await.assert_status(401).assert_lacks("Lovelace");
    from_shop(&mut portal.browser(), &secret).await.assert_status(403).assert_shows("Your session is over");

    // An hour without use; a day at most.
    let idle = portal.inside().await;
    app.pass(Duration::from_secs(59 * 60));
    idle.get("/portal").await.assert_status(200);
    app.pass(Duration::from_secs(59 * 60));
    idle.get("/portal").await.assert_status(200);
    app.pass(Duration::from_secs(61 * 60));
    idle.get("/portal").await.assert_status(401);
    let busy = portal.inside().await;
    for _ in 0..26 {
        app.pass(Duration::from_secs(55 * 60));
        busy.get("/portal").await.assert_status(200);
    }
    app.pass(Duration::from_secs(20 * 60));
    busy.get("/portal").await.assert_status(401);
    let (_, late) = portal.session().await;
    app.pass(Duration::from_secs(3601));
    from_shop(&mut portal.browser(), &late).await.assert_status(403).assert_shows("Your session is over");

    // Whoever is erased is out.
    let inside = portal.inside().await;
    portal.api.delete(&format!("/v1/customers/{}", portal.ada)).await.assert_status(200);
    inside.get("/portal").await.assert_status(401);
}

both_engines!(a_thousand_guesses_are_limited);
async fn a_thousand_guesses_are_limited(app: TestApp) {
    let portal = Portal::open(&app).await;
    let (_, secret) = portal.session().await;
    let browser = portal.browser().with_header("origin", ORIGIN).with_header("sec-fetch-site", "cross-site");
    let (began, mut listened) = (Instant::now(), 0);

    for guess in 0..1000 {
        let path = ["/portal", "/embed/profile"][guess % 2];
        let answer = browser.post(path, &[("session", format!("csec_test_{guess}"))]).await;
        match answer.status.as_u16() {
            403 => listened += 1,
            status => assert_eq!(status, 429, "{}", answer.text()),
        }
    }

    // Thirty in each minute that this took.
    let most = 30 * (1 + began.elapsed().as_secs() / 60);
    assert!((30..=most).contains(&listened), "{listened} of {most}");
    for guess in 0..70 {
        browser.post("/portal", &[("session", format!("csec_test_{guess}"))]).await;
    }
    browser.post("/portal", &[("session", &secret)]).await.assert_status(429);
}
