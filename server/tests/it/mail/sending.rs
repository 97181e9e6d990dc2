//! A mail server hears each mail once, whatever happens between here and there.

use std::time::Duration;

use clientele_domain::role::Role;
use clientele_service::{mail, team};

use super::{DAY, EMAIL, Post};
use crate::harness::{Manner, TestApp, both_engines};

both_engines!(a_receipt_says_what_was_paid_in_text_and_html);
async fn a_receipt_says_what_was_paid_in_text_and_html(app: TestApp) {
    let post = Post::open(&app).await;
    let ada = post.ada().await;
    post.pays(ada).await;

    post.work().await;
    post.work().await;

    let taken = post.smtp.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    let mail = &taken[0];
    assert_eq!((mail.from.as_str(), mail.to.as_str()), ("mail@clientele.example", EMAIL));
    assert_eq!(mail.header("Subject"), "[Test] Your receipt from Analytical Engines");
    assert_eq!(mail.header("From"), "\"Analytical Engines\" <mail@clientele.example>");
    assert!(
        mail.header("Message-ID").starts_with("<mail_") && mail.header("Message-ID").ends_with("@clientele.example>")
    );
    assert_eq!(mail.header("List-Unsubscribe"), "", "a receipt always comes");
    let parts = mail.parts();
    assert_eq!(parts.len(), 2);
    assert!(parts[0].starts_with("Hello Ada Lovelace,\n\nthank you. We received your payment of "), "{}", parts[0]);
    assert!(parts[0].contains("10.00 on ") && parts[0].contains("For: Punched cards\nReference: pay_"), "{}", parts[0]);
    assert!(parts[1].contains("<bdi>Punched cards</bdi>") && parts[1].contains("<table"));
    assert_eq!(post.mails().await, [("sent", String::new())]);
    assert_eq!(post.runs().await, [("done", String::new())]);
}

both_engines!(what_a_server_takes_later_is_sent_later_and_once);
async fn what_a_server_takes_later_is_sent_later_and_once(app: TestApp) {
    let post = Post::open(&app).await;
    post.smtp.next(&[Manner::RecipientLater, Manner::MailLater, Manner::BreaksOffBefore]);
    let ada = post.ada().await;
    post.pays(ada).await;

    for why in ["the recipient", "the mail", "the mail"] {
        post.work().await;
        let mails = post.mails().await;
        assert_eq!(mails[0].0, "queued", "{mails:?}");
        assert!(mails[0].1.contains(why), "{mails:?}");
        post.work().await;
        app.pass(Duration::from_secs(20 * 60));
    }
    assert_eq!(post.smtp.taken(), []);
    post.work().await;
    post.work().await;

    assert_eq!(post.smtp.taken().len(), 1);
    assert_eq!(post.mails().await[0].0, "sent");
}

both_engines!(what_a_server_refuses_is_not_sent_until_somebody_says_so);
async fn what_a_server_refuses_is_not_sent_until_somebody_says_so(app: TestApp) {
    let post = Post::open(&app).await;
    post.smtp.next(&[Manner::NoRecipient, Manner::MailRefused]);
    let ada = post.ada().await;
    post.pays(ada).await;
    post.pays(ada).await;

    post.work().await;
    app.pass(2 * DAY);
    post.work().await;

    assert_eq!(post.smtp.taken(), []);
    let mails = post.mails().await;
    assert!(mails.iter().all(|(status, _)| *status == "failed"), "{mails:?}");
    assert!(mails.iter().any(|(_, why)| why.contains("550") && why.contains("no such user")), "{mails:?}");
    let (all, _) = mail::list(&post.ctx(), None, 2).await.expect("mails");
    mail::send_again(&post.ctx(), all[0].id).await.expect("again");
    post.work().await;
    assert_eq!(post.smtp.taken().len(), 1);
    mail::send_again(&post.ctx(), all[0].id).await.expect_err("it was sent");
}

both_engines!(a_mail_that_was_perhaps_sent_waits_for_a_person);
async fn a_mail_that_was_perhaps_sent_waits_for_a_person(app: TestApp) {
    let post = Post::open(&app).await;
    post.smtp.next(&[Manner::TakesAndBreaksOff]);
    let ada = post.ada().await;
    post.pays(ada).await;

    post.work().await;
    app.pass(3 * DAY);
    post.work().await;

    assert_eq!(post.smtp.taken().len(), 1, "it was sent, and nobody heard so");
    let mails = post.mails().await;
    assert_eq!(mails[0].0, "unknown");
    assert!(mails[0].1.contains("Whether the mail was sent is not known"), "{mails:?}");
}

both_engines!(what_a_stopped_server_left_behind_is_sent_unless_it_was_perhaps);
async fn what_a_stopped_server_left_behind_is_sent_unless_it_was_perhaps(app: TestApp) {
    let post = Post::open(&app).await;
    let ada = post.ada().await;
    for _ in 0..2 {
        post.pays(ada).await;
    }
    clientele_service::workflows::run_due(&post.house, &clientele::webhooks_sender::courier().expect("a courier"))
        .await
        .expect("workflows run");

    // One server stops before it has handed anything over, the other in the middle of it.
    let left = mail::claim(&post.house).await.expect("claimed");
    assert_eq!(left.len(), 2);
    assert_eq!(mail::send_due(&post.house).await.expect("sent"), 0, "they are not due to anybody else");
    let first = mail::list(&post.ctx(), None, 2).await.expect("mails").0[0].id;
    app.sql(&format!("UPDATE mails SET status = 'sending' WHERE id = '{first}'")).await;
    app.pass(Duration::from_secs(121));
    assert_eq!(mail::send_due(&post.house).await.expect("sent"), 1);
    // Or it was only slow: what it wants to do late it does not do.
    for late in left {
        mail::attempt(&post.house, late).await.expect("nothing happens");
    }

    assert_eq!(post.smtp.taken().len(), 1);
    let statuses: Vec<&str> = post.mails().await.into_iter().map(|(status, _)| status).collect();
    assert_eq!(statuses, ["unknown", "sent"]);
}

