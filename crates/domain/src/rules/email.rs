//! Email addresses: trimmed and lower-cased. Nothing else is folded, because nothing else is sure to reach the same
//! person.

use email_address::{EmailAddress, Error, Options};

use super::text::{quoted, trim};

/// The longest address that mail servers take, in bytes (RFC 5321).
const LONGEST: usize = 254;

/// An email address in the form that is stored.
pub fn email(text: &str) -> Result<String, String> {
    let text = trim(text);
    shape(text)?;
    let address = text.to_lowercase();
    let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
    EmailAddress::parse_with_options(&address, options).map_err(|error| reason(&address, error))?;
    if let Some((_, host)) = address.rsplit_once('@') {
        domain(host)?;
    }
    Ok(address)
}

/// The part after `@`: labels of letters, digits and hyphens, the last one not a number.
pub(super) fn domain(text: &str) -> Result<(), String> {
    let wrong = |c: char| !(c.is_alphanumeric() || c == '-' || c == '.' || (!c.is_ascii() && !c.is_whitespace()));
    if let Some(c) = text.chars().find(|c| wrong(*c)) {
        return Err(format!(
            "The part after @ can't have {} in it. Write a domain such as example.com.",
            quoted(&c.to_string())
        ));
    }
    let Some((rest, last)) = text.rsplit_once('.') else {
        return Err(ending(text));
    };
    if rest.split('.').chain([last]).any(|label| label.is_empty() || label.starts_with('-') || label.ends_with('-')) {
        return Err(dots(text));
    }
    if last.chars().all(|c| c.is_ascii_digit()) {
        return Err("The part after @ is a number. Write a domain such as example.com.".to_owned());
    }
    Ok(())
}

/// What can be said before any grammar: mistakes of the hand.
fn shape(text: &str) -> Result<(), String> {
    if let (Some(start), true) = (text.rfind('<'), text.ends_with('>')) {
        return Err(format!("Enter the address alone: {}.", quoted(&text[start + 1..text.len() - 1])));
    }
    if let Some(address) = text.strip_prefix("mailto:") {
        return Err(format!("Enter the address alone: {}.", quoted(address)));
    }
    if text.contains([',', ';']) {
        return Err("Enter one address; there is a comma or a semicolon in it.".to_owned());
    }
    if text.chars().any(char::is_whitespace) {
        return Err("There is a space in it. Take it out, or enter one address only.".to_owned());
    }
    if text.chars().any(char::is_control) {
        return Err("There is an invisible character in it. Type the address again.".to_owned());
    }
    match text.matches('@').count() {
        0 => Err("An email address has an @ in it, such as ada@example.com.".to_owned()),
        1 => Ok(()),
        _ if text.starts_with('"') => Ok(()),
        _ => Err("There is more than one @ in it. Enter one address, such as ada@example.com.".to_owned()),
    }?;
    match text.len() {
        length if length > LONGEST => Err(format!("It is {length} characters long; {LONGEST} is the most.")),
        _ => Ok(()),
    }
}

fn reason(address: &str, error: Error) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    match error {
        Error::MissingSeparator => "An email address has an @ in it, such as ada@example.com.".to_owned(),
        Error::LocalPartEmpty => "Add the part before @, such as ada.".to_owned(),
        Error::LocalPartTooLong => format!("The part before @ is {} characters long; 64 is the most.", local.len()),
        Error::DomainEmpty => "Add the part after @, such as example.com.".to_owned(),
        Error::DomainTooLong => "The part after @ is too long. Write a domain such as example.com.".to_owned(),
        Error::SubDomainTooLong => "A part of the domain is longer than 63 characters.".to_owned(),
        Error::DomainTooFew => ending(domain),
        Error::SubDomainEmpty | Error::DomainInvalidSeparator => dots(domain),
        Error::UnsupportedDomainLiteral | Error::InvalidIPAddress => {
            "Write a domain after @, such as example.com, not an IP address.".to_owned()
        }
        _ if local.starts_with('.') || local.ends_with('.') || local.contains("..") => {
            "The part before @ begins or ends with a dot, or has two in a row. Take the extra dot out.".to_owned()
        }
        _ => match address.chars().find(|c| "()<>[]:\\\"".contains(*c)) {
            Some(c) => format!("An email address can't have {c} in it. Take it out."),
            None => "That is not an email address. Write one such as ada@example.com.".to_owned(),
        },
    }
}

