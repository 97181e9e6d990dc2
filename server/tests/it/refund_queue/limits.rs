//! Settings: above how much a refund waits for an approval.

use clientele_domain::role::Role;

use super::limit;
use crate::harness::{TestApp, both_engines, eur};

both_engines!(limits_are_set_changed_and_taken_away_and_say_what_they_mean);
async fn limits_are_set_changed_and_taken_away_and_say_what_they_mean(app: TestApp) {
    let shop = app.merchant().await;
    let here = "settings/refunds";
    shop.get(here).await.assert_status(200).assert_shows("no refund waits for an approval");

    shop.post(here, &[("currency", "EUR"), ("amount", "100.00")]).await.assert_goes_to(&shop.path(here));

    let page = shop.get(here).await;
    page.assert_value("limit.EUR", "100.00").assert_shows("Set by Olga Owner");
    page.assert_shows("A support member gives back up to €100.00 of a payment alone. From €100.01 on it waits.");
    let jonas = shop.colleague("Jonas Brekke", Role::Admin).await;
    let more = [("limit.EUR", "100.00"), ("currency", "JPY"), ("amount", "0")];
    jonas.post(&shop.path(here), &more).await.assert_goes_to(&shop.path(here));
    let page = shop.get(here).await;
    page.assert_shows("Every refund in JPY by a support member waits.");
    page.assert_shows("Set by Olga Owner").assert_shows("Set by Jonas Brekke").assert_value("limit.EUR", "100.00");
    shop.post(here, &[("limit.EUR", ""), ("limit.JPY", "500")]).await.assert_goes_to(&shop.path(here));
    let page = shop.get(here).await;
    page.assert_value("limit.JPY", "500").assert_lacks("€100.00").assert_lacks("Set by Jonas Brekke");
    shop.live().get(here).await.assert_shows("no refund waits for an approval");
}

both_engines!(what_is_wrong_with_a_limit_is_said_beside_it);
async fn what_is_wrong_with_a_limit_is_said_beside_it(app: TestApp) {
    let shop = app.merchant().await;
    let here = "settings/refunds";
    shop.post(here, &[("currency", "EUR"), ("amount", "")])
        .await
        .assert_status(422)
        .assert_error("amount", "Enter an amount");
    limit(&shop, eur(), 100).await;

    let refused = shop.post(here, &[("limit.EUR", "1,000"), ("currency", "JPY"), ("amount", "1.5")]).await;

    refused.assert_status(422).assert_value("limit.EUR", "1,000").assert_value("amount", "1.5");
    assert!(refused.error_of("limit.EUR").is_some() && refused.error_of("amount").is_some(), "{}", refused.text());
    shop.post(here, &[("limit.EUR", "-1")]).await.assert_status(422).assert_error("limit.EUR", "0 or more");
    shop.post(here, &[("limit.EUR", "1"), ("currency", "EUR"), ("amount", "2")])
        .await
        .assert_error("currency", "already");
    shop.get(here).await.assert_value("limit.EUR", "1.00");
}

both_engines!(whoever_may_not_change_limits_reads_them);
async fn whoever_may_not_change_limits_reads_them(app: TestApp) {
    let shop = app.merchant().await;
    limit(&shop, eur(), 10_000).await;
    let support = shop.colleague("Sam Support", Role::Support).await;
    let here = shop.path("settings/refunds");

    let page = support.get(&here).await;

    page.assert_status(200).assert_shows("€100.00").assert_shows("Changing this takes Owner or Admin.");
    assert!(page.value_of("amount").is_none(), "there is no form");
    support.post(&here, &[("currency", "EUR"), ("amount", "x")]).await.assert_status(403);
}
