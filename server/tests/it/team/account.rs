//! One's own account: name, password, and where one is signed in.

use clientele_domain::role::Role;

use super::{PASSWORD, hired, signed_in};
use crate::harness::{Browser, TestApp, both_engines};

both_engines!(a_name_is_changed_and_seen_at_once);
async fn a_name_is_changed_and_seen_at_once(app: TestApp) {
    let shop = app.merchant().await;

    let nameless = shop.post("account", &[("act", "name"), ("name", " ")]).await;
    nameless.assert_status(422).assert_error("name", "Enter your name");
    let named = shop.post("account", &[("act", "name"), ("name", "Olga <b>Second")]).await;

    named.assert_goes_to(&shop.path("account?done=name"));
    let page = shop.get("account?done=name").await;
    page.assert_shows("Your name is saved").assert_value("name", "Olga <b>Second").assert_lacks("<b>Second");
    shop.get("customers").await.assert_shows("Olga <b>Second");
}

both_engines!(another_password_ends_the_other_sessions);
async fn another_password_ends_the_other_sessions(app: TestApp) {
    let shop = app.merchant().await;
    let (_, email) = hired(&app, shop.scope.merchant, "colin", Role::Viewer).await;
    let (here, elsewhere) = (signed_in(&app, &email).await, signed_in(&app, &email).await);
    let account = shop.path("account");
    let change = async |current: &str, new: &str| {
        let form = [("act", "password"), ("current_password", current), ("new_password", new)];
        here.post(&account, &form).await
    };

    let wrong = change("not my password", "an analytical engine").await;
    wrong.assert_status(422).assert_error("current_password", "This is not the password");
    wrong.assert_lacks("not my password").assert_lacks("an analytical engine");
    change(PASSWORD, "short").await.assert_status(422).assert_error("new_password", "at least 10");
    elsewhere.get(&account).await.assert_status(200);
    change(PASSWORD, "an analytical engine").await.assert_goes_to(&format!("{account}?done=password"));

    here.get(&account).await.assert_status(200);
    elsewhere.get(&account).await.assert_status(303);
    let old = app.browser().post("/sign-in", &[("email", email.as_str()), ("password", PASSWORD)]).await;
    old.assert_status(401);
    let new = [("email", email.as_str()), ("password", "an analytical engine")];
    app.browser().post("/sign-in", &new).await.assert_goes_to("/");
}

both_engines!(guesses_of_the_password_are_limited_here_too);
async fn guesses_of_the_password_are_limited_here_too(app: TestApp) {
    let shop = app.merchant().await;
    let (_, email) = hired(&app, shop.scope.merchant, "colin", Role::Viewer).await;
    let colin = signed_in(&app, &email).await;
    let guess = async |current: &str| {
        let form = [("act", "password"), ("current_password", current), ("new_password", "an analytical engine")];
        colin.post(&shop.path("account"), &form).await
    };
    for _ in 0..10 {
        guess("a wrong guess").await.assert_status(422);
    }

    guess(PASSWORD).await.assert_status(401).assert_shows("Too many attempts");
}

both_engines!(sessions_are_listed_and_ended_one_by_one_or_all_others);
async fn sessions_are_listed_and_ended_one_by_one_or_all_others(app: TestApp) {
    let shop = app.merchant().await;
    let (_, email) = hired(&app, shop.scope.merchant, "colin", Role::Viewer).await;
    let (account, customers) = (shop.path("account"), shop.path("customers"));
    let phone = with_agent(&app, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) Version/18.1 Mobile Safari/604.1");
    let phone = sign_in_with(phone, &email).await;
    let third = signed_in(&app, &email).await;
    let here = with_agent(&app, "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0");
    let here = sign_in_with(here, &email).await;

    let page = here.get(&account).await;
    page.assert_shows("Firefox on Linux").assert_shows("Safari on iPhone").assert_shows("This browser");
    let named = page.value_of("session").expect("a way to end one");
    // Nobody ends somebody else's.
    shop.post("account", &[("act", "end_session"), ("session", &named)]).await.assert_status(404);
    here.post(&account, &[("act", "end_session"), ("session", &named)]).await.assert_status(303);
    let mut ended = 0;
    for browser in [&phone, &third] {
        ended += usize::from(browser.get(&customers).await.status == 303);
    }
    assert_eq!(ended, 1);

    here.post(&account, &[("act", "end_others")]).await.assert_goes_to(&format!("{account}?done=sessions"));
    for browser in [&phone, &third] {
        browser.get(&customers).await.assert_status(303);
    }
    here.get(&account).await.assert_status(200).assert_lacks("Sign out everywhere else");
    shop.get("account").await.assert_status(200);
}

fn with_agent(app: &TestApp, agent: &str) -> Browser {
    app.browser().with_header("user-agent", agent)
}

async fn sign_in_with(mut browser: Browser, email: &str) -> Browser {
    browser.sign_in_by("/sign-in", &[("email", email), ("password", PASSWORD)]).await.assert_goes_to("/");
    browser
}
