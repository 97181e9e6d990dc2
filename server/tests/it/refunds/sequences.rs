//! Generated sequences of refunds keep the books: 0 ≤ promised + given back ≤ paid, whatever is done in whichever order.

use clientele_domain::id::CustomerId;
use clientele_domain::refund::{Proof, Refund, RefundStatus};
use clientele_domain::role::Role;
use clientele_service::refunds::{self, RefundFilter, Said, Wanted};
use clientele_service::{Ctx, Error, payments};

use super::{staff, wanted};
use crate::harness::{Shop, TestApp, both_engines, eur};

/// So many sequences, unless `CLIENTELE_ROUNDS` says otherwise.
fn rounds(usual: u64) -> u64 {
    std::env::var("CLIENTELE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// So many go on at once, each on payments of its own.
const AT_ONCE: u64 = 4;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// One step; whether it changed something is told by the rules, and looked at afterwards.
async fn step(dice: &mut Dice, people: &[Ctx; 2], payment: &str, known: &mut Vec<Refund>) {
    let ctx = &people[dice.roll(2)];
    if known.is_empty() || dice.roll(3) == 0 {
        let amount = if dice.roll(5) == 0 { None } else { Some(dice.roll(60) as i64 + 1) };
        let to = [Some(Wanted::ByHand), Some(Wanted::Balance), None][dice.roll(3)].clone();
        match refunds::create(ctx, refunds::NewRefund { to, ..wanted(payment, amount) }).await {
            Ok(refund) => known.push(refund),
            Err(Error::RefundExceedsPayment(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
        return;
    }
    let id = known[dice.roll(known.len())].id;
    let said = Said { proof: Some(Proof::TransactionId("x".into())), ..Said::default() };
    let done = match dice.roll(7) {
        0 | 1 => refunds::mark_sent(ctx, id, &said).await,
        2 | 3 => refunds::cancel(ctx, id).await,
        4 => refunds::mark_failed(ctx, id, "The till was empty").await,
        _ => refunds::approve(&people[1], id).await,
    };
    match done {
        Ok(_) | Err(Error::InvalidState(_) | Error::NotAlone(_)) => {}
        Err(other) => panic!("{other:?}"),
    }
}

async fn kept(ctx: &Ctx, payment: &str) {
    let id = payment.parse().expect("an id");
    let paid = payments::get(ctx, id).await.expect("the payment");
    let filter = RefundFilter { payment: Some(id), ..RefundFilter::default() };
    let (all, _) = refunds::list(ctx, &filter, None, 100).await.expect("its refunds");
    let sum = |wanted: fn(RefundStatus) -> bool| -> i64 {
        all.iter().filter(|refund| wanted(refund.status)).map(|refund| refund.amount.minor).sum()
    };
    assert_eq!(paid.held, sum(RefundStatus::holds_money));
    assert_eq!(paid.refunded, paid.more.refunded_elsewhere + sum(|status| status == RefundStatus::Succeeded));
    assert!(paid.held >= 0 && paid.refunded >= 0 && paid.held + paid.refunded <= paid.amount.minor, "{paid:?}");
}

async fn sequence(shop: &Shop, ada: CustomerId, people: &[Ctx; 2], seed: u64) {
    let mut dice = Dice(seed);
    let paid = shop
        .payment_with(ada, |payment| {
            payment.amount.minor = dice.roll(200) as i64 + 1;
            payment.refunded = if dice.roll(4) == 0 { payment.amount.minor / 3 } else { 0 };
        })
        .await;
    let payment = paid.id.to_string();
    let mut known = Vec::new();
    for _ in 0..4 + dice.roll(5) {
        step(&mut dice, people, &payment, &mut known).await;
    }
    kept(&people[1], &payment).await;
}

both_engines!(generated_sequences_keep_the_books);
async fn generated_sequences_keep_the_books(app: TestApp) {
    app.hurry().await;
    let shop = app.merchant().await;
    let limit = |mut thresholds: clientele_domain::refund::Thresholds| {
        thresholds.0.insert(eur(), 50);
        thresholds
    };
    refunds::change_thresholds(&shop.ctx(), limit).await.expect("a threshold");
    let rounds = rounds(200);
    let at_once = (0..AT_ONCE).map(|first| {
        let shop = shop.clone();
        tokio::spawn(async move {
            let people = [staff(&shop, "Leila Haddad", Role::Support), staff(&shop, "Jonas Brekke", Role::Admin)];
            let ada = shop.customer().name("Ada").create().await;
            for seed in (first..rounds).step_by(AT_ONCE as usize) {
                sequence(&shop, ada, &people, seed).await;
            }
        })
    });
    for sequences in at_once.collect::<Vec<_>>() {
        sequences.await.expect("the books are kept");
    }
}
