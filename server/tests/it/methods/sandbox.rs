//! Cards and simulated invoices of test mode.

use std::time::Duration;

use clientele_domain::checkout::{Attempt, Decline, Waiting};
use clientele_domain::payment::{Method, MethodKind};
use clientele_service::methods::{self, Progress};
use clientele_service::{Ctx, Error};
use clientele_store::methods::sandbox as memory;

use super::{attempt, card, offered, waiting};
use crate::harness::{TestApp, both_engines};

/// Whether the sandbox has the attempt in its memory.
async fn is_heard_of(ctx: &Ctx, attempt: &Attempt) -> bool {
    let mut reader = ctx.read().await.expect("a reader");
    memory::recall(&mut reader.conn(), ctx.scope, attempt.id).await.expect("an answer").is_some()
}

both_engines!(test_cards_do_what_is_said_of_them);
async fn test_cards_do_what_is_said_of_them(app: TestApp) {
    let ctx = app.merchant().await.ctx();

    for (number, charged, asked) in [
        ("4242 4242 4242 4242", Progress::Succeeded, Progress::Succeeded),
        ("4000000000000002", Progress::Declined(Decline::Declined), Progress::Declined(Decline::Declined)),
        (
            "4000-0000-0000-9995",
            Progress::Declined(Decline::InsufficientFunds),
            Progress::Declined(Decline::InsufficientFunds),
        ),
        ("4000000000000341", Progress::Unknown, Progress::Succeeded),
    ] {
        let attempt = attempt(&ctx, Method::of(MethodKind::Card));
        assert_eq!(methods::charge(&ctx, &attempt, Some(&card(number))).await.expect("an answer"), charged, "{number}");
        assert_eq!(methods::ask(&ctx, &attempt).await.expect("an answer"), asked, "{number}");
    }
}

both_engines!(one_attempt_is_charged_once);
async fn one_attempt_is_charged_once(app: TestApp) {
    let ctx = app.merchant().await.ctx();
    let (good, bad) = (card("4242424242424242"), card("4000000000000002"));
    let first = attempt(&ctx, Method::of(MethodKind::Card));

    // Whatever comes second finds what came first, also with another card.
    methods::charge(&ctx, &first, Some(&bad)).await.expect("an answer");
    let again = methods::charge(&ctx, &first, Some(&good)).await.expect("an answer");
    assert_eq!(again, Progress::Declined(Decline::Declined));

    let contested = attempt(&ctx, Method::of(MethodKind::Card));
    let (one, other) =
        tokio::join!(methods::charge(&ctx, &contested, Some(&good)), methods::charge(&ctx, &contested, Some(&bad)));
    let (one, other) = (one.expect("an answer"), other.expect("an answer"));
    assert_eq!(one, other);
    assert_eq!(methods::ask(&ctx, &contested).await.expect("an answer"), one);
}

both_engines!(a_charge_goes_on_when_whoever_asked_for_it_is_gone);
async fn a_charge_goes_on_when_whoever_asked_for_it_is_gone(app: TestApp) {
    let ctx = app.merchant().await.ctx();
    let attempt = attempt(&ctx, Method::of(MethodKind::Card));
    let slow = tokio::spawn({
        let (ctx, attempt) = (ctx.clone(), attempt.clone());
        async move { methods::charge(&ctx, &attempt, Some(&card("4000000000003055"))).await }
    });
    while !is_heard_of(&ctx, &attempt).await {
        tokio::task::yield_now().await;
    }

    assert_eq!(methods::ask(&ctx, &attempt).await.expect("an answer"), Progress::Unknown);
    slow.abort();
    app.pass(Duration::from_secs(10));

    assert_eq!(methods::ask(&ctx, &attempt).await.expect("an answer"), Progress::Succeeded);
    let again = methods::charge(&ctx, &attempt, Some(&card("4000000000003055"))).await;
    assert_eq!(again.expect("an answer"), Progress::Succeeded);
}

both_engines!(what_the_sandbox_never_heard_of_is_over_after_a_while_and_stays_so);
async fn what_the_sandbox_never_heard_of_is_over_after_a_while_and_stays_so(app: TestApp) {
    let ctx = app.merchant().await.ctx();
    let attempt = attempt(&ctx, Method::of(MethodKind::Card));

    assert_eq!(methods::ask(&ctx, &attempt).await.expect("an answer"), Progress::Unknown);
    app.pass(Duration::from_secs(60));
    let over = Progress::Declined(Decline::Unavailable);
    assert_eq!(methods::ask(&ctx, &attempt).await.expect("an answer"), over);
    // The charge was on its way all the time. Nobody is charged who was told that nothing was charged.
    let late = methods::charge(&ctx, &attempt, Some(&card("4242424242424242"))).await.expect("an answer");
    assert_eq!(late, over);
}

