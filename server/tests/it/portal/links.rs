//! Coming in by a link that is mailed.

use std::time::Duration;

use serde_json::json;

use super::{EMAIL, Portal};
use crate::harness::{TestApp, both_engines};

both_engines!(a_mailed_link_opens_the_portal_once);
async fn a_mailed_link_opens_the_portal_once(app: TestApp) {
    let portal = Portal::open(&app).await;
    let mut browser = portal.browser();
    browser.get(&portal.door()).await.assert_status(200).assert_shows("Your account");

    browser.post(&portal.door(), &[("email", " ADA@analytical.example ")]).await.assert_shows("Look into your mail");
    let link = portal.link(1).await;

    let mail = &portal.smtp.taken()[0];
    assert_eq!((mail.to.as_str(), mail.header("Subject").contains("Your link to your account")), (EMAIL, true));
    // What programs look at uses nothing up.
    for _ in 0..3 {
        browser.get(&link).await.assert_status(200).assert_shows("Open my account").assert_lacks("Lovelace");
    }
    browser.sign_in_by(&link, &[("", "")]).await.assert_goes_to("/portal");
    browser.get("/portal").await.assert_status(200).assert_shows("Ada Lovelace");
    let again = portal.browser();
    again.post(&link, &[("", "")]).await.assert_status(410).assert_shows("This link counts no more");
    again.get(&link).await.assert_status(410);
    // The mail is not kept with its link.
    let (mails, _) = clientele_service::mail::list(&portal.shop.ctx(), None, 5).await.expect("mails");
    assert!(mails[0].text.is_empty() && mails[0].html.is_empty(), "{mails:?}");
}

both_engines!(of_twenty_who_press_at_once_one_comes_in);
async fn of_twenty_who_press_at_once_one_comes_in(app: TestApp) {
    let portal = Portal::open(&app).await;
    let browser = portal.browser();
    browser.post(&portal.door(), &[("email", EMAIL)]).await.assert_status(200);
    let link = portal.link(1).await;

    let presses = (0..20).map(|_| {
        let (browser, link) = (browser.clone(), link.clone());
        tokio::spawn(async move { browser.post(&link, &[("", "")]).await.status.as_u16() })
    });
    let mut statuses = Vec::new();
    for press in presses.collect::<Vec<_>>() {
        statuses.push(press.await.expect("an answer"));
    }

    statuses.sort_unstable();
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 410).count(), 19, "{statuses:?}");
}

both_engines!(who_is_unknown_is_answered_alike);
async fn who_is_unknown_is_answered_alike(app: TestApp) {
    let portal = Portal::open(&app).await;
    // What a guest's record says was typed by whoever bought.
    portal
        .api
        .post("/v1/payments", json!({ "amount": 100, "currency": "eur", "customer": { "email": "guest@example.com" } }))
        .await
        .assert_status(201);
    let guest = portal.api.get("/v1/customers/email:guest@example.com").await.json();
    assert_eq!(guest["kind"], "guest");
    let browser = portal.browser();

    let known = browser.post(&portal.door(), &[("email", EMAIL)]).await;
    for email in ["nobody@example.com", "guest@example.com"] {
        let unknown = browser.post(&portal.door(), &[("email", email)]).await;
        let plain = |answer: &crate::harness::Answer| answer.text();
        assert_eq!((unknown.status, plain(&unknown)), (known.status, plain(&known)));
    }
    portal.link(1).await;
    portal.work().await;

    assert_eq!(portal.smtp.taken().len(), 1);
    let wrong = browser.post(&portal.door(), &[("email", "<script>@")]).await;
    wrong.assert_status(422).assert_lacks("<script>@");
    assert_eq!(wrong.value_of("email").as_deref(), Some("<script>@"));
    // There is no such merchant.
    browser
        .get("/portal/acct_01kafg3v9te5rbh2m8q0w4x7yd/test")
        .await
        .assert_status(404)
        .assert_shows("There is nothing here");
    browser.get("/portal/acct/test").await.assert_status(404);
}

both_engines!(a_link_counts_for_its_merchant_its_time_and_its_email);
async fn a_link_counts_for_its_merchant_its_time_and_its_email(app: TestApp) {
    let portal = Portal::open(&app).await;
    let browser = portal.browser();
    browser.post(&portal.door(), &[("email", EMAIL)]).await.assert_status(200);
    let link = portal.link(1).await;

    let other = app.merchant().await;
    let (test, live) = (portal.shop.scope.to_string(), portal.shop.live().scope.to_string());
    for elsewhere in [other.scope.to_string(), live] {
        browser.post(&link.replace(&test, &elsewhere), &[("", "")]).await.assert_status(404);
    }
    browser.post(&format!("{}x", &link[..link.len() - 1]), &[("", "")]).await.assert_status(404);

    app.pass(Duration::from_secs(31 * 60));
    browser.post(&link, &[("", "")]).await.assert_status(410);

    browser.post(&portal.door(), &[("email", EMAIL)]).await.assert_status(200);
    let second = portal.link(2).await;
    let path = format!("/v1/customers/{}", portal.ada);
    portal.api.patch(&path, json!({ "email": "countess@analytical.example" })).await.assert_status(200);
    browser.post(&second, &[("", "")]).await.assert_status(410);
}

both_engines!(nobody_is_sent_links_without_end);
async fn nobody_is_sent_links_without_end(app: TestApp) {
    let portal = Portal::open(&app).await;
    let browser = portal.browser();

    let mut answers = Vec::new();
    for _ in 0..12 {
        answers.push(browser.post(&portal.door(), &[("email", EMAIL)]).await.status.as_u16());
    }

    assert!(answers.ends_with(&[429]) && answers.starts_with(&[200; 10]), "{answers:?}");
    portal.link(3).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    portal.work().await;
    assert_eq!(portal.smtp.taken().len(), 3);
}
