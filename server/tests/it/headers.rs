//! What every answer says about how it may be used.

use std::collections::HashSet;

use crate::harness::{Answer, TestApp, both_engines};

both_engines!(every_page_has_a_strict_policy_with_a_nonce_of_its_own);
async fn every_page_has_a_strict_policy_with_a_nonce_of_its_own(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().create().await;
    let customer = format!("customers/{ada}");
    let mut nonces = HashSet::new();

    for page in [
        app.browser().get("/sign-in").await,
        app.browser().get("/sign-up").await,
        app.browser().get("/no-such-page").await,
        shop.get("customers").await,
        shop.get("customers").await,
        shop.get("customers?q=nobody").await,
        shop.get("customers/new").await,
        shop.get(&customer).await,
        shop.get(&format!("{customer}/edit")).await,
        shop.get("customers/cus_01kafg3v9te5rbh2m8q0w4x7yd").await,
        shop.post("customers/new", &[("email", "wrong")]).await,
    ] {
        let nonce = strict_policy(&page);

        assert!(nonces.insert(nonce), "{}: a nonce came twice", page.asked);
    }
}

/// Looks at the policy of a page and gives its nonce.
fn strict_policy(page: &Answer) -> String {
    let policy = page.header("content-security-policy");
    let asked = &page.asked;
    assert!(policy.contains("default-src 'none'"), "{asked}: {policy}");
    assert!(policy.contains("'strict-dynamic'"), "{asked}: {policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{asked}: {policy}");
    assert!(policy.contains("base-uri 'none'"), "{asked}: {policy}");
    assert!(policy.contains("form-action 'self'"), "{asked}: {policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{asked}: {policy}");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default();
    assert!(nonce.len() >= 16, "{asked}: {policy}");
    // A script without the nonce, or an attribute that is one, would not run.
    for script in page.body.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap_or_default();
        assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{asked}: <script{tag}>");
    }
    for handler in [" onclick=", " onload=", " onerror=", " onsubmit=", " style=", "javascript:"] {
        let found = page.body.find(handler).map(|place| page.body[place..].chars().take(60).collect::<String>());
        assert_eq!(found, None, "{asked}");
    }
    nonce.to_owned()
}

both_engines!(every_answer_says_how_it_may_be_used);
async fn every_answer_says_how_it_may_be_used(app: TestApp) {
    let shop = app.merchant().await;

    for answer in [
        app.browser().get("/").await,
        app.browser().get("/healthz").await,
        app.browser().get("/readyz").await,
        app.browser().get("/icons.svg").await,
        app.browser().get("/pkg/none/none.js").await,
        app.browser().get("/sign-in").await,
        shop.get("customers").await,
        shop.call("customers/search", &[("text", "ada")]).await,
        shop.browser.with_header("origin", "https://evil.example").post("/sign-out", &[("", "")]).await,
    ] {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{}: {name}", answer.asked);
        }
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{}", answer.asked);
        assert!(answer.header("request-id").starts_with("req_"), "{}", answer.asked);
        assert_eq!(answer.header("strict-transport-security"), "", "{}", answer.asked);
    }
}

both_engines!(what_a_person_sees_is_kept_by_no_cache);
async fn what_a_person_sees_is_kept_by_no_cache(app: TestApp) {
    let shop = app.merchant().await;

    for answer in [
        shop.get("customers").await,
        shop.call("customers/search", &[("text", "ada")]).await,
        shop.get("customers/new").await,
    ] {
        assert_eq!(answer.header("cache-control"), "no-store", "{}", answer.asked);
    }
}
