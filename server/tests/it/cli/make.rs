//! Merchants and people from the command line.

use super::run;
use crate::harness::{TestApp, both_engines};

both_engines!(a_merchant_and_a_person_who_can_sign_in);
async fn a_merchant_and_a_person_who_can_sign_in(app: TestApp) {
    let made = run(&app, &["merchant", "create", "--name", "Analytical Engines", "--currency", "GBP", "--json"]).await;
    let merchant = made.assert_status(0).json()["merchant_id"].as_str().expect("an id").to_owned();
    let arguments =
        ["user", "create", "--merchant", &merchant, "--email", "Ada@Analytical.example", "--role", "support", "--json"];
    let person = run(&app, &arguments).await.assert_status(0).json();
    let password = person["password"].as_str().expect("a password").to_owned();

    let mut ada = app.browser();
    let form = [("email", "ada@analytical.example"), ("password", password.as_str())];
    ada.sign_in_by("/sign-in", &form).await.assert_goes_to("/");

    let home = ada.get("/").await;
    home.assert_goes_to(&format!("/{merchant}/test/customers"));
    ada.get(home.location()).await.assert_status(200).assert_shows("Analytical Engines").assert_shows("Support");
}

both_engines!(a_person_who_is_known_keeps_the_password);
async fn a_person_who_is_known_keeps_the_password(app: TestApp) {
    let mut merchants = Vec::new();
    for name in ["Engines", "Looms"] {
        let made = run(&app, &["merchant", "create", "--name", name, "--json"]).await;
        merchants.push(made.assert_status(0).json()["merchant_id"].as_str().expect("an id").to_owned());
    }
    let create = async |merchant: &str| {
        run(
            &app,
            &[
                "user",
                "create",
                "--merchant",
                merchant,
                "--email",
                "ada@analytical.example",
                "--role",
                "owner",
                "--json",
            ],
        )
        .await
    };

    let first = create(&merchants[0]).await;
    let second = create(&merchants[1]).await;
    let again = create(&merchants[1]).await;

    assert!(first.assert_status(0).json()["password"].is_string());
    assert!(second.assert_status(0).json()["password"].is_null());
    again.assert_status(1);
    assert!(again.err.contains("works for this merchant already"), "{again:?}");
}

both_engines!(what_is_wrong_is_said);
async fn what_is_wrong_is_said(app: TestApp) {
    let made = run(&app, &["merchant", "create", "--name", "Engines", "--json"]).await;
    let merchant = made.assert_status(0).json()["merchant_id"].as_str().expect("an id").to_owned();
    let nobody = "acct_01kafg3v9te5rbh2m8q0w4x7yd";

    for (arguments, words) in [
        (vec!["merchant", "create", "--name", " "], "Give the merchant a name."),
        (vec!["merchant", "create", "--name", "Looms", "--currency", "EUX"], "EUX"),
        (
            vec!["user", "create", "--merchant", nobody, "--email", "a@b.example", "--role", "owner"],
            "There is no merchant",
        ),
        (vec!["user", "create", "--merchant", &merchant, "--email", "ada@", "--role", "owner"], "after @"),
    ] {
        let done = run(&app, &arguments).await;

        done.assert_status(1);
        assert!(done.err.contains(words), "{done:?}");
    }
}
