//! What figures add up: of payments and refunds, and of who made the payments.

use std::ops::{AddAssign, Neg};

use super::{Day, Grain};
use crate::id::PaymentId;
use crate::money::{Amount, Currency};
use crate::payment::{Payment, Source};
use crate::time::Timestamp;

/// What money came by: a source, and of payment links which one.
///
/// Other sources have no such number of names: programs name each of their orders, and subscriptions are many. Who wants to
/// know about one of these looks for its payments.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Way {
    /// In which currency.
    pub currency: Currency,
    /// Where it came from.
    pub source: Source,
    /// The link's id; empty for other sources.
    pub link: String,
}

impl Way {
    /// The way of a payment that came from there, where it was called so.
    pub fn of(currency: Currency, source: Source, source_id: &str) -> Self {
        let link = if source == Source::PaymentLink { source_id.to_owned() } else { String::new() };
        Self { currency, source, link }
    }
}

/// A payment that succeeded, as far as figures want to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// When it happened.
    pub at: Timestamp,
    /// Identifier: of two at the same moment, the one with the lesser is the earlier.
    pub id: PaymentId,
    /// How much, in minor units of the currency of its way.
    pub minor: i64,
    /// What it came by.
    pub way: Way,
}

impl Counted {
    /// A payment, if its money arrived.
    pub fn of(payment: &Payment) -> Option<Self> {
        let Amount { minor, currency } = payment.amount;
        let way = || Way::of(currency, payment.source, &payment.more.source_id);
        payment.status.was_paid().then(|| Self { at: payment.occurred_at, id: payment.id, minor, way: way() })
    }

    /// Where it stands among the payments of its customer.
    pub fn place(&self) -> (Timestamp, PaymentId) {
        (self.at, self.id)
    }
}

/// How many kinds of intervals customers are counted in: days and longer ones.
pub const PERIODS: usize = 5;

/// What is added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// What was paid, in minor units.
    pub gross: i64,
    /// What was given back, in minor units.
    pub refunded: i64,
    /// How many payments.
    pub payments: i64,
    /// How many refunds.
    pub refunds: i64,
    /// How many payments were the first of their customer by this way.
    pub customers: i64,
    /// How many were the first of their customer at all.
    pub firsts: i64,
    /// What these brought.
    pub first_gross: i64,
    /// How many were the first of their customer in this currency in their day, week, month, quarter and year: added up over
    /// a whole one of these, so many customers paid in it.
    pub active: [i64; PERIODS],
}

impl Sums {
    /// A payment, whoever made it. What was given back before it was recorded counts with it.
    pub fn of_payment(minor: i64, refunded: i64) -> Self {
        Self { gross: minor, payments: 1, refunded, refunds: i64::from(refunded > 0), ..Self::default() }
    }

    /// A refund.
    pub fn of_refund(minor: i64) -> Self {
        Self { refunded: minor, refunds: 1, ..Self::default() }
    }

    /// Whether nothing is in it.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// How many customers paid, added up over whole intervals that are so long.
    pub fn active_in(&self, grain: Grain) -> i64 {
        PERIOD_GRAINS.iter().position(|known| *known == grain).map_or(0, |place| self.active[place])
    }
}

/// The kinds of intervals that customers are counted in.
pub(super) const PERIOD_GRAINS: [Grain; PERIODS] = [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year];

/// In which of these a payment of one day is the first after one of that other day.
pub(super) fn first_in(day: Day, before: Option<Day>) -> [i64; PERIODS] {
    PERIOD_GRAINS.map(|grain| i64::from(before.is_none_or(|before| before.first_of(grain) != day.first_of(grain))))
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.gross += other.gross;
        self.refunded += other.refunded;
        self.payments += other.payments;
        self.refunds += other.refunds;
        self.customers += other.customers;
        self.firsts += other.firsts;
        self.first_gross += other.first_gross;
        for (mine, others) in self.active.iter_mut().zip(other.active) {
            *mine += others;
        }
    }
}

impl Neg for Sums {
    type Output = Self;
    fn neg(self) -> Self {
        Self {
            gross: -self.gross,
            refunded: -self.refunded,
            payments: -self.payments,
            refunds: -self.refunds,
            customers: -self.customers,
            firsts: -self.firsts,
            first_gross: -self.first_gross,
            active: self.active.map(|count| -count),
        }
    }
}