both_engines!(several_servers_at_once_send_each_mail_once);
async fn several_servers_at_once_send_each_mail_once(app: TestApp) {
    let post = Post::open(&app).await;
    for number in 0..12 {
        let somebody = post.shop.customer().email(&format!("somebody{number}@analytical.example")).create().await;
        post.pays(somebody).await;
    }

    tokio::join!(post.work(), post.work(), post.work(), post.work());
    post.work().await;

    let mut to: Vec<String> = post.smtp.taken().into_iter().map(|mail| mail.to).collect();
    assert_eq!(to.len(), 12);
    to.sort();
    to.dedup();
    assert_eq!(to.len(), 12);
}

both_engines!(a_line_that_is_a_dot_and_a_name_that_is_a_header_arrive_as_they_are);
async fn a_line_that_is_a_dot_and_a_name_that_is_a_header_arrive_as_they_are(app: TestApp) {
    use clientele_domain::mail::Wording;
    use clientele_domain::tongue::Tongue;
    use clientele_domain::workflow::BuiltIn;

    let post = Post::open(&app).await;
    let wording = Wording { subject: "For {customer.name}".into(), text: "one\n.\n..two\n\n{customer.name}".into() };
    let receipt = BuiltIn::Receipt.id(post.shop.scope);
    clientele_service::workflows::reword(&post.ctx(), receipt, None, Tongue::English, Some(&wording))
        .await
        .expect("words");
    let name = "Ada <b>Bcc: eve@evil.example</b>";
    let ada = post.shop.customer().name(name).email(EMAIL).create().await;
    post.pays(ada).await;

    post.work().await;

    let mail = &post.smtp.taken()[0];
    assert_eq!(mail.header("Subject"), format!("[Test] For {name}"));
    assert_eq!((mail.to.as_str(), mail.header("Bcc").as_str()), (EMAIL, ""));
    let parts = mail.parts();
    assert!(parts[0].starts_with(&format!("one\n.\n..two\n\n{name}\n")), "{}", parts[0]);
    assert!(parts[1].contains("Ada &lt;b&gt;Bcc: eve@evil.example&lt;/b&gt;"), "{}", parts[1]);
}

both_engines!(an_invitation_goes_by_mail_and_its_secret_stays_nowhere);
async fn an_invitation_goes_by_mail_and_its_secret_stays_nowhere(app: TestApp) {
    let post = Post::open(&app).await;
    let form = [("act", "invite"), ("email", "grace@analytical.example"), ("role", "support")];
    let page = post.browser().post(&post.shop.path("settings/team"), &form).await;
    page.assert_status(200).assert_shows("A mail with this link is on its way to");

    post.work().await;

    let mail = &post.smtp.taken()[0];
    assert_eq!(mail.to, "grace@analytical.example");
    assert_eq!(mail.header("Subject"), "Olga Owner invites you to Analytical Engines");
    let text = &mail.parts()[0];
    let link = text.split("http://127.0.0.1:3000").nth(1).and_then(|rest| rest.split('\n').next()).expect("a link");
    app.browser().get(link).await.assert_status(200).assert_shows("Join Analytical Engines").assert_shows("as Support");
    let (mails, _) = mail::list(&post.ctx(), None, 5).await.expect("mails");
    assert_eq!((mails[0].text.as_str(), mails[0].html.as_str()), ("", ""));
    // Another link is another mail.
    let id = team::team(&post.ctx()).await.expect("a team").invitations[0].id;
    team::renew(&post.ctx(), id).await.expect("renewed");
    post.work().await;
    assert_eq!(post.smtp.taken().len(), 2);
    // Where no mail server is set up, nobody says that a mail was sent.
    let fresh = team::invite(&post.shop.ctx(), "mina@analytical.example", Role::Viewer).await.expect("invited");
    assert!(!fresh.mailed);
}

both_engines!(whoever_is_erased_is_erased_from_their_mails);
async fn whoever_is_erased_is_erased_from_their_mails(app: TestApp) {
    let post = Post::open(&app).await;
    let ada = post.ada().await;
    post.pays(ada).await;
    post.work().await;
    post.smtp.next(&[Manner::RecipientLater]);
    post.pays(ada).await;
    post.work().await;

    clientele_service::customers::delete(&post.ctx(), ada, None).await.expect("erased");
    app.pass(DAY);
    post.work().await;

    assert_eq!(post.smtp.taken().len(), 1, "what was not sent yet is not sent");
    let (mails, _) = mail::list(&post.ctx(), None, 5).await.expect("mails");
    assert!(
        mails.iter().all(|mail| mail.to.is_empty() && mail.text.is_empty() && mail.subject.is_empty()),
        "{mails:?}"
    );
}
