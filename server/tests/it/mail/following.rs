//! Workflows: when they run, for whom, and what comes of it.

use std::time::Duration;

use clientele_domain::customer::Address;
use clientele_domain::event::EventKind;
use clientele_domain::mail::Wording;
use clientele_domain::payment::Source;
use clientele_domain::role::Role;
use clientele_domain::subscription::Billing;
use clientele_domain::tongue::Tongue;
use clientele_domain::workflow::BuiltIn;
use clientele_service::webhooks::Reach;
use clientele_service::workflows::{self, Draft};
use clientele_service::{Error, House, billing};

use super::{DAY, EMAIL, Post};
use crate::harness::{Manner, Receiver, TestApp, both_engines};
use crate::subscriptions::count;

fn welcome() -> Draft {
    Draft {
        name: "Welcome".into(),
        trigger: EventKind::CustomerCreated.as_str().into(),
        wait_minutes: Some(0),
        action: "mail".into(),
        wordings: vec![(
            Tongue::English,
            Some(Wording { subject: "Welcome".into(), text: "{greeting}\n\nGood that you are here.".into() }),
        )],
        ..Draft::default()
    }
}

both_engines!(a_workflow_waits_and_then_fits_or_says_why_not);
async fn a_workflow_waits_and_then_fits_or_says_why_not(app: TestApp) {
    let post = Post::open(&app).await;
    let draft = Draft {
        tag: "vip".into(),
        country: "de".into(),
        kind: "registered".into(),
        wait_minutes: Some(24 * 60),
        ..welcome()
    };
    workflows::create(&post.ctx(), &draft).await.expect("a workflow");
    let german = |fields: &mut clientele_domain::customer::CustomerFields| {
        fields.address = Address { country: "DE".into(), ..Address::default() };
    };
    post.shop.customer().email("1@analytical.example").tag("vip").with(german).create().await;
    post.shop.customer().email("2@analytical.example").tag("vip").create().await;
    post.shop.customer().email("3@analytical.example").with(german).create().await;
    post.shop.customer().name("Nobody's mail").tag("vip").with(german).create().await;

    post.work().await;
    assert_eq!(post.smtp.taken(), []);
    assert!(post.runs().await.iter().all(|(status, _)| *status == "waiting"));
    app.pass(DAY);
    post.work().await;

    let to: Vec<String> = post.smtp.taken().into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, ["1@analytical.example"]);
    let told = |status, sentence: &str| (status, sentence.to_owned());
    let mut runs = post.runs().await;
    runs.sort();
    assert_eq!(
        runs,
        [
            told("done", ""),
            told("skipped", "The customer does not have the tag vip."),
            told("skipped", "The customer has no email."),
            told("skipped", "The customer is not known to be in DE."),
        ]
    );
}

both_engines!(each_customer_is_written_to_in_their_language_in_the_merchants_words);
async fn each_customer_is_written_to_in_their_language_in_the_merchants_words(app: TestApp) {
    let post = Post::open(&app).await;
    let receipt = BuiltIn::Receipt.id(post.shop.scope);
    let own = Wording { subject: "Danke, {customer.name}".into(), text: "{greeting}\n\n{amount}".into() };
    workflows::reword(&post.ctx(), receipt, Some(0), Tongue::German, Some(&own)).await.expect("words");
    let late = workflows::reword(&post.ctx(), receipt, Some(0), Tongue::German, Some(&own)).await;
    assert!(matches!(late, Ok(_) | Err(Error::Outdated { version: 1 })), "{late:?}");
    for (name, locale) in [("Ada", "de-AT"), ("Grace", "en")] {
        let email = format!("{}@analytical.example", name.to_lowercase());
        let somebody =
            post.shop.customer().name(name).email(&email).with(|fields| fields.locale = locale.into()).create().await;
        post.pays(somebody).await;
    }

    post.work().await;

    let mut subjects: Vec<String> = post.smtp.taken().iter().map(|mail| mail.header("Subject")).collect();
    subjects.sort();
    assert_eq!(subjects, ["[Test] Danke, Ada", "[Test] Your receipt from Analytical Engines"]);
    // Without words of its own it follows the house again.
    let back = workflows::reword(&post.ctx(), receipt, None, Tongue::German, None).await.expect("the house's words");
    assert_eq!(back.action, BuiltIn::Receipt.workflow(post.shop.scope).action);
}

