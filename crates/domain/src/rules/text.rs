//! Plain text: names and the merchant's own ids, and what all rules about text share.

use unicode_normalization::UnicodeNormalization;

/// A name has at most this many characters.
const NAME: usize = 200;
/// An external id has at most this many characters.
const EXTERNAL_ID: usize = 200;

/// A name, of a person or an organisation, in Unicode's composed form so that equal names are equal text.
pub fn name(text: &str) -> Result<String, String> {
    line("The name", text, NAME)
}

/// The merchant's own id for a customer. Kept exactly as given: it is somebody else's key.
pub fn external_id(text: &str) -> Result<String, String> {
    let text = trim(text);
    no_control("The external id", text)?;
    at_most("The external id", text, EXTERNAL_ID)?;
    Ok(text.to_owned())
}

/// One line of text, trimmed and composed. `label` begins the sentence: "The city".
pub(super) fn line(label: &str, text: &str, limit: usize) -> Result<String, String> {
    let text: String = trim(text).nfc().collect();
    no_control(label, &text)?;
    at_most(label, &text, limit)?;
    Ok(text)
}

/// Without spaces around it, and without the invisible marks that come along when text is copied from a page.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Marks without width that mean nothing at the edge of a text: spaces of no width and signs of direction.
pub(super) fn is_invisible(c: char) -> bool {
    let zero_width = matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}');
    zero_width || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A value in a message: in quotes, short, and without anything that would break the line.
pub(super) fn quoted(text: &str) -> String {
    const SHOWN: usize = 40;
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let more = if text.chars().count() > SHOWN { "…" } else { "" };
    format!("\"{}{more}\"", plain.take(SHOWN).collect::<String>())
}

/// A number as people read it: `16,384`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    String::from_utf8_lossy(&groups.join(&b',')).into_owned()
}

fn no_control(label: &str, text: &str) -> Result<(), String> {
    match text.chars().find(|c| c.is_control()) {
        None => Ok(()),
        Some('\n' | '\r') => Err(format!("{label} has a line break in it. Write it in one line.")),
        Some('\t') => Err(format!("{label} has a tab in it. Use a space instead.")),
        Some(c) => {
            Err(format!("{label} has an invisible control character in it (U+{:04X}). Type it again.", c as u32))
        }
    }
}

fn at_most(label: &str, text: &str, limit: usize) -> Result<(), String> {
    match text.chars().count() {
        count if count <= limit => Ok(()),
        count => Err(format!("{label} has {} characters; {limit} is the most.", grouped(count))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_trimmed_and_composed() {
        assert_eq!(name("  Zoe\u{308} \u{200B}"), Ok("Zoë".to_owned()));
        assert_eq!(name("李 小龍"), Ok("李 小龍".to_owned()));
        assert_eq!(name("Ada\nLovelace"), Err("The name has a line break in it. Write it in one line.".to_owned()));
        assert!(name("Ada\u{0}").is_err_and(|message| message.contains("U+0000")));
        assert_eq!(name(&"é".repeat(200)), Ok("é".repeat(200)));
        assert_eq!(name(&"é".repeat(1201)), Err("The name has 1,201 characters; 200 is the most.".to_owned()));
    }

    #[test]
    fn an_external_id_is_kept_as_given() {
        assert_eq!(external_id(" User-1 é "), Ok("User-1 é".to_owned()));
        assert_eq!(external_id("e\u{301}"), Ok("e\u{301}".to_owned()));
        assert!(external_id("a\tb").is_err());
    }

    proptest! {
        #[test]
        fn a_checked_name_is_its_own_check(text: String) {
            if let Ok(checked) = name(&text) {
                prop_assert_eq!(name(&checked), Ok(checked.clone()));
                prop_assert!(!checked.chars().any(char::is_control));
            }
        }

        #[test]
        fn quoting_stays_on_one_short_line(text: String) {
            let quoted = quoted(&text);
            prop_assert!(!quoted.chars().any(char::is_control));
            prop_assert!(quoted.chars().count() <= 43);
        }
    }
}
