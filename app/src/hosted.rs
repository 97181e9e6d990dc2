//! The pages that buyers see: checkout sessions, payment links, invoices, and the portal.
//!
//! They are rendered on the server and never wake up: no wasm, one small style sheet, one small script that nobody needs.
//! Whatever they show comes in as values; see [`Page`].

mod address;
mod ask;
mod bill;
mod closed;
mod complete;
mod document;
mod field;
mod form;
mod order;
mod payment;
mod portal;
pub(crate) mod qr;
mod questions;
pub mod texts;
mod waiting;
mod written;
mod wrong;

use clientele_domain::checkout::{AfterCompletion, CustomField, Decline, Form, Line, SubmitType};
use clientele_domain::customer::CustomerFields;
use clientele_domain::id::SavedCardId;
use clientele_domain::money::Amount;
use clientele_domain::payment::{Method, MethodKind};
use clientele_domain::time::Timestamp;

pub use bill::{Bill, BillLine, BillState, BillTexts};
pub use document::{content_security_policy, render};
pub use portal::{
    Door, FRAME_SCRIPT, Frame, InvoiceRow, OrderView, Place, Portal, ProfileView, ReceiptView, RefundView, Said,
    Section, SubscriptionView,
};
pub use texts::{Texts, Tongue, country_of};
pub use written::amount;
pub use wrong::Wrong;

/// The script of these pages. It makes quicker what works without it.
pub const SCRIPT: &str = include_str!("hosted/checkout.js");

/// A page.
pub struct Page {
    /// In which language.
    pub tongue: Tongue,
    /// Whether the address asked for that language. Then links and forms keep asking.
    pub tongue_asked: bool,
    /// What scripts and styles of this answer carry.
    pub nonce: String,
    /// Address of the style sheet.
    pub style: String,
    /// Address of the script.
    pub script: String,
    /// Address of the font.
    pub font: String,
    /// Address of the page: `/pay/cs_…`.
    pub path: String,
    /// Who sells; nobody on pages about nothing.
    pub shop: Option<Shop>,
    /// What is bought.
    pub order: Option<Order>,
    /// What the page is about.
    pub view: View,
    /// The frame on a merchant's page that it is shown in, if it is.
    pub frame: Option<Frame>,
}

impl Page {
    /// The address of something below this page, in the same language: `another`.
    pub fn to(&self, below: &str) -> String {
        self.at(&if below.is_empty() { self.path.clone() } else { format!("{}/{below}", self.path) })
    }

    /// The address of another page, in the same language.
    pub fn at(&self, path: &str) -> String {
        let sign = if path.contains('?') { '&' } else { '?' };
        if self.tongue_asked { format!("{path}{sign}lang={}", self.tongue.as_str()) } else { path.to_owned() }
    }

    /// Where links open that leave a frame: nothing but the frame's own pages is shown there.
    pub fn target(&self) -> Option<&'static str> {
        self.frame.as_ref().map(|_| "_blank")
    }

    /// What the merchant is called; empty on pages about nothing.
    pub fn merchant(&self) -> &str {
        self.shop.as_ref().map_or("", |shop| shop.name.as_str())
    }
}

/// Who sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shop {
    /// What it is called.
    pub name: String,
    /// The colours of the page as a style, or nothing for the house's own.
    pub colours: String,
    /// Address of the logo; a letter stands in for none.
    pub logo: Option<String>,
    /// Where to ask; may be empty.
    pub support_email: String,
    /// Whether this is test mode.
    pub sandbox: bool,
    /// Where the way back leads; may be empty.
    pub back: String,
}

/// What is bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What it is called.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What it costs.
    pub total: Amount,
}

/// What a page is about.
pub enum View {
    /// The form.
    Form(Box<FormView>),
    /// The method was asked and has not answered.
    Processing,
    /// A Lightning invoice.
    Invoice(Box<InvoiceView>),
    /// The merchant's own instructions.
    Instructions(InstructionsView),
    /// Paid, or nothing was to be paid.
    Complete(Box<CompleteView>),
    /// Too late.
    Expired,
    /// Called off.
    Canceled,
    /// There is no such session or link.
    Unknown,
    /// The link is not in use any more.
    Archived,
    /// A fault of ours.
    Failed,
    /// Too many requests.
    TooMany,
    /// An invoice.
    Bill(Box<Bill>),
    /// There is no such invoice.
    NoBill,
    /// A page of the portal.
    Portal(Box<Portal>),
    /// A page about the way into the portal.
    Door(Box<Door>),
}

/// A way to pay, as the form offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which.
    pub kind: MethodKind,
    /// What the merchant calls it; empty for the usual name.
    pub label: String,
}

/// A card that is kept, as the form offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedCard {
    /// By which it is chosen.
    pub id: SavedCardId,
    /// `Visa •••• 4242`
    pub label: String,
    /// `09/28`
    pub expiry: String,
}

/// What becomes of a card for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestCard {
    /// It is charged.
    Paid,
    /// The bank refuses.
    Declined,
    /// There is not enough money.
    LacksFunds,
    /// It is charged, and the answer takes its time.
    Slow,
    /// It is charged, and the answer gets lost.
    AnswerLost,
    /// It is charged, and takes no refunds.
    RefundFails,
}

/// What the form shows.
#[derive(Debug, Clone)]
pub struct FormView {
    /// What is asked.
    pub form: Form,
    /// The merchant's own questions.
    pub questions: Vec<CustomField>,
    /// What was typed before.
    pub typed: CustomerFields,
    /// And answered.
    pub answers: Vec<(String, String)>,
    /// The country to begin with, as far as it can be guessed; empty when it can't.
    pub country: String,
    /// The ways to pay.
    pub offers: Vec<Offer>,
    /// The one that was chosen before.
    pub method: Option<MethodKind>,
    /// The buyer's own cards that can be paid with, before any other way.
    pub cards: Vec<SavedCard>,
    /// The one of them that was chosen before.
    pub saved: Option<SavedCardId>,
    /// What the button says.
    pub submit: SubmitType,
    /// Whether the card is kept.
    pub keeps_card: bool,
    /// In test mode, the cards that can be tried, and what becomes of them.
    pub test_cards: Vec<(String, TestCard)>,
    /// What is wrong with what was sent.
    pub wrong: Wrong,
    /// Why there was no money.
    pub declined: Option<Decline>,
    /// Makes one session of a form that is sent twice; links only.
    pub once: Option<String>,
}

/// A Lightning invoice that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceView {
    /// The invoice.
    pub bolt11: String,
    /// How much, in satoshi.
    pub sats: i64,
    /// At which rate, `96000 EUR/BTC`; empty when the price is in satoshi.
    pub rate: String,
    /// Until when it can be paid.
    pub expires_at: Timestamp,
    /// When it was made.
    pub created_at: Timestamp,
    /// The moment of this page.
    pub now: Timestamp,
    /// Whether it can be paid by a press of a button.
    pub simulated: bool,
}

/// The merchant's own instructions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstructionsView {
    /// The way to pay.
    pub offer: Offer,
    /// What to do.
    pub text: String,
    /// What to write with the payment.
    pub reference: String,
}

/// A completed session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompleteView {
    /// Who paid; may be empty.
    pub name: String,
    /// What with; nothing when nothing was to be paid.
    pub method: Option<Method>,
    /// When.
    pub at: Option<Timestamp>,
    /// What to quote in questions.
    pub reference: String,
    /// What follows; an address has the session's id filled in.
    pub after: AfterCompletion,
}
