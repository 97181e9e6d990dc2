//! Workflows: when something happens to customers that fit a filter, wait, then send a mail or call an address.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::customer::{Customer, Kind};
use crate::event::EventKind;
use crate::id::{CustomerId, EventId, MailId, WorkflowId, WorkflowRunId};
use crate::mail::{MailKind, Wordings};
use crate::scope::Scope;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// A workflow that every merchant has. It can be switched off and worded anew, not removed.
    BuiltIn {
        /// Tells whoever paid that the money arrived.
        Receipt = "receipt", "Receipt";
        /// Tells of a renewal before it comes.
        RenewalReminder = "renewal_reminder", "Renewal reminder";
        /// Tells that a saved card gave no money.
        PaymentFailed = "payment_failed", "Payment failed";
        /// Tells that an invoice was not paid in time.
        Overdue = "overdue", "Invoice overdue";
        /// Tells it again, on each day of grace.
        OverdueReminder = "overdue_reminder", "Overdue reminder";
        /// Tells that a subscription came to its end.
        SubscriptionCanceled = "subscription_canceled", "Subscription canceled";
        /// Brings a customer the link to the portal that they asked for.
        PortalLink = "portal_link", "Link to the portal";
        /// Has a customer confirm the refund address that they want.
        RefundAddress = "refund_address", "Confirmation of a refund address";
    }
}

impl BuiltIn {
    /// When it runs.
    pub fn trigger(self) -> EventKind {
        match self {
            Self::Receipt => EventKind::PaymentSucceeded,
            Self::RenewalReminder => EventKind::SubscriptionRenewalUpcoming,
            Self::PaymentFailed => EventKind::InvoicePaymentFailed,
            Self::Overdue => EventKind::InvoiceOverdue,
            Self::OverdueReminder => EventKind::InvoiceReminder,
            Self::SubscriptionCanceled => EventKind::SubscriptionCanceled,
            Self::PortalLink => EventKind::CustomerPortalRequested,
            Self::RefundAddress => EventKind::CustomerRefundAddressRequested,
        }
    }

    /// What it sends.
    pub fn mail(self) -> MailKind {
        match self {
            Self::Receipt => MailKind::Receipt,
            Self::RenewalReminder => MailKind::RenewalReminder,
            Self::PaymentFailed => MailKind::PaymentFailed,
            Self::Overdue => MailKind::Overdue,
            Self::OverdueReminder => MailKind::OverdueReminder,
            Self::SubscriptionCanceled => MailKind::SubscriptionCanceled,
            Self::PortalLink => MailKind::PortalLink,
            Self::RefundAddress => MailKind::RefundAddress,
        }
    }

    /// Its id at one merchant in one mode: it is always there, and is stored only once somebody changes it.
    pub fn id(self, scope: Scope) -> WorkflowId {
        let number = Self::ALL.iter().position(|known| *known == self).unwrap_or_default() as u128;
        let of = (number << 1 | u128::from(scope.livemode())) + 1;
        WorkflowId::of(Uuid::from_u128(scope.merchant.uuid().as_u128() ^ of))
    }

    /// As it is while nobody has changed it.
    pub fn workflow(self, scope: Scope) -> Workflow {
        Workflow {
            id: self.id(scope),
            name: self.label().to_owned(),
            built_in: Some(self),
            trigger: self.trigger(),
            filter: Filter { taken_here: self == Self::Receipt, ..Filter::default() },
            wait_minutes: 0,
            action: Action::Mail { wordings: Vec::new() },
            enabled: true,
            created_at: Timestamp::default(),
            updated_at: Timestamp::default(),
            version: 0,
        }
    }
}

/// Whom it is for. Everything that is given has to fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Registered customers or guests only.
    pub kind: Option<Kind>,
    /// Customers with this tag only; empty for all.
    pub tag: String,
    /// Customers in this country only, ISO 3166-1 alpha-2; empty for all.
    pub country: String,
    /// Customers with an active subscription only, or those without.
    pub active_subscription: Option<bool>,
    /// Payments that were taken here only. Whoever takes money elsewhere gives the receipt there.
    pub taken_here: bool,
}

