//! The session cookie and what is kept of it.

use clientele_service::accounts::SESSION_LENGTH;
use clientele_store::Conn;

use super::{PASSWORD, house_with_owner, sign_in};
use crate::harness::{Browser, TestApp, both_engines};

both_engines!(on_this_machine_the_cookie_is_for_development);
async fn on_this_machine_the_cookie_is_for_development(app: TestApp) {
    house_with_owner(&app).await;

    let attributes = set_cookie(app.browser()).await;

    assert_eq!(attributes, ["Path=/", &max_age(), "HttpOnly", "SameSite=Lax"]);
}

both_engines!(behind_https_the_cookie_is_bound_to_the_host);
async fn behind_https_the_cookie_is_bound_to_the_host(app: TestApp) {
    house_with_owner(&app).await;
    let mut browser = app.browser_at("https://clientele.example.com");

    let attributes = set_cookie(browser.clone()).await;
    let answer = sign_in(&mut browser, PASSWORD).await;

    assert_eq!(attributes, ["Path=/", &max_age(), "HttpOnly", "SameSite=Lax", "Secure"]);
    assert!(answer.cookie().is_some_and(|cookie| cookie.starts_with("__Host-clientele=")), "{answer:?}");
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    let home = browser.get("/").await;
    browser.get(home.location()).await.assert_status(200);
    let out = browser.post("/sign-out", &[("", "")]).await;
    assert!(
        out.header("set-cookie").starts_with("__Host-clientele=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure")
    );
}

both_engines!(the_development_cookie_opens_nothing_behind_https);
async fn the_development_cookie_opens_nothing_behind_https(app: TestApp) {
    house_with_owner(&app).await;
    let answer = sign_in(&mut app.browser(), PASSWORD).await;
    let cookie = answer.cookie().expect("a cookie");

    let home = app.browser_at("https://clientele.example.com").with_cookie(cookie).get("/").await;

    home.assert_goes_to("/sign-in");
}

both_engines!(every_sign_in_gives_another_token);
async fn every_sign_in_gives_another_token(app: TestApp) {
    house_with_owner(&app).await;
    let mut browser = app.browser().with_cookie("clientele-dev=chosen-by-somebody-else");
    let first = sign_in(&mut browser, PASSWORD).await.cookie();
    let second = sign_in(&mut browser, PASSWORD).await.cookie();

    assert!(first.as_ref().is_some_and(|cookie| cookie.len() > 60), "{first:?}");
    assert_ne!(first, second);
}

both_engines!(no_token_is_kept_in_clear);
async fn no_token_is_kept_in_clear(app: TestApp) {
    house_with_owner(&app).await;
    let cookie = sign_in(&mut app.browser(), PASSWORD).await.cookie().expect("a cookie");
    let token = cookie.split_once('=').expect("a name and a token").1;

    let mut reader = app.house().db.read().await.expect("the database answers");
    let sql = "SELECT token_hash FROM sessions";
    let kept: Vec<(String,)> = match reader.conn() {
        Conn::Sqlite(c) => sqlx::query_as(sql).fetch_all(c).await.expect("sessions"),
        Conn::Postgres(c) => sqlx::query_as(sql).fetch_all(c).await.expect("sessions"),
    };

    assert_eq!(kept.len(), 1);
    assert_ne!(kept[0].0, token);
    let with_the_hash = app.browser().with_cookie(format!("clientele-dev={}", kept[0].0));
    with_the_hash.get("/").await.assert_goes_to("/sign-in");
}

/// What the cookie of a sign-in says besides name and value.
async fn set_cookie(mut browser: Browser) -> Vec<String> {
    let answer = sign_in(&mut browser, PASSWORD).await;
    answer.header("set-cookie").split("; ").skip(1).map(str::to_owned).collect()
}

fn max_age() -> String {
    format!("Max-Age={}", SESSION_LENGTH.as_secs())
}
