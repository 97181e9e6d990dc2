//! Figures of several currencies as one, at rates that whoever asks has stated. Each figure is rounded by itself, so that what
//! is told adds up.

use clientele_domain::analytics::{Exchange, Moves, ProductSums, Sums};
use clientele_domain::money::Currency;
use clientele_domain::violation::Violation;
use clientele_wire::ExchangeRate;

use super::Frame;
use crate::error::{Error, Result};

/// No house takes money in more currencies than are looked at one after the other.
const MOST_RATES: usize = 20;

/// What is wrong with rates into this currency.
pub(super) fn check(into: Currency, rates: &[Exchange]) -> Option<Violation> {
    let twice = |(place, rate): (usize, &Exchange)| rates[..place].iter().any(|known| known.from == rate.from);
    let message = if rates.iter().any(|rate| rate.from == into) {
        format!("Figures are converted into {into}. Leave its rate out.")
    } else if rates.iter().enumerate().any(twice) {
        "A currency is there more than once. Send one rate for each.".to_owned()
    } else if rates.len() > MOST_RATES {
        format!("Send up to {MOST_RATES} rates.")
    } else {
        return None;
    };
    Some(Violation::new("rates", message))
}

/// Why figures can't be converted into this currency at these rates, in a sentence.
pub fn wrong_rates(into: Currency, rates: &[Exchange]) -> Option<String> {
    check(into, rates).map(|violation| violation.message)
}

impl Frame {
    /// The currencies that are told of, each with the rate at which it is converted; the first is the one that is told in.
    pub(super) fn currencies(&self) -> impl Iterator<Item = (Currency, Option<&Exchange>)> {
        std::iter::once((self.currency, None)).chain(self.rates.iter().map(|rate| (rate.from, Some(rate))))
    }

    /// The rates, as they are told.
    pub(super) fn told_rates(&self) -> Vec<ExchangeRate> {
        self.rates.iter().map(ExchangeRate::from).collect()
    }

    /// Figures of a currency in the one that is told in.
    pub(super) fn worth<F: Converted>(&self, figures: F, rate: Option<&Exchange>) -> Result<F> {
        let Some(rate) = rate else { return Ok(figures) };
        figures.converted(&|minor| {
            let message = || format!("At this rate the figures of {} are more than can be counted.", rate.from);
            rate.convert(minor, self.currency).ok_or_else(|| Error::invalid("rates", message()))
        })
    }
}

/// Figures with money in them.
pub(super) trait Converted: Sized {
    /// The same with their amounts converted. Counts stay.
    fn converted(self, convert: &dyn Fn(i64) -> Result<i64>) -> Result<Self>;
}

impl Converted for Sums {
    fn converted(self, convert: &dyn Fn(i64) -> Result<i64>) -> Result<Self> {
        let (gross, refunded) = (convert(self.gross)?, convert(self.refunded)?);
        Ok(Self { gross, refunded, first_gross: convert(self.first_gross)?, ..self })
    }
}

impl Converted for ProductSums {
    fn converted(self, convert: &dyn Fn(i64) -> Result<i64>) -> Result<Self> {
        Ok(Self { gross: convert(self.gross)?, refunded: convert(self.refunded)?, ..self })
    }
}

impl Converted for Moves {
    fn converted(self, convert: &dyn Fn(i64) -> Result<i64>) -> Result<Self> {
        let (new, expansion) = (convert(self.new)?, convert(self.expansion)?);
        Ok(Self { new, expansion, contraction: convert(self.contraction)?, churned: convert(self.churned)?, ..self })
    }
}
