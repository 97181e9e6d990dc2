//! What people pay by hand and staff or the API confirm: bank transfers, mobile money, cash.

use clientele_domain::card::Card;
use clientele_domain::checkout::{Attempt, Decline, Waiting};
use clientele_domain::money::Amount;

use super::{Offer, PaymentMethod, Progress, Shop};
use crate::ctx::Ctx;
use crate::error::Result;

pub(super) struct Manual;

impl PaymentMethod for Manual {
    fn offers(&self, shop: &Shop, _amount: Amount) -> Vec<Offer> {
        let offer = |method: &clientele_domain::method::ManualMethod| Offer {
            kind: method.kind,
            sandbox: false,
            label: method.label.clone(),
            instructions: method.instructions.clone(),
        };
        shop.settings.manual.iter().map(offer).collect()
    }

    /// The buyer is told what to do, and that is kept as it was told.
    async fn charge(&self, ctx: &Ctx, attempt: &Attempt, _card: Option<&Card>) -> Result<Progress> {
        if let Some(waiting) = &attempt.waiting {
            return Ok(Progress::Waiting(waiting.clone()));
        }
        let shop = Shop::now(ctx).await?;
        Ok(match shop.settings.manual(attempt.method.kind) {
            Some(method) => Progress::Waiting(Waiting::Instructions(method.instructions.clone())),
            None => Progress::Declined(Decline::Unavailable),
        })
    }

    /// Only a person knows whether the money came.
    async fn ask(&self, ctx: &Ctx, attempt: &Attempt) -> Result<Progress> {
        self.charge(ctx, attempt, None).await
    }
}
