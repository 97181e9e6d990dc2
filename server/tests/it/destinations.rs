//! Destinations of refunds: what is found out about them, invoices of who answers for them, and how many satoshi a refund is.

mod inside;
mod late;
mod providers;
mod rates;
mod sending;

use clientele_domain::rules::Reach;
use clientele_service::refunds::destination;
use clientele_service::{Ctx, Error, House};

use crate::harness::{Provider, Shop, TestApp};

/// A shop whose customers have their addresses at a provider on this machine.
struct Desk {
    shop: Shop,
    ctx: Ctx,
    provider: Provider,
}

impl Desk {
    async fn open(app: &TestApp) -> Self {
        let (shop, provider) = (app.merchant().await, Provider::start().await);
        let house = House { reach: Reach::Anywhere, ..app.house().clone() };
        Self { ctx: at(&house, &shop), shop, provider }
    }
}

/// The shop's context in this house.
fn at(house: &House, shop: &Shop) -> Ctx {
    Ctx { house: house.clone(), now: house.now(), ..shop.ctx() }
}

/// What is wrong with a value: the field and the sentence.
fn wrong(error: Error) -> (String, String) {
    let Error::Invalid(wrong) = error else { panic!("{error:?}") };
    (wrong[0].field.clone(), wrong[0].message.clone())
}

/// Why it is not possible now.
fn impossible(error: Error) -> String {
    let Error::InvalidState(why) = error else { panic!("{error:?}") };
    why
}
