//! Customers who want no reminders.

use clientele_domain::event::EventKind;
use clientele_domain::id::CustomerId;
use clientele_domain::mail::Wording;
use clientele_domain::tongue::Tongue;
use clientele_service::{mail, workflows};
use serde_json::{Value, json};

use super::Post;
use crate::harness::{Taken, TestApp, both_engines};

/// A workflow of the merchant's own, on new notes of customers.
async fn news(post: &Post) {
    let draft = workflows::Draft {
        name: "News".into(),
        trigger: EventKind::CustomerUpdated.as_str().into(),
        wait_minutes: Some(0),
        action: "mail".into(),
        wordings: vec![(Tongue::English, Some(Wording { subject: "News".into(), text: "{greeting}".into() }))],
        ..workflows::Draft::default()
    };
    workflows::create(&post.ctx(), &draft).await.expect("a workflow");
}

/// Something about the customer changes.
async fn changes(post: &Post, customer: CustomerId, tag: &str) {
    let form = [("act", "tag"), ("tag", tag), ("id", &customer.to_string())];
    post.shop.post("customers", &form).await.assert_status(303);
}

fn link(mail: &Taken) -> String {
    let link = mail.header("List-Unsubscribe");
    link.trim_start_matches("<http://127.0.0.1:3000").trim_end_matches('>').to_owned()
}