both_engines!(what_was_taken_elsewhere_or_is_switched_off_gets_no_receipt);
async fn what_was_taken_elsewhere_or_is_switched_off_gets_no_receipt(app: TestApp) {
    let post = Post::open(&app).await;
    let ada = post.ada().await;
    post.shop.payment(ada, 4800).await;
    let long_ago = app.house().now().minus(10 * DAY);
    post.shop.payment_with(ada, |payment| (payment.source, payment.occurred_at) = (Source::Checkout, long_ago)).await;
    assert_eq!(post.runs().await, []);

    post.pays(ada).await;
    let receipt = BuiltIn::Receipt.id(post.shop.scope);
    workflows::set_enabled(&post.ctx(), receipt, false).await.expect("off");
    post.work().await;
    post.pays(ada).await;
    post.work().await;

    assert_eq!(post.runs().await, [("skipped", "The workflow is switched off.".to_owned())]);
    assert_eq!(post.smtp.taken(), []);
    let other = post.shop.live();
    let there = workflows::all(&other.ctx()).await.expect("workflows");
    assert!(there.iter().all(|workflow| workflow.enabled), "the other mode has its own");
}

both_engines!(an_address_is_called_with_the_event_until_it_answers);
async fn an_address_is_called_with_the_event_until_it_answers(app: TestApp) {
    let receiver = Receiver::start().await;
    let post = Post::open(&app).await;
    let inside = Draft { action: "call".into(), url: receiver.url("/hook"), ..welcome() };
    assert!(matches!(workflows::create(&post.ctx(), &inside).await, Err(Error::Invalid(_))), "inside the network");
    let post = Post { house: House { reach: Reach::Anywhere, ..post.house.clone() }, ..post };
    workflows::create(&post.ctx(), &inside).await.expect("a workflow");
    receiver.answers(500, "");
    let ada = post.ada().await;

    post.work().await;
    assert_eq!(post.runs().await, [("waiting", "The address answered 500.".to_owned())]);
    app.pass(Duration::from_secs(120));
    post.work().await;
    post.work().await;

    let heard = receiver.heard();
    assert_eq!((heard.len(), heard[0].body == heard[1].body), (2, true));
    assert_eq!(heard[0].header("webhook-id"), heard[1].header("webhook-id"));
    assert_eq!(heard[1].event()["type"], "customer.created");
    assert_eq!(heard[1].event()["customer_id"], ada.to_string());
    assert_eq!(post.runs().await, [("done", "The address answered 200.".to_owned())]);
    // With the house's own reach again nothing goes inside, also not for a workflow that is there.
    let post = Post { house: app.house().clone(), ..post };
    post.shop.customer().email("eve@analytical.example").create().await;
    post.work().await;
    assert_eq!(receiver.heard().len(), 2);
    assert!(post.runs().await[0].1.contains("http"), "{:?}", post.runs().await);
}

both_engines!(what_is_wrong_with_a_workflow_is_told_all_at_once);
async fn what_is_wrong_with_a_workflow_is_told_all_at_once(app: TestApp) {
    let shop = app.merchant().await;
    let draft = Draft {
        name: " ".into(),
        trigger: "customer.sneezed".into(),
        country: "Atlantis".into(),
        wait_minutes: None,
        action: "mail".into(),
        wordings: vec![(Tongue::English, Some(Wording { subject: "Hi".into(), text: "Hello {custmer.name}".into() }))],
        ..Draft::default()
    };

    let Err(Error::Invalid(wrong)) = workflows::create(&shop.ctx(), &draft).await else { panic!("it was taken") };
    let fields: Vec<&str> = wrong.iter().map(|wrong| wrong.field.as_str()).collect();
    assert_eq!(fields, ["name", "trigger", "wait", "country", "wordings.en.text"]);
    assert!(
        wrong[4].message.starts_with("At character 7: there is no {custmer.name} here. Did you mean {customer.name}?")
    );

    let receipt = BuiltIn::Receipt.id(shop.scope);
    assert!(matches!(workflows::delete(&shop.ctx(), receipt, None).await, Err(Error::InvalidState(_))));
    let (viewer, _) = shop.staff("Vera Viewer", Role::Viewer).await;
    assert!(matches!(workflows::create(&viewer, &welcome()).await, Err(Error::Forbidden { .. })));
    assert_eq!(workflows::all(&viewer).await.expect("workflows").len(), BuiltIn::ALL.len());
    let own = workflows::create(&shop.ctx(), &welcome()).await.expect("a workflow");
    workflows::delete(&shop.ctx(), own.id, None).await.expect("removed");
    assert!(matches!(workflows::get(&shop.ctx(), own.id).await, Err(Error::NotFound)));
    let other = app.merchant().await;
    assert!(matches!(workflows::get(&other.ctx(), receipt).await, Err(Error::NotFound)));
}

