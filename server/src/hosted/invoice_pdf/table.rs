//! The lines of an invoice and their sums: a table that goes on from sheet to sheet, each time under its heads.

use clientele_app::hosted::{BillLine, BillState};

use super::letters::{Weight, lines};
use super::sheet::At;
use super::{HAIRLINE, MARGIN, MUTED, TEXT, Writer};

/// Widths of the columns of figures, from the end of the line.
const AMOUNT: f32 = 106.0;
const UNIT: f32 = 98.0;
const QUANTITY: f32 = 52.0;
/// From one line of a text to the next.
const LEADING: f32 = 14.0;

impl Writer<'_> {
    /// What is billed.
    pub(super) fn table(&mut self) {
        self.heads();
        let bill = self.bill;
        for line in &bill.lines {
            self.row(line);
        }
    }

    fn heads(&mut self) {
        let (texts, y) = (self.texts, self.y);
        let (amount, unit) = (self.right, self.right - AMOUNT);
        self.put(texts.description, Weight::Plain, (MARGIN, At::Start), y, 8.5, MUTED);
        self.put(texts.quantity, Weight::Plain, (unit - UNIT, At::End), y, 8.5, MUTED);
        self.put(texts.unit, Weight::Plain, (unit, At::End), y, 8.5, MUTED);
        self.put(texts.amount, Weight::Plain, (amount, At::End), y, 8.5, MUTED);
        self.sheets.rule(MARGIN, y + 15.0, self.right - MARGIN, 0.8, TEXT);
        self.y = y + 16.0;
    }

    fn row(&mut self, line: &BillLine) {
        let room = self.right - MARGIN - AMOUNT - UNIT - QUANTITY - 10.0;
        let described = lines(&line.description, Weight::Plain, 10.0, room);
        let height = described.len() as f32 * LEADING + 11.0;
        if self.left() < height {
            self.sheets.turn();
            self.y = MARGIN;
            self.heads();
        }
        let top = self.y + 6.0;
        for (place, text) in described.into_iter().enumerate() {
            self.sheets.text(text, (MARGIN, At::Start), top + 9.5 + place as f32 * LEADING, 10.0, TEXT);
        }
        let (unit, amount) = (self.money(line.unit), self.money(line.amount));
        self.put(&line.quantity.to_string(), Weight::Plain, (self.right - AMOUNT - UNIT, At::End), top, 10.0, TEXT);
        self.put(&unit, Weight::Plain, (self.right - AMOUNT, At::End), top, 10.0, TEXT);
        self.put(&amount, Weight::Plain, (self.right, At::End), top, 10.0, TEXT);
        self.y += height;
        self.sheets.rule(MARGIN, self.y, self.right - MARGIN, 0.5, HAIRLINE);
    }

    /// What the lines come to, what went off, and what is left, under a double rule.
    pub(super) fn sums(&mut self) {
        let sums = match self.bill.state {
            // Nothing of it counts any more.
            BillState::Void => vec![(self.texts.total, self.bill.total)],
            _ => self.bill.sums(self.texts),
        };
        if self.left() < sums.len() as f32 * 20.0 + 24.0 {
            self.sheets.turn();
            self.y = MARGIN;
        }
        self.y += 8.0;
        let start = self.right - (self.right - MARGIN) * 0.46;
        let last = sums.len() - 1;
        for (place, (name, amount)) in sums.into_iter().enumerate() {
            let weight = if place == last { Weight::Bold } else { Weight::Plain };
            if place == last {
                self.sheets.rule(start, self.y, self.right - start, 0.8, TEXT);
                self.y += 1.0;
            }
            let figure = self.money(amount);
            self.put(name, weight, (start, At::Start), self.y + 5.0, 10.0, TEXT);
            self.put(&figure, weight, (self.right, At::End), self.y + 5.0, 10.0, TEXT);
            self.y += 20.0;
        }
        for below in [1.0, 3.2] {
            self.sheets.rule(start, self.y + below, self.right - start, 0.8, TEXT);
        }
        self.y += 6.0;
    }
}

/// The widest figure that a column has room for, in letters of the table.
#[cfg(test)]
pub(super) fn fits(text: &str) -> bool {
    super::letters::Line::of(text, Weight::Plain).width(10.0) < AMOUNT - 6.0
}
