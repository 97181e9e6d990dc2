//! What one customer adds to the figures of all. When something changes about the customer, what was added is taken
//! back and added anew, so that the order in which things become known makes no difference.

use std::collections::BTreeMap;

use super::{Month, step};
use crate::money::Currency;
use crate::words::words;

/// What a customer paid in one currency and one month of the merchant's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthPaid {
    /// Currency.
    pub currency: Currency,
    /// Month.
    pub month: Month,
    /// Payments that succeeded, in minor units, refunded later or not.
    pub gross: i64,
    /// What was given back of them, whenever that was.
    pub refunded: i64,
    /// How many they are.
    pub payments: i64,
}

/// A customer, as far as the figures of all are concerned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// What was paid, each currency and month once.
    pub months: Vec<MonthPaid>,
    /// Whether the customer is there: who was deleted stays in figures of money, and is nobody to be compared with.
    pub present: bool,
}

words! {
    /// What is counted of all customers.
    Figure {
        /// Those who paid first in one month and again in another one: how many, and how much.
        Cohort = "cohort", "Retention";
        /// Customers by what they are worth in a currency: paid and not given back.
        Worth = "worth", "Lifetime value";
        /// The same by the month of the first payment, too.
        Value = "value", "Lifetime value by month";
        /// Customers by what they spent in the merchant's own currency.
        Spent = "spent", "Spent";
        /// Customers by the number of their payments.
        Payments = "payments", "Payments";
    }
}

/// One count among those of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The figure, in its stored form.
    pub figure: &'static str,
    /// The currency, where amounts are of any.
    pub currency: Option<Currency>,
    /// The month of the first payment, or the step of the value.
    pub row: i64,
    /// Months since the first payment; of the step of a value by month, the month of the first payment.
    pub column: i64,
}

impl Cell {
    fn of(figure: Figure, currency: Option<Currency>, row: i64, column: i64) -> Self {
        Self { figure: figure.as_str(), currency, row, column }
    }
}

/// How many customers, and what they come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub customers: i64,
    /// An amount in minor units, or a number of payments.
    pub amount: i64,
}

/// What is added to which counts.
pub type Cells = BTreeMap<Cell, Tally>;

impl Standing {
    /// The same with more paid, or given back, in a month.
    #[must_use]
    pub fn with(mut self, more: MonthPaid) -> Self {
        let here = |known: &&mut MonthPaid| known.currency == more.currency && known.month == more.month;
        match self.months.iter_mut().find(here) {
            Some(known) => {
                known.gross += more.gross;
                known.refunded += more.refunded;
                known.payments += more.payments;
            }
            None => self.months.push(more),
        }
        self
    }

    /// What the customer adds to the figures, when `own` is the merchant's currency.
    pub fn cells(&self, own: Currency) -> Cells {
        let mut cells = Cells::new();
        let mut by_currency: BTreeMap<Currency, Vec<&MonthPaid>> = BTreeMap::new();
        for month in &self.months {
            by_currency.entry(month.currency).or_default().push(month);
        }
        let (mut spent, mut payments) = (0, 0);
        for (currency, months) in by_currency {
            let gross: i64 = months.iter().map(|month| month.gross).sum();
            let refunded: i64 = months.iter().map(|month| month.refunded).sum();
            let paid: i64 = months.iter().map(|month| month.payments).sum();
            let active = || months.iter().filter(|month| month.payments > 0);
            let Some(first) = active().map(|month| month.month.0).min() else { continue };
            for month in active() {
                let cell = Cell::of(Figure::Cohort, Some(currency), first, month.month.0 - first);
                cells.insert(cell, Tally { customers: 1, amount: month.gross });
            }
            let worth = gross - refunded;
            for (figure, column) in [(Figure::Worth, 0), (Figure::Value, first)] {
                let cell = Cell::of(figure, Some(currency), step(worth), column);
                cells.insert(cell, Tally { customers: 1, amount: worth });
            }
            spent += if currency == own { gross } else { 0 };
            payments += paid;
        }
        for (figure, value) in [(Figure::Spent, spent), (Figure::Payments, payments)] {
            if self.present && value > 0 {
                cells.insert(Cell::of(figure, None, step(value), 0), Tally { customers: 1, amount: value });
            }
        }
        cells
    }
}

/// What is to be added to come from the one to the other.
pub fn difference(before: &Cells, after: Cells) -> Cells {
    let mut difference = after;
    for (cell, tally) in before {
        let there = difference.entry(*cell).or_default();
        there.customers -= tally.customers;
        there.amount -= tally.amount;
    }
    difference.retain(|_, tally| *tally != Tally::default());
    difference
}
