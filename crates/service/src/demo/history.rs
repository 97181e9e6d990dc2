//! What people buy: with what they pay, how much, and what becomes of it.

use clientele_domain::customer::CustomerFields;
use clientele_domain::id::{AttemptId, CustomerId, OrderId, PaymentId};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::{
    Method, MethodKind, Order, OrderStatus, Payment, PaymentDetails, PaymentStatus, Source,
};
use clientele_domain::time::Timestamp;
use clientele_store::bulk::Sale;

use super::dice::Dice;
use super::goods::{ACCEPTED, Priced, price};
use super::people::Person;
use super::rhythm::{Habit, Life, Visit};
use super::shop::Shop;

const BRANDS: [(u32, &str); 5] = [(48, "visa"), (36, "mastercard"), (8, "amex"), (5, "maestro"), (3, "discover")];

/// Where people rather pay by phone than by card.
const MOBILE_MONEY: [&str; 5] = ["KE", "GH", "NG", "ET", "ZA"];

/// A payment that takes days may still be on its way.
const UNDER_WAY: i64 = 3 * 86_400_000_000;

/// Somebody who buys, with their ways.
struct Buyer<'d> {
    shop: &'d Shop,
    id: CustomerId,
    organisation: bool,
    currency: Currency,
    cards: Vec<Method>,
    /// What they use when they don't use a card, and in how many of a hundred purchases.
    other: Option<(MethodKind, u32)>,
    /// How many of a thing they take, usually.
    appetite: f64,
    plan: &'static Priced,
    end: Timestamp,
}

/// What is bought: one or more of a thing, somewhere.
struct Choice<'d> {
    source: Source,
    source_description: &'d str,
    thing: &'d Priced,
    quantity: i64,
}

/// Everything a customer bought, oldest first, and what they would subscribe to.
pub(super) fn sales(
    dice: &mut Dice,
    shop: &Shop,
    id: CustomerId,
    person: &Person,
    life: &Life,
    end: Timestamp,
) -> (Vec<Sale>, &'static Priced) {
    let buyer = Buyer::of(dice, shop, id, person, life, end);
    let last_charge = life.visits.iter().rposition(|visit| visit.renewal);
    let failed = life.subscription.is_some_and(|subscription| subscription.failed);
    let failing = |place| failed && Some(place) == last_charge;
    let sales = life.visits.iter().enumerate().map(|(place, visit)| buyer.sale(dice, visit, failing(place))).collect();
    (sales, buyer.plan)
}

/// In test mode, whatever cards paid here was charged by the sandbox, which can give it back.
pub(super) fn by_sandbox(sales: &mut [Sale]) {
    for payment in sales.iter_mut().map(|sale| &mut sale.payment) {
        if payment.method.kind == MethodKind::Card && payment.source != Source::Api {
            payment.more.attempt = Some(AttemptId::of(payment.id.uuid()));
        }
    }
}

/// Which currency somebody prefers: that of their country, where the shop takes it and they bother to choose.
fn currency(dice: &mut Dice, shop: &Shop, person: &Person) -> Currency {
    let home = person.land.table.currency;
    if ACCEPTED.contains(&home) && dice.percent(60) { home.parse().unwrap_or(shop.currency) } else { shop.currency }
}

fn card(dice: &mut Dice) -> Method {
    let brand = (*dice.weighted(&BRANDS)).to_owned();
    Method::card(brand, dice.fill("####"))
}

/// Organisations take the largest subscription, people one of the others.
fn plan(dice: &mut Dice, shop: &Shop, person: &Person) -> &'static Priced {
    match shop.goods.plans {
        [.., largest] if person.organisation => largest,
        [others @ .., _] if !others.is_empty() => dice.pick(others),
        plans => dice.pick(plans),
    }
}

/// The way to pay besides cards.
fn other(dice: &mut Dice, person: &Person) -> Option<(MethodKind, u32)> {
    let CustomerFields { refund_address, .. } = &person.fields;
    let country = person.land.table.code;
    if refund_address.contains('@') || dice.percent(5) {
        Some((MethodKind::Lightning, 70))
    } else if MOBILE_MONEY.contains(&country) {
        Some((MethodKind::MobileMoney, 60))
    } else if !person.wallets.is_empty() {
        Some((MethodKind::Wallet, 45))
    } else if person.organisation || (["DE", "NL", "AT", "CH", "PL"].contains(&country) && dice.percent(30)) {
        Some((MethodKind::BankTransfer, 55))
    } else {
        None
    }
}

impl<'d> Buyer<'d> {
    fn of(dice: &mut Dice, shop: &'d Shop, id: CustomerId, person: &Person, life: &Life, end: Timestamp) -> Self {
        let usual = match (person.organisation, life.habit) {
            (true, _) => 2.6,
            (false, Habit::Devoted) => 1.2,
            (false, _) => 1.0,
        };
        Self {
            shop,
            id,
            organisation: person.organisation,
            currency: currency(dice, shop, person),
            cards: (0..*dice.weighted(&[(72, 1), (23, 2), (5, 3)])).map(|_| card(dice)).collect(),
            other: other(dice, person),
            appetite: dice.long_tailed(usual, 0.55),
            plan: plan(dice, shop, person),
            end,
        }
    }

