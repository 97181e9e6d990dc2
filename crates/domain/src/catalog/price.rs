//! Prices, and what several of them come to.

use serde::{Deserialize, Serialize};

use super::{Interval, Recurring};
use crate::id::{PriceId, ProductId};
use crate::money::Amount;
use crate::time::Timestamp;

/// No sale is larger, in minor units, so that thousands of them still add up.
pub const MOST: i64 = 1_000_000_000_000_000;

/// What a product costs. Amount, currency and rhythm never change: who bought at a price can look at it later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Identifier.
    pub id: PriceId,
    /// Of what.
    pub product: ProductId,
    /// What that is called.
    pub product_name: String,
    /// Whether that is sold.
    pub product_active: bool,
    /// How much; not negative.
    pub amount: Amount,
    /// How often, when more than once.
    pub recurring: Option<Recurring>,
    /// Whether it is sold at this price.
    pub active: bool,
    /// The merchant's own data: keys with JSON texts.
    pub metadata: Vec<(String, String)>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// Grows with each change.
    pub version: i64,
}

impl Price {
    /// Whether anybody can buy at it: neither the price nor its product is archived.
    pub fn is_sold(&self) -> bool {
        self.active && self.product_active
    }

    /// As people read it: `€29.00`, `€29.00 every month`.
    pub fn label(&self) -> String {
        match self.recurring {
            None => self.amount.to_string(),
            Some(recurring) => format!("{} {}", self.amount, recurring.label()),
        }
    }
}

/// A price with how many of it somebody buys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priced {
    /// The price.
    pub price: Price,
    /// How many; at least 1.
    pub quantity: i64,
}

impl Priced {
    /// What these come to in minor units; nothing when it is more than [`MOST`].
    pub fn minor(&self) -> Option<i64> {
        self.price.amount.minor.checked_mul(self.quantity).filter(|minor| *minor <= MOST)
    }
}

/// What all of them come to in minor units of their one currency; nothing when it is more than [`MOST`].
pub fn together(items: &[Priced]) -> Option<i64> {
    items.iter().try_fold(0_i64, |sum, item| sum.checked_add(item.minor()?)).filter(|sum| *sum <= MOST)
}

/// The months after which a price of this rhythm is charged again.
pub fn repeats(recurring: Recurring) -> Option<i64> {
    let months = match recurring.interval {
        Interval::Month => 1,
        Interval::Quarter => 3,
        Interval::Year => 12,
    };
    recurring.count.checked_mul(months)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn priced(minor: i64, quantity: i64) -> Priced {
        let now = Timestamp::from_micros(0);
        let currency = "EUR".parse().expect("a currency");
        let price = Price {
            id: PriceId::first_at(now),
            product: ProductId::first_at(now),
            product_name: "Gift card".to_owned(),
            product_active: true,
            amount: Amount { minor, currency },
            recurring: None,
            active: true,
            metadata: Vec::new(),
            created_at: now,
            updated_at: now,
            version: 1,
        };
        Priced { price, quantity }
    }

    proptest! {
        #[test]
        fn a_sum_is_exact_or_refused(lines in prop::collection::vec((0..=MOST, 1i64..=999_999), 0..5)) {
            let items: Vec<Priced> = lines.iter().map(|(minor, quantity)| priced(*minor, *quantity)).collect();
            let exact: i128 = lines.iter().map(|(minor, quantity)| i128::from(*minor) * i128::from(*quantity)).sum();
            let expected = i64::try_from(exact).ok().filter(|sum| *sum <= MOST);
            prop_assert_eq!(together(&items), expected);
        }
    }

    #[test]
    fn what_is_archived_is_not_sold() {
        let price = priced(500, 1).price;

        assert!(price.is_sold());
        assert!(!Price { product_active: false, ..price.clone() }.is_sold());
        assert!(!Price { active: false, ..price }.is_sold());
    }
}
