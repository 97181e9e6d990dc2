//! After signing in one is where one wanted to go, and never anywhere else.

use super::{EMAIL, PASSWORD, house_with_owner};
use crate::harness::{TestApp, both_engines};

both_engines!(one_arrives_where_one_wanted_to_go);
async fn one_arrives_where_one_wanted_to_go(app: TestApp) {
    house_with_owner(&app).await;
    let wanted = "/acct_01kafg3v9te5rbh2m8q0w4x7yd/live/customers?q=ada%20l&sort=name";

    let sent_away = app.browser().get(wanted).await;
    let sign_in = app.browser().get(sent_away.location()).await;
    let next = sign_in.value_of("next").expect("the form keeps it");
    let wrong = app.browser().post("/sign-in", &[("email", EMAIL), ("password", "wrong"), ("next", &next)]).await;
    let next = wrong.value_of("next").expect("the form keeps it");
    let arrived = app.browser().post("/sign-in", &[("email", EMAIL), ("password", PASSWORD), ("next", &next)]).await;

    arrived.assert_goes_to(wanted);
}

both_engines!(no_link_leads_to_another_site_by_way_of_the_sign_in);
async fn no_link_leads_to_another_site_by_way_of_the_sign_in(app: TestApp) {
    house_with_owner(&app).await;

    for elsewhere in [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nLocation: https://evil.example",
        "\t//evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil.example",
    ] {
        let form = [("email", EMAIL), ("password", PASSWORD), ("next", elsewhere)];

        let answer = app.browser().post("/sign-in", &form).await;

        answer.assert_status(303);
        assert_eq!(answer.location(), "/", "next={elsewhere:?}");
    }
}
