//! The second factor.

use std::time::Duration;

use clientele_domain::id::UserId;
use clientele_domain::role::Role;
use clientele_domain::totp::TotpSecret;
use clientele_service::accounts::{HALF_SESSION_LENGTH, staff};

use super::{PASSWORD, hired, signed_in};
use crate::harness::{Answer, Browser, Shop, TestApp, both_engines};

/// Somebody who set up an app.
struct Careful {
    app: TestApp,
    shop: Shop,
    id: UserId,
    email: String,
    browser: Browser,
    secret: TotpSecret,
    /// The code that turned it on.
    used: String,
    recovery: Vec<String>,
}

impl Careful {
    async fn new(app: &TestApp) -> Self {
        let shop = app.merchant().await;
        let (id, email) = hired(app, shop.scope.merchant, "colin", Role::Support).await;
        let browser = signed_in(app, &email).await;
        let here = shop.path("account/two-factor");
        browser.get(&here).await.assert_status(200).assert_shows("Set up an app");
        browser.post(&here, &[("act", "begin")]).await.assert_goes_to(&here);
        let page = browser.get(&here).await;
        page.assert_status(200).assert_shows("Type the code it shows");
        assert!(page.body.contains("<svg class=\"qr\""), "no QR code: {}", page.body);
        let secret = secret_of(&page);
        let mut careful =
            Self { app: app.clone(), shop, id, email, browser, secret, used: String::new(), recovery: Vec::new() };
        careful.used = careful.code();
        let on = careful.act("confirm", PASSWORD, &careful.used).await;
        on.assert_status(200).assert_shows("They are not shown again").assert_shows("You have 10 recovery codes left");
        careful.recovery = recovery_codes(&on);
        careful
    }

    /// The code of now.
    fn code(&self) -> String {
        format!("{:06}", self.secret.code_at(self.app.house().now()))
    }

    /// A code that was not used yet: that of half a minute later.
    fn next_code(&self) -> String {
        self.app.pass(Duration::from_secs(30));
        self.code()
    }

    async fn act(&self, act: &str, password: &str, code: &str) -> Answer {
        let form = [("act", act), ("password", password), ("code", code)];
        self.browser.post(&self.shop.path("account/two-factor"), &form).await
    }

    /// A browser in which the password was given.
    async fn half_in(&self) -> Browser {
        let mut browser = self.app.browser();
        let next = self.shop.path("customers");
        let form = [("email", self.email.as_str()), ("password", PASSWORD), ("next", next.as_str())];
        let answer = browser.sign_in_by("/sign-in", &form).await;
        answer.assert_status(303);
        assert!(answer.location().starts_with("/sign-in/code?next="), "{answer:?}");
        browser
    }

    async fn give(&self, browser: &mut Browser, code: &str) -> Answer {
        let next = self.shop.path("customers");
        browser.sign_in_by("/sign-in/code", &[("code", code), ("next", next.as_str())]).await
    }
}

/// What people would type into an app.
fn secret_of(page: &Answer) -> TotpSecret {
    let texts = page.body.split("<code").skip(1).filter_map(|part| part.split_once('>')?.1.split_once('<'));
    let mut secrets = texts.filter_map(|(text, _)| TotpSecret::parse(&text.replace(' ', "")));
    secrets.next().unwrap_or_else(|| panic!("no secret: {}", page.text()))
}

fn recovery_codes(page: &Answer) -> Vec<String> {
    let text = page.text();
    let code = |word: &&str| word.len() == 19 && word.matches('-').count() == 3;
    let codes: Vec<String> = text.split(' ').filter(code).map(str::to_owned).collect();
    assert_eq!(codes.len(), 10, "{text}");
    codes
}

both_engines!(after_the_password_a_code_is_asked_and_nothing_else_is_open);
async fn after_the_password_a_code_is_asked_and_nothing_else_is_open(app: TestApp) {
    let careful = Careful::new(&app).await;
    let mut browser = careful.half_in().await;
    let customers = careful.shop.path("customers");

    let refused = browser.get(&customers).await;
    assert!(refused.location().starts_with("/sign-in?next="), "{refused:?}");
    browser.get("/").await.assert_goes_to("/sign-in");
    browser.get(&careful.shop.call_path("customers/list", &[("query", "")])).await.assert_status(401);
    browser.post(&careful.shop.path("account"), &[("act", "name"), ("name", "Mallory")]).await.assert_status(303);
    browser.get("/sign-in/code").await.assert_status(200).assert_shows("Enter a code");

    let wrong = careful.give(&mut browser, "000000").await;
    wrong.assert_status(422).assert_error("code", "That code does not fit");
    wrong.assert_value("next", &customers);
    careful.give(&mut browser, &careful.next_code()).await.assert_goes_to(&customers);
    browser.get(&customers).await.assert_status(200).assert_shows("colin").assert_lacks("Mallory");
}

