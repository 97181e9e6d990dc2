//! Mail: what there is to tell by it, in which words, and how it looks.
//!
//! Merchants write texts with placeholders (`template`); what is put into them is text and stays text (`render`).

mod defaults;
mod placeholder;
mod render;
mod schedule;
mod template;

use serde::{Deserialize, Serialize};

use crate::id::{CustomerId, MailId};
use crate::time::Timestamp;
use crate::tongue::Tongue;
use crate::words::words;

pub use defaults::{default_wording, greeting, sample};
pub use placeholder::Placeholder;
pub use render::{Looks, MEASURE, Rendered, Values, render};
pub use schedule::{MOST_ATTEMPTS, pause};
pub use template::{Piece, check, parse};

words! {
    /// What a mail is for.
    MailKind {
        /// Money arrived.
        Receipt = "receipt", "Receipt";
        /// A subscription is about to be renewed.
        RenewalReminder = "renewal_reminder", "Renewal reminder";
        /// A saved card gave no money.
        PaymentFailed = "payment_failed", "Payment failed";
        /// An invoice was not paid in time.
        Overdue = "overdue", "Invoice overdue";
        /// It is still not paid.
        OverdueReminder = "overdue_reminder", "Overdue reminder";
        /// A subscription came to its end.
        SubscriptionCanceled = "subscription_canceled", "Subscription canceled";
        /// Somebody is invited to work for the merchant.
        Invitation = "invitation", "Invitation to the team";
        /// A customer wants to open the portal.
        PortalLink = "portal_link", "Link to the portal";
        /// A customer wants another refund address.
        RefundAddress = "refund_address", "Confirmation of a refund address";
        /// What the merchant wrote for an occasion of their own.
        Notice = "notice", "Notice";
    }
}

impl MailKind {
    /// Whether a customer can do without it: reminders, and what a merchant thought of. What tells of money that moved, or
    /// of a contract that ended, always comes.
    pub fn can_be_declined(self) -> bool {
        matches!(self, Self::RenewalReminder | Self::OverdueReminder | Self::Notice)
    }

    /// Whether its link is a secret that nobody keeps once the mail is sent.
    pub fn holds_secret(self) -> bool {
        matches!(self, Self::Invitation | Self::PortalLink | Self::RefundAddress)
    }

    /// Whether it tells that an invoice is not paid.
    pub fn asks_for_money(self) -> bool {
        matches!(self, Self::PaymentFailed | Self::Overdue | Self::OverdueReminder)
    }

    /// What can be put into its text.
    pub fn placeholders(self) -> &'static [Placeholder] {
        use Placeholder::*;
        match self {
            Self::Receipt => {
                &[Greeting, CustomerName, CustomerEmail, MerchantName, Amount, Description, Date, Reference]
            }
            Self::RenewalReminder => {
                &[Greeting, CustomerName, CustomerEmail, MerchantName, Amount, Description, Days, DueDate, Link]
            }
            Self::PaymentFailed | Self::Overdue | Self::OverdueReminder => {
                &[Greeting, CustomerName, CustomerEmail, MerchantName, Amount, Description, Number, DueDate, Link]
            }
            Self::SubscriptionCanceled => &[Greeting, CustomerName, CustomerEmail, MerchantName, Description, Date],
            Self::Invitation => &[MerchantName, InvitedBy, Role, Link],
            Self::PortalLink => &[Greeting, CustomerName, CustomerEmail, MerchantName, Link],
            Self::RefundAddress => &[Greeting, CustomerName, CustomerEmail, MerchantName, RefundAddress, Link],
            Self::Notice => &[
                Greeting,
                CustomerName,
                CustomerEmail,
                MerchantName,
                Amount,
                Description,
                Number,
                Date,
                DueDate,
                Days,
                Reference,
                Link,
            ],
        }
    }
}

words! {
    /// How far a mail is.
    MailStatus {
        /// It waits for its turn.
        Queued = "queued", "On its way";
        /// It is being handed over at this moment, or was when its server stopped.
        Sending = "sending", "Being sent";
        /// A mail server took it.
        Sent = "sent", "Sent";
        /// No mail server takes it.
        Failed = "failed", "Not sent";
        /// Whether a mail server took it nobody knows. It is not sent again unless a person says so.
        Unknown = "unknown", "Perhaps sent";
    }
}

/// Subject and text as somebody wrote them, with placeholders.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Subject.
    pub subject: String,
    /// Text. Paragraphs stand apart by an empty line.
    pub text: String,
}

/// Wordings by language.
pub type Wordings = Vec<(Tongue, Wording)>;

/// A mail as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Identifier.
    pub id: MailId,
    /// What it is for.
    pub kind: MailKind,
    /// To which customer, if it is one.
    pub customer: Option<CustomerId>,
    /// To which address; empty once the person's data is erased.
    pub to: String,
    /// From whom, as people read it.
    pub from_name: String,
    /// Where answers go; the sender's own address when empty.
    pub reply_to: String,
    /// Subject.
    pub subject: String,
    /// As plain text; empty when it is kept no more.
    pub text: String,
    /// As HTML; empty when it is kept no more.
    pub html: String,
    /// Where whoever gets it can say that they want no more of this; empty when they have to have it.
    pub off_link: String,
    /// How far it is.
    pub status: MailStatus,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong last; empty when nothing did.
    pub error: String,
    /// Made.
    pub created_at: Timestamp,
    /// When a mail server took it.
    pub sent_at: Option<Timestamp>,
}
