//! How an invoice goes from made to paid, and what its books come to on the way.

use super::{Invoice, InvoiceStatus};
use crate::id::PaymentId;
use crate::money::Amount;
use crate::time::Timestamp;

impl InvoiceStatus {
    /// Whether an invoice that stands so may come to stand so. What is paid or void stays it; money that nobody expected
    /// any more may still come, and what was written off in error can be voided.
    pub fn may_become(self, to: Self) -> bool {
        match self {
            Self::Draft => matches!(to, Self::Open | Self::Void),
            Self::Open => matches!(to, Self::Paid | Self::Uncollectible | Self::Void),
            Self::Uncollectible => matches!(to, Self::Paid | Self::Void),
            Self::Paid | Self::Void => false,
        }
    }
}

impl Invoice {
    /// What is left to pay; nothing once it is void, and what is missing still when it is written off.
    pub fn remaining(&self) -> Amount {
        let minor = match self.status {
            InvoiceStatus::Void => 0,
            _ => self.total.minor - self.credited - self.paid,
        };
        Amount { minor, ..self.total }
    }

    /// Whether it waits for money.
    pub fn is_open(&self) -> bool {
        self.status == InvoiceStatus::Open
    }

    /// Whether it was not paid in time, and its money is still awaited.
    pub fn is_overdue(&self) -> bool {
        self.is_open() && self.overdue
    }

    /// Whether it is open, its time has gone by at this moment, and nobody was told so yet.
    pub fn becomes_overdue(&self, now: Timestamp) -> bool {
        self.is_open() && !self.overdue && self.due_at <= now
    }

    /// Takes as much of a credit as is left to pay; gives how much that is, in minor units.
    pub fn take_credit(&mut self, balance: i64) -> i64 {
        let taken = balance.clamp(0, self.remaining().minor);
        self.credited += taken;
        taken
    }

    /// Makes it paid: by this payment, or because nothing is left to pay.
    pub fn pay(&mut self, payment: Option<PaymentId>, now: Timestamp) {
        if payment.is_some() {
            self.paid += self.remaining().minor;
            self.payment = payment;
        }
        self.decline = None;
        self.end(InvoiceStatus::Paid, now);
    }

    /// Makes it void; gives the credit that went into it and goes back to the customer, in minor units.
    pub fn void(&mut self, now: Timestamp) -> i64 {
        let back = self.credited;
        self.credited = 0;
        self.end(InvoiceStatus::Void, now);
        back
    }

    /// Brings it to its end.
    pub fn end(&mut self, status: InvoiceStatus, now: Timestamp) {
        self.status = status;
        self.ended_at = Some(now);
        self.version += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::invoice_of;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever is done to an invoice in whatever order, its books add up.
        #[test]
        fn credited_and_paid_are_never_more_than_the_amount(
            amount in 0_i64..1_000_000,
            acts in prop::collection::vec((0..4, 0_i64..2_000_000), 0..8),
        ) {
            let now = Timestamp::from_micros(1);
            let mut invoice = invoice_of(amount);
            for (act, credit) in acts {
                let status = invoice.status;
                match act {
                    0 if invoice.is_open() => {
                        let taken = invoice.take_credit(credit);
                        prop_assert!((0..=credit).contains(&taken));
                    }
                    1 if status.may_become(InvoiceStatus::Paid) => {
                        invoice.pay(Some(PaymentId::first_at(now)), now);
                        prop_assert_eq!(invoice.remaining().minor, 0);
                    }
                    2 if status.may_become(InvoiceStatus::Void) => {
                        let credited = invoice.credited;
                        prop_assert_eq!(invoice.void(now), credited);
                        prop_assert_eq!(invoice.remaining().minor, 0);
                    }
                    3 if status.may_become(InvoiceStatus::Uncollectible) => invoice.end(InvoiceStatus::Uncollectible, now),
                    _ => {}
                }
                prop_assert!(invoice.credited >= 0 && invoice.paid >= 0);
                prop_assert!(invoice.credited + invoice.paid <= amount);
                prop_assert!((0..=amount).contains(&invoice.remaining().minor));
                if !matches!(invoice.status, InvoiceStatus::Void) {
                    prop_assert_eq!(invoice.credited + invoice.paid + invoice.remaining().minor, amount);
                }
            }
        }
    }

    #[test]
    fn what_is_paid_or_void_stays_it() {
        for to in InvoiceStatus::ALL {
            assert!(!InvoiceStatus::Paid.may_become(*to) && !InvoiceStatus::Void.may_become(*to));
            assert!(!to.may_become(InvoiceStatus::Draft), "what has a number keeps it");
        }
        assert!(!InvoiceStatus::Draft.may_become(InvoiceStatus::Paid), "nobody pays what has no number");
    }

    #[test]
    fn it_becomes_overdue_at_the_moment_it_was_due_and_once() {
        let mut invoice = invoice_of(100);
        invoice.due_at = Timestamp::from_micros(10);

        assert!(!invoice.becomes_overdue(Timestamp::from_micros(9)));
        assert!(invoice.becomes_overdue(Timestamp::from_micros(10)));
        invoice.overdue = true;
        assert!(invoice.is_overdue() && !invoice.becomes_overdue(Timestamp::from_micros(11)));
    }
}