both_engines!(a_code_counts_once);
async fn a_code_counts_once(app: TestApp) {
    let careful = Careful::new(&app).await;
    let mut browser = careful.half_in().await;
    // It turned the second factor on.
    careful.give(&mut browser, &careful.used).await.assert_status(422);
    let code = careful.next_code();
    careful.give(&mut browser, &code).await.assert_status(303);

    let mut other = careful.half_in().await;
    careful.give(&mut other, &code).await.assert_status(422).assert_error("code", "works once");
    let attempts: Vec<_> = {
        let code = careful.next_code();
        let mut attempts = Vec::new();
        for _ in 0..4 {
            let (browser, code) = (careful.half_in().await, code.clone());
            attempts.push(tokio::spawn(async move { browser.post("/sign-in/code", &[("code", code)]).await }));
        }
        attempts
    };
    let mut accepted = 0;
    for attempt in attempts {
        accepted += usize::from(attempt.await.expect("an answer").status == 303);
    }
    assert_eq!(accepted, 1, "of four at the same moment");
}

both_engines!(a_recovery_code_counts_once_and_new_ones_replace_the_old);
async fn a_recovery_code_counts_once_and_new_ones_replace_the_old(app: TestApp) {
    let careful = Careful::new(&app).await;
    let mut browser = careful.half_in().await;
    let typed = careful.recovery[0].to_uppercase().replace('-', " ");
    careful.give(&mut browser, &typed).await.assert_status(303);
    browser.get(&careful.shop.path("account/two-factor")).await.assert_shows("You have 9 recovery codes left");
    let mut again = careful.half_in().await;
    careful.give(&mut again, &careful.recovery[0]).await.assert_status(422);

    careful.act("renew", "not my password", &careful.next_code()).await.assert_error("password", "not the password");
    let renewed = careful.act("renew", PASSWORD, &careful.next_code()).await;
    let fresh = recovery_codes(&renewed);

    careful.give(&mut again, &careful.recovery[1]).await.assert_status(422);
    careful.give(&mut again, &fresh[0]).await.assert_status(303);
}

both_engines!(guesses_of_codes_are_limited_however_often_the_password_is_given);
async fn guesses_of_codes_are_limited_however_often_the_password_is_given(app: TestApp) {
    let careful = Careful::new(&app).await;
    for _ in 0..5 {
        let mut browser = careful.half_in().await;
        careful.give(&mut browser, "000000").await.assert_status(422);
    }
    let mut browser = careful.half_in().await;

    let closed = careful.give(&mut browser, &careful.next_code()).await;

    closed.assert_status(401).assert_shows("Too many attempts");
    app.pass(super::super::accounts::A_WHILE);
    let mut browser = careful.half_in().await;
    careful.give(&mut browser, &careful.code()).await.assert_status(303);
}

both_engines!(a_half_session_ends_soon);
async fn a_half_session_ends_soon(app: TestApp) {
    let careful = Careful::new(&app).await;
    let mut browser = careful.half_in().await;

    app.pass(HALF_SESSION_LENGTH);

    let late = careful.give(&mut browser, &careful.code()).await;
    assert!(late.location().starts_with("/sign-in?late=yes&next="), "{late:?}");
    app.browser().get(late.location()).await.assert_shows("Begin with your password again");
}

both_engines!(turning_it_off_takes_password_and_code);
async fn turning_it_off_takes_password_and_code(app: TestApp) {
    let careful = Careful::new(&app).await;
    let account = careful.shop.path("account");
    careful.act("turn_off", PASSWORD, "").await.assert_status(422);
    careful.act("turn_off", PASSWORD, "000000").await.assert_status(422).assert_shows("That code does not fit");
    careful.act("turn_off", "not my password", &careful.next_code()).await.assert_status(422);
    careful.act("begin", "", "").await.assert_status(422).assert_shows("is on already");

    let off = careful.act("turn_off", PASSWORD, &careful.recovery[0]).await;

    off.assert_goes_to(&format!("{account}?done=two_factor"));
    signed_in(&app, &careful.email).await;
}

both_engines!(a_secret_that_was_not_confirmed_asks_for_nothing_and_others_see_only_whether_it_is_on);
async fn a_secret_that_was_not_confirmed_asks_for_nothing_and_others_see_only_whether_it_is_on(app: TestApp) {
    let careful = Careful::new(&app).await;
    let (_, email) = hired(&app, careful.shop.scope.merchant, "grace", Role::Admin).await;
    let grace = signed_in(&app, &email).await;
    let here = careful.shop.path("account/two-factor");
    grace.post(&here, &[("act", "begin")]).await.assert_status(303);
    let form = [("act", "confirm"), ("password", PASSWORD), ("code", "000000")];
    grace.post(&here, &form).await.assert_status(422).assert_error("code", "That code does not fit");

    signed_in(&app, &email).await;

    let team = grace.get(&careful.shop.path("settings/team")).await;
    team.assert_shows("Two-factor").assert_lacks(&careful.secret.text());
    careful.browser.get(&here).await.assert_lacks(&careful.secret.text());
}

both_engines!(who_lost_everything_is_let_in_by_whoever_runs_the_machine);
async fn who_lost_everything_is_let_in_by_whoever_runs_the_machine(app: TestApp) {
    let careful = Careful::new(&app).await;

    staff::reset_two_factor(app.house(), &careful.email).await.expect("a person");

    careful.browser.get(&careful.shop.path("account")).await.assert_status(303);
    signed_in(&app, &careful.email).await;
    assert!(staff::reset_two_factor(app.house(), "nobody@analytical.example").await.is_err());
    assert!(super::roles(&careful.shop).await.iter().any(|(email, _)| *email == careful.email), "{}", careful.id);
}
