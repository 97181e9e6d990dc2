//! What is written down about a customer: identities with their evidence, the record's own history, notes.

use std::time::Duration;

use clientele_domain::customer::{Counts, Customer, CustomerFields, FieldChange, Kind, changes};
use clientele_domain::event::{Event, EventKind};
use clientele_domain::id::{CustomerId, EventId, NoteId};
use clientele_domain::identity::{Evidence, Identity, IdentityKind};
use clientele_domain::payment::{MethodKind, Source};
use clientele_domain::rules;
use clientele_domain::subscription::Subscription;
use clientele_domain::time::Timestamp;
use clientele_store::bulk::{Record, Sale, WrittenNote};

use super::billed::Billed;
use super::dice::Dice;
use super::goods::price;
use super::people::Person;
use super::rhythm::Life;
use super::shop::Shop;

/// `{}` is the number of an order.
const NOTES: [&str; 14] = [
    "The parcel of order #{} arrived damaged. Sent a replacement, nothing to refund.",
    "Called about order #{}: the label had the old address. Corrected, and sent again.",
    "Wants one invoice at the end of the month instead of one per order.",
    "Asked for delivery on Thursdays only.",
    "Prefers Lightning, and pays within minutes.",
    "Order #{} was a present. Keep prices off the delivery note.",
    "Interested in the wholesale list. Sent it; ask again in spring.",
    "Met at the market. Knows what is good, and brings friends.",
    "The bank holds transfers back for two days. Ship when the payment has arrived.",
    "Order #{} went to the neighbour. All found.",
    "Writes late at night and doesn't expect an answer before noon.",
    "Moves house next month; ask for the new address before the next order.",
    "Offered ten per cent off the next order after the mix-up with #{}.",
    "Sends kind postcards. One hangs over the counter.",
];

/// The whole record of a customer.
pub(super) fn record(
    dice: &mut Dice,
    shop: &Shop,
    id: CustomerId,
    life: &Life,
    person: Person,
    sales: Vec<Sale>,
    billed: Option<Billed>,
) -> Record {
    let author = author(dice, life, &person.fields);
    let (subscription, invoices) = billed.map(|Billed { subscription, invoices }| (subscription, invoices)).unzip();
    let invoices = invoices.unwrap_or_default();
    let mut customer = Customer {
        id,
        kind: if life.guest { Kind::Guest } else { Kind::Registered },
        fields: person.fields,
        delinquent: invoices.iter().any(|invoice| invoice.overdue),
        counts: Counts::default(),
        subscription_status: None,
        active_until: None,
        clock: None,
        merged_from: Vec::new(),
        first_payment_at: None,
        last_payment_at: None,
        created_at: life.created_at,
        updated_at: life.created_at,
        version: 1,
    };
    let mut events = vec![event(dice, id, life.created_at, author.0, EventKind::CustomerCreated)];
    for wallet in &person.wallets {
        let to = rules::evm_checksum(&wallet.address);
        let fields = vec![FieldChange { field: "wallets".to_owned(), from: String::new(), to }];
        let added = event(dice, id, wallet.created_at, author.0, EventKind::CustomerUpdated);
        events.push(Event { fields, ..added });
    }
    events.extend(subscription.iter().flat_map(|subscription| lived(dice, subscription, author.0)));
    events.extend(promotion(dice, shop, &mut customer, &sales));
    let mut identities = stated(&customer.fields, life, author.1, &sales);
    identities.extend(person.wallets.iter().map(|wallet| {
        let label = rules::evm_checksum(&wallet.address);
        identity(IdentityKind::Wallet, &wallet.address, label, author.1, wallet.created_at)
    }));
    identities.extend(cards(&sales));
    let notes = if dice.percent(5) { note(dice, shop, &sales).into_iter().collect() } else { Vec::new() };
    let (wallets, refunds, subscriptions) = (person.wallets, Vec::new(), Vec::new());
    let mut record = Record { customer, identities, wallets, notes, events, sales, refunds, subscriptions, invoices };
    record.subscribe(subscription);
    record
}

/// The beginning of a subscription and its end; its payments tell of the rest.
fn lived(dice: &mut Dice, subscription: &Subscription, author: &str) -> Vec<Event> {
    let about = |dice: &mut Dice, at, kind| {
        let event = event(dice, subscription.customer, at, author, kind);
        Event { object: subscription.id.to_string(), ..event }
    };
    let begun = about(dice, subscription.created_at, EventKind::SubscriptionCreated);
    let over = subscription.ended_at.map(|at| about(dice, at, EventKind::SubscriptionCanceled));
    std::iter::once(begun).chain(over).collect()
}

