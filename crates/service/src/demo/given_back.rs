//! What was given back of what people bought, and what is still to be: the queue of the demo.

use std::time::Duration;

use clientele_domain::id::RefundId;
use clientele_domain::payment::{MethodKind, Payment, PaymentStatus};
use clientele_domain::refund::{
    Approval, Destination, DestinationKind, Doer, Payout, Proof, Refund, RefundReason, RefundStatus, SentBy,
};
use clientele_domain::rules;
use clientele_domain::time::Timestamp;
use clientele_store::bulk::Sale;

use super::dice::Dice;
use super::shop::{Colleague, Shop};

/// What was bought within so many microseconds may have a refund that waits: nine days.
const RECENT: i64 = 9 * 86_400_000_000;

const REASONS: [(u32, RefundReason); 5] = [
    (45, RefundReason::RequestedByCustomer),
    (25, RefundReason::ProductUnsatisfactory),
    (18, RefundReason::NotReceived),
    (9, RefundReason::Duplicate),
    (3, RefundReason::Fraudulent),
];

/// The refunds of somebody's payments. What a payment says was given back is one refund; some that are recent have one that
/// waits. `address` is where refunds go, `sandbox` says whether cards give back by themselves.
pub(super) fn refunds(shop: &Shop, sales: &mut [Sale], address: &str, sandbox: bool, end: Timestamp) -> Vec<Refund> {
    let mut refunds = Vec::new();
    for payment in sales.iter_mut().map(|sale| &mut sale.payment) {
        let seed = payment.id.uuid().as_u128();
        let dice = &mut Dice::new(&[seed as u64, (seed >> 64) as u64, u64::from_be_bytes(*b"a refund")]);
        let age = end.micros() - payment.occurred_at.micros();
        let asked = Asked { shop, payment, address, sandbox };
        if payment.refunded > 0 {
            let at = payment.occurred_at.plus(Duration::from_micros(part_of(dice, age.min(12 * 86_400_000_000))));
            let by = dice.pick(shop.writers());
            refunds.push(asked.done(dice, by, at));
            payment.more.refunded_elsewhere = 0;
        } else if payment.status == PaymentStatus::Succeeded
            && age < RECENT
            && payment.amount.minor >= 4
            && dice.percent(if sandbox { 60 } else { 12 })
        {
            let at = payment.occurred_at.plus(Duration::from_micros(part_of(dice, age)));
            let refund = asked.waiting(dice, at);
            if refund.status.holds_money() {
                payment.held = refund.amount.minor;
            }
            refunds.push(refund);
        }
    }
    refunds
}

/// Some of a time, but neither its beginning nor its end.
fn part_of(dice: &mut Dice, micros: i64) -> u64 {
    u64::try_from(dice.between(micros / 10, micros * 9 / 10)).unwrap_or_default()
}

struct Asked<'a> {
    shop: &'a Shop,
    payment: &'a Payment,
    address: &'a str,
    sandbox: bool,
}

impl Asked<'_> {
    /// A refund that somebody asked for and that is yet to be sent.
    fn open(&self, dice: &mut Dice, by: &Colleague, at: Timestamp, minor: i64) -> Refund {
        let destination = self.destination();
        let sats = destination.kind.pays_satoshi() && self.payment.amount.currency.is_bitcoin();
        let mut refund = Refund {
            id: RefundId::new(at, dice.bytes()),
            payment: self.payment.id,
            customer: self.payment.customer,
            amount: clientele_domain::money::Amount { minor, ..self.payment.amount },
            status: RefundStatus::RequiresAction,
            reason: *dice.weighted(&REASONS),
            note: String::new(),
            approval: Approval::NotNeeded,
            destination,
            payout: sats.then_some(Payout { sats: minor, rate: None, invoice: None }),
            proof: None,
            sent: None,
            failure: String::new(),
            ended_by: String::new(),
            ended_at: None,
            waits: None,
            assigned: None,
            created_by: Doer { id: by.id.to_string(), name: by.name.to_owned() },
            created_at: at,
            asked_at: at,
            version: 2,
        };
        refund.waits = refund.task();
        refund
    }

    fn destination(&self) -> Destination {
        if self.payment.more.attempt.is_some() && self.sandbox {
            return Destination::plain(DestinationKind::Card);
        }
        match rules::refund_address(self.address) {
            Ok((DestinationKind::LightningAddress, address)) if self.payment.method.kind == MethodKind::Lightning => {
                Destination { kind: DestinationKind::LightningAddress, address }
            }
            _ => Destination::plain(DestinationKind::ByHand),
        }
    }

    /// All that was given back, as one refund.
    fn done(&self, dice: &mut Dice, by: &Colleague, at: Timestamp) -> Refund {
        let mut refund = self.open(dice, by, at, self.payment.refunded);
        refund.status = RefundStatus::Succeeded;
        refund.waits = None;
        refund.ended_by = by.name.to_owned();
        refund.ended_at = Some(at);
        if refund.destination.kind.needs_person() {
            refund.proof = Some(Proof::TransactionId(dice.fill("TR-########")));
            refund.sent = Some(SentBy { by: by.name.to_owned(), note: String::new(), at });
            refund.version = 3;
        }
        refund
    }

    /// One that waits: to be sent, to be approved, or to be looked at.
    fn waiting(&self, dice: &mut Dice, at: Timestamp) -> Refund {
        let amount = self.payment.amount.minor;
        let minor = if dice.percent(50) { amount } else { amount * dice.between(2, 4) / 4 };
        let support = &self.shop.writers()[self.shop.writers().len() - 1];
        let mut refund = self.open(dice, support, at, minor);
        if refund.destination.kind == DestinationKind::Card || dice.percent(25) {
            refund.status = RefundStatus::Pending;
            refund.approval = Approval::Needed;
            refund.version = 1;
        } else if dice.percent(15) {
            refund.status = RefundStatus::Failed;
            refund.failure = "The wallet did not answer when an invoice was asked for.".to_owned();
            refund.ended_by = support.name.to_owned();
            refund.ended_at = Some(at);
            refund.version = 3;
        } else if dice.percent(50) {
            refund.assigned = Some(dice.pick(self.shop.writers()).id);
        }
        refund.waits = refund.task();
        refund
    }
}
