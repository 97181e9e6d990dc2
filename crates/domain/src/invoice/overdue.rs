//! What a customer is late with, by currency.

use std::collections::BTreeMap;

use super::Invoice;
use crate::money::Currency;

/// What is owed in one currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Owed {
    /// Minor units.
    pub minor: i64,
    /// For how many invoices.
    pub count: i64,
}

/// What is left to pay of those of these invoices that are overdue. Figures of different currencies are never added.
pub fn owed(invoices: &[Invoice]) -> BTreeMap<Currency, Owed> {
    let mut sums: BTreeMap<Currency, Owed> = BTreeMap::new();
    for invoice in invoices.iter().filter(|invoice| invoice.is_overdue()) {
        let sum = sums.entry(invoice.total.currency).or_default();
        sum.minor += invoice.remaining().minor;
        sum.count += 1;
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::InvoiceStatus;
    use super::super::tests::invoice_of;
    use super::*;
    use crate::money::Amount;

    #[test]
    fn each_currency_has_its_own_sum_and_what_is_not_late_is_left_out() {
        let late = |minor: i64, code: &str| {
            let currency = code.parse().expect("a currency");
            Invoice { overdue: true, total: Amount { minor, currency }, ..invoice_of(minor) }
        };
        let partly = Invoice { credited: 400, ..late(1000, "EUR") };
        let written_off = Invoice { status: InvoiceStatus::Uncollectible, ..late(77, "EUR") };
        let sums = owed(&[late(500, "EUR"), partly, late(300, "JPY"), written_off, invoice_of(9)]);
        let told: Vec<(&str, i64, i64)> =
            sums.iter().map(|(currency, owed)| (currency.code(), owed.minor, owed.count)).collect();

        assert_eq!(told, [("EUR", 1100, 2), ("JPY", 300, 1)]);
    }
}
