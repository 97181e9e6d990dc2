//! A refund on its way to a Lightning address: made ready, paid by somebody's wallet, and seen to be paid.

use std::time::Duration;

use clientele_domain::id::RefundId;
use clientele_domain::refund::{Payout, Refund, RefundReason, RefundStatus};
use clientele_service::refunds::destination::{self, Sending};
use clientele_service::refunds::{self, NewRefund, Wanted};
use clientele_service::{Ctx, Error};

use super::{Desk, impossible, wrong};
use crate::harness::{Misdeed, TestApp, both_engines};

impl Desk {
    /// A refund of a payment of 10 euros in cash, to the provider's address.
    pub(super) async fn refund(&self) -> RefundId {
        let ada = self.shop.customer().create().await;
        let payment = self.shop.payment(ada, 1000).await.id;
        let to = Some(Wanted::Address(self.provider.address()));
        let asked = NewRefund { payment, amount: None, reason: RefundReason::Duplicate, note: String::new(), to };
        refunds::create(&self.ctx, asked).await.expect("a refund").id
    }

    pub(super) async fn prepare(&self, id: RefundId, rate: Option<&str>) -> Result<Refund, Error> {
        let sending = Sending { rate: rate.map(str::to_owned), unpaid: false };
        destination::prepare(&Ctx { now: self.ctx.house.now(), ..self.ctx.clone() }, id, &sending).await
    }
}

pub(super) fn invoice_of(refund: &Refund) -> (i64, String) {
    let Some(Payout { sats, invoice: Some(invoice), .. }) = &refund.payout else { panic!("{:?}", refund.payout) };
    (*sats, invoice.payment_hash.clone())
}

both_engines!(a_refund_is_made_ready_once_and_seen_to_be_paid);
async fn a_refund_is_made_ready_once_and_seen_to_be_paid(app: TestApp) {
    let desk = Desk::open(&app).await;
    let id = desk.refund().await;

    let (field, _) = wrong(desk.prepare(id, None).await.expect_err("no source tells the rate"));
    assert_eq!(field, "rate");
    let ready = desk.prepare(id, Some("100000")).await.expect("ready");
    let (sats, hash) = invoice_of(&ready);
    assert_eq!(sats, 10_000);
    // Made ready again, by whomever, at whatever rate: it is the same invoice.
    let again = desk.prepare(id, Some("90000")).await.expect("ready");
    assert_eq!(invoice_of(&again), (sats, hash.clone()));

    let house = desk.ctx.house.clone();
    app.pass(Duration::from_secs(10));
    destination::verify_due(&house).await.expect("looked");
    assert_eq!(refunds::get(&desk.ctx, id).await.expect("the refund").status, RefundStatus::RequiresAction);
    desk.provider.is_paid(&hash);
    app.pass(Duration::from_secs(10));
    destination::verify_due(&house).await.expect("looked");

    let done = refunds::get(&desk.ctx, id).await.expect("the refund");
    assert!(done.is_verified() && done.status == RefundStatus::Succeeded, "{done:?}");
    impossible(desk.prepare(id, None).await.expect_err("nothing is left to send"));
}

both_engines!(made_ready_by_ten_at_once_there_is_one_invoice);
async fn made_ready_by_ten_at_once_there_is_one_invoice(app: TestApp) {
    let desk = Desk::open(&app).await;
    let id = desk.refund().await;

    let all = (0..10).map(|_| {
        let ctx = desk.ctx.clone();
        let sending = Sending { rate: Some("100000".into()), unpaid: false };
        tokio::spawn(async move { destination::prepare(&ctx, id, &sending).await })
    });
    let mut hashes = Vec::new();
    for ready in all.collect::<Vec<_>>() {
        hashes.push(invoice_of(&ready.await.expect("an answer").expect("ready")).1);
    }

    hashes.dedup();
    assert_eq!(hashes.len(), 1, "{hashes:?}");
}

both_engines!(without_an_answer_the_satoshi_are_known_and_no_invoice_is_shown);
async fn without_an_answer_the_satoshi_are_known_and_no_invoice_is_shown(app: TestApp) {
    let desk = Desk::open(&app).await;
    let id = desk.refund().await;
    desk.provider.misbehaves(Misdeed::WrongAmount);

    let why = impossible(desk.prepare(id, Some("100000")).await.expect_err("another amount"));

    assert!(why.contains("another amount"), "{why}");
    let payout = refunds::get(&desk.ctx, id).await.expect("the refund").payout.expect("satoshi");
    assert_eq!((payout.sats, payout.invoice), (10_000, None));
}