impl Filter {
    /// Why it does not fit the customer, in a sentence; nothing when it does.
    pub fn misfit(&self, customer: &Customer, active: bool) -> Option<String> {
        let fields = &customer.fields;
        let country =
            if fields.address.country.is_empty() { &fields.shipping.country } else { &fields.address.country };
        match self {
            Self { kind: Some(kind), .. } if *kind != customer.kind => Some(format!(
                "The customer is not {}.",
                match kind {
                    Kind::Registered => "registered",
                    Kind::Guest => "a guest",
                }
            )),
            Self { tag, .. } if !tag.is_empty() && !fields.tags.contains(tag) => {
                Some(format!("The customer does not have the tag {tag}."))
            }
            Self { country: wanted, .. } if !wanted.is_empty() && wanted != country => {
                Some(format!("The customer is not known to be in {wanted}."))
            }
            Self { active_subscription: Some(true), .. } if !active => {
                Some("The customer has no active subscription.".to_owned())
            }
            Self { active_subscription: Some(false), .. } if active => {
                Some("The customer has an active subscription.".to_owned())
            }
            _ => None,
        }
    }
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A mail to the customer, in these words. A language without words of its own has those of the house where the workflow
    /// is built in, and otherwise those of the first language here.
    Mail {
        /// What the merchant wrote.
        wordings: Wordings,
    },
    /// The event as JSON to an address.
    Call {
        /// Which.
        url: String,
    },
}

impl Action {
    /// Which of the two it is.
    pub fn kind(&self) -> ActionKind {
        match self {
            Self::Mail { .. } => ActionKind::Mail,
            Self::Call { .. } => ActionKind::Call,
        }
    }
}

words! {
    /// What a workflow can do.
    ActionKind {
        /// Send the customer a mail.
        Mail = "mail", "Send a mail";
        /// Send the event to an address.
        Call = "call", "Call an address";
    }
}

/// The longest wait: 365 days.
pub const LONGEST_WAIT: i64 = 365 * 24 * 60;

/// A workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workflow {
    /// Identifier.
    pub id: WorkflowId,
    /// What people call it.
    pub name: String,
    /// Which of those that every merchant has.
    pub built_in: Option<BuiltIn>,
    /// What has to happen.
    pub trigger: EventKind,
    /// To whom.
    pub filter: Filter,
    /// How long it waits before it acts.
    pub wait_minutes: i64,
    /// What it does.
    pub action: Action,
    /// Whether it runs.
    pub enabled: bool,
    /// Made.
    pub created_at: Timestamp,
    /// Last changed.
    pub updated_at: Timestamp,
    /// Grows with each change; 0 while nobody has changed one that is built in.
    pub version: i64,
}

impl Workflow {
    /// What the mail is for that it sends.
    pub fn mail(&self) -> MailKind {
        self.built_in.map_or(MailKind::Notice, BuiltIn::mail)
    }
}

words! {
    /// What came of a run.
    RunStatus {
        /// It waits for its time, or to be tried again.
        Waiting = "waiting", "Waiting";
        /// It did what it is for.
        Done = "done", "Done";
        /// There was nothing to do.
        Skipped = "skipped", "Skipped";
        /// It could not be done.
        Failed = "failed", "Failed";
    }
}

/// A workflow that runs for something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Identifier.
    pub id: WorkflowRunId,
    /// Which workflow.
    pub workflow: WorkflowId,
    /// What happened.
    pub event: EventId,
    /// Of which kind it was.
    pub event_kind: EventKind,
    /// To whom, if that is known.
    pub customer: Option<CustomerId>,
    /// How far it is.
    pub status: RunStatus,
    /// Why it is so, in a sentence.
    pub outcome: String,
    /// The mail that it sent.
    pub mail: Option<MailId>,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is to be done; nothing once it is over.
    pub due_at: Option<Timestamp>,
    /// Since when it is there.
    pub created_at: Timestamp,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MerchantId;
    use crate::scope::Mode;

    #[test]
    fn what_is_built_in_has_an_id_of_its_own_everywhere() {
        let merchant = MerchantId::new(Timestamp::from_micros(1_700_000_000_000_000), [7; 10]);
        let mut ids = Vec::new();
        for mode in [Mode::Test, Mode::Live] {
            ids.extend(BuiltIn::ALL.iter().map(|known| known.id(Scope { merchant, mode }).to_string()));
        }
        let count = ids.len();
        ids.sort();
        ids.dedup();

        assert_eq!(ids.len(), count);
        assert!(ids.iter().all(|id| id.starts_with("wf_") && *id != format!("wf_{}", &merchant.to_string()[5..])));
    }
}
