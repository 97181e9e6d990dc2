//! Events: what happened to a customer, told once and for all.

use serde::{Deserialize, Serialize};

use crate::customer::FieldChange;
use crate::id::{CustomerId, EventId};
use crate::payment::PaymentStatus;
use crate::refund::RefundStatus;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// What happened.
    EventKind {
        /// A record was made.
        CustomerCreated = "customer.created", "Customer created";
        /// A record was changed.
        CustomerUpdated = "customer.updated", "Customer updated";
        /// What identified the person was erased.
        CustomerDeleted = "customer.deleted", "Customer deleted";
        /// Another record was merged into this one.
        CustomerMerged = "customer.merged", "Customers merged";
        /// A merge was undone: told of both records.
        CustomerUnmerged = "customer.unmerged", "Merge undone";
        /// A customer wants to open the portal by a link that comes by mail.
        CustomerPortalRequested = "customer.portal_requested", "Asked for the portal";
        /// A customer wants another refund address, which counts once it is confirmed by mail.
        CustomerRefundAddressRequested = "customer.refund_address_requested", "Asked for another refund address";
        /// A payment was announced; whether the money arrives is still open.
        PaymentCreated = "payment.created", "Payment announced";
        /// The money arrived.
        PaymentSucceeded = "payment.succeeded", "Payment succeeded";
        /// The money did not arrive.
        PaymentFailed = "payment.failed", "Payment failed";
        /// Money is to be given back.
        RefundCreated = "refund.created", "Refund asked for";
        /// Somebody has to send it.
        RefundRequiresAction = "refund.requires_action", "Refund to send";
        /// It was given back.
        RefundSucceeded = "refund.succeeded", "Refunded";
        /// It could not be given back.
        RefundFailed = "refund.failed", "Refund failed";
        /// The refund was called off.
        RefundCanceled = "refund.canceled", "Refund canceled";
        /// A checkout was paid, or there was nothing to pay.
        CheckoutSessionCompleted = "checkout_session.completed", "Checkout completed";
        /// A checkout ran out, or was called off.
        CheckoutSessionExpired = "checkout_session.expired", "Checkout expired";
        /// A subscription began.
        SubscriptionCreated = "subscription.created", "Subscription began";
        /// It will be renewed in 7, 4 or 1 days.
        SubscriptionRenewalUpcoming = "subscription.renewal_upcoming", "Renewal announced";
        /// Another period was paid.
        SubscriptionRenewed = "subscription.renewed", "Subscription renewed";
        /// What is subscribed to, until when, or how it is paid has changed.
        SubscriptionUpdated = "subscription.updated", "Subscription changed";
        /// A period was not paid in time.
        SubscriptionPastDue = "subscription.past_due", "Subscription past due";
        /// It came to its end.
        SubscriptionCanceled = "subscription.canceled", "Subscription canceled";
        /// An invoice was made out.
        InvoiceCreated = "invoice.created", "Invoice made out";
        /// Nothing of it is left to pay.
        InvoicePaid = "invoice.paid", "Invoice paid";
        /// A saved card gave no money for it.
        InvoicePaymentFailed = "invoice.payment_failed", "Payment of invoice failed";
        /// It was not paid in time.
        InvoiceOverdue = "invoice.overdue", "Invoice overdue";
        /// Another day of grace began.
        InvoiceReminder = "invoice.reminder", "Invoice still overdue";
        /// Nobody expects the money any more.
        InvoiceUncollectible = "invoice.uncollectible", "Invoice written off";
        /// It was made out in error.
        InvoiceVoided = "invoice.voided", "Invoice voided";
        /// A customer belongs to a segment that asks to be told of it.
        SegmentEntered = "segment.entered", "Entered a segment";
        /// A customer does not belong to it any longer.
        SegmentLeft = "segment.left", "Left a segment";
    }
}

impl EventKind {
    /// What happened when a payment came to this status.
    pub fn of_payment(status: PaymentStatus) -> Self {
        match status {
            PaymentStatus::Pending => Self::PaymentCreated,
            PaymentStatus::Failed => Self::PaymentFailed,
            PaymentStatus::Succeeded | PaymentStatus::PartiallyRefunded | PaymentStatus::Refunded => {
                Self::PaymentSucceeded
            }
        }
    }

    /// What happened when a refund came to this status.
    pub fn of_refund(status: RefundStatus) -> Self {
        match status {
            RefundStatus::Pending => Self::RefundCreated,
            RefundStatus::RequiresAction => Self::RefundRequiresAction,
            RefundStatus::Succeeded => Self::RefundSucceeded,
            RefundStatus::Failed => Self::RefundFailed,
            RefundStatus::Canceled => Self::RefundCanceled,
        }
    }

    /// Whether it is about a segment: what follows from a change of the customer, and is none itself.
    pub fn is_of_segment(self) -> bool {
        matches!(self, Self::SegmentEntered | Self::SegmentLeft)
    }

    /// Whether it is about the customer's own record.
    pub fn is_of_customer(self) -> bool {
        matches!(
            self,
            Self::CustomerCreated
                | Self::CustomerUpdated
                | Self::CustomerDeleted
                | Self::CustomerMerged
                | Self::CustomerUnmerged
        )
    }
}

/// Something that happened, to a customer as a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Identifier.
    pub id: EventId,
    /// What happened.
    pub kind: EventKind,
    /// To whom; none when nothing is known of the buyer.
    pub customer: Option<CustomerId>,
    /// Id of the customer, payment, refund or checkout session that it is about.
    pub object: String,
    /// Grows with each event of a customer, so that whoever hears of them can tell new from old; 0 without a customer.
    pub sequence: i64,
    /// Who did it: a staff member's name, a key's, or what acted, such as `Import`.
    pub actor: String,
    /// For changes of a record, each field's old and new value.
    pub fields: Vec<FieldChange>,
    /// The object as it was then and what it was before, as JSON. Empty when it is to be told as it is now: for histories
    /// that were brought along, and once a person's data is erased.
    pub data: String,
    /// When it happened, which may be before anybody told of it.
    pub occurred_at: Timestamp,
    /// When it was told.
    pub created_at: Timestamp,
}
