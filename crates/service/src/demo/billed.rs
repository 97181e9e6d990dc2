//! What was subscribed to, and the invoice of every month of it.

use clientele_domain::catalog::{Interval, Recurring};
use clientele_domain::id::{CustomerId, InvoiceId, SubscriptionId};
use clientele_domain::invoice::{Invoice, InvoiceLine, InvoiceStatus, Period};
use clientele_domain::money::Amount;
use clientele_domain::payment::{Payment, Source};
use clientele_domain::subscription::{Subscription, SubscriptionItem, SubscriptionStatus};
use clientele_domain::time::Timestamp;
use clientele_store::bulk::Sale;

use super::dice::Dice;
use super::goods::{Priced, price};
use super::rhythm::{Bill, GRACE_DAYS, Life, Subscribed, begun, month_after, trial_end};
use super::shop::Shop;

/// A subscription with its invoices, oldest first.
pub(super) struct Billed {
    pub subscription: Subscription,
    pub invoices: Vec<Invoice>,
}

/// What somebody's subscription to this plan left behind, if they had one. Its payments are among the sales.
pub(super) fn billed(
    shop: &Shop,
    customer: CustomerId,
    life: &Life,
    plan: &Priced,
    sales: &[Sale],
    end: Timestamp,
) -> Option<Billed> {
    let subscribed = life.subscription?;
    let seed = customer.uuid().as_u128();
    let dice = &mut Dice::new(&[seed as u64, (seed >> 64) as u64, u64::from_be_bytes(*b"invoices")]);
    let mut subscription = subscription(dice, customer, life, &subscribed, item(shop, plan)?);
    let payments = sales.iter().map(|sale| &sale.payment).filter(|payment| payment.source == Source::Subscription);
    let mut payments = payments.map(Some).chain(std::iter::repeat(None));
    let invoices: Vec<Invoice> =
        life.bills.iter().map(|bill| invoice(dice, &subscription, bill, payments.next().flatten(), end)).collect();
    subscription.latest_invoice = invoices.last().map(|invoice| invoice.id);
    match subscription.status {
        SubscriptionStatus::PastDue => subscription.remind(end),
        _ => drop(subscription.announce(end)),
    }
    subscription.settle();
    Some(Billed { subscription, invoices })
}

/// One of the plan; none when it isn't sold.
fn item(shop: &Shop, (name, cents): &Priced) -> Option<SubscriptionItem> {
    let (_, id) = shop.plans.iter().find(|(plan, _)| plan == name)?;
    let unit = price(*cents, shop.currency);
    Some(SubscriptionItem { price: *id, name: (*name).to_owned(), unit, quantity: 1 })
}

fn subscription(
    dice: &mut Dice,
    customer: CustomerId,
    life: &Life,
    subscribed: &Subscribed,
    item: SubscriptionItem,
) -> Subscription {
    let begun = begun(life);
    let trial_end = (subscribed.status == SubscriptionStatus::Trialing).then(|| trial_end(begun));
    let charged = life.visits.iter().filter(|visit| visit.renewal).count() as i64;
    let months = charged - i64::from(subscribed.failed);
    let current = match trial_end {
        Some(end) => Period { start: begun, end },
        None => Period { start: month_after(begun, months - 1), end: month_after(begun, months) },
    };
    Subscription {
        id: SubscriptionId::new(begun, dice.bytes()),
        customer,
        status: subscribed.status,
        items: vec![item],
        recurring: Recurring { interval: Interval::Month, count: 1 },
        next_items: None,
        anchor: trial_end.unwrap_or(begun),
        periods: months,
        current,
        paid_until: current.end,
        grace_days: GRACE_DAYS,
        told: 0,
        charge_at: None,
        trial_end,
        cancel_at_period_end: subscribed.ends,
        paused_at: None,
        card: None,
        latest_invoice: None,
        source: Source::Api,
        source_id: String::new(),
        session: None,
        metadata: Vec::new(),
        active_until: current.end,
        due_at: None,
        ended_at: subscribed.ended_at,
        created_at: begun,
        version: 1 + months,
    }
}

/// The invoice of one month, with its payment if there is one.
fn invoice(dice: &mut Dice, of: &Subscription, bill: &Bill, payment: Option<&Payment>, end: Timestamp) -> Invoice {
    let lines: Vec<InvoiceLine> = of.items.iter().map(line).collect();
    let total = Amount { minor: lines.iter().map(|line| line.unit.minor * line.quantity).sum(), ..lines[0].unit };
    let paid = payment.filter(|payment| payment.status.was_paid());
    let status = match (paid, of.status) {
        (Some(_), _) => InvoiceStatus::Paid,
        (None, SubscriptionStatus::Canceled) => InvoiceStatus::Uncollectible,
        (None, _) => InvoiceStatus::Open,
    };
    Invoice {
        id: InvoiceId::new(bill.at, dice.bytes()),
        number: bill.number,
        status,
        customer: of.customer,
        subscription: Some(of.id),
        period: Some(Period { start: bill.start, end: bill.end }),
        lines,
        total,
        credited: 0,
        paid: paid.map_or(0, |payment| payment.amount.minor),
        due_at: bill.start,
        overdue: paid.is_none() && bill.start <= end,
        session: None,
        payment: paid.map(|payment| payment.id),
        declines: 0,
        decline: None,
        created_at: bill.at,
        ended_at: match status {
            InvoiceStatus::Open => None,
            InvoiceStatus::Uncollectible => of.ended_at,
            _ => Some(bill.start),
        },
        version: 1,
    }
}

fn line(item: &SubscriptionItem) -> InvoiceLine {
    InvoiceLine { price: Some(item.price), description: item.name.clone(), unit: item.unit, quantity: item.quantity }
}
