//! Payment methods of the hosted checkout: asking for money, asking what became of it, and setting them up.

mod lightning;
mod sandbox;
mod settings;

use clientele_domain::card::{Card, CardDraft};
use clientele_domain::checkout::{Attempt, AttemptStatus, Waiting};
use clientele_domain::id::{AttemptId, CheckoutSessionId};
use clientele_domain::money::Amount;
use clientele_domain::payment::{Method, MethodKind};
use clientele_service::methods::{self, Progress};
use clientele_service::{Ctx, House};

use crate::harness::{Shop, eur};

/// The shop's context in this house.
fn at(house: &House, shop: &Shop) -> Ctx {
    Ctx { house: house.clone(), now: house.now(), ..shop.ctx() }
}

/// An attempt to pay 25 euros, as it is stored before anybody is asked.
fn attempt(ctx: &Ctx, method: Method) -> Attempt {
    let (now, random) = (ctx.house.now(), &ctx.house.randomness);
    Attempt {
        id: AttemptId::new(now, random.bytes()),
        session: CheckoutSessionId::new(now, random.bytes()),
        status: AttemptStatus::Charging,
        amount: Amount { minor: 2500, currency: eur() },
        method,
        unattended: false,
        waiting: None,
        decline: None,
        created_at: now,
        asked_at: now,
    }
}

fn card(number: &str) -> Card {
    let draft = CardDraft { number: number.into(), expiry: "12/48".into(), cvc: "123".into() };
    Card::read(&draft, clientele_domain::time::Timestamp::default()).expect("a card")
}

/// What the buyer has to do.
fn waiting(progress: Progress) -> Waiting {
    match progress {
        Progress::Waiting(waiting) => waiting,
        other => panic!("{other:?} instead of something to do"),
    }
}

/// The kinds on offer for an amount.
async fn offered(ctx: &Ctx, minor: i64, currency: &str) -> Vec<MethodKind> {
    let amount = Amount { minor, currency: currency.parse().expect("a currency") };
    let mut reader = ctx.read().await.expect("a reader");
    let offers = methods::offers(ctx, &mut reader.conn(), amount).await.expect("offers");
    offers.into_iter().map(|offer| offer.kind).collect()
}
