//! Sessions end: by signing out, and by themselves.

use clientele_service::accounts::SESSION_LENGTH;

use crate::harness::{TestApp, both_engines};

both_engines!(signing_out_ends_the_session_itself);
async fn signing_out_ends_the_session_itself(app: TestApp) {
    let shop = app.merchant().await;
    let page = shop.path("customers");
    shop.get("customers").await.assert_status(200);

    let out = shop.post("customers", &[("", "")]).await;
    assert_ne!(out.status.as_u16(), 303, "no form of the list signs out");
    let out = shop.browser.post("/sign-out", &[("", "")]).await;

    out.assert_goes_to("/sign-in");
    assert!(out.header("set-cookie").starts_with("clientele-dev=; Path=/; Max-Age=0;"), "{out:?}");
    // The browser may still have the cookie; it opens nothing any more.
    let again = shop.get("customers").await;
    assert_eq!(again.location(), format!("/sign-in?next={}", page.replace('/', "%2F")));
    shop.call("customers/search", &[("text", "ada")]).await.assert_status(401);
}

both_engines!(signing_out_leaves_other_browsers_alone);
async fn signing_out_leaves_other_browsers_alone(app: TestApp) {
    let (mine, other) = (app.merchant().await, app.merchant().await);

    mine.browser.post("/sign-out", &[("", "")]).await.assert_goes_to("/sign-in");

    other.get("customers").await.assert_status(200);
}

both_engines!(a_session_lives_while_it_is_used_and_ends_when_it_is_not);
async fn a_session_lives_while_it_is_used_and_ends_when_it_is_not(app: TestApp) {
    let shop = app.merchant().await;
    for _ in 0..3 {
        app.pass(SESSION_LENGTH / 2);
        shop.get("customers").await.assert_status(200);
    }

    app.pass(SESSION_LENGTH);

    shop.get("customers").await.assert_status(303);
    shop.call("customers/search", &[("text", "ada")]).await.assert_status(401);
}

both_engines!(a_form_of_an_ended_session_changes_nothing);
async fn a_form_of_an_ended_session_changes_nothing(app: TestApp) {
    let shop = app.merchant().await;
    app.pass(SESSION_LENGTH);

    let answer = shop.post("customers/new", &[("name", "Ada Lovelace")]).await;

    assert!(answer.location().starts_with("/sign-in"), "{answer:?}");
    assert_eq!(clientele_service::customers::count(&shop.ctx()).await.expect("a count"), 0);
}
