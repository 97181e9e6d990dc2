//! The portal: what customers see of what is theirs, and the forms by which they change some of it. A part of it runs in a
//! frame on the merchant's own page.

mod bills;
mod door;
mod page;
mod profile;
mod texts;

use clientele_domain::checkout::Recurring;
use clientele_domain::customer::{Address, SubscriptionStatus};
use clientele_domain::id::{CheckoutSessionId, InvoiceId, OrderId, SubscriptionId};
use clientele_domain::invoice::InvoiceStatus;
use clientele_domain::money::Amount;
use clientele_domain::payment::{Method, OrderStatus};
use clientele_domain::time::Civil;

use super::Wrong;

pub(super) use door::door;
pub(super) use page::{carried, page, side, ways_back};
pub use texts::PortalTexts;

/// The script of a frame: tells the page around it how high it is, and what happened.
pub const FRAME_SCRIPT: &str = include_str!("portal/frame.js");

/// A page for a customer who is in.
#[derive(Debug, Clone)]
pub struct Portal {
    /// What to call the customer.
    pub name: String,
    /// Which page it is.
    pub place: Place,
    /// What came of what was done last.
    pub said: Option<Said>,
    /// What is on it.
    pub sections: Vec<Section>,
}

/// The pages of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// What there is, at a glance.
    Overview,
    /// Name, phone, address, and where refunds go.
    Profile,
    /// What is subscribed to.
    Subscriptions,
    /// What was bought.
    Orders,
    /// What is owed.
    Invoices,
}

impl Place {
    /// Every page, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Overview, Self::Subscriptions, Self::Orders, Self::Invoices, Self::Profile];

    /// Its address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Overview => "/portal",
            Self::Profile => "/portal/profile",
            Self::Subscriptions => "/portal/subscriptions",
            Self::Orders => "/portal/orders",
            Self::Invoices => "/portal/invoices",
        }
    }
}

/// What came of something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// It is stored.
    Saved,
    /// A link to confirm it went to this email.
    Mailed(String),
    /// It was so already.
    Same,
    /// The subscription ends with its period.
    Canceled,
    /// It goes on.
    Resumed,
    /// Somebody else changed the same meanwhile.
    Changed,
    /// It is not possible any more.
    TooLate,
    /// A link was asked for too often.
    TooOften,
    /// There is something to fix.
    Wrong,
}

impl Said {
    /// Whether nothing was done.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Changed | Self::TooLate | Self::TooOften | Self::Wrong)
    }
}

/// A part of a page.
#[derive(Debug, Clone)]
pub enum Section {
    /// What is subscribed to.
    Subscriptions(Vec<SubscriptionView>),
    /// What was bought, and where more of it is.
    Orders(Vec<OrderView>, Option<String>),
    /// What is owed and was paid, and where more of it is.
    Invoices(Vec<InvoiceRow>, Option<String>),
    /// One order.
    Receipt(ReceiptView),
    /// The form of the profile.
    Profile(Box<ProfileView>),
    /// The form of the refund address.
    RefundAddress(RefundView),
}

/// A subscription. Days are those of the merchant's calendar.
#[derive(Debug, Clone)]
pub struct SubscriptionView {
    /// Identifier.
    pub id: SubscriptionId,
    /// What is subscribed to.
    pub name: String,
    /// What a period costs.
    pub amount: Option<Amount>,
    /// How often it is paid.
    pub recurring: Recurring,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// The end of what is paid or tried.
    pub until: Civil,
    /// Whether it ends then.
    pub ends: bool,
    /// When it came to its end.
    pub ended: Option<Civil>,
    /// The invoice that renews it, if one waits.
    pub open: Option<InvoiceRow>,
}

/// An order in a list.
#[derive(Debug, Clone)]
pub struct OrderView {
    /// Identifier.
    pub id: OrderId,
    /// As people quote it.
    pub number: String,
    /// What was bought; may be empty.
    pub description: String,
    /// How much.
    pub amount: Amount,
    /// Where it stands.
    pub status: OrderStatus,
    /// When, in UTC.
    pub at: Civil,
}

/// An order with its payments.
#[derive(Debug, Clone)]
pub struct ReceiptView {
    /// The order.
    pub order: OrderView,
    /// What was paid, with what and when.
    pub paid: Vec<(Amount, Method, Civil)>,
    /// What was given back.
    pub refunded: Option<Amount>,
}

/// An invoice in a list.
#[derive(Debug, Clone)]
pub struct InvoiceRow {
    /// Identifier.
    pub id: InvoiceId,
    /// As people quote it.
    pub number: String,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// Whether the day to pay it went by.
    pub overdue: bool,
    /// What it is over.
    pub total: Amount,
    /// What is left to pay.
    pub left: Amount,
    /// Until when.
    pub due: Civil,
    /// Its own page.
    pub path: String,
}

/// The form of the profile.
#[derive(Debug, Clone)]
pub struct ProfileView {
    /// The email on record, which is not changed here; may be empty.
    pub email: String,
    /// Full name.
    pub name: String,
    /// Phone.
    pub phone: String,
    /// Whether the phone can be changed here.
    pub phone_is_free: bool,
    /// Address.
    pub address: Address,
    /// Of the record when the form was made.
    pub version: i64,
    /// What is wrong with what was sent.
    pub wrong: Wrong,
}

/// The form of the refund address.
#[derive(Debug, Clone)]
pub struct RefundView {
    /// Where refunds go now; may be empty.
    pub current: String,
    /// What was typed.
    pub typed: String,
    /// Whether there is an email to confirm it by.
    pub confirmable: bool,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// A page for somebody who is not in.
#[derive(Debug, Clone)]
pub enum Door {
    /// Where one comes in is not known.
    Ways,
    /// Where one asks for a link: what was typed, and what is wrong with it.
    Ask(String, Wrong),
    /// A link is on its way, if there is anybody to send it to.
    Asked,
    /// A link that opens the portal.
    Open,
    /// A link that confirms this refund address.
    Confirm(String),
    /// The refund address counts.
    Confirmed,
    /// The link was used, or its time is over. There another one can be asked for.
    Spent(String),
    /// There is no such page.
    Unknown,
    /// The merchant's page has to ask for a session again.
    Ended,
    /// The session does not open this.
    NotFor,
    /// The request came from another page than the session is for.
    Elsewhere,
}

/// A frame on the merchant's page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The secret of the customer session, which further requests carry.
    pub secret: String,
    /// The one origin that may frame it, and is told of what happens.
    pub origin: String,
    /// Which part it shows: `profile`.
    pub component: &'static str,
    /// `light`, `dark`, or empty for what the system says.
    pub theme: &'static str,
    /// Whether something was changed by the request.
    pub changed: bool,
    /// The checkout that is shown, where something is paid.
    pub paying: Option<CheckoutSessionId>,
    /// Address of the script.
    pub script: String,
}
