//! Invitations by link.

use std::time::Duration;

use clientele_domain::role::Role;
use clientele_service::team;
use clientele_store::Conn;

use super::{PASSWORD, hired, invited, link_of, roles, signed_in};
use crate::harness::{Browser, TestApp, both_engines};

const EMAIL: &str = "grace@analytical.example";
const NEWCOMER: [(&str, &str); 2] = [("name", "Grace Hopper"), ("password", PASSWORD)];

both_engines!(somebody_new_joins_by_a_link_that_works_once);
async fn somebody_new_joins_by_a_link_that_works_once(app: TestApp) {
    let shop = app.merchant().await;
    let link = invited(&shop, "Grace@analytical.example", Role::Support).await;
    let mut grace = app.browser();

    let page = grace.get(&link).await;
    page.assert_status(200).assert_shows("Join Analytical Engines").assert_shows("Olga Owner invites you");
    page.assert_shows("as Support").assert_lacks("Sign in to join");
    assert_eq!(page.header("referrer-policy"), "strict-origin");
    assert_eq!(page.header("cache-control"), "no-store");
    let short = grace.post(&link, &[("name", "Grace Hopper"), ("password", "short")]).await;
    short.assert_status(422).assert_error("password", "at least 10 characters").assert_value("name", "Grace Hopper");
    short.assert_value("password", "");
    assert_eq!(short.header("referrer-policy"), "strict-origin");
    grace.sign_in_by(&link, &NEWCOMER).await.assert_goes_to(&shop.path("customers"));

    grace.get(&shop.path("customers")).await.assert_status(200).assert_shows("Grace Hopper").assert_shows("Support");
    assert!(roles(&shop).await.contains(&(EMAIL.to_owned(), Role::Support)));
    for browser in [&grace, &app.browser()] {
        browser.get(&link).await.assert_status(404).assert_shows("This invitation counts no more");
        browser.post(&link, &NEWCOMER).await.assert_goes_to(&link);
    }
    assert_eq!(roles(&shop).await.len(), 2);
    shop.get("settings/team").await.assert_shows("Grace Hopper").assert_lacks("Take back").assert_lacks(&link);
}

both_engines!(of_many_at_the_same_moment_one_joins);
async fn of_many_at_the_same_moment_one_joins(app: TestApp) {
    let shop = app.merchant().await;
    let link = invited(&shop, EMAIL, Role::Viewer).await;
    let attempts: Vec<_> = (0..6)
        .map(|_| {
            let (browser, link): (Browser, String) = (app.browser(), link.clone());
            tokio::spawn(async move { browser.post(&link, &NEWCOMER).await })
        })
        .collect();

    let mut joined = 0;
    for attempt in attempts {
        let answer = attempt.await.expect("an answer");
        match answer.cookie() {
            Some(_) => joined += usize::from(answer.location() == shop.path("customers")),
            None => assert!(answer.location() == link || answer.status == 422, "{answer:?}"),
        }
    }

    assert_eq!(joined, 1);
    assert_eq!(roles(&shop).await.len(), 2);
}

both_engines!(a_link_ends_by_itself_by_being_taken_back_and_by_a_newer_one);
async fn a_link_ends_by_itself_by_being_taken_back_and_by_a_newer_one(app: TestApp) {
    let shop = app.merchant().await;
    let first = invited(&shop, EMAIL, Role::Viewer).await;
    let id = team::team(&shop.ctx()).await.expect("a team").invitations[0].id.to_string();
    let gone = async |link: &str| {
        app.browser().get(link).await.assert_status(404).assert_shows("This invitation counts no more");
        app.browser().post(link, &NEWCOMER).await.assert_goes_to(link);
    };

    let twice = [("act", "invite"), ("email", EMAIL), ("role", "viewer")];
    shop.post("settings/team", &twice).await.assert_status(422).assert_error("email", "invited already");
    let second = link_of(&shop.post("settings/team", &[("act", "renew"), ("invitation", &id)]).await);
    gone(&first).await;
    app.browser().get(&second).await.assert_status(200);

    app.pass(Duration::from_secs(7 * 86_400 + 1));
    gone(&second).await;
    shop.get("settings/team").await.assert_shows("Expired");
    let third = link_of(&shop.post("settings/team", &[("act", "renew"), ("invitation", &id)]).await);
    app.browser().get(&third).await.assert_status(200);

    let back = [("act", "revoke"), ("invitation", id.as_str())];
    shop.post("settings/team", &back).await.assert_goes_to(&shop.path("settings/team"));
    gone(&third).await;
    shop.post("settings/team", &back).await.assert_status(404);
    assert_eq!(roles(&shop).await.len(), 1);
}

