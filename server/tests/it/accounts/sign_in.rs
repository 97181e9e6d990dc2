//! Signing in, and the limit on guesses.

use super::{A_WHILE, EMAIL, PASSWORD, house_with_owner, sign_in};
use crate::harness::{TestApp, both_engines};

both_engines!(email_in_any_case_and_password_open_the_dashboard);
async fn email_in_any_case_and_password_open_the_dashboard(app: TestApp) {
    house_with_owner(&app).await;
    let mut olga = app.browser();

    let form = [("email", " OLGA@analytical.example "), ("password", PASSWORD)];
    olga.sign_in_by("/sign-in", &form).await.assert_goes_to("/");

    let home = olga.get("/").await;
    olga.get(home.location()).await.assert_status(200).assert_shows("Olga Owner");
}

both_engines!(a_wrong_password_keeps_the_email_and_not_the_password);
async fn a_wrong_password_keeps_the_email_and_not_the_password(app: TestApp) {
    house_with_owner(&app).await;

    let answer = sign_in(&mut app.browser(), "an analytical guess").await;

    answer.assert_status(401).assert_shows("This email and password don't belong together");
    answer.assert_value("email", EMAIL).assert_value("password", "").assert_lacks("an analytical guess");
    assert_eq!(answer.cookie(), None);
}

both_engines!(an_unknown_email_answers_like_a_wrong_password);
async fn an_unknown_email_answers_like_a_wrong_password(app: TestApp) {
    house_with_owner(&app).await;
    let known = app.browser().post("/sign-in", &[("email", EMAIL), ("password", "wrong")]).await;

    let unknown =
        app.browser().post("/sign-in", &[("email", "nobody@analytical.example"), ("password", "wrong")]).await;

    assert_eq!(unknown.status, known.status);
    assert_eq!(unknown.text(), known.text());
}

both_engines!(ten_wrong_guesses_close_the_account_for_a_while);
async fn ten_wrong_guesses_close_the_account_for_a_while(app: TestApp) {
    house_with_owner(&app).await;
    for _ in 0..10 {
        sign_in(&mut app.browser(), "wrong").await.assert_status(401).assert_shows("don't belong together");
    }

    let closed = sign_in(&mut app.browser(), PASSWORD).await;

    assert!([401, 429].contains(&closed.status.as_u16()), "{}", closed.status);
    closed.assert_shows("Too many attempts. Try again after").assert_value("email", EMAIL);
    assert_eq!(closed.cookie(), None);
    app.pass(A_WHILE);
    sign_in(&mut app.browser(), PASSWORD).await.assert_goes_to("/");
}

both_engines!(a_success_forgets_earlier_failures);
async fn a_success_forgets_earlier_failures(app: TestApp) {
    house_with_owner(&app).await;
    for _ in 0..2 {
        for _ in 0..9 {
            sign_in(&mut app.browser(), "wrong").await.assert_status(401);
        }
        sign_in(&mut app.browser(), PASSWORD).await.assert_goes_to("/");
    }
}

both_engines!(odd_input_is_a_wrong_password_and_no_fault);
async fn odd_input_is_a_wrong_password_and_no_fault(app: TestApp) {
    house_with_owner(&app).await;
    let long = "x".repeat(100_000);

    for (email, password) in [("", ""), ("\0", "\0"), ("'; DROP TABLE users; --", "x"), (EMAIL, &long), (&long, "x")] {
        app.browser().post("/sign-in", &[("email", email), ("password", password)]).await.assert_status(401);
    }
}