    fn sale(&self, dice: &mut Dice, visit: &Visit, failing: bool) -> Sale {
        let choice = self.choice(dice, visit);
        let method = self.method(dice, &choice);
        let currency = match method.kind {
            MethodKind::Lightning if dice.percent(75) => Currency::BTC,
            MethodKind::Cash => self.shop.currency,
            // Prices have one currency.
            _ if visit.renewal => self.shop.currency,
            _ => self.currency,
        };
        let (name, cents) = *choice.thing;
        let amount = Amount { minor: price(cents, currency).minor * choice.quantity, currency };
        let (status, refunded) = self.outcome(dice, visit, &method, amount.minor, failing);
        let order = Order {
            id: OrderId::new(visit.at, dice.bytes()),
            customer: Some(self.id),
            number: visit.number.to_string(),
            amount,
            status: OrderStatus::following(status),
            description: if choice.quantity > 1 { format!("{} × {name}", choice.quantity) } else { name.to_owned() },
            created_at: visit.at,
        };
        let payment = Payment {
            id: PaymentId::new(visit.at, dice.bytes()),
            customer: Some(self.id),
            order: order.id,
            order_number: order.number.clone(),
            amount,
            refunded,
            held: 0,
            status,
            method,
            source: choice.source,
            source_description: choice.source_description.to_owned(),
            occurred_at: visit.at,
            more: PaymentDetails {
                products: self.shop.sold(choice.source, choice.thing, currency, choice.quantity),
                source_id: self.shop.source_id(choice.source, choice.source_description),
                description: order.description.clone(),
                refunded_elsewhere: refunded,
                succeeded_at: status.was_paid().then_some(visit.at),
                created_at: visit.at,
                version: 1,
                ..PaymentDetails::default()
            },
        };
        Sale { order, payment }
    }

    fn choice(&self, dice: &mut Dice, visit: &Visit) -> Choice<'d> {
        let goods = self.shop.goods;
        if visit.renewal {
            return Choice {
                source: Source::Subscription,
                source_description: self.plan.0,
                thing: self.plan,
                quantity: 1,
            };
        }
        let weights = if self.organisation { [35, 15, 50] } else { [62, 20, 18] };
        let sources = [Source::Checkout, Source::PaymentLink, Source::Api];
        let source = *dice.weighted(&[0, 1, 2].map(|place| (weights[place], sources[place])));
        let thing = match source {
            Source::PaymentLink => dice.pick(goods.linked),
            _ if self.organisation => dice.pick(goods.bulk),
            _ => dice.pick(goods.single),
        };
        let source_description = match source {
            Source::PaymentLink => thing.0,
            Source::Api if self.organisation => "Wholesale order",
            Source::Api => dice.pick(goods.stalls),
            _ => "Online store",
        };
        // Nobody needs ten grinders at home.
        let most = if self.organisation { 60 } else { (9_000 / thing.1).clamp(1, 8) };
        let quantity = (dice.long_tailed(self.appetite, 0.6).round() as i64).clamp(1, most);
        Choice { source, source_description, thing, quantity }
    }

    fn method(&self, dice: &mut Dice, choice: &Choice<'_>) -> Method {
        let plain = Method::of;
        if choice.source == Source::Api && !self.organisation && dice.percent(28) {
            return plain(MethodKind::Cash);
        }
        match self.other {
            Some((kind, percent)) if choice.source != Source::Subscription && dice.percent(percent) => plain(kind),
            // The first card is the favourite.
            _ if dice.percent(70) => self.cards[0].clone(),
            _ => dice.pick(&self.cards).clone(),
        }
    }

    /// What became of a payment, and how much of it was given back.
    fn outcome(
        &self,
        dice: &mut Dice,
        visit: &Visit,
        method: &Method,
        minor: i64,
        failing: bool,
    ) -> (PaymentStatus, i64) {
        let slow = matches!(method.kind, MethodKind::BankTransfer | MethodKind::MobileMoney);
        let recent = self.end.micros() - visit.at.micros() < UNDER_WAY;
        if failing || (!visit.renewal && method.kind != MethodKind::Cash && dice.percent(4)) {
            (PaymentStatus::Failed, 0)
        } else if slow && recent && dice.percent(70) {
            (PaymentStatus::Pending, 0)
        } else if dice.percent(2) {
            (PaymentStatus::Refunded, minor)
        } else if minor >= 10 && dice.percent(3) {
            (PaymentStatus::PartiallyRefunded, minor * dice.between(1, 8) / 10)
        } else {
            (PaymentStatus::Succeeded, 0)
        }
    }
}
