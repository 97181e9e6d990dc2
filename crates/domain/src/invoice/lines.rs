//! What an invoice bills, and what that comes to.

use super::InvoiceLine;
use crate::catalog::MOST;
use crate::checkout::Terms;
use crate::money::Amount;
use crate::violation::Violation;

/// An invoice has at most so many lines,
pub const MOST_LINES: usize = 100;

/// and each says in at most so many characters what it is for.
pub const LONGEST_DESCRIPTION: usize = 500;

impl InvoiceLine {
    /// What the line comes to; none where that is more than any invoice.
    pub fn total(&self) -> Option<Amount> {
        let minor = self.unit.minor.checked_mul(self.quantity).filter(|minor| *minor <= MOST)?;
        Some(Amount { minor, ..self.unit })
    }
}

/// What the lines come to.
///
/// Errors: everything that is wrong with them, at `lines[0].quantity` and the like.
pub fn check_lines(lines: &[InvoiceLine]) -> Result<Amount, Vec<Violation>> {
    let Some(first) = lines.first() else {
        return Err(vec![Violation::missing("lines", "Say what is billed: an invoice has at least one line.")]);
    };
    let mut wrong = Vec::new();
    if lines.len() > MOST_LINES {
        wrong.push(Violation::new("lines", format!("An invoice has at most {MOST_LINES} lines. Make two of it.")));
    }
    for (place, line) in lines.iter().enumerate() {
        let mut refuse =
            |field: &str, told: String| wrong.push(Violation::new(format!("lines[{place}].{field}"), told));
        if line.description.trim().is_empty() {
            refuse("description", "Say what is billed.".to_owned());
        }
        if line.description.chars().count() > LONGEST_DESCRIPTION {
            refuse("description", format!("Say it in at most {LONGEST_DESCRIPTION} characters."));
        }
        if !(1..=Terms::MOST_OF_ONE).contains(&line.quantity) {
            refuse("quantity", format!("Send a number from 1 to {}.", Terms::MOST_OF_ONE));
        }
        if line.unit.minor < 0 {
            refuse("amount", "An amount can't be negative. Give the customer credit instead.".to_owned());
        }
        if line.unit.currency != first.unit.currency {
            let told = format!("An invoice has one currency, and the first line is in {}.", first.unit.currency);
            refuse("currency", told);
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let sum = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.total()?.minor)).filter(|sum| *sum <= MOST);
    match sum {
        Some(minor) => Ok(Amount { minor, ..first.unit }),
        None => Err(vec![Violation::new("lines", "Together this is more than an invoice can bill.")]),
    }
}

/// What is billed, as people read it: the first line, and how many more there are.
pub fn title(lines: &[InvoiceLine]) -> String {
    match lines {
        [] => String::new(),
        [line] => line.description.clone(),
        [line, rest @ ..] => format!("{} and {} more", line.description, rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(minor: i64, quantity: i64, currency: &str) -> InvoiceLine {
        let unit = Amount { minor, currency: currency.parse().expect("a currency") };
        InvoiceLine { price: None, description: "Bouquet".to_owned(), unit, quantity }
    }

    proptest! {
        #[test]
        fn a_sum_is_exact_or_refused(parts in prop::collection::vec((0..=MOST, 1_i64..=999_999), 1..5)) {
            let lines: Vec<InvoiceLine> = parts.iter().map(|(minor, quantity)| line(*minor, *quantity, "EUR")).collect();
            let exact: i128 = parts.iter().map(|(minor, quantity)| i128::from(*minor) * i128::from(*quantity)).sum();
            let expected = i64::try_from(exact).ok().filter(|sum| *sum <= MOST);
            prop_assert_eq!(check_lines(&lines).ok().map(|total| total.minor), expected);
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let nameless = InvoiceLine { description: " ".to_owned(), ..line(5, 0, "EUR") };
        let wrong = check_lines(&[nameless, line(-1, 1, "USD")]).expect_err("much is wrong");
        let fields: Vec<&str> = wrong.iter().map(|violation| violation.field.as_str()).collect();

        assert_eq!(fields, ["lines[0].description", "lines[0].quantity", "lines[1].amount", "lines[1].currency"]);
        assert_eq!(check_lines(&[]).expect_err("nothing is billed")[0].field, "lines");
    }
}