fn ending(domain: &str) -> String {
    format!("Add the ending of the domain after {}, such as .com.", quoted(domain))
}

fn dots(domain: &str) -> String {
    if domain.ends_with('.') {
        "Take the dot off the end.".to_owned()
    } else if domain.starts_with('.') {
        "Take the dot after @ out.".to_owned()
    } else if domain.contains("..") {
        "There are two dots in a row after @. Take one out.".to_owned()
    } else {
        "A part of the domain begins or ends with a hyphen. Write a domain such as example.com.".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_trimmed_and_lower_cased_and_nothing_else() {
        assert_eq!(email(" Ada.Lovelace+Shop@Example.COM\u{200B} "), Ok("ada.lovelace+shop@example.com".to_owned()));
        assert_eq!(email("名前@例え.example"), Ok("名前@例え.example".to_owned()));
        assert_eq!(email("o'brien@mail.example.com"), Ok("o'brien@mail.example.com".to_owned()));
    }

    #[test]
    fn a_refusal_says_what_would_be_right() {
        let cases = [
            ("ada", "An email address has an @ in it, such as ada@example.com."),
            ("ada@", "Add the part after @, such as example.com."),
            ("@example.com", "Add the part before @, such as ada."),
            ("ada@example", "Add the ending of the domain after \"example\", such as .com."),
            ("ada @example.com", "There is a space in it. Take it out, or enter one address only."),
            ("ada@example..com", "There are two dots in a row after @. Take one out."),
            ("ada@example.com.", "Take the dot off the end."),
            ("ada@.example.com", "Take the dot after @ out."),
            ("ada@@example.com", "There is more than one @ in it. Enter one address, such as ada@example.com."),
            ("ada@example.com,bob@example.com", "Enter one address; there is a comma or a semicolon in it."),
            ("Ada <ada@example.com>", "Enter the address alone: \"ada@example.com\"."),
            ("ada@[10.0.0.1]", "Write a domain after @, such as example.com, not an IP address."),
            ("ada@10.0.0.1", "The part after @ is a number. Write a domain such as example.com."),
            ("a(da@example.com", "An email address can't have ( in it. Take it out."),
            ("ada@exa!mple.com", "The part after @ can't have \"!\" in it. Write a domain such as example.com."),
        ];
        for (text, expected) in cases {
            assert_eq!(email(text), Err(expected.to_owned()), "{text}");
        }
        assert!(email(".ada@example.com").is_err_and(|message| message.contains("extra dot")));
        assert!(
            email(&format!("{}@example.com", "a".repeat(65))).is_err_and(|message| message.contains("64 is the most"))
        );
        assert!(email(&format!("a@{}.com", "b.".repeat(150))).is_err_and(|message| message.contains("254")));
    }

    proptest! {
        #[test]
        fn a_checked_address_is_its_own_check(text in "[A-Za-z0-9.+_-]{1,12}@[A-Za-z0-9.-]{1,12}\\.[a-zA-Z]{2,5}") {
            if let Ok(checked) = email(&text) {
                prop_assert_eq!(email(&checked), Ok(checked.clone()));
                prop_assert_eq!(checked, text.to_lowercase());
            }
        }

        #[test]
        fn any_text_gets_an_answer(text in "[ -~é@.\"<>\\n]{0,40}", other: String) {
            for text in [text, other] {
                match email(&text) {
                    Ok(checked) => prop_assert!(checked.contains('@') && !checked.contains(char::is_whitespace)),
                    Err(message) => prop_assert!(message.ends_with('.')),
                }
            }
        }
    }
}
