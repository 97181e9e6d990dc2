//! A server that is killed in the middle of renewing, again and again: each period is billed, charged and told of once.

use std::time::{Duration, Instant};

use super::at_once::{servers, subscribed};
use super::{Post, count, texts};
use crate::cli::serving;
use crate::harness::{TestApp, both_engines};

/// So many subscribe.
const PEOPLE: usize = 16;
/// So many periods have begun since: the first one, and three that are to be renewed.
const PERIODS: usize = 4;
/// No more of it than this: what is left then is finished in peace.
const LONGEST: Duration = Duration::from_secs(6);

const DAY: Duration = Duration::from_secs(86_400);

/// Lets a server work for a moment: until a few payments or mails have come, and then any time of the next ones.
async fn some_work(app: &TestApp, post: &Post) {
    let [some, moment] = app.house().randomness.bytes();
    let so_far = async || count(app, "payments", "1 = 1").await + post.taken().len();
    let (begun, before) = (Instant::now(), so_far().await);
    while begun.elapsed() < Duration::from_secs(2) && so_far().await < before + 1 + usize::from(some % 8) {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    tokio::time::sleep(Duration::from_micros(u64::from(moment) * 64)).await;
}

both_engines!(each_period_is_billed_charged_and_told_once_however_often_the_server_is_killed);
async fn each_period_is_billed_charged_and_told_once_however_often_the_server_is_killed(app: TestApp) {
    let shop = app.merchant().await;
    // The fourth period ends in some three weeks, and nobody has looked since the first one began.
    let made = subscribed(&app, &shop, PEOPLE, app.house().now().minus(100 * DAY)).await;
    let post = Post::open(&app).await;
    let options = ["--smtp-url", &post.smtp.url(), "--mail-from", "mail@clientele.example"];
    let (begun, mut kills) = (Instant::now(), 0);
    while begun.elapsed() < LONGEST {
        let (mut server, _) = serving(&app, &options).await;
        some_work(&app, &post).await;
        server.kill().await.expect("it is killed");
        kills += 1;
    }
    assert!(kills >= 2, "the server was killed {kills} times only");

    // What was left behind is due again once nobody has it for themselves any more.
    for _ in 0..2 * PERIODS {
        app.pass(Duration::from_secs(301));
        servers(&app, app.house().now(), 2).await;
        post.work(app.house().now()).await;
    }

    for id in &made {
        let of_it = format!("subscription_id = '{id}'");
        let periods = texts(&app, &format!("SELECT CAST(period_start AS TEXT) FROM invoices WHERE {of_it}")).await;
        let mut once = periods.clone();
        once.sort();
        once.dedup();
        assert_eq!((periods.len(), once.len()), (PERIODS, PERIODS), "invoices of {id}");
        assert_eq!(count(&app, "invoices", &format!("{of_it} AND status = 'paid'")).await, PERIODS);
        assert_eq!(count(&app, "payments", &format!("source_id = '{id}'")).await, PERIODS, "one charge a period");
    }
    // Each kept a card by a first payment.
    let charged = "SELECT attempt_id FROM sandbox_charges WHERE outcome = 'succeeded'";
    assert_eq!(texts(&app, charged).await.len(), PEOPLE * (PERIODS + 1), "the sandbox was asked for no more than that");
    for number in 0..PEOPLE {
        let receipts = format!("kind = 'receipt' AND recipient = 'customer{number}@analytical.example'");
        assert_eq!(count(&app, "mails", &receipts).await, PERIODS - 1, "one receipt a period");
    }
    post.assert_none_twice().await;
}