both_engines!(other_cards_are_refused_with_those_that_work);
async fn other_cards_are_refused_with_those_that_work(app: TestApp) {
    let shop = app.merchant().await;
    let (ctx, theirs) = (shop.ctx(), app.merchant().await.ctx());
    let other = card("5555 5555 5555 4444");

    let mut tx = ctx.house.db.begin().await.expect("a transaction");
    let refused = methods::kept(&ctx, &mut tx.conn(), &other).await.expect_err("refused");
    assert!(matches!(&refused, Error::Invalid(wrong) if wrong[0].field == "card_number"), "{refused:?}");
    assert!(refused.to_string().contains("4242 4242 4242 4242 succeeds"), "{refused}");
    let first = methods::kept(&ctx, &mut tx.conn(), &card("4242424242424242")).await.expect("a method");
    tx.commit().await.expect("a commit");

    let mut tx = ctx.house.db.begin().await.expect("a transaction");
    let second = methods::kept(&ctx, &mut tx.conn(), &card("4242424242424242")).await.expect("a method");
    let elsewhere = methods::kept(&theirs, &mut tx.conn(), &card("4242424242424242")).await.expect("a method");
    tx.commit().await.expect("a commit");
    assert_eq!(first, second);
    assert_ne!(first.more.fingerprint, elsewhere.more.fingerprint);

    let unknown = methods::charge(&ctx, &attempt(&ctx, first.clone()), Some(&other)).await;
    assert!(matches!(unknown, Err(Error::Invalid(_))));
    let live = shop.live().ctx();
    let mut reader = live.read().await.expect("a reader");
    assert!(methods::kept(&live, &mut reader.conn(), &card("4242424242424242")).await.is_err());
    let never = methods::charge(&live, &attempt(&live, first), Some(&card("4242424242424242"))).await;
    assert_eq!(never.expect("an answer"), Progress::Declined(Decline::Unavailable));
}

both_engines!(a_simulated_invoice_is_paid_by_a_button_in_its_time);
async fn a_simulated_invoice_is_paid_by_a_button_in_its_time(app: TestApp) {
    let ctx = app.merchant().await.ctx();
    let mut attempt = attempt(&ctx, Method::of(MethodKind::Lightning));

    assert!(matches!(methods::pay_simulated(&ctx, &attempt).await, Err(Error::NotFound)));
    let given = waiting(methods::charge(&ctx, &attempt, None).await.expect("an answer"));
    let Waiting::Invoice { bolt11, sats, rate, verify_url, .. } = &given else { panic!("{given:?}") };
    assert!(bolt11.starts_with("simulated") && rate.contains("sandbox") && verify_url.is_empty(), "{given:?}");
    assert_eq!(*sats, 25_000);
    attempt.waiting = Some(given.clone());
    assert_eq!(methods::ask(&ctx, &attempt).await.expect("an answer"), Progress::Waiting(given.clone()));
    assert_eq!(methods::charge(&ctx, &attempt, None).await.expect("an answer"), Progress::Waiting(given));

    methods::pay_simulated(&ctx, &attempt).await.expect("paid");
    methods::pay_simulated(&ctx, &attempt).await.expect("paid already");
    app.pass(Duration::from_secs(3600));
    assert_eq!(methods::ask(&ctx, &attempt).await.expect("an answer"), Progress::Succeeded);
}

both_engines!(a_simulated_invoice_runs_out);
async fn a_simulated_invoice_runs_out(app: TestApp) {
    let ctx = app.merchant().await.ctx();
    let attempt = attempt(&ctx, Method::of(MethodKind::Lightning));
    methods::charge(&ctx, &attempt, None).await.expect("an answer");

    app.pass(Duration::from_secs(15 * 60));

    let over = methods::pay_simulated(&ctx, &attempt).await.expect_err("refused");
    assert!(matches!(over, Error::InvalidState(_)), "{over:?}");
    let declined = Progress::Declined(Decline::InvoiceExpired);
    assert_eq!(methods::ask(&ctx, &attempt).await.expect("an answer"), declined);
    assert_eq!(methods::ask(&ctx, &attempt).await.expect("an answer"), declined);
    assert!(methods::pay_simulated(&ctx, &attempt).await.is_err());
}

both_engines!(live_mode_offers_nothing_until_it_is_set_up);
async fn live_mode_offers_nothing_until_it_is_set_up(app: TestApp) {
    let shop = app.merchant().await;

    assert_eq!(offered(&shop.ctx(), 100, "EUR").await, [MethodKind::Card, MethodKind::Lightning]);
    assert_eq!(offered(&shop.live().ctx(), 100, "EUR").await, []);
}
