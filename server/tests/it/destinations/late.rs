//! Money that is sent although its refund was called off, or had failed: whoever has an invoice may pay it while it lives.

use std::time::Duration;

use clientele_domain::id::RefundId;
use clientele_domain::lightning::MARGIN;
use clientele_domain::refund::{Proof, Refund, RefundReason, RefundStatus, Task};
use clientele_service::refunds::{self, NewRefund, Said, Wanted, destination};
use clientele_service::{Ctx, Error, payments};

use super::Desk;
use super::sending::invoice_of;
use crate::harness::{Misdeed, TestApp, both_engines};

impl Desk {
    fn now(&self) -> Ctx {
        Ctx { now: self.ctx.house.now(), ..self.ctx.clone() }
    }

    /// A refund with an invoice that somebody was shown; gives its payment hash.
    async fn shown(&self) -> (RefundId, String) {
        let id = self.refund().await;
        let ready = self.prepare(id, Some("100000")).await.expect("ready");
        (id, invoice_of(&ready).1)
    }

    /// Looks as the server does, after so long.
    async fn looks_after(&self, app: &TestApp, passed: Duration) {
        app.pass(passed);
        destination::verify_due(&self.ctx.house).await.expect("looked");
    }

    async fn of(&self, id: RefundId) -> Refund {
        refunds::get(&self.ctx, id).await.expect("the refund")
    }

    /// What was given back of the refund's payment, and what is promised.
    async fn books(&self, refund: &Refund) -> (i64, i64) {
        let payment = payments::get(&self.ctx, refund.payment).await.expect("the payment");
        (payment.refunded, payment.held)
    }

    fn times_asked(&self) -> usize {
        self.provider.asked().iter().filter(|asked| *asked == "verify").count()
    }
}

const SOON: Duration = Duration::from_secs(10);

both_engines!(a_refund_that_was_called_off_and_paid_is_given_back);
async fn a_refund_that_was_called_off_and_paid_is_given_back(app: TestApp) {
    let desk = Desk::open(&app).await;
    let (id, hash) = desk.shown().await;
    refunds::cancel(&desk.now(), id).await.expect("called off");
    desk.looks_after(&app, SOON).await;
    assert_eq!(desk.books(&desk.of(id).await).await, (0, 0));

    desk.provider.is_paid(&hash);
    desk.looks_after(&app, SOON).await;

    let refund = desk.of(id).await;
    assert!(refund.status == RefundStatus::Succeeded && refund.is_verified() && refund.waits.is_none(), "{refund:?}");
    assert_eq!(desk.books(&refund).await, (1000, 0));
    let asked = desk.times_asked();
    desk.looks_after(&app, SOON).await;
    assert_eq!(desk.times_asked(), asked, "there is nothing more to ask");
}

both_engines!(a_refund_that_was_marked_as_failed_and_paid_is_given_back);
async fn a_refund_that_was_marked_as_failed_and_paid_is_given_back(app: TestApp) {
    let desk = Desk::open(&app).await;
    let (id, hash) = desk.shown().await;
    let failed = refunds::mark_failed(&desk.now(), id, "The wallet said no").await.expect("failed");
    assert_eq!((failed.status, failed.waits), (RefundStatus::Failed, Some(Task::Check)));

    desk.provider.is_paid(&hash);
    let refund = destination::verify(&desk.now(), id).await.expect("asked by hand");

    assert_eq!((refund.status, refund.failure.as_str(), refund.waits), (RefundStatus::Succeeded, "", None));
    assert_eq!(desk.books(&refund).await, (1000, 0));
}

both_engines!(a_proof_counts_after_the_refund_was_called_off);
async fn a_proof_counts_after_the_refund_was_called_off(app: TestApp) {
    let desk = Desk::open(&app).await;
    let (id, hash) = desk.shown().await;
    refunds::cancel(&desk.now(), id).await.expect("called off");
    let said = |proof| Said { proof: Some(proof), note: "Paid".into(), confirmed: true };
    let word = refunds::mark_sent(&desk.now(), id, &said(Proof::TransactionId("x".into()))).await;
    assert!(matches!(word, Err(Error::InvalidState(_))), "a word is not enough: {word:?}");

    desk.provider.is_paid(&hash);
    let invoice = desk.of(id).await.payout.expect("satoshi").invoice.expect("an invoice");
    let told = destination::verified(&desk.ctx, &invoice).await.expect("an answer");
    let clientele_domain::lightning::Told::Paid(Some(preimage)) = told else { panic!("{told:?}") };
    let sent = refunds::mark_sent(&desk.now(), id, &said(Proof::Preimage(preimage))).await.expect("it shows it");

    assert!(sent.status == RefundStatus::Succeeded && sent.is_verified());
    assert_eq!(desk.books(&sent).await, (1000, 0));
}

