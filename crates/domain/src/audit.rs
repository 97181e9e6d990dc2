//! The audit log: what people and keys did to money, people, settings and access. It only grows.
//!
//! What is written there stays for good, so that nothing may be written there that somebody has a right to have erased.

use serde::{Deserialize, Serialize};

use crate::customer::FieldChange;
use crate::id::AuditId;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// Who acted.
    ActorKind {
        /// A person who signed in.
        Staff = "staff", "Person";
        /// A program with an API key.
        Key = "key", "API key";
        /// A customer, for themselves.
        Customer = "customer", "Customer";
        /// The program itself, or whoever runs it on the machine.
        System = "system", "Clientele";
    }
}

words! {
    /// What was done.
    Act {
        /// A customer was made.
        CustomerCreated = "customer.created", "Created customer";
        /// A customer's record was changed.
        CustomerUpdated = "customer.updated", "Changed customer";
        /// What identifies a customer was erased.
        CustomerDeleted = "customer.deleted", "Deleted customer";
        /// A tag was put on customers.
        CustomersTagged = "customers.tagged", "Tagged customers";
        /// A tag was taken off customers.
        CustomersUntagged = "customers.untagged", "Untagged customers";
        /// Customers were taken out as a file.
        CustomersExported = "customers.exported", "Exported customers";
        /// A query was kept under a name.
        SegmentCreated = "segment.created", "Created segment";
        /// A segment was changed.
        SegmentUpdated = "segment.updated", "Changed segment";
        /// A segment was removed.
        SegmentDeleted = "segment.deleted", "Removed segment";
        /// Two records became one.
        CustomerMerged = "customer.merged", "Merged customers";
        /// A merge was undone.
        CustomerUnmerged = "customer.unmerged", "Undid merge";
        /// Two records were said to be two people.
        CustomerSetApart = "customer.set_apart", "Set customers apart";
        /// A browser was given a customer's session.
        CustomerSessionCreated = "customer_session.created", "Made customer session";
        /// A customer's session was ended.
        CustomerSessionRevoked = "customer_session.revoked", "Ended customer session";
        /// A wallet was added to a customer.
        WalletAdded = "wallet.added", "Added wallet";
        /// A wallet was taken from a customer.
        WalletRemoved = "wallet.removed", "Removed wallet";
        /// A card that was kept for later was taken from a customer.
        CardRemoved = "card.removed", "Removed card";
        /// A note was written on a customer.
        NoteWritten = "note.written", "Wrote note";
        /// A payment taken elsewhere was recorded.
        PaymentRecorded = "payment.recorded", "Recorded payment";
        /// The money of a payment was said to have arrived.
        PaymentSucceeded = "payment.succeeded", "Marked payment as succeeded";
        /// The money of a payment was said not to arrive.
        PaymentFailed = "payment.failed", "Marked payment as failed";
        /// A refund was asked for.
        RefundCreated = "refund.created", "Created refund";
        /// A refund above the threshold was approved.
        RefundApproved = "refund.approved", "Approved refund";
        /// A refund was marked as sent.
        RefundSent = "refund.sent", "Sent refund";
        /// A refund was called off.
        RefundCanceled = "refund.canceled", "Canceled refund";
        /// A refund was marked as failed.
        RefundFailed = "refund.failed", "Marked refund as failed";
        /// A refund that failed, or of which nobody had heard, was seen to.
        RefundChecked = "refund.checked", "Saw to refund";
        /// Refunds were taken out as a file.
        RefundsExported = "refunds.exported", "Exported refunds";
        /// A refund was given to somebody to see to.
        RefundAssigned = "refund.assigned", "Assigned refund";
        /// An invoice was made by hand.
        InvoiceCreated = "invoice.created", "Created invoice";
        /// A draft was made out.
        InvoiceMadeOut = "invoice.made_out", "Made out invoice";
        /// A saved card was charged for an invoice.
        InvoiceCharged = "invoice.charged", "Charged invoice";
        /// An invoice was said to be paid elsewhere.
        InvoicePaidElsewhere = "invoice.paid_elsewhere", "Recorded payment of invoice";
        /// An invoice was voided.
        InvoiceVoided = "invoice.voided", "Voided invoice";
        /// An invoice was written off.
        InvoiceWrittenOff = "invoice.marked_uncollectible", "Wrote off invoice";
        /// Credit was given to a customer, or taken.
        CreditChanged = "credit.changed", "Changed credit";
        /// A checkout session was made.
        CheckoutCreated = "checkout_session.created", "Created checkout";
        /// A checkout session was changed.
        CheckoutUpdated = "checkout_session.updated", "Changed checkout";
        /// A checkout session was called off.
        CheckoutExpired = "checkout_session.expired", "Called off checkout";
        /// The money of a checkout was confirmed by hand.
        CheckoutConfirmed = "checkout_session.payment_confirmed", "Confirmed payment of checkout";
        /// A subscription was made.
        SubscriptionCreated = "subscription.created", "Created subscription";
        /// A subscription was changed.
        SubscriptionUpdated = "subscription.updated", "Changed subscription";
        /// A subscription was canceled, at once or for the end of its period.
        SubscriptionCanceled = "subscription.canceled", "Canceled subscription";
        /// A subscription that was to end goes on.
        SubscriptionResumed = "subscription.resumed", "Resumed subscription";
        /// Nobody is charged for a subscription for a while.
        SubscriptionPaused = "subscription.paused", "Paused subscription";
        /// A subscription is charged again.
        SubscriptionUnpaused = "subscription.unpaused", "Ended pause of subscription";
        /// A test clock was made.
        TestClockCreated = "test_clock.created", "Created test clock";
        /// A test clock was advanced.
        TestClockAdvanced = "test_clock.advanced", "Advanced test clock";
        /// How subscriptions are billed was changed.
        BillingUpdated = "billing.updated", "Changed billing";
        /// The origins for which customer sessions may be made were changed.
        AllowedOriginsUpdated = "allowed_origins.updated", "Changed allowed origins";
        /// A product was made.
        ProductCreated = "product.created", "Created product";
        /// A product was changed.
        ProductUpdated = "product.updated", "Changed product";
        /// A price was made.
        PriceCreated = "price.created", "Created price";
        /// A price was changed.
        PriceUpdated = "price.updated", "Changed price";
        /// A payment link was made.
        PaymentLinkCreated = "payment_link.created", "Created payment link";
        /// A payment link was changed.
        PaymentLinkUpdated = "payment_link.updated", "Changed payment link";
        /// An import was started.
        ImportStarted = "import.started", "Started import";
        /// An import was called off.
        ImportCanceled = "import.canceled", "Canceled import";
        /// The rules of matching were changed.
        MatchingUpdated = "matching.updated", "Changed matching";
        /// The payment methods were changed.
        MethodsUpdated = "payment_methods.updated", "Changed payment methods";
        /// The looks of the checkout were changed.
        BrandingUpdated = "branding.updated", "Changed branding";
        /// A workflow was made.
        WorkflowCreated = "workflow.created", "Created workflow";
        /// A workflow was changed.
        WorkflowUpdated = "workflow.updated", "Changed workflow";
        /// A workflow was removed.
        WorkflowDeleted = "workflow.deleted", "Removed workflow";
        /// A mail was sent again, or one to try it out.
        MailSent = "mail.sent", "Sent mail";
        /// A customer is to get no reminders any more, or to get them again.
        RemindersChanged = "reminders.changed", "Changed reminders of customer";
        /// The rules of refunds were changed.
        RefundRulesUpdated = "refund_settings.updated", "Changed refund settings";
        /// An API key was made.
        KeyCreated = "api_key.created", "Created API key";
        /// An API key was revoked.
        KeyRevoked = "api_key.revoked", "Revoked API key";
        /// A webhook endpoint was made.
        EndpointCreated = "webhook_endpoint.created", "Created webhook endpoint";
        /// A webhook endpoint was changed.
        EndpointUpdated = "webhook_endpoint.updated", "Changed webhook endpoint";
        /// A webhook endpoint was removed.
        EndpointDeleted = "webhook_endpoint.deleted", "Removed webhook endpoint";
        /// A webhook endpoint got a new secret.
        EndpointSecretRotated = "webhook_endpoint.secret_rotated", "Rotated webhook secret";
        /// A test event was sent to a webhook endpoint.
        EndpointTested = "webhook_endpoint.tested", "Sent test event";
        /// Deliveries were sent again.
        DeliveriesRetried = "deliveries.retried", "Sent deliveries again";
        /// Somebody was invited to the team.
        MemberInvited = "member.invited", "Invited to the team";
        /// An invitation was taken back.
        InvitationRevoked = "invitation.revoked", "Took back invitation";
        /// Somebody joined the team.
        MemberJoined = "member.joined", "Joined the team";
        /// A member of the team got another role.
        MemberRoleChanged = "member.role_changed", "Changed role";
        /// A member was removed from the team.
        MemberRemoved = "member.removed", "Removed from the team";
        /// A member left the team.
        MemberLeft = "member.left", "Left the team";
        /// Somebody turned the second factor on.
        TwoFactorEnabled = "two_factor.enabled", "Turned on two-factor sign-in";
        /// Somebody turned the second factor off.
        TwoFactorDisabled = "two_factor.disabled", "Turned off two-factor sign-in";
        /// Somebody got new recovery codes.
        RecoveryCodesRenewed = "recovery_codes.renewed", "Renewed recovery codes";
        /// Somebody changed the password.
        PasswordChanged = "password.changed", "Changed password";
        /// Sessions elsewhere were ended.
        SessionsEnded = "sessions.ended", "Signed out elsewhere";
        /// The audit log was taken out as a file.
        AuditExported = "audit_log.exported", "Exported audit log";
    }
}

