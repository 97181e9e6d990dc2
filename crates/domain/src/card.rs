//! Cards as buyers enter them: read and checked, and never kept. What is kept is a [`Method`]: brand, last four digits,
//! expiry, and a fingerprint that only the merchant's key can make; for later payments, a [`SavedCard`].

mod sandbox;
mod saved;

#[cfg(test)]
mod tests;

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::payment::{Method, MethodDetails};
use crate::time::Timestamp;
use crate::violation::Violation;

pub use sandbox::SandboxCard;
pub use saved::{SavedCard, may_be_kept};

/// A card as it was typed. It goes no further than [`Card::read`].
#[derive(Clone, Default)]
pub struct CardDraft {
    /// The number; spaces and dashes are allowed.
    pub number: String,
    /// `MM/YY` or `MM / YYYY`.
    pub expiry: String,
    /// The three digits on the back, or the four on the front.
    pub cvc: String,
}

/// A card that can be one. Holds the number for as long as it takes to ask for the money.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    number: String,
    exp_month: i64,
    exp_year: i64,
}

impl fmt::Debug for CardDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardDraft").finish_non_exhaustive()
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Card").finish_non_exhaustive()
    }
}

impl Card {
    /// The card that was typed.
    ///
    /// Errors: everything that is wrong, at `card_number`, `card_expiry` and `card_cvc`. No message repeats what was
    /// typed.
    pub fn read(draft: &CardDraft, now: Timestamp) -> Result<Self, Vec<Violation>> {
        let (number, expiry) = (number(&draft.number), expiry(&draft.expiry, now));
        let code = code(&draft.cvc, number.as_deref().unwrap_or_default());
        match (number, expiry, code) {
            (Ok(number), Ok((exp_month, exp_year)), Ok(())) => Ok(Self { number, exp_month, exp_year }),
            (number, expiry, code) => Err([number.err(), expiry.err(), code.err()].into_iter().flatten().collect()),
        }
    }

    /// The card as it is kept. The fingerprint is equal for equal numbers, whatever their expiry, and nobody without the
    /// key can find the number that it is of.
    pub fn method(&self, fingerprint_key: &[u8]) -> Method {
        let last4 = &self.number[self.number.len() - 4..];
        let more = MethodDetails {
            exp_month: self.exp_month,
            exp_year: self.exp_year,
            fingerprint: fingerprint(&self.number, fingerprint_key),
            ..MethodDetails::default()
        };
        Method { more, ..Method::card(brand(&self.number).0, last4) }
    }
}

/// The first half of an HMAC-SHA256: 128 bits are far more than there are cards.
fn fingerprint(number: &str, key: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length is taken");
    mac.update(number.as_bytes());
    mac.finalize().into_bytes().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn number(text: &str) -> Result<String, Violation> {
    let wrong = |message: &str| Err(Violation::new("card_number", message));
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if digits.is_empty() {
        return Err(Violation::missing("card_number", "Enter the number on the card."));
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return wrong("A card number has digits only. Enter it as it is on the card.");
    }
    let (_, lengths) = brand(&digits);
    if !lengths.contains(&digits.len()) {
        let usual: Vec<String> = lengths.iter().map(ToString::to_string).collect();
        let (usual, count) = (if usual.len() > 4 { "12 to 19".to_owned() } else { usual.join(" or ") }, digits.len());
        let message = format!("Numbers of this kind of card have {usual} digits; this one has {count}.");
        return Err(Violation::new("card_number", message));
    }
    if !luhn(&digits) {
        return wrong("This card number can't be right: a digit is wrong, or two changed places. Check it.");
    }
    Ok(digits)
}

/// The brand by the first digits, and how many digits its numbers have (ISO/IEC 7812; the ranges as the brands publish
/// them). Empty when it is another.
fn brand(digits: &str) -> (&'static str, &'static [usize]) {
    let first = |count: usize| digits.get(..count).and_then(|start| start.parse::<u32>().ok()).unwrap_or_default();
    match (first(1), first(2), first(3), first(4)) {
        (4, ..) => ("visa", &[13, 16, 19]),
        (_, 51..=55, ..) | (_, _, _, 2221..=2720) => ("mastercard", &[16]),
        (_, 34 | 37, ..) => ("amex", &[15]),
        (_, _, 300..=305, _) | (_, 36 | 38 | 39, ..) => ("diners", &[14, 16, 19]),
        (_, _, _, 3528..=3589) => ("jcb", &[16, 19]),
        (_, _, 644..=649, _) | (_, 65, ..) | (_, _, _, 6011) => ("discover", &[16, 19]),
        (_, 62, ..) => ("unionpay", &[16, 17, 18, 19]),
        _ => ("", &[12, 13, 14, 15, 16, 17, 18, 19]),
    }
}

/// The check digit (ISO/IEC 7812-1, annex B).
fn luhn(digits: &str) -> bool {
    let weighed = digits.bytes().rev().enumerate().map(|(place, byte)| {
        let digit = u32::from(byte - b'0');
        if place % 2 == 0 { digit } else { digit * 2 - if digit > 4 { 9 } else { 0 } }
    });
    weighed.sum::<u32>() % 10 == 0
}

fn expiry(text: &str, now: Timestamp) -> Result<(i64, i64), Violation> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Err(Violation::missing("card_expiry", "Enter the month and year on the card, such as 09/28."));
    }
    let parts =
        text.split_once(['/', '-']).or_else(|| matches!(text.len(), 4 | 6).then(|| text.split_at_checked(2))?);
    let unclear = || Violation::new("card_expiry", "Enter the month and the year with a slash between, such as 09/28.");
    let (month, year) = parts.ok_or_else(unclear)?;
    let count = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i64>().ok())?;
    let month = count(month).filter(|_| month.len() <= 2).ok_or_else(unclear)?;
    let year = match (year.len(), count(year)) {
        (2, Some(year)) => 2000 + year,
        (4, Some(year)) => year,
        _ => return Err(unclear()),
    };
    if !(1..=12).contains(&month) {
        return Err(Violation::new("card_expiry", "Months go from 01 to 12. Enter the month first, such as 09/28."));
    }
    // A card can be used until the end of its month.
    let today = now.civil();
    if (year, month) < (today.year, i64::from(today.month)) {
        return Err(Violation::new("card_expiry", "This card has expired. Use another one."));
    }
    Ok((month, year))
}

/// The code is looked at and forgotten.
fn code(text: &str, number: &str) -> Result<(), Violation> {
    let text = text.trim();
    let digits = if brand(number).0 == "amex" { 4 } else { 3 };
    if text.is_empty() {
        return Err(Violation::missing("card_cvc", format!("Enter the security code: {digits} digits on the card.")));
    }
    if text.len() != digits || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Violation::new("card_cvc", format!("The security code of this card has {digits} digits.")));
    }
    Ok(())
}
