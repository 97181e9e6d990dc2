//! What products bring: a payment's money goes to what it was for.

use std::ops::AddAssign;

use crate::id::ProductId;
use crate::payment::Sold;

/// What is added up of a product.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ProductSums {
    /// What was paid for it, in minor units.
    pub gross: i64,
    /// What of that was given back, in minor units.
    pub refunded: i64,
    /// How many payments had it in them.
    pub payments: i64,
    /// How many refunds of these.
    pub refunds: i64,
    /// How many were sold.
    pub quantity: i64,
}

impl ProductSums {
    /// What a payment of so much brings for each product that it was for, with what was given back before it was recorded.
    pub fn of_payment(minor: i64, refunded: i64, sold: &[Sold]) -> Vec<(ProductId, Self)> {
        let (gross, returned) = (shares(minor, sold), shares(refunded, sold));
        let each = sold.iter().zip(gross).zip(returned).map(|((sold, gross), refunded)| {
            let refunds = i64::from(refunded > 0);
            (sold.product, Self { gross, refunded, payments: 1, refunds, quantity: sold.quantity })
        });
        each.collect()
    }

    /// What a refund of so much takes back for each product of its payment.
    pub fn of_refund(minor: i64, sold: &[Sold]) -> Vec<(ProductId, Self)> {
        let each = sold.iter().zip(shares(minor, sold)).map(|(sold, refunded)| {
            let refunds = i64::from(refunded > 0);
            (sold.product, Self { refunded, refunds, ..Self::default() })
        });
        each.collect()
    }

    /// Whether nothing is in it.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for ProductSums {
    fn add_assign(&mut self, other: Self) {
        self.gross += other.gross;
        self.refunded += other.refunded;
        self.payments += other.payments;
        self.refunds += other.refunds;
        self.quantity += other.quantity;
    }
}

/// Shares an amount among what was sold in proportion to what each cost. The shares come to the amount exactly: whatever
/// rounding leaves goes, one minor unit each, to the first.
///
/// What is paid may differ from what things cost: credit, or part of an invoice.
fn shares(minor: i64, sold: &[Sold]) -> Vec<i64> {
    let whole: i128 = sold.iter().map(|sold| i128::from(sold.minor)).sum();
    let mut shares: Vec<i64> = sold
        .iter()
        .map(|sold| match whole {
            0 => 0,
            whole => i64::try_from(i128::from(minor) * i128::from(sold.minor) / whole).unwrap_or_default(),
        })
        .collect();
    let mut left = minor - shares.iter().sum::<i64>();
    while left > 0 && !shares.is_empty() {
        let step = if whole == 0 { left } else { 1 };
        for share in shares.iter_mut().take(usize::try_from(left / step).unwrap_or(usize::MAX)) {
            *share += step;
            left -= step;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;
    use proptest::prelude::*;

    fn sold(costs: &[i64]) -> Vec<Sold> {
        let product = |place: u8| ProductId::new(Timestamp::from_micros(0), [place; 10]);
        (0_u8..).zip(costs).map(|(place, minor)| Sold { product: product(place), minor: *minor, quantity: 1 }).collect()
    }

    #[test]
    fn each_product_has_its_part_of_the_money() {
        assert_eq!(shares(1_500, &sold(&[1_000, 500])), [1_000, 500]);
        assert_eq!(shares(100, &sold(&[1, 1, 1])), [34, 33, 33]);
        assert_eq!(shares(7, &sold(&[0, 0])), [7, 0]);
        assert_eq!(shares(7, &[]), [0_i64; 0]);
    }

    proptest! {
        #[test]
        fn the_parts_come_to_the_whole(
            minor in 0_i64..1_000_000_000_000_000, costs in prop::collection::vec(0_i64..1_000_000_000_000, 1..100),
        ) {
            let parts = shares(minor, &sold(&costs));
            prop_assert_eq!(parts.iter().sum::<i64>(), minor);
            prop_assert!(parts.iter().all(|part| *part >= 0));
        }
    }
}