both_engines!(whoever_has_an_account_signs_in_to_join);
async fn whoever_has_an_account_signs_in_to_join(app: TestApp) {
    let (shop, other) = (app.merchant().await, app.merchant().await);
    let (_, email) = hired(&app, other.scope.merchant, "grace", Role::Owner).await;
    let link = invited(&shop, &email, Role::Developer).await;

    app.browser().get(&link).await.assert_shows("You have an account").assert_shows("Sign in to join");
    app.browser().post(&link, &NEWCOMER).await.assert_status(422).assert_shows("an account with this email already");
    other.browser.get(&link).await.assert_shows("This invitation is for").assert_shows("Sign out");
    other.browser.post(&link, &[("act", "join")]).await.assert_status(422).assert_shows("This invitation is for");
    let mut grace = app.browser();
    let form = [("email", email.as_str()), ("password", PASSWORD), ("next", link.as_str())];
    grace.sign_in_by("/sign-in", &form).await.assert_goes_to(&link);
    grace.get(&link).await.assert_status(200).assert_shows("You are signed in as");
    grace.post(&link, &[("act", "join")]).await.assert_goes_to(&shop.path("customers"));

    grace.get(&shop.path("customers")).await.assert_status(200).assert_shows("Developer");
    grace.get(&other.path("customers")).await.assert_status(200).assert_shows("Owner");
    grace.post(&link, &[("act", "join")]).await.assert_goes_to(&link);
}

both_engines!(only_owners_invite_owners_and_nobody_invites_who_is_there);
async fn only_owners_invite_owners_and_nobody_invites_who_is_there(app: TestApp) {
    let shop = app.merchant().await;
    let admin = shop.colleague("Ada Admin", Role::Admin).await;
    let (_, known) = hired(&app, shop.scope.merchant, "colin", Role::Viewer).await;
    let here = shop.path("settings/team");
    let invite = async |browser: &Browser, email: &str, role: &str| {
        browser.post(&here, &[("act", "invite"), ("email", email), ("role", role)]).await
    };

    invite(&admin, EMAIL, "owner").await.assert_status(422).assert_shows("Only an owner can make somebody an owner");
    invite(&admin, &known, "viewer").await.assert_error("email", "works here already");
    invite(&admin, "grace", "viewer").await.assert_status(422).assert_value("email", "grace");
    invite(&admin, EMAIL, "king").await.assert_status(422).assert_shows("Choose a role");
    admin.get(&here).await.assert_lacks("value=\"owner\"");
    invite(&admin, EMAIL, "admin").await.assert_status(200);

    let id = team::team(&shop.ctx()).await.expect("a team").invitations[0].id.to_string();
    let owners = invited(&shop, "lovelace@analytical.example", Role::Owner).await;
    let theirs = team::team(&shop.ctx()).await.expect("a team").invitations[0].id.to_string();
    admin.post(&here, &[("act", "renew"), ("invitation", &theirs)]).await.assert_status(422);
    admin.post(&here, &[("act", "revoke"), ("invitation", &theirs)]).await.assert_status(422);
    app.browser().get(&owners).await.assert_status(200);
    admin.post(&here, &[("act", "revoke"), ("invitation", &id)]).await.assert_goes_to(&here);
}

both_engines!(whom_a_removed_person_invited_stays_outside);
async fn whom_a_removed_person_invited_stays_outside(app: TestApp) {
    let shop = app.merchant().await;
    let admin = shop.colleague("Ada Admin", Role::Admin).await;
    let form = [("act", "invite"), ("email", EMAIL), ("role", "admin")];
    let link = link_of(&admin.post(&shop.path("settings/team"), &form).await);

    let ada = super::id_of(&shop, "Ada Admin").await;
    shop.post("settings/team", &[("act", "remove"), ("user", &ada)]).await.assert_status(303);

    app.browser().get(&link).await.assert_status(404);
}

both_engines!(no_secret_of_a_link_is_kept);
async fn no_secret_of_a_link_is_kept(app: TestApp) {
    let shop = app.merchant().await;
    let link = invited(&shop, EMAIL, Role::Viewer).await;
    let secret = link.trim_start_matches("/join/").to_owned();

    let mut reader = app.house().db.read().await.expect("the database answers");
    let sql = "SELECT secret_hash FROM invitations";
    let kept: Vec<(String,)> = match reader.conn() {
        Conn::Sqlite(c) => sqlx::query_as(sql).fetch_all(c).await.expect("invitations"),
        Conn::Postgres(c) => sqlx::query_as(sql).fetch_all(c).await.expect("invitations"),
    };
    drop(reader);

    assert_eq!((kept.len(), secret.len()), (1, 64));
    assert_ne!(kept[0].0, secret);
    app.browser().get(&format!("/join/{}", kept[0].0)).await.assert_status(404);
    signed_in_sees_no_secret(&app, &shop, &secret).await;
}

async fn signed_in_sees_no_secret(app: &TestApp, shop: &crate::harness::Shop, secret: &str) {
    shop.get("settings/team").await.assert_shows(EMAIL).assert_lacks(secret);
    let (_, email) = hired(app, shop.scope.merchant, "colin", Role::Viewer).await;
    signed_in(app, &email).await.get(&shop.path("settings/team")).await.assert_shows(EMAIL).assert_lacks("Take back");
}
