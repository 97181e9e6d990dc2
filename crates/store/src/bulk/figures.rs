//! Figures of customers and payment links, worked out from the sales instead of kept one by one.

use std::collections::BTreeMap;

use clientele_domain::catalog::Paid;
use clientele_domain::id::PaymentLinkId;
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::Totals;
use clientele_domain::time::Timestamp;

use super::{Record, Sale};

/// The figures that stand in the customer's own row.
pub(super) struct Figures {
    /// Paid in the merchant's own currency.
    pub spent: i64,
    /// Payments that arrived.
    pub payments: i64,
    /// Orders, paid or not.
    pub orders: i64,
    pub first_payment_at: Option<Timestamp>,
    pub last_payment_at: Option<Timestamp>,
}

impl Figures {
    pub fn of(sales: &[Sale], own: Currency) -> Self {
        let by_currency = by_currency(sales);
        Self {
            spent: by_currency.get(&own).map_or(0, |totals| totals.spent.minor),
            payments: by_currency.values().map(|totals| totals.payments).sum(),
            orders: i64::try_from(sales.len()).unwrap_or(i64::MAX),
            first_payment_at: by_currency.values().map(|totals| totals.first_payment_at).min(),
            last_payment_at: by_currency.values().map(|totals| totals.last_payment_at).max(),
        }
    }
}

/// Totals of the payments that arrived, by currency.
pub(super) fn by_currency(sales: &[Sale]) -> BTreeMap<Currency, Totals> {
    let mut by_currency: BTreeMap<Currency, Totals> = BTreeMap::new();
    for payment in sales.iter().map(|sale| &sale.payment).filter(|payment| payment.status.was_paid()) {
        let currency = payment.amount.currency;
        let totals = by_currency.entry(currency).or_insert(Totals {
            spent: Amount { minor: 0, currency },
            refunded: 0,
            balance: 0,
            payments: 0,
            first_payment_at: payment.occurred_at,
            last_payment_at: payment.occurred_at,
        });
        totals.spent.minor += payment.amount.minor;
        totals.refunded += payment.refunded;
        totals.payments += 1;
        totals.first_payment_at = totals.first_payment_at.min(payment.occurred_at);
        totals.last_payment_at = totals.last_payment_at.max(payment.occurred_at);
    }
    by_currency
}

/// What came in through each payment link, by currency.
pub(super) fn by_link(records: &[Record]) -> BTreeMap<(PaymentLinkId, Currency), Paid> {
    let mut by_link: BTreeMap<(PaymentLinkId, Currency), Paid> = BTreeMap::new();
    let payments = records.iter().flat_map(|record| &record.sales).map(|sale| &sale.payment);
    for payment in payments.filter(|payment| payment.status.was_paid()) {
        let Some(link) = payment.link() else { continue };
        let currency = payment.amount.currency;
        let nothing = Paid { amount: Amount { minor: 0, currency }, payments: 0 };
        let paid = by_link.entry((link, currency)).or_insert(nothing);
        paid.amount.minor += payment.amount.minor;
        paid.payments += 1;
    }
    by_link
}
