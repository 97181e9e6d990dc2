//! Credit: what a customer has with the merchant, movement by movement. It pays invoices before anything else does.

use crate::id::{BalanceTransactionId, CustomerId};
use crate::money::Amount;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// Why a customer's credit moved.
    CreditKind {
        /// A refund was credited instead of sent.
        Refund = "refund", "Refund";
        /// It went into an invoice.
        Invoice = "invoice", "Applied to invoice";
        /// It came back from an invoice that was voided.
        InvoiceVoided = "invoice_voided", "Invoice voided";
        /// Money arrived for an invoice that no longer waited for any.
        Payment = "payment", "Payment of a closed invoice";
        /// Somebody gave it or took it.
        Adjustment = "adjustment", "Adjustment";
        /// A merge was undone, and one of the two records had used the other's credit meanwhile.
        Parted = "unmerge", "Merge undone";
    }
}

/// A movement of a customer's credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceTransaction {
    /// Identifier.
    pub id: BalanceTransactionId,
    /// Whose. Follows the customer when records are merged.
    pub customer: CustomerId,
    /// How much; less than 0 when credit was used.
    pub amount: Amount,
    /// What there was afterwards in this currency, in minor units; never below 0.
    pub balance: i64,
    /// Why.
    pub kind: CreditKind,
    /// Id of the refund, invoice, payment or merge that moved it; empty for an adjustment.
    pub object: String,
    /// What somebody wrote about it; may be empty.
    pub note: String,
    /// Who did it: a person, a key, or what acted.
    pub actor: String,
    /// When.
    pub created_at: Timestamp,
}

/// What each of two records has to give the other so that neither is below 0, when a merge is undone: how much goes from
/// the first to the second, in minor units. Together they are never below 0.
pub fn evened(first: i64, second: i64) -> i64 {
    if second < 0 {
        -second
    } else if first < 0 {
        first
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn two_who_together_are_not_below_nothing_are_not_alone(first in -1000_i64..1000, second in -1000_i64..1000) {
            prop_assume!(first + second >= 0);
            let moved = evened(first, second);
            prop_assert!(first - moved >= 0 && second + moved >= 0);
        }
    }
}
