//! The customers of the list as a file, from the dashboard.

use clientele_domain::role::Role;

use crate::harness::{TestApp, both_engines};

both_engines!(whom_the_list_shows_is_a_file);
async fn whom_the_list_shows_is_a_file(app: TestApp) {
    let shop = app.merchant().await;
    shop.customer().name("=Ada").tag("vip").create().await;
    shop.customer().name("Grace").create().await;

    shop.get("customers?q=tag:vip").await.assert_status(200).assert_shows("Export");
    let page = shop.get("customers/export?q=tag:vip").await;
    page.assert_status(200).assert_shows("1 customer").assert_shows("tag:vip").assert_shows("Refund address");

    let columns = [("format", "csv"), ("columns", "name"), ("columns", "tags"), ("others", "metadata.plan, spent.eur")];
    let file = shop.post("customers/export?q=tag:vip", &columns).await;
    assert_eq!(file.assert_status(200).header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").contains("customers-20"), "{}", file.header("content-disposition"));
    assert_eq!(file.body, "name,tags,metadata.plan,spent.eur\r\n'=Ada,vip,,0\r\n");
    let lines = shop.post("customers/export", &[("format", "ndjson"), ("columns", "name")]).await;
    assert_eq!(lines.assert_status(200).header("content-type"), "application/x-ndjson");
    assert_eq!(lines.body.lines().count(), 2);
}

both_engines!(what_is_wrong_with_a_file_is_said_beside_what_was_chosen);
async fn what_is_wrong_with_a_file_is_said_beside_what_was_chosen(app: TestApp) {
    let shop = app.merchant().await;
    let odd = [("format", "csv"), ("columns", "did"), ("others", "spend.eur")];

    let page = shop.post("customers/export", &odd).await;

    page.assert_status(422).assert_value("others", "spend.eur").assert_shows("There is no column \"spend.eur\".");
    let ticked = |name: &str| {
        page.body
            .split(&format!("value=\"{name}\""))
            .nth(1)
            .is_some_and(|rest| rest.split('>').next().is_some_and(|tag| tag.contains("checked")))
    };
    assert!(ticked("did") && !ticked("email"), "what was chosen stays chosen");
    let support = shop.colleague("Sam", Role::Support).await;
    assert_eq!(support.post(&shop.path("customers/export"), &odd).await.status, 403);
}