both_engines!(an_invoice_that_was_not_paid_is_told_once);
async fn an_invoice_that_was_not_paid_is_told_once(app: TestApp) {
    let post = Post::open(&app).await;
    let ada = post.ada().await;
    let (merchant, invoice) = (post.shop.scope.merchant, "in_01kafg3v9te5rbh2m8q0w4x7yd");
    // As invoices tell it.
    let object = format!(
        "{{\"object\":{{\"object\":\"invoice\",\"id\":\"{invoice}\",\"number\":1042,\"amount_remaining\":4800,\
         \"currency\":\"eur\",\"due_at\":\"2026-12-24T22:30:00.000000Z\",\"lines\":[{{\"description\":\"Pro\"}}]}}}}"
    );
    let runs = [
        ("evt_01kafg3v9te5rbh2m8q0w4x7y1", BuiltIn::PaymentFailed),
        ("evt_01kafg3v9te5rbh2m8q0w4x7y2", BuiltIn::Overdue),
    ];
    let berlin = |known| Billing { time_zone: "Europe/Berlin".into(), ..known };
    billing::change_settings(&post.shop.ctx(), berlin).await.expect("another calendar");
    for (number, (event, known)) in runs.into_iter().enumerate() {
        let (kind, id) = (known.trigger().as_str(), known.id(post.shop.scope));
        app.sql(&format!(
            "INSERT INTO events (merchant_id, livemode, id, kind, customer_id, object_id, sequence, actor, fields, data,
                occurred_at, created_at)
            VALUES ('{merchant}', FALSE, '{event}', '{kind}', '{ada}', '{invoice}', {}, 'Billing', '', '{object}', 1, 1)",
            number + 100
        ))
        .await;
        app.sql(&format!(
            "INSERT INTO workflow_runs (merchant_id, livemode, id, workflow_id, event_id, event_type, customer_id, status,
                due_at, created_at)
            VALUES ('{merchant}', FALSE, 'run_01kafg3v9te5rbh2m8q0w4x7y{number}', '{id}', '{event}', '{kind}', '{ada}',
                'waiting', {number}, 1)"
        ))
        .await;
    }

    post.work().await;

    let taken = post.smtp.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    assert_eq!(taken[0].to, EMAIL);
    let text = &taken[0].parts()[0];
    assert!(text.contains("48.00 for Pro. Please pay until 24 December 2026"), "{text}");
    assert!(text.contains(&format!("http://127.0.0.1:3000/invoice/{invoice}/")), "{text}");
    assert!(post.runs().await.contains(&("skipped", "The customer was told already.".to_owned())));
}

both_engines!(sixty_runs_that_always_fail_keep_the_one_behind_them_waiting_for_nothing);
async fn sixty_runs_that_always_fail_keep_the_one_behind_them_waiting_for_nothing(app: TestApp) {
    let post = Post::open(&app).await;
    let ada = post.ada().await;
    let broken = workflows::create(&post.ctx(), &welcome()).await.expect("a workflow").id;
    for number in 0..60 {
        post.shop.customer().email(&format!("{number}@analytical.example")).create().await;
    }
    app.sql(&format!("UPDATE workflows SET action = '{{' WHERE id = '{broken}'")).await;
    // Nor do mails whose recipients can't be reached.
    post.smtp.next(&[Manner::RecipientLater; 12]);
    for _ in 0..13 {
        post.pays(ada).await;
    }

    post.work().await;

    assert_eq!(post.smtp.taken().len(), 1);
    let of = |status: &str| format!("workflow_id = '{broken}' AND status = '{status}'");
    assert_eq!(count(&app, "workflow_runs", &of("waiting")).await, 60);
    for _ in 0..6 {
        app.pass(Duration::from_secs(121));
        post.work().await;
    }
    assert_eq!(count(&app, "workflow_runs", &of("failed")).await, 60, "and in the end they are given up");
}