both_engines!(what_was_paid_twice_waits_for_a_person_and_is_counted_when_there_is_room);
async fn what_was_paid_twice_waits_for_a_person_and_is_counted_when_there_is_room(app: TestApp) {
    let desk = Desk::open(&app).await;
    let (id, hash) = desk.shown().await;
    let first = refunds::cancel(&desk.now(), id).await.expect("called off");
    let (payment, to, reason) = (first.payment, Some(Wanted::ByHand), RefundReason::Duplicate);
    let instead = NewRefund { payment, amount: None, reason, note: String::new(), to };
    let second = refunds::create(&desk.now(), instead).await.expect("another in its place");

    desk.provider.is_paid(&hash);
    desk.looks_after(&app, SOON).await;

    let paid = desk.of(id).await;
    assert_eq!((paid.status, paid.waits), (RefundStatus::Canceled, Some(Task::Check)));
    assert!(paid.was_paid_besides() && paid.is_verified() && paid.failure.contains("beyond what is counted"));
    assert_eq!(desk.books(&paid).await, (0, 1000), "the books hold no more than was paid");
    let refused = refunds::mark_sent(&desk.now(), id, &Said::default()).await.expect_err("it was sent already");
    assert!(matches!(refused, Error::InvalidState(why) if why.contains("beyond what is counted")));

    refunds::cancel(&desk.now(), second.id).await.expect("called off in time");
    let counted = refunds::see_to(&desk.now(), id).await.expect("seen to");

    assert_eq!((counted.status, counted.failure.as_str()), (RefundStatus::Succeeded, ""));
    assert_eq!(desk.books(&counted).await, (1000, 0));
}

both_engines!(what_was_paid_twice_and_stays_so_is_seen_to_by_a_person);
async fn what_was_paid_twice_and_stays_so_is_seen_to_by_a_person(app: TestApp) {
    let desk = Desk::open(&app).await;
    let (id, hash) = desk.shown().await;
    let first = refunds::cancel(&desk.now(), id).await.expect("called off");
    let (payment, to, reason) = (first.payment, Some(Wanted::Balance), RefundReason::Duplicate);
    let instead = NewRefund { payment, amount: None, reason, note: String::new(), to };
    refunds::create(&desk.now(), instead).await.expect("credited in its place");

    desk.provider.is_paid(&hash);
    desk.looks_after(&app, SOON).await;
    let seen = refunds::see_to(&desk.now(), id).await.expect("seen to");

    assert_eq!((seen.status, seen.waits), (RefundStatus::Canceled, None));
    assert!(seen.was_paid_besides() && !seen.failure.is_empty(), "it goes on saying so");
    assert_eq!(desk.books(&seen).await, (1000, 0));
    desk.looks_after(&app, SOON).await;
    assert_eq!(desk.of(id).await.version, seen.version, "it is told once");
}

both_engines!(an_invoice_is_asked_about_until_it_can_not_be_paid);
async fn an_invoice_is_asked_about_until_it_can_not_be_paid(app: TestApp) {
    let desk = Desk::open(&app).await;
    let (id, _) = desk.shown().await;
    refunds::cancel(&desk.now(), id).await.expect("called off");
    let expires = desk.of(id).await.payout.expect("satoshi").invoice.expect("an invoice").expires_at;
    desk.looks_after(&app, SOON).await;
    assert_eq!(desk.times_asked(), 1);

    // No server ran meanwhile.
    let past = expires.plus(MARGIN).micros() - desk.ctx.house.now().micros();
    desk.looks_after(&app, Duration::from_micros(past.unsigned_abs()) + SOON).await;
    assert_eq!(desk.times_asked(), 2, "once more after its end");
    desk.looks_after(&app, SOON).await;
    assert_eq!(desk.times_asked(), 2);
    assert_eq!((desk.of(id).await.status, desk.of(id).await.waits), (RefundStatus::Canceled, None));
}

both_engines!(where_nobody_tells_a_person_looks);
async fn where_nobody_tells_a_person_looks(app: TestApp) {
    let desk = Desk::open(&app).await;
    let (id, _) = desk.shown().await;
    refunds::cancel(&desk.now(), id).await.expect("called off");
    desk.provider.misbehaves(Misdeed::VerifyLost);
    desk.looks_after(&app, SOON).await;
    assert_eq!(desk.of(id).await.waits, None, "it may answer yet");

    desk.looks_after(&app, Duration::from_secs(600) + MARGIN + SOON).await;

    let refund = desk.of(id).await;
    assert_eq!((refund.status, refund.waits), (RefundStatus::Canceled, Some(Task::Check)));
    assert!(refund.failure.contains("Look in your wallet"), "{}", refund.failure);
    desk.looks_after(&app, SOON).await;
    assert_eq!(desk.of(id).await.version, refund.version, "it is told once");
    refunds::see_to(&desk.now(), id).await.expect("seen to");
}
