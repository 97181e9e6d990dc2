//! Numbers of invoices, as people quote them.

use super::Invoice;
use crate::scope::Mode;

/// `INV-000123`; in test mode, where no invoice is worth anything, `TEST-000123`.
pub fn number_text(mode: Mode, number: i64) -> String {
    let series = if mode.is_live() { "INV" } else { "TEST" };
    format!("{series}-{number:06}")
}

impl Invoice {
    /// What people call it: its number, or that it is a draft and has none.
    pub fn label(&self, mode: Mode) -> String {
        match self.number {
            0 => "Draft".to_owned(),
            number => number_text(mode, number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_shows_its_mode() {
        assert_eq!(number_text(Mode::Live, 123), "INV-000123");
        assert_eq!(number_text(Mode::Test, 1_234_567), "TEST-1234567");
    }

    proptest! {
        #[test]
        fn numbers_below_a_million_sort_as_texts_do(a in 1_i64..1_000_000, b in 1_i64..1_000_000) {
            prop_assert_eq!(a.cmp(&b), number_text(Mode::Live, a).cmp(&number_text(Mode::Live, b)));
        }
    }
}
