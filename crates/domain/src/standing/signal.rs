//! Signals: what stands out about a customer. Each is a condition on what is kept of the customer, so that it is right
//! at every moment and nothing has to be marked; where it compares with others, it compares with a bar that follows
//! from all.

use std::time::Duration;

use crate::customer::{Customer, SubscriptionStatus};
use crate::money::{Amount, Currency};
use crate::payment::Totals;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// What stands out about a customer.
    Signal {
        /// Has an invoice, or a subscription, that is past due.
        PastDue = "past_due", "Past due";
        /// Has not paid for longer than fits the person's own rhythm.
        AtRisk = "at_risk", "At risk";
        /// Was given back much of what was paid.
        RefundHeavy = "refund_heavy", "Refund-heavy";
        /// Spent more than nine tenths of the customers.
        TopSpender = "top_spender", "Top spender";
        /// Paid more often than nine tenths of the customers.
        FrequentBuyer = "frequent_buyer", "Frequent buyer";
        /// Came lately.
        New = "new", "New";
    }
}

words! {
    /// What a signal means for the merchant.
    SignalTone {
        /// Rejoice.
        Good = "good", "Good";
        /// See to it soon.
        Warn = "warn", "Needs attention";
        /// Something is wrong.
        Bad = "bad", "Bad";
        /// A plain fact.
        Info = "info", "Information";
        /// Notable.
        Accent = "accent", "Notable";
    }
}

impl Signal {
    /// What it means for the merchant.
    pub fn tone(self) -> SignalTone {
        match self {
            Self::PastDue => SignalTone::Bad,
            Self::AtRisk | Self::RefundHeavy => SignalTone::Warn,
            Self::TopSpender => SignalTone::Accent,
            Self::FrequentBuyer => SignalTone::Good,
            Self::New => SignalTone::Info,
        }
    }
}

/// What one has to exceed to be among the first tenth of all customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bars {
    /// Of amounts spent in the merchant's own currency, in minor units.
    pub spent: i64,
    /// Of numbers of payments; at least 1.
    pub payments: i64,
}

impl Bars {
    /// Nobody is among them.
    pub const NOBODY: Self = Self { spent: i64::MAX, payments: i64::MAX };

    /// With these amounts and numbers in the places after the first tenth.
    pub fn new(spent: i64, payments: i64) -> Self {
        Self { spent: spent.max(0), payments: payments.max(1) }
    }

    /// How many make up the first tenth of so many. The bar is the figure in the place after them: who exceeds it is
    /// one of that many at most, also where several have the same figure.
    pub fn tenth(customers: i64) -> i64 {
        customers.max(0) / 10
    }
}

/// What a customer is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standards {
    /// The merchant's own currency.
    pub own: Currency,
    /// Now.
    pub now: Timestamp,
    /// The first tenth of all.
    pub bars: Bars,
}

const DAY: i64 = 86_400_000_000;
/// Who has been there for less than this is new.
pub(crate) const NEW_DAYS: i64 = 30;
/// A rhythm shows in so many payments.
const LEAST_PAYMENTS: i64 = 3;
/// A gap is far above a rhythm when it is so many times as long …
const TIMES: i64 = 3;
/// … and longer than this: who pays every day may be away for a week.
const LEAST_GAP: i64 = 14 * DAY;
/// Much was given back when it is one part in so many.
const PART: i64 = 3;

impl Standards {
    /// Who came at or after this moment is not new any longer.
    pub fn new_after(&self) -> Timestamp {
        self.now.minus(Duration::from_micros((NEW_DAYS * DAY).unsigned_abs()))
    }
}

/// How long lies between two payments on average, in microseconds; nothing when there are too few to tell.
fn rhythm(customer: &Customer) -> Option<i64> {
    let (first, last) = (customer.first_payment_at?, customer.last_payment_at?);
    let payments = customer.counts.payments;
    (payments >= LEAST_PAYMENTS && last > first).then(|| (last.micros() - first.micros()) / (payments - 1))
}

/// From when on the gap since the last payment is far above the customer's own rhythm, unless another payment comes.
pub fn at_risk_from(customer: &Customer) -> Option<Timestamp> {
    let gap = rhythm(customer)?.saturating_mul(TIMES).max(LEAST_GAP);
    Some(Timestamp::from_micros(customer.last_payment_at?.micros().saturating_add(gap)))
}