/// Who made the record, and what that says about what is in it.
fn author(dice: &mut Dice, life: &Life, fields: &CustomerFields) -> (&'static str, Evidence) {
    if life.guest {
        ("Checkout", Evidence::Typed)
    } else if fields.external_id.is_empty() {
        (dice.pick(&["Jonas Brekke", "Mina Sato"]), Evidence::Staff)
    } else if dice.percent(15) {
        ("Import", Evidence::Asserted)
    } else {
        ("API", Evidence::Asserted)
    }
}

fn event(dice: &mut Dice, customer: CustomerId, at: Timestamp, actor: &str, kind: EventKind) -> Event {
    Event {
        id: EventId::new(at, dice.bytes()),
        kind,
        customer: Some(customer),
        object: customer.to_string(),
        sequence: 0,
        actor: actor.to_owned(),
        fields: Vec::new(),
        data: String::new(),
        occurred_at: at,
        created_at: at,
    }
}

/// Staff put the tag `vip` on those who spent much, some time after the purchase that made it much.
fn promotion(dice: &mut Dice, shop: &Shop, customer: &mut Customer, sales: &[Sale]) -> Option<Event> {
    let much = price(100_000, shop.currency).minor;
    let mut spent = 0;
    let reached = sales.iter().map(|sale| &sale.payment).find(|payment| {
        spent += if payment.status.was_paid() && payment.amount.currency == shop.currency {
            payment.amount.minor
        } else {
            0
        };
        spent >= much
    })?;
    let (at, by) = (soon_after(dice, reached.occurred_at, sales)?, dice.pick(shop.writers()));
    if !dice.percent(72) {
        return None;
    }
    let before = customer.fields.clone();
    customer.fields.tags.insert(0, "vip".to_owned());
    customer.version += 1;
    customer.updated_at = at;
    let fields = changes(&before, &customer.fields);
    Some(Event { fields, ..event(dice, customer.id, at, by.name, EventKind::CustomerUpdated) })
}

/// Some hours after a purchase, if the next ones show that so much time has gone by.
fn soon_after(dice: &mut Dice, purchase: Timestamp, sales: &[Sale]) -> Option<Timestamp> {
    let at = purchase.plus(Duration::from_secs(dice.between(1800, 30 * 3600) as u64));
    (at < sales.last()?.payment.occurred_at).then_some(at)
}

/// The identifiers in the record itself. What buyers type is seen again at each checkout.
fn stated(fields: &CustomerFields, life: &Life, evidence: Evidence, sales: &[Sale]) -> Vec<Identity> {
    let typed = |sale: &&Sale| matches!(sale.payment.source, Source::Checkout | Source::PaymentLink);
    let (times, last) = if life.guest {
        let times = sales.iter().filter(typed).count().max(1);
        (times as i64, sales.iter().rfind(typed).map_or(life.created_at, |sale| sale.payment.occurred_at))
    } else {
        (1, life.created_at)
    };
    let values = [
        (IdentityKind::ExternalId, &fields.external_id),
        (IdentityKind::Email, &fields.email),
        (IdentityKind::Phone, &fields.phone),
        (IdentityKind::Did, &fields.did),
    ];
    let filled = values.into_iter().filter(|(_, value)| !value.is_empty());
    filled
        .map(|(kind, value)| Identity {
            times_seen: times,
            last_seen_at: last,
            ..identity(kind, value, value.clone(), evidence, life.created_at)
        })
        .collect()
}

fn identity(kind: IdentityKind, value: &str, label: String, evidence: Evidence, at: Timestamp) -> Identity {
    Identity { kind, value: value.to_owned(), label, evidence, first_seen_at: at, last_seen_at: at, times_seen: 1 }
}

/// Every card that paid, with how often.
fn cards(sales: &[Sale]) -> Vec<Identity> {
    let mut cards: Vec<Identity> = Vec::new();
    let paid = sales.iter().map(|sale| &sale.payment).filter(|payment| payment.status.was_paid());
    for payment in paid.filter(|payment| payment.method.kind == MethodKind::Card) {
        let (method, at) = (&payment.method, payment.occurred_at);
        let value = format!("{} {}", method.brand, method.last4);
        match cards.iter_mut().find(|card| card.value == value) {
            Some(card) => {
                card.times_seen += 1;
                card.last_seen_at = at;
            }
            None => cards.push(identity(IdentityKind::Card, &value, method.label(), Evidence::Observed, at)),
        }
    }
    cards
}

/// A note about one of the purchases, if others came after it.
fn note(dice: &mut Dice, shop: &Shop, sales: &[Sale]) -> Option<WrittenNote> {
    if sales.is_empty() {
        return None;
    }
    let sale = dice.pick(sales);
    let created_at = soon_after(dice, sale.payment.occurred_at, sales)?;
    let author = dice.pick(shop.writers()).id;
    let body = dice.pick(&NOTES).replace("{}", &sale.order.number);
    Some(WrittenNote { id: NoteId::new(created_at, dice.bytes()), author, body, created_at })
}
