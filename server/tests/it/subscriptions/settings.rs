//! Settings: on which calendar subscriptions are billed, and with how much grace.

use clientele_domain::role::Role;
use serde_json::json;

use super::read;
use crate::harness::{TestApp, both_engines};

const HERE: &str = "settings/billing";

both_engines!(the_calendar_and_the_grace_are_set_on_a_page);
async fn the_calendar_and_the_grace_are_set_on_a_page(app: TestApp) {
    let shop = app.merchant().await;
    let page = shop.get(HERE).await;
    page.assert_status(200).assert_value("billing.time_zone", "UTC").assert_value("billing.grace_days", "3");
    page.assert_shows("goes on for 3 days as past due");
    assert!(page.body.contains("<option value=\"America/New_York\""), "zones are offered");

    let sent = [("billing.time_zone", " europe/oslo"), ("billing.grace_days", "0")];
    shop.post(HERE, &sent).await.assert_goes_to(&shop.path(HERE));

    let page = shop.get(HERE).await;
    page.assert_value("billing.time_zone", "Europe/Oslo").assert_value("billing.grace_days", "0");
    page.assert_shows("is canceled at once");
    let settings = read(&shop.api().await, "/v1/settings").await;
    assert_eq!(settings["billing"], json!({ "time_zone": "Europe/Oslo", "grace_days": 0 }));
    // The calendar is the merchant's, the grace is the mode's.
    let live = shop.live();
    live.get(HERE).await.assert_value("billing.time_zone", "Europe/Oslo").assert_value("billing.grace_days", "3");
    shop.get("settings/audit-log").await.assert_shows("Changed billing").assert_shows("Europe/Oslo");
}

both_engines!(what_is_wrong_with_the_calendar_is_said_beside_it);
async fn what_is_wrong_with_the_calendar_is_said_beside_it(app: TestApp) {
    let shop = app.merchant().await;

    for days in ["28", "-1", "a week", ""] {
        let page = shop.post(HERE, &[("billing.time_zone", "Berlin"), ("billing.grace_days", days)]).await;
        page.assert_status(422).assert_value("billing.time_zone", "Berlin").assert_value("billing.grace_days", days);
        page.assert_error("billing.time_zone", "No time zone is called").assert_error("billing.grace_days", "0 to 27");
    }

    shop.get(HERE).await.assert_value("billing.time_zone", "UTC").assert_value("billing.grace_days", "3");
}

both_engines!(whoever_may_not_change_the_calendar_reads_it);
async fn whoever_may_not_change_the_calendar_reads_it(app: TestApp) {
    let shop = app.merchant().await;
    let support = shop.colleague("Sam Support", Role::Support).await;
    let here = shop.path(HERE);

    let page = support.get(&here).await;

    page.assert_status(200).assert_shows("3 days").assert_shows("Changing this takes Owner or Admin.");
    assert!(page.value_of("billing.time_zone").is_none(), "there is no form");
    let sent = [("billing.time_zone", "Europe/Oslo"), ("billing.grace_days", "9")];
    support.post(&here, &sent).await.assert_status(403);
}