/// What was spent in a currency of which much was given back, and what that was.
fn much_returned(totals: &[Totals]) -> Option<&Totals> {
    totals.iter().find(|of| of.payments >= 2 && of.refunded > 0 && of.refunded >= (of.spent.minor + PART - 1) / PART)
}

fn spent_in(totals: &[Totals], own: Currency) -> i64 {
    totals.iter().find(|of| of.spent.currency == own).map_or(0, |of| of.spent.minor)
}

/// Whether the signal holds of a customer with these figures.
pub fn holds(signal: Signal, customer: &Customer, totals: &[Totals], by: &Standards) -> bool {
    match signal {
        Signal::TopSpender => spent_in(totals, by.own) > by.bars.spent,
        Signal::FrequentBuyer => customer.counts.payments > by.bars.payments,
        Signal::AtRisk => at_risk_from(customer).is_some_and(|from| from <= by.now),
        Signal::New => {
            let late = |moment: Timestamp| moment > by.new_after();
            late(customer.created_at) && customer.first_payment_at.is_none_or(late)
        }
        Signal::RefundHeavy => much_returned(totals).is_some(),
        Signal::PastDue => {
            customer.counts.overdue_invoices > 0 || customer.subscription_status == Some(SubscriptionStatus::PastDue)
        }
    }
}

/// A signal with why it is there.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Shown {
    /// Which.
    pub signal: Signal,
    /// Why, in a sentence.
    pub explanation: String,
}

/// Every signal of a customer with these figures, what needs attention first.
pub fn shown(customer: &Customer, totals: &[Totals], by: &Standards) -> Vec<Shown> {
    let held = Signal::ALL.iter().copied().filter(|signal| holds(*signal, customer, totals, by));
    held.map(|signal| Shown { signal, explanation: explanation(signal, customer, totals, by) }).collect()
}

fn explanation(signal: Signal, customer: &Customer, totals: &[Totals], by: &Standards) -> String {
    let payments = customer.counts.payments;
    match signal {
        Signal::TopSpender => {
            let amount = |minor| Amount { minor, currency: by.own };
            let (spent, bar) = (amount(spent_in(totals, by.own)), amount(by.bars.spent));
            format!("Spent {spent} so far; nine of ten customers spent {bar} or less.")
        }
        Signal::FrequentBuyer => {
            let bar = counted(by.bars.payments, "payment");
            format!("Made {} so far; nine of ten customers made {bar} or fewer.", counted(payments, "payment"))
        }
        Signal::AtRisk => {
            let rhythm = rhythm(customer).map_or(0, days);
            let usual = if rhythm <= 1 { "every day".to_owned() } else { format!("about every {rhythm} days") };
            let last = customer.last_payment_at.map_or(0, |last| days(by.now.micros() - last.micros()));
            format!("Usually pays {usual}; the last payment was {} ago.", counted(last, "day"))
        }
        Signal::New => match customer.first_payment_at {
            Some(first) => format!("Paid for the first time {}.", ago(first, by.now)),
            None => format!("Came {}, and has not paid yet.", ago(customer.created_at, by.now)),
        },
        Signal::RefundHeavy => match much_returned(totals) {
            Some(of) => {
                let returned = Amount { minor: of.refunded, ..of.spent };
                format!("{returned} of the {} that came in was given back.", of.spent)
            }
            None => String::new(),
        },
        Signal::PastDue => match customer.counts.overdue_invoices {
            0 => "The payment of a subscription is late.".to_owned(),
            1 => "1 invoice is past due.".to_owned(),
            more => format!("{more} invoices are past due."),
        },
    }
}

/// Whole days, rounded to the nearest.
fn days(micros: i64) -> i64 {
    (micros + DAY / 2).div_euclid(DAY)
}

fn ago(then: Timestamp, now: Timestamp) -> String {
    match (now.micros() - then.micros()).div_euclid(DAY) {
        ..=0 => "within the last 24 hours".to_owned(),
        days => format!("{} ago", counted(days, "day")),
    }
}

fn counted(count: i64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
