//! What a customer's page says of bills.

use clientele_domain::credit::CreditKind;
use clientele_domain::money::Amount;
use clientele_domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::server_fns::invoices::InvoiceSummary;
use crate::server_fns::subscriptions::SubscriptionSummary;

/// What a customer is subscribed to, what they owe, and what they have to their credit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillsView {
    /// Subscriptions, those that run before those that are over.
    pub subscriptions: Vec<SubscriptionSummary>,
    /// The newest invoices.
    pub invoices: Vec<InvoiceSummary>,
    /// What is overdue, in each currency, and for how many invoices.
    pub overdue: Vec<(Amount, i64)>,
    /// The invoice that has been overdue for the longest.
    pub longest: Option<InvoiceSummary>,
    /// What there is to their credit.
    pub credit: Vec<Amount>,
    /// How that came about, newest first.
    pub moved: Vec<MovementView>,
}

/// A movement of credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementView {
    /// How much; less than 0 when credit was used.
    pub amount: Amount,
    /// Why.
    pub kind: CreditKind,
    /// What somebody wrote about it; may be empty.
    pub note: String,
    /// Who did it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

#[cfg(feature = "ssr")]
pub(super) fn bills_view(
    scope: clientele_domain::scope::Scope,
    name: &str,
    found: clientele_service::invoices::of_customer::Bills,
) -> BillsView {
    use clientele_service::invoices::staff::Listed;

    use crate::server_fns::{invoices, subscriptions};

    let bill = |invoice| invoices::view_model::summary(scope, Listed { invoice, name: name.to_owned() });
    let subscriptions = found.subscriptions.iter().map(|one| subscriptions::view_model::summary(one, name.to_owned()));
    let moved = found.moved.into_iter().map(|moved| MovementView {
        amount: moved.amount,
        kind: moved.kind,
        note: moved.note,
        actor: moved.actor,
        at: moved.created_at,
    });
    let owed = found.owed.into_iter();
    BillsView {
        subscriptions: subscriptions.collect(),
        invoices: found.invoices.into_iter().map(bill).collect(),
        overdue: owed.map(|(currency, owed)| (Amount { minor: owed.minor, currency }, owed.count)).collect(),
        longest: found.longest.map(bill),
        credit: found.credit,
        moved: moved.collect(),
    }
}
