//! An invoice as a PDF file, drawn from what its page shows: the merchant's name and colour, who owes it, the lines over
//! as many sheets as they need, the sums, and where it stands. Text stays text: to be searched, selected and copied.

mod letters;
mod sheet;
mod table;

use clientele_app::hosted::{Bill, BillState, BillTexts, Texts, Tongue, amount};
use clientele_domain::branding::Accent;
use krilla::metadata::{Metadata, TextDirection};

use letters::{Line, Weight, lines};
use sheet::{At, Ink, Sheets};

pub use sheet::Paper;

/// Who sends it.
pub struct Letterhead {
    /// What the merchant is called.
    pub merchant: String,
    /// Its colour; the house's own when there is none.
    pub accent: Option<Accent>,
    /// Where to ask; may be empty.
    pub support_email: String,
    /// Whether this is test mode.
    pub sandbox: bool,
}

/// What is around the text.
const MARGIN: f32 = 54.0;
const TEXT: Ink = [0x1b, 0x23, 0x26];
const MUTED: Ink = [0x5b, 0x65, 0x68];
const HAIRLINE: Ink = [0xd9, 0xd7, 0xd0];
const GOOD: Ink = [0x1d, 0x6b, 0x3f];
const BAD: Ink = [0xa3, 0x2b, 0x2b];
/// Verdigris, the accent of the house, as it stands on white.
const HOUSE: Ink = [0x13, 0x57, 0x62];

/// The file. None when it can't be written.
pub fn write(bill: &Bill, tongue: Tongue, head: &Letterhead, paper: Paper) -> Option<Vec<u8>> {
    let mut writer = Writer {
        bill,
        tongue,
        texts: BillTexts::of(tongue),
        head,
        right: paper.width - MARGIN,
        sheets: Sheets::new(paper, tongue.direction() == "rtl"),
        y: MARGIN,
    };
    writer.letterhead();
    writer.parties();
    writer.what_to_do();
    writer.table();
    writer.sums();
    writer.remarks();
    writer.feet();
    writer.sheets.file(about(bill, tongue, head))
}

fn about(bill: &Bill, tongue: Tongue, head: &Letterhead) -> Metadata {
    let direction = if tongue.direction() == "rtl" { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    Metadata::new()
        .title(plain(&(BillTexts::of(tongue).title)(&bill.number)))
        .authors(vec![head.merchant.clone()])
        .language(tongue.as_str().to_owned())
        .text_direction(direction)
        .creator("Clientele".to_owned())
        .document_id(format!("{} {} {:?}", head.merchant, bill.number, bill.state))
}

/// Without the letters that only steer directions.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| !matches!(letter, '\u{2066}'..='\u{2069}')).collect()
}

struct Writer<'a> {
    bill: &'a Bill,
    tongue: Tongue,
    texts: &'static BillTexts,
    head: &'a Letterhead,
    /// Where lines end.
    right: f32,
    sheets: Sheets,
    /// Where the next thing begins, from the top.
    y: f32,
}