impl Act {
    /// Whether the log itself may hold the old and new value of this field. What is known of a customer is told by name
    /// only: the value stands in the customer's event, from which erasure can take it.
    pub fn keeps(self, field: &str) -> bool {
        let (about, _) = self.as_str().split_once('.').unwrap_or_default();
        match about {
            // Which records were said to be one person, or two, is told by their ids alone; so are test clocks.
            "customer" | "wallet" | "card" | "note" => matches!(field, "merged_from" | "apart_from" | "test_clock_id"),
            "refund" | "invoice" | "credit" => !matches!(field, "destination" | "note"),
            // It may name somebody.
            "segment" => field != "query",
            _ => true,
        }
    }
}

/// Somebody who acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownActor {
    /// What sort.
    pub kind: ActorKind,
    /// Id of the person or the key; empty for the program itself.
    pub id: String,
    /// What the actor was called last.
    pub name: String,
}

/// What one act changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Identifier.
    pub id: AuditId,
    /// What was done.
    pub act: Act,
    /// What sort of actor did it.
    pub actor_kind: ActorKind,
    /// Id of the person or the key; empty for the program itself.
    pub actor: String,
    /// What the actor was called then.
    pub actor_name: String,
    /// Id of what it was done to; empty when it was done to many, or to the merchant as a whole.
    pub object: String,
    /// What changed, with the values before and after. Both are empty where the log knows only that the field changed.
    pub fields: Vec<FieldChange>,
    /// When.
    pub created_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_customer_is_told_by_name_only() {
        for act in Act::ALL.iter().filter(|act| act.as_str().starts_with("customer.")) {
            assert!(!act.keeps("email") && !act.keeps("metadata.plan"), "{act:?}");
        }
        assert!(!Act::WalletAdded.keeps("wallets") && !Act::NoteWritten.keeps("body"));
        assert!(!Act::RefundCreated.keeps("destination") && Act::RefundCreated.keeps("amount"));
        assert!(Act::MemberRoleChanged.keeps("role") && Act::CustomersTagged.keeps("tag"));
    }

    #[test]
    fn every_act_has_a_word_of_its_own() {
        for act in Act::ALL {
            assert_eq!(Act::parse(act.as_str()), Some(*act));
            assert!(act.as_str().contains('.'), "{}", act.as_str());
        }
    }
}
