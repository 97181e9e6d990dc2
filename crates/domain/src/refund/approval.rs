//! Whether somebody else has to agree before money is given back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::money::{Amount, Currency};
use crate::time::Timestamp;

/// Whether somebody else has to agree to a refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// Nobody has to.
    NotNeeded,
    /// Somebody has to, and nobody did yet.
    Needed,
    /// Somebody did.
    Given {
        /// By name.
        by: String,
        /// When.
        at: Timestamp,
    },
}

/// Above how much a support member's refund waits for an approval, by currency. A currency that is not there has no limit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds(pub BTreeMap<Currency, i64>);

impl Thresholds {
    /// Whether a refund by somebody who may not approve has to wait. `alone` is what the same person gives back of the same
    /// payment without having asked anybody, this refund included: or large refunds would come in small pieces.
    pub fn ask_for(&self, alone: Amount) -> bool {
        self.0.get(&alone.currency).is_some_and(|most| alone.minor > *most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_above_waits_and_only_in_its_currency() {
        let (usd, eur): (Currency, Currency) = ("USD".parse().expect("a code"), "EUR".parse().expect("a code"));
        let thresholds = Thresholds([(usd, 10_000)].into());
        let of = |minor, currency| thresholds.ask_for(Amount { minor, currency });

        assert!(of(10_001, usd) && !of(10_000, usd));
        assert!(!of(1_000_000, eur));
    }
}