both_engines!(a_link_in_the_mail_ends_reminders_and_not_receipts);
async fn a_link_in_the_mail_ends_reminders_and_not_receipts(app: TestApp) {
    let post = Post::open(&app).await;
    news(&post).await;
    let ada = post.ada().await;
    changes(&post, ada, "one").await;
    post.work().await;
    let mail = post.smtp.taken().remove(0);
    assert_eq!(mail.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let off = link(&mail);
    assert!(mail.parts()[0].contains(&off));
    let reader = app.browser();

    // Looking changes nothing.
    reader.get(&off).await.assert_status(200).assert_shows("No more reminders?").assert_shows("Analytical Engines");
    changes(&post, ada, "two").await;
    post.work().await;
    assert_eq!(post.smtp.taken().len(), 2);

    // A mail program says it for its reader.
    let program = reader.with_header("origin", "").with_header("sec-fetch-site", "");
    program
        .post(&off, &[("List-Unsubscribe", "One-Click")])
        .await
        .assert_status(200)
        .assert_shows("no reminders any more");
    changes(&post, ada, "three").await;
    post.work().await;
    assert_eq!(post.smtp.taken().len(), 2);
    assert_eq!(post.runs().await[0], ("skipped", "The customer wants no reminders.".to_owned()));
    post.pays(ada).await;
    post.work().await;
    assert!(post.smtp.taken().last().is_some_and(|mail| mail.header("Subject").contains("receipt")));
    assert!(mail::declines(&post.ctx(), ada).await.expect("an answer"));

    reader.post(&off, &[("act", "on")]).await.assert_shows("No more reminders?");
    assert!(!mail::declines(&post.ctx(), ada).await.expect("an answer"));
}

both_engines!(a_link_that_nobody_signed_opens_nothing);
async fn a_link_that_nobody_signed_opens_nothing(app: TestApp) {
    let post = Post::open(&app).await;
    news(&post).await;
    let ada = post.ada().await;
    let eve = post.shop.customer().name("Eve").email("eve@analytical.example").create().await;
    changes(&post, ada, "one").await;
    post.work().await;
    let off = link(&post.smtp.taken()[0]);

    for other in [
        off.replace(&ada.to_string(), &eve.to_string()),
        off.replace("/test/", "/live/"),
        format!("{off}x"),
        format!("{}/AAAAAAAAAAAAAAAAAAAAAA", off.rsplit_once('/').expect("a path").0),
        format!("/mail/off/{}/nobody/x", post.shop.scope),
    ] {
        app.browser().get(&other).await.assert_status(404);
        app.browser().post(&other, &[("act", "off")]).await.assert_status(404);
    }
    assert!(!mail::declines(&post.ctx(), eve).await.expect("an answer"));
}

both_engines!(staff_say_for_a_customer_what_they_want);
async fn staff_say_for_a_customer_what_they_want(app: TestApp) {
    let post = Post::open(&app).await;
    let ada = post.ada().await;
    let page = format!("customers/{ada}");
    post.shop.get(&page).await.assert_shows("Gets receipts and reminders.");

    post.shop.post(&page, &[("act", "reminders"), ("off", "true")]).await.assert_goes_to(&post.shop.path(&page));

    post.shop.get(&page).await.assert_shows("Wants no reminders.");
    assert!(mail::declines(&post.ctx(), ada).await.expect("an answer"));
    post.shop.get("settings/audit-log").await.assert_shows("Changed reminders of customer");
    post.shop.post(&page, &[("act", "reminders"), ("off", "false")]).await.assert_status(303);
    assert!(!mail::declines(&post.ctx(), ada).await.expect("an answer"));
}

both_engines!(who_is_merged_into_somebody_takes_their_wish_along);
async fn who_is_merged_into_somebody_takes_their_wish_along(app: TestApp) {
    use clientele_domain::matching::Choices;
    use clientele_domain::selector::Selector;
    use clientele_service::merges;

    let post = Post::open(&app).await;
    let ada = post.ada().await;
    let other = post.shop.customer().name("A. Lovelace").create().await;
    mail::set_declines(&post.ctx(), other, true).await.expect("noted");

    let (merge, _) =
        merges::merge(&post.ctx(), other, &Selector::Id(ada), &Choices::default(), None).await.expect("one person");
    assert!(mail::declines(&post.ctx(), ada).await.expect("an answer"));
    merges::undo(&post.ctx(), merge.id).await.expect("two people");
    assert!(!mail::declines(&post.ctx(), ada).await.expect("an answer"));
    assert!(mail::declines(&post.ctx(), other).await.expect("an answer"));
}

both_engines!(the_wish_is_a_field_of_the_customer_with_a_history);
async fn the_wish_is_a_field_of_the_customer_with_a_history(app: TestApp) {
    let post = Post::open(&app).await;
    let api = post.shop.api().await;
    let ada = api.customer(json!({ "name": "Ada", "email": "ada@analytical.example", "mail_opt_out": true })).await;
    let path = format!("/v1/customers/{ada}");
    let told = async || api.get(&path).await.assert_status(200).json()["mail_opt_out"].clone();
    assert_eq!(told().await, true);

    assert_eq!(
        api.patch(&path, json!({ "mail_opt_out": false })).await.assert_status(200).json()["mail_opt_out"],
        false
    );
    let version = api.get(&path).await.json()["version"].clone();
    assert_eq!(api.patch(&path, json!({ "mail_opt_out": null })).await.json()["version"], version, "nothing to change");
    api.patch(&path, json!({ "mail_opt_out": "no" })).await.assert_problem(422, "parameter_invalid");
    mail::set_declines(&post.ctx(), ada.parse().expect("an id"), true).await.expect("noted");
    // The form of the record does not ask, and keeps it.
    let edit = post.shop.path(&format!("customers/{ada}/edit"));
    let version = api.get(&path).await.json()["version"].to_string();
    let form = [("name", "Ada Lovelace"), ("email", "ada@analytical.example"), ("version", &version)];
    post.shop.browser.post(&edit, &form).await.assert_status(303);

    assert_eq!((told().await, &api.get(&path).await.json()["name"]), (json!(true), &json!("Ada Lovelace")));
    let changes = api.walk(&format!("{path}/timeline")).await;
    let changes: Vec<&Value> = changes.iter().flat_map(|entry| entry["changes"].as_array().expect("changes")).collect();
    let wishes: Vec<_> = changes.iter().filter(|change| change["field"] == "mail_opt_out").collect();
    let to: Vec<&Value> = wishes.iter().map(|change| &change["to"]).collect();
    assert_eq!(to, ["true", ""], "{changes:?}");
    let noted = api.walk("/v1/audit_log").await;
    assert!(noted.iter().any(|entry| entry.to_string().contains("mail_opt_out")), "{noted:?}");
    let updated = api.walk("/v1/events?type=customer.updated").await;
    assert_eq!(
        updated.iter().filter(|event| event["data"]["previous"]["mail_opt_out"].is_boolean()).count(),
        2,
        "{updated:?}"
    );
}
