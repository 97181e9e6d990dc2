//! Refunds in the dashboard: what waits for whom, what is decided about it, and when a refund needs an approval.

mod acts;
mod limits;
mod list;

use std::time::Duration;

use clientele_domain::id::CustomerId;
use clientele_domain::money::{Amount, Currency};
use clientele_domain::refund::{Refund, RefundReason};
use clientele_domain::role::Role;
use clientele_service::Ctx;
use clientele_service::refunds::{self, NewRefund};

use crate::harness::{Browser, Shop, eur};

/// A merchant where every refund in euros by a support member waits, with Leila of support.
async fn strict(shop: &Shop) -> (Ctx, Browser) {
    limit(shop, eur(), 0).await;
    shop.staff("Leila Haddad", Role::Support).await
}

async fn limit(shop: &Shop, currency: Currency, most: i64) {
    refunds::change_thresholds(&shop.ctx(), |mut limits| {
        limits.0.insert(currency, most);
        limits
    })
    .await
    .expect("a limit");
}

/// A refund of a new payment of so many cents to this customer.
async fn refund(shop: &Shop, by: &Ctx, customer: CustomerId, amount: Amount) -> Refund {
    let payment = shop.payment_with(customer, |payment| payment.amount = amount).await.id;
    let wanted = NewRefund {
        payment,
        amount: None,
        reason: RefundReason::NotReceived,
        note: "Lost <by> the carrier".into(),
        to: None,
    };
    // Refunds of one moment have no order.
    shop.app.pass(Duration::from_millis(1));
    let now = Ctx::new(&by.house, by.scope, by.actor.clone());
    refunds::create(&now, wanted).await.expect("a refund")
}

fn euros(cents: i64) -> Amount {
    Amount { minor: cents, currency: eur() }
}
