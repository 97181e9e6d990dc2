//! The script of the widgets, and the page on which they are chosen.

use clientele_domain::role::Role;

use crate::harness::{TestApp, both_engines};

const SCRIPT: &str = "/embed/clientele.js";
/// As it is sent to a browser.
const MOST: usize = 6 * 1024;

both_engines!(the_widgets_are_one_small_script_that_any_page_may_load);
async fn the_widgets_are_one_small_script_that_any_page_may_load(app: TestApp) {
    let browser = app.browser();
    let plain = browser.get(SCRIPT).await;
    let small = browser.with_header("accept-encoding", "gzip, br;q=1.0").get(SCRIPT).await;

    for answer in [&plain, &small] {
        answer.assert_status(200);
        assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("access-control-allow-credentials"), "");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.header("set-cookie"), "");
        assert!(answer.header("cache-control").starts_with("public, max-age=86400"), "{:?}", answer.headers);
        assert_eq!(answer.header("etag"), plain.header("etag"));
    }
    assert_eq!((plain.header("content-encoding"), small.header("content-encoding")), ("", "br"));
    assert!(small.length < MOST, "{} bytes, {MOST} is the most", small.length);

    let tag = plain.header("etag").to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        let again = browser.with_header("if-none-match", &known).get(SCRIPT).await;
        assert_eq!((again.assert_status(304).length, again.header("etag")), (0, tag.as_str()), "{known}");
    }
    browser.with_header("if-none-match", "\"other\"").get(SCRIPT).await.assert_status(200);
}

both_engines!(the_script_runs_under_a_strict_policy);
async fn the_script_runs_under_a_strict_policy(app: TestApp) {
    let script = app.browser().get(SCRIPT).await;

    for element in ["clientele-customer", "clientele-subscription", "clientele-orders"] {
        assert!(script.body.contains(&format!("define(\"{element}\"")), "{element}");
    }
    for unsafe_word in
        ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "cssText"]
    {
        script.assert_lacks(unsafe_word);
    }
}

both_engines!(origins_are_listed_one_a_line);
async fn origins_are_listed_one_a_line(app: TestApp) {
    let shop = app.merchant().await;
    let typed = "https://Shop.example/\r\n\r\n http://localhost:5173 ";

    shop.post("widgets", &[("allowed_origins", typed)]).await.assert_goes_to(&shop.path("widgets"));

    let page = shop.get("widgets").await;
    page.assert_value("allowed_origins", "http://localhost:5173\nhttps://shop.example");
    page.assert_shows("allowed_origin: \"http://localhost:5173\"");
    assert!(page.attributes("src").contains(&SCRIPT.to_owned()));
    let wrong = "https://shop.example\r\nshop.example/account\r\nhttp://shop.example";
    let refused = shop.post("widgets", &[("allowed_origins", wrong)]).await;
    refused.assert_status(422).assert_error("allowed_origins", "\"shop.example/account\" is no origin");
    refused.assert_error("allowed_origins", "Send it over https: https://shop.example.");
    assert!(refused.value_of("allowed_origins").is_some_and(|typed| typed.contains("shop.example/account")));
    let log = shop.get("settings/audit-log").await;
    log.assert_shows("Changed allowed origins");

    let viewer = shop.colleague("Vera Viewer", Role::Viewer).await;
    let page = viewer.get(&shop.path("widgets")).await;
    page.assert_status(200).assert_shows("http://localhost:5173").assert_lacks("Save origins");
    viewer.post(&shop.path("widgets"), &[("allowed_origins", "")]).await.assert_status(403);
}
