//! An invoice as its customer sees it: what the hosted page shows, what is printed, and what the PDF file holds. The
//! pages of a checkout call a request for bitcoin an invoice; so here it is a bill.

mod facts;
mod page;
mod side;
mod texts;

use clientele_domain::money::Amount;
use clientele_domain::payment::Method;
use clientele_domain::time::Civil;

pub(super) use page::page;
pub(super) use side::side;
pub use texts::BillTexts;

/// An invoice as its customer sees it. Days are those of the merchant's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Its number, as people quote it.
    pub number: String,
    /// Where it stands.
    pub state: BillState,
    /// Who owes it, in lines as on an envelope.
    pub to: Vec<String>,
    /// When it was made out.
    pub issued: Civil,
    /// When it has to be paid.
    pub due: Civil,
    /// When it was paid, voided or written off.
    pub ended: Option<Civil>,
    /// Its first day and the day of the next one, when it is for a period.
    pub period: Option<(Civil, Civil)>,
    /// Whether paying it makes a subscription go on.
    pub renews: bool,
    /// What it is for.
    pub lines: Vec<BillLine>,
    /// What the lines come to.
    pub total: Amount,
    /// What the customer had to their credit and went into it.
    pub credited: Amount,
    /// What was paid.
    pub paid: Amount,
    /// What is left to pay.
    pub left: Amount,
    /// What it was paid with.
    pub method: Option<Method>,
    /// The whole address of its page.
    pub url: String,
}

/// Where an invoice stands, for who owes it. Drafts are shown to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BillState {
    /// It can be paid, and there is time.
    Open,
    /// It can be paid, and the time is over.
    Overdue,
    /// It is paid.
    Paid,
    /// It was made out in error, or nobody wants what it is for.
    Void,
    /// Nobody expects the money any more.
    WrittenOff,
}

impl BillState {
    /// Whether it can be paid.
    pub fn is_payable(self) -> bool {
        matches!(self, Self::Open | Self::Overdue)
    }
}

/// A line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillLine {
    /// What is billed.
    pub description: String,
    /// What one costs.
    pub unit: Amount,
    /// How many.
    pub quantity: i64,
    /// What they cost together.
    pub amount: Amount,
}

impl Bill {
    /// The sums under the lines, each with its words: the total, what went off, and what is left.
    pub fn sums(&self, texts: &BillTexts) -> Vec<(&'static str, Amount)> {
        let less = |amount: Amount| Amount { minor: -amount.minor, ..amount };
        let mut sums = vec![(texts.total, self.total)];
        sums.extend(Some((texts.credited, less(self.credited))).filter(|(_, amount)| amount.minor != 0));
        sums.extend(Some((texts.paid, less(self.paid))).filter(|(_, amount)| amount.minor != 0));
        sums.push((texts.left, self.left));
        sums
    }
}
