//! How much somebody types who gives a part of a payment back.

use crate::money::Amount;

/// Reads the part of what is left that somebody typed; nothing typed is all of it.
///
/// Errors: a sentence that says what is wrong and what would be right.
pub fn part(text: &str, left: Amount) -> Result<Amount, String> {
    if text.trim().is_empty() {
        return Ok(left);
    }
    let amount = Amount::parse_decimal(text, left.currency)?;
    if amount.minor <= 0 {
        return Err("Enter an amount of more than 0.".to_owned());
    }
    if amount.minor > left.minor {
        return Err(match left.minor {
            0 => "Nothing is left to refund of this payment.".to_owned(),
            _ => format!("{left} is left to refund. Enter that or less."),
        });
    }
    Ok(amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn eur(minor: i64) -> Amount {
        Amount { minor, currency: "EUR".parse().expect("a code") }
    }

    #[test]
    fn what_is_typed_is_a_part_of_what_is_left() {
        assert_eq!(part(" ", eur(9450)), Ok(eur(9450)));
        assert_eq!(part("38", eur(9450)), Ok(eur(3800)));
        assert_eq!(part("95", eur(9450)), Err("€94.50 is left to refund. Enter that or less.".to_owned()));
        assert_eq!(part("1", eur(0)), Err("Nothing is left to refund of this payment.".to_owned()));
        for wrong in ["0", "-1", "1,50", "ten", "1.005"] {
            assert!(part(wrong, eur(9450)).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn never_more_than_is_left(left in 0i64..100_000, text in "[0-9.]{0,7}") {
            if let Ok(amount) = part(&text, eur(left)) {
                prop_assert!(amount.minor <= left);
            }
        }
    }
}
