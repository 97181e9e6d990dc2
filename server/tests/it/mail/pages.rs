//! The pages of mails and workflows, as a browser without scripts sees them.

use clientele_domain::role::Role;
use clientele_domain::workflow::BuiltIn;
use clientele_service::{mail, workflows};

use super::Post;
use crate::harness::{Manner, TestApp, both_engines};

both_engines!(a_mail_is_worded_anew_and_tried_out_and_nothing_that_was_typed_is_lost);
async fn a_mail_is_worded_anew_and_tried_out_and_nothing_that_was_typed_is_lost(app: TestApp) {
    let post = Post::open(&app).await;
    let browser = post.browser();
    let receipt = BuiltIn::Receipt.id(post.shop.scope);
    let page = post.shop.path(&format!("settings/mail/{receipt}?tongue=de"));

    let shown = browser.get(&page).await;
    shown
        .assert_status(200)
        .assert_value("subject", "Ihre Quittung von {merchant.name}")
        .assert_shows("{customer.name}");
    assert!(shown.attributes("srcdoc").iter().any(|mail| mail.contains("Guten Tag Ada Lovelace")), "a look at it");
    let typed =
        [("tongue", "de"), ("version", "0"), ("subject", "Danke </textarea>"), ("text", "Hallo {custmer.name}")];
    let wrong = browser.post(&page, &[&typed[..], &[("act", "save")]].concat()).await;
    wrong.assert_status(422).assert_error("text", "Did you mean {customer.name}?");
    wrong.assert_value("subject", "Danke </textarea>").assert_shows("Hallo {custmer.name}");

    let right = [("tongue", "de"), ("version", "0"), ("subject", "Danke"), ("text", "Hallo <b>{customer.name}</b>")];
    let looked = browser.post(&page, &[&right[..], &[("act", "preview")]].concat()).await;
    looked.assert_status(200).assert_value("subject", "Danke");
    assert!(
        looked.attributes("srcdoc").iter().any(|mail| mail.contains("Hallo &lt;b&gt;") || mail.contains("&amp;lt;b"))
    );
    let tried = browser.post(&page, &[&right[..], &[("act", "test")]].concat()).await;
    tried
        .assert_status(200)
        .assert_shows("is on its way to")
        .assert_shows("Nothing was saved")
        .assert_value("subject", "Danke");
    post.work().await;
    assert_eq!(post.smtp.taken()[0].header("Subject"), "[Test] Danke");
    assert!(post.smtp.taken()[0].parts()[0].starts_with("Hallo <b>Olga Owner</b>"));

    browser.post(&page, &[&right[..], &[("act", "save")]].concat()).await.assert_goes_to(&page);
    browser.get(&page).await.assert_value("subject", "Danke");
    let late = browser.post(&page, &[&right[..], &[("act", "save"), ("subject", "Later")]].concat()).await;
    late.assert_status(422).assert_shows("Somebody changed this mail while you were typing");
    let english = post.shop.path(&format!("settings/mail/{receipt}"));
    browser.get(&english).await.assert_value("subject", "Your receipt from {merchant.name}");
    browser.post(&page, &[("act", "reset"), ("tongue", "de"), ("version", "1")]).await.assert_goes_to(&page);
    browser.get(&page).await.assert_value("subject", "Ihre Quittung von {merchant.name}");
}

both_engines!(the_list_tells_what_became_of_mails_and_sends_again_what_was_not);
async fn the_list_tells_what_became_of_mails_and_sends_again_what_was_not(app: TestApp) {
    let post = Post::open(&app).await;
    let (browser, here) = (post.browser(), post.shop.path("settings/mail"));
    post.smtp.next(&[Manner::NoRecipient]);
    let ada = post.ada().await;
    post.pays(ada).await;
    post.work().await;

    let page = browser.get(&here).await;
    page.assert_status(200)
        .assert_shows("ada@analytical.example")
        .assert_shows("Not sent")
        .assert_shows("no such user");
    page.assert_lacks("No mail server is set up");
    let id = mail::list(&post.ctx(), None, 1).await.expect("mails").0[0].id.to_string();
    browser.post(&here, &[("act", "send_again"), ("mail", &id)]).await.assert_status(303);
    post.work().await;
    browser.get(&here).await.assert_lacks("Not sent").assert_shows("Sent");
    let again = browser.post(&here, &[("act", "send_again"), ("mail", &id)]).await;
    again.assert_status(422).assert_shows("Nothing was sent again");

    let receipt = BuiltIn::Receipt.id(post.shop.scope).to_string();
    browser.post(&here, &[("act", "disable"), ("workflow", &receipt)]).await.assert_goes_to(&here);
    browser.get(&here).await.assert_shows("Switch on");
    let viewer = post.shop.colleague("Vera Viewer", Role::Viewer).await;
    viewer.get(&here).await.assert_shows("Receipt").assert_lacks("Switch on").assert_shows("No mail server is set up");
}

both_engines!(a_workflow_is_made_changed_and_removed_by_forms);
async fn a_workflow_is_made_changed_and_removed_by_forms(app: TestApp) {
    let shop = app.merchant().await;
    let form = [
        ("act", "save"),
        ("trigger", "customer.created"),
        ("kind", "registered"),
        ("tag", "vip"),
        ("wait", "2"),
        ("wait_unit", "hours"),
        ("action", "mail"),
        ("subject", "Welcome"),
        ("text", "{greeting}\r\n\r\nGood that you are here."),
    ];
    let nameless = shop.post("settings/workflows/new", &form).await;
    nameless
        .assert_status(422)
        .assert_error("name", "Give it a name")
        .assert_value("tag", "vip")
        .assert_value("wait", "2");

    let made = shop.post("settings/workflows/new", &[&form[..], &[("name", "Welcome")]].concat()).await;
    made.assert_status(303);
    let own = workflows::all(&shop.ctx()).await.expect("workflows").pop().expect("a workflow");
    assert_eq!((own.name.as_str(), own.wait_minutes, own.filter.tag.as_str()), ("Welcome", 120, "vip"));
    let page = format!("settings/workflows/{}", own.id);
    shop.get(&page).await.assert_status(200).assert_value("wait", "2").assert_value("tag", "vip");
    shop.get("settings/workflows").await.assert_shows("Customer created, then 2 hours later").assert_shows("No runs");

    shop.customer().tag("vip").email("ada@analytical.example").create().await;
    shop.get("settings/workflows").await.assert_shows("Waiting").assert_lacks("No runs");
    let changed = [&form[..], &[("name", "Hello"), ("version", "1")]].concat();
    shop.post(&page, &changed).await.assert_goes_to(&shop.path(&page));
    shop.post(&page, &changed).await.assert_status(422).assert_shows("Somebody changed this workflow");
    shop.post(&page, &[("act", "delete")]).await.assert_goes_to(&shop.path("settings/workflows"));
    shop.get(&page).await.assert_status(404);
    shop.get("settings/workflows").await.assert_shows("Removed workflow");
}