impl Writer<'_> {
    /// A line whose upper side is `y`.
    fn put(&mut self, text: &str, weight: Weight, place: (f32, At), y: f32, size: f32, ink: Ink) -> f32 {
        let line = Line::of(text, weight);
        let width = line.width(size);
        self.sheets.text(line, place, y + size * 0.95, size, ink);
        width
    }

    /// The same over several lines; gives back where they end.
    fn put_lines(&mut self, text: &str, weight: Weight, (x, width): (f32, f32), y: f32, size: f32, ink: Ink) -> f32 {
        let mut y = y;
        for line in lines(text, weight, size, width) {
            self.sheets.text(line, (x, At::Start), y + size * 0.95, size, ink);
            y += size * 1.4;
        }
        y
    }

    /// The height that is left on this sheet, above its foot.
    fn left(&self) -> f32 {
        self.sheets.paper().height - MARGIN - 24.0 - self.y
    }

    fn money(&self, of: clientele_domain::money::Amount) -> String {
        amount(self.tongue, of)
    }

    fn accent(&self) -> Ink {
        self.head.accent.map_or(HOUSE, |accent| accent.shades(false).solid.parts())
    }

    fn letterhead(&mut self) {
        let (width, accent) = (self.sheets.paper().width, self.accent());
        self.sheets.rule(0.0, 0.0, width, 5.0, accent);
        let title = (self.texts.title)(&self.bill.number);
        self.put(&title, Weight::Bold, (self.right, At::End), MARGIN, 15.0, TEXT);
        let room = (self.right - MARGIN) * 0.58;
        let merchant = self.head.merchant.clone();
        let mut y = self.put_lines(&merchant, Weight::Bold, (MARGIN, room), MARGIN, 15.0, TEXT);
        if !self.head.support_email.is_empty() {
            let email = self.head.support_email.clone();
            y = self.put_lines(&email, Weight::Plain, (MARGIN, room), y + 1.0, 9.0, MUTED);
        }
        let below = self.stamp(MARGIN + 28.0);
        self.y = y.max(below) + 30.0;
    }

    /// What became of it, in a frame under its title.
    fn stamp(&mut self, y: f32) -> f32 {
        let (paid, void, closed) = self.texts.stamps;
        let (word, ink) = match self.bill.state {
            BillState::Open | BillState::Overdue => return y,
            BillState::Paid => (paid, GOOD),
            BillState::Void => (void, BAD),
            BillState::WrittenOff => (closed, MUTED),
        };
        let line = Line::of(word, Weight::Bold);
        let width = line.width(10.0) + 18.0;
        self.sheets.text(line, (self.right - 9.0, At::End), y + 14.0, 10.0, ink);
        self.sheets.frame((self.right - width, y), (width, 20.0), ink);
        y + 20.0
    }

    /// Who owes it, and its days.
    fn parties(&mut self) {
        let (texts, day, top) = (self.texts, self.texts.day, self.y);
        let middle = MARGIN + (self.right - MARGIN) * 0.52;
        self.put(texts.to, Weight::Plain, (MARGIN, At::Start), top, 8.5, MUTED);
        let mut left = top + 14.0;
        let bill = self.bill;
        for (place, line) in bill.to.iter().enumerate() {
            let weight = if place == 0 { Weight::Bold } else { Weight::Plain };
            left = self.put_lines(line, weight, (MARGIN, middle - MARGIN - 16.0), left, 10.0, TEXT);
        }
        let mut facts = vec![(texts.number, bill.number.clone()), (texts.issued, day(&bill.issued))];
        match bill.ended.filter(|_| bill.state == BillState::Paid) {
            Some(at) => facts.push((texts.paid_on, day(&at))),
            None => facts.push((texts.due, day(&bill.due))),
        }
        facts.extend(bill.period.map(|(from, to)| (texts.period, (texts.from_to)(&day(&from), &day(&to)))));
        if let Some(method) = bill.method.as_ref().filter(|_| bill.state == BillState::Paid) {
            let named = if method.last4.is_empty() {
                (Texts::of(self.tongue).method)(method.kind).to_owned()
            } else {
                method.label()
            };
            facts.push((texts.paid_with, named));
        }
        let names = facts.iter().map(|(name, _)| Line::of(name, Weight::Plain).width(9.0)).fold(0.0, f32::max);
        let mut right = top;
        for (name, value) in facts {
            self.put(name, Weight::Plain, (middle, At::Start), right + 0.6, 9.0, MUTED);
            let x = middle + names + 14.0;
            right = self.put_lines(&value, Weight::Plain, (x, self.right - x), right, 9.5, TEXT) + 3.0;
        }
        self.y = left.max(right) + 22.0;
    }

    /// How much is to be paid until when, and where.
    fn what_to_do(&mut self) {
        if !self.bill.state.is_payable() {
            return;
        }
        let day = (self.texts.day)(&self.bill.due);
        let (words, ink) = match self.bill.state {
            BillState::Overdue => ((self.texts.overdue)(&day), BAD),
            _ => ((self.texts.open)(&day), TEXT),
        };
        let left = self.money(self.bill.left);
        self.put(&left, Weight::Bold, (MARGIN, At::Start), self.y, 20.0, TEXT);
        self.put(&words, Weight::Plain, (MARGIN, At::Start), self.y + 27.0, 10.0, ink);
        self.y += 43.0;
        let width = self.put(self.texts.pay_at, Weight::Plain, (MARGIN, At::Start), self.y, 8.5, MUTED);
        let (x, url, accent) = (MARGIN + width + 4.0, self.bill.url.clone(), self.ink_of_links());
        let top = self.y;
        self.y = self.put_lines(&url, Weight::Plain, (x, self.right - x), top, 8.5, accent);
        self.sheets.link((x, top), (self.right - x, self.y - top), &url);
        self.y += 18.0;
    }

    fn ink_of_links(&self) -> Ink {
        self.head.accent.map_or(HOUSE, |accent| accent.shades(false).ink.parts())
    }

    /// What may be misunderstood without a word.
    fn remarks(&mut self) {
        let mut remarks = Vec::new();
        if self.head.sandbox {
            let (what, meaning) = self.texts.test;
            remarks.push(format!("{what} {meaning}"));
        }
        if self.sheets.lacks_shapes() {
            remarks.push(self.texts.no_shapes.to_owned());
        }
        self.y += 18.0;
        for remark in remarks {
            if self.left() < 30.0 {
                self.sheets.turn();
                self.y = MARGIN;
            }
            self.y = self.put_lines(&remark, Weight::Plain, (MARGIN, self.right - MARGIN), self.y, 8.5, MUTED) + 4.0;
        }
    }

    /// Whose invoice it is and which sheet, at the foot of each.
    fn feet(&mut self) {
        let (pages, y) = (self.sheets.count(), self.sheets.paper().height - MARGIN * 0.62);
        // An isolate, so that the name does not turn the line round.
        let whose = format!("\u{2068}{}\u{2069} · {}", self.head.merchant, (self.texts.title)(&self.bill.number));
        let room = (self.right - MARGIN) * 0.75;
        for page in 0..pages {
            if let Some(line) = lines(&whose, Weight::Plain, 8.0, room).into_iter().next() {
                self.sheets.text_on(page, line, (MARGIN, At::Start), y, 8.0, MUTED);
            }
            let line = Line::of(&(self.texts.page_of)(page + 1, pages), Weight::Plain);
            self.sheets.text_on(page, line, (self.right, At::End), y, 8.0, MUTED);
        }
    }
}

#[cfg(test)]
mod tests;
