//! The first start.

use crate::harness::{Browser, TestApp, both_engines};

const FORM: [(&str, &str); 5] = [
    ("merchant", "Analytical Engines"),
    ("currency", "GBP"),
    ("name", "Ada Lovelace"),
    ("email", "Ada@Analytical.example"),
    ("password", "a difference engine"),
];

both_engines!(the_first_visitor_becomes_the_owner);
async fn the_first_visitor_becomes_the_owner(app: TestApp) {
    let mut ada = app.browser();
    ada.get("/").await.assert_goes_to("/sign-up");
    ada.get("/sign-up").await.assert_status(200).assert_shows("Set up Clientele");

    ada.sign_in_by("/sign-up", &FORM).await.assert_goes_to("/");

    let home = ada.get("/").await;
    home.assert_status(303);
    let customers = ada.get(home.location()).await;
    customers.assert_status(200).assert_shows("Analytical Engines").assert_shows("Ada Lovelace").assert_shows("Owner");
}

both_engines!(nobody_signs_up_after_the_owner);
async fn nobody_signs_up_after_the_owner(app: TestApp) {
    app.browser().sign_in_by("/sign-up", &FORM).await.assert_goes_to("/");
    let mut mallory = app.browser();

    mallory.get("/").await.assert_goes_to("/sign-in");
    mallory.get("/sign-up").await.assert_status(200).assert_shows("This server has an owner already");
    let refused = mallory.sign_in_by("/sign-up", &[("email", "mallory@evil.example")]).await;
    refused.assert_status(422);
    let second = with(&FORM, "email", "mallory@evil.example");
    let refused = mallory.sign_in_by("/sign-up", &second).await;

    refused.assert_status(422).assert_shows("This server has an owner already");
    assert_eq!(refused.cookie(), None);
}

both_engines!(one_of_many_at_the_same_moment_becomes_the_owner);
async fn one_of_many_at_the_same_moment_becomes_the_owner(app: TestApp) {
    let attempts: Vec<_> = (0..6)
        .map(|number| {
            let browser: Browser = app.browser();
            let form = with(&FORM, "email", &format!("visitor{number}@analytical.example"));
            tokio::spawn(async move { browser.post("/sign-up", &form).await })
        })
        .collect();

    let mut statuses = Vec::new();
    for attempt in attempts {
        statuses.push(attempt.await.expect("an answer").status.as_u16());
    }
    statuses.sort_unstable();

    assert_eq!(statuses, [303, 422, 422, 422, 422, 422]);
}

both_engines!(every_mistake_is_told_at_once_and_nothing_is_lost);
async fn every_mistake_is_told_at_once_and_nothing_is_lost(app: TestApp) {
    let wrong =
        [("merchant", " "), ("currency", "EUX"), ("name", ""), ("email", "ada@analytical"), ("password", "short one")];

    let answer = app.browser().post("/sign-up", &wrong).await;

    answer.assert_status(422).assert_value("email", "ada@analytical").assert_lacks("short one");
    for field in ["merchant", "currency", "name", "email", "password"] {
        assert!(answer.error_of(field).is_some(), "nothing is said beside {field}: {}", answer.text());
    }
    app.browser().get("/").await.assert_goes_to("/sign-up");
}

/// The form with another value in one field.
fn with(form: &[(&str, &str)], field: &str, value: &str) -> Vec<(String, String)> {
    let pairs = form.iter().map(|(name, known)| (*name, if *name == field { value } else { known }));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
