//! Eight servers that look at the same moment, and servers that stop anywhere: one invoice, one charge and one mail a period.

use std::time::Duration;

use clientele_domain::time::Timestamp;
use clientele_service::subscriptions;
use serde_json::json;

use super::{Post, at, count, ctx_at, house_at, keep_card, look, price, texts};
use crate::harness::{Api, Shop, TestApp, both_engines};

/// So many subscribe, by card, from this moment on.
pub(super) async fn subscribed(app: &TestApp, shop: &Shop, many: usize, from: Timestamp) -> Vec<String> {
    let api = shop.api().await;
    let price: clientele_domain::id::PriceId = price(&api, 2900, "month").await.parse().expect("an id");
    let mut made = Vec::new();
    for number in 0..many {
        let (name, email) = (format!("Customer {number}"), format!("customer{number}@analytical.example"));
        let customer = api.customer(json!({ "name": name, "email": email })).await;
        keep_card(app, &api, &customer).await;
        let asked = subscriptions::NewSubscription {
            customer: customer.parse().expect("a customer"),
            items: vec![clientele_domain::catalog::LineItem { price, quantity: 1 }],
            trial_days: 0,
            card: None,
            metadata: Vec::new(),
        };
        let subscription = subscriptions::create(&ctx_at(shop, from), &asked).await;
        made.push(subscription.expect("a subscription").id.to_string());
    }
    made
}

/// Several servers look at this moment.
pub(super) async fn servers(app: &TestApp, now: Timestamp, many: usize) {
    let looks = (0..many).map(|_| {
        let app = app.clone();
        tokio::spawn(async move { look(&app, now).await })
    });
    for look in looks.collect::<Vec<_>>() {
        look.await.expect("a look");
    }
}

/// The same of servers that write and send mails.
async fn mailing_servers(post: &Post, now: Timestamp, many: usize) {
    let works = (0..many).map(|_| {
        let post = post.clone();
        tokio::spawn(async move { post.work(now).await })
    });
    for work in works.collect::<Vec<_>>() {
        work.await.expect("mails");
    }
}

/// Everybody was announced each renewal three times and got one receipt for it, since the first period.
async fn assert_mailed(app: &TestApp, people: usize, renewals: usize) {
    for number in 0..people {
        let of = |kind: &str| format!("kind = '{kind}' AND recipient = 'customer{number}@analytical.example'");
        assert_eq!(count(app, "mails", &of("receipt")).await, renewals, "receipts of {number}");
        assert_eq!(count(app, "mails", &of("renewal_reminder")).await, 3 * renewals, "reminders of {number}");
    }
}

/// Each of them has one invoice a period, paid by one payment, and each step was told once.
async fn assert_once(app: &TestApp, made: &[String], periods: usize) {
    for id in made {
        let of_it = format!("subscription_id = '{id}'");
        assert_eq!(count(app, "invoices", &of_it).await, periods, "invoices of {id}");
        assert_eq!(count(app, "invoices", &format!("{of_it} AND status = 'paid'")).await, periods, "paid of {id}");
        let sql = format!("SELECT CAST(periods AS TEXT) FROM subscriptions WHERE id = '{id}'");
        assert_eq!(texts(app, &sql).await, [periods.to_string()]);
        let told = |kind: &str| format!("object_id = '{id}' AND kind = '{kind}'");
        assert_eq!(count(app, "events", &told("subscription.renewed")).await, periods - 1);
        assert_eq!(count(app, "events", &told("subscription.renewal_upcoming")).await, 3 * (periods - 1));
        assert_eq!(count(app, "events", &told("subscription.past_due")).await, 0);
    }
    let charges = count(app, "payments", "source = 'subscription'").await;
    assert_eq!(charges, made.len() * periods, "one charge a period");
    let charged =
        texts(app, "SELECT attempt_id FROM sandbox_charges WHERE card = 'succeeds' AND outcome = 'succeeded'");
    assert_eq!(charged.await.len(), made.len() * (periods + 1), "the sandbox was asked for no more than that");
}

/// Days on which something is due of a month that begins on 31 January, until the third one has begun.
const DAYS: [&str; 8] =
    ["2027-02-21", "2027-02-24", "2027-02-27", "2027-02-28", "2027-03-24", "2027-03-27", "2027-03-30", "2027-03-31"];

both_engines!(eight_servers_at_once_charge_once);
async fn eight_servers_at_once_charge_once(app: TestApp) {
    let shop = app.merchant().await;
    let made = subscribed(&app, &shop, 4, at("2027-01-31")).await;
    let post = Post::open(&app).await;
    for day in DAYS {
        tokio::join!(servers(&app, at(day), 8), mailing_servers(&post, at(day), 8));
        // What one server wrote when the others had looked already.
        mailing_servers(&post, at(day), 8).await;
    }

    assert_once(&app, &made, 3).await;
    assert_mailed(&app, 4, 2).await;
    assert_eq!(count(&app, "mails", "1 = 1").await, 4 * 4 * 2, "and nothing else");
    post.assert_each_once().await;
}

