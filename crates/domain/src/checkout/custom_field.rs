//! The merchant's own questions at checkout, and what counts as an answer.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// What kind of answer a question wants.
    CustomFieldKind {
        /// A line of text.
        Text = "text", "Text";
        /// Digits.
        Number = "number", "Number";
        /// One of several options.
        Dropdown = "dropdown", "Dropdown";
        /// Ticked or not.
        Checkbox = "checkbox", "Checkbox";
    }
}

/// A question of the merchant's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    /// By which programs know it; made of the label when nobody gave one. The answer lands in the customer's metadata
    /// under it.
    pub key: String,
    /// As buyers read it.
    pub label: String,
    /// What kind of answer it wants.
    #[serde(rename = "type")]
    pub kind: CustomFieldKind,
    /// Whether it may stay without an answer.
    pub optional: bool,
    /// An answer has at least so many characters; texts and numbers only.
    pub min_characters: Option<i64>,
    /// An answer has at most so many characters; texts and numbers only.
    pub max_characters: Option<i64>,
    /// What can be chosen; dropdowns only.
    pub options: Vec<String>,
}

/// An answer that fits its question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// Ticked or not.
    Ticked(bool),
    /// Text, digits as they were typed, or the chosen option.
    Text(String),
}

/// Why something is no answer. Told by what it is, so that each language finds its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// There is none.
    Missing,
    /// It is shorter than this.
    TooShort(i64),
    /// It is longer than this.
    TooLong(i64),
    /// It is no number.
    NoNumber,
    /// It is none of the options.
    NoOption,
}

impl CustomField {
    /// No text or number is longer.
    pub const LONGEST: i64 = 255;

    /// The answer that a text gives; nothing when it is blank and may be. A ticked box sends `on`.
    ///
    /// Errors: why it is no answer.
    pub fn answer(&self, text: &str) -> Result<Option<Answer>, NoAnswer> {
        let text = text.trim();
        if self.kind == CustomFieldKind::Checkbox {
            let ticked = !matches!(text, "" | "false" | "off" | "0");
            return if ticked || self.optional { Ok(Some(Answer::Ticked(ticked))) } else { Err(NoAnswer::Missing) };
        }
        if text.is_empty() {
            return if self.optional { Ok(None) } else { Err(NoAnswer::Missing) };
        }
        match self.kind {
            CustomFieldKind::Number if !is_number(text) => return Err(NoAnswer::NoNumber),
            CustomFieldKind::Dropdown if !self.options.iter().any(|option| option == text) => {
                return Err(NoAnswer::NoOption);
            }
            CustomFieldKind::Dropdown => return Ok(Some(Answer::Text(text.to_owned()))),
            _ => {}
        }
        let length = text.chars().count() as i64;
        let most = self.max_characters.unwrap_or(Self::LONGEST);
        match self.min_characters {
            Some(least) if length < least => Err(NoAnswer::TooShort(least)),
            _ if length > most => Err(NoAnswer::TooLong(most)),
            _ => Ok(Some(Answer::Text(text.to_owned()))),
        }
    }
}

/// Digits, with one sign before them and one point among them at most. Kept as typed: a tax number may begin with 0.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

/// The key that a label makes: `Tax ID` becomes `tax_id`. Of a label without letters that a key may have, the question's
/// place makes the key: `field_2`.
pub fn key_of(label: &str, place: usize) -> String {
    let mut key = String::new();
    for c in label.chars() {
        match c.is_ascii_alphanumeric() {
            true => key.push(c.to_ascii_lowercase()),
            false if !key.is_empty() && !key.ends_with('_') => key.push('_'),
            false => {}
        }
    }
    key.truncate(40);
    let key = key.trim_end_matches('_');
    if key.is_empty() { format!("field_{}", place + 1) } else { key.to_owned() }
}