async fn without(app: &TestApp, table: &str, gone: bool) {
    let (from, to) =
        if gone { (table.to_owned(), format!("{table}_gone")) } else { (format!("{table}_gone"), table.to_owned()) };
    app.sql(&format!("ALTER TABLE {from} RENAME TO {to}")).await;
}

/// The tables without which each step can't be done: to ask for the money, to note that it arrived, and to tell of it.
const STEPS: [&str; 4] = ["payment_attempts", "sandbox_charges", "customer_totals", "events"];

both_engines!(a_renewal_that_is_interrupted_at_any_step_is_gone_on_with);
async fn a_renewal_that_is_interrupted_at_any_step_is_gone_on_with(app: TestApp) {
    let shop = app.merchant().await;
    let made = subscribed(&app, &shop, 1, at("2027-01-31")).await;
    let (mut day, mut periods) = (at("2027-01-31"), 1);
    for table in STEPS {
        let ends = texts(&app, "SELECT CAST(period_end AS TEXT) FROM subscriptions").await;
        let end = Timestamp::from_micros(ends[0].parse().expect("a moment"));
        for before in [7, 4, 1] {
            look(&app, end.minus(Duration::from_secs(before * 86_400))).await;
        }
        day = day.max(end);
        without(&app, table, true).await;
        look(&app, day).await;
        without(&app, table, false).await;
        // What was begun is asked after once its turn is over; what the sandbox never heard of is over by then.
        for _ in 0..4 {
            day = day.plus(Duration::from_secs(61));
            servers(&app, day, 4).await;
        }
        periods += 1;
        let paid = format!("subscription_id = '{}' AND status = 'paid'", made[0]);
        assert_eq!(count(&app, "invoices", &paid).await, periods, "without {table}");
    }
    let charges = count(&app, "payments", "source = 'subscription'").await;
    assert_eq!(charges, periods, "one charge a period");
}

both_engines!(servers_that_stop_anywhere_charge_once);
async fn servers_that_stop_anywhere_charge_once(app: TestApp) {
    let shop = app.merchant().await;
    let made = subscribed(&app, &shop, 3, at("2027-01-31")).await;
    let post = Post::open(&app).await;
    for day in DAYS {
        let mut now = at(day);
        for round in 0..12_u64 {
            let house = house_at(&app, now);
            // Whatever is under way when the time is over is dropped there.
            let patience = Duration::from_micros(300 + 1700 * ((round * 7919 + 13) % 12));
            drop(tokio::time::timeout(patience, subscriptions::due(&house)).await);
            // A workflow is given up when it was interrupted five times.
            if round < 6 {
                drop(tokio::time::timeout(patience, post.work(now)).await);
            }
            now = now.plus(Duration::from_secs(61));
        }
        for _ in 0..3 {
            servers(&app, now, 2).await;
            mailing_servers(&post, now, 2).await;
            now = now.plus(Duration::from_secs(301));
        }
    }

    for id in &made {
        let of_it = format!("subscription_id = '{id}'");
        assert_eq!(count(&app, "invoices", &of_it).await, 3, "invoices of {id}");
        assert_eq!(count(&app, "invoices", &format!("{of_it} AND status = 'paid'")).await, 3, "paid of {id}");
        let told = format!("object_id = '{id}' AND kind = 'subscription.renewal_upcoming'");
        assert_eq!(count(&app, "events", &told).await, 6, "announced once each");
    }
    assert_eq!(count(&app, "payments", "source = 'subscription'").await, 9, "one charge a period");
    assert_mailed(&app, 3, 2).await;
    // A charge that never arrived has failed, and what is held up for long enough is late: both are told.
    let others = "kind NOT IN ('receipt', 'renewal_reminder', 'payment_failed', 'overdue', 'overdue_reminder')";
    assert_eq!(count(&app, "mails", others).await, 0, "and nothing else");
    post.assert_none_twice().await;
}

both_engines!(a_request_that_is_repeated_makes_one_subscription);
async fn a_request_that_is_repeated_makes_one_subscription(app: TestApp) {
    let shop = app.merchant().await;
    let api: Api = shop.api().await;
    let customer = api.customer(json!({ "name": "Ada" })).await;
    keep_card(&app, &api, &customer).await;
    let price = price(&api, 2900, "month").await;
    let once = api.with_header("idempotency-key", "subscribe-1");
    let asked = json!({ "customer_id": customer, "price_id": price });

    let first = once.post("/v1/subscriptions", asked.clone()).await.assert_status(201).json();
    let again = once.post("/v1/subscriptions", asked).await.assert_status(201).json();

    assert_eq!((first["status"].as_str(), &first), (Some("active"), &again));
    assert_eq!(count(&app, "payments", "source = 'subscription'").await, 1);
}
