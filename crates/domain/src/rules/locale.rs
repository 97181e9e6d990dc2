//! Languages: the part of BCP 47 that says language, script, region and variant.

use super::text::{quoted, trim};

/// A language tag in its usual capitals: `en`, `pt-BR`, `zh-Hant-TW`. An underscore counts as a hyphen.
pub fn locale(text: &str) -> Result<String, String> {
    let text = trim(text);
    let tag = text.replace('_', "-");
    let mut subtags = tag.split('-').peekable();
    let mut parts = Vec::new();
    match subtags.next() {
        Some(language) if (2..=3).contains(&language.len()) && letters(language) => parts.push(language.to_lowercase()),
        _ => return Err(unknown(text)),
    }
    if let Some(script) = subtags.next_if(|part| part.len() == 4 && letters(part)) {
        parts.push(script[..1].to_uppercase() + &script[1..].to_lowercase());
    }
    let is_region = |part: &&str| (part.len() == 2 && letters(part)) || (part.len() == 3 && digits(part));
    if let Some(region) = subtags.next_if(is_region) {
        parts.push(region.to_uppercase());
    }
    for variant in subtags {
        if !is_variant(variant) || parts.contains(&variant.to_lowercase()) {
            return Err(unknown(text));
        }
        parts.push(variant.to_lowercase());
    }
    Ok(parts.join("-"))
}

/// Five to eight letters and digits, or four that begin with a digit.
fn is_variant(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ((5..=8).contains(&text.len()) || (text.len() == 4 && digits(&text[..1])))
}

fn letters(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn unknown(text: &str) -> String {
    format!("{} is no language tag. Write one such as en, pt-BR or zh-Hant-TW.", quoted(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_get_their_usual_capitals() {
        let cases = [
            ("en", "en"),
            ("PT-br", "pt-BR"),
            ("pt_BR", "pt-BR"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("yue", "yue"),
            ("de-CH-1996", "de-CH-1996"),
            ("ca-ES-valencia", "ca-ES-valencia"),
        ];
        for (text, expected) in cases {
            assert_eq!(locale(text), Ok(expected.to_owned()));
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in
            ["English", "e", "en-", "-en", "en--GB", "en-GB-x", "en-ü", "12", "en-GB-US", "zh-TW-Hant", "de-1996-1996"]
        {
            let message = locale(text).expect_err(text);
            assert!(message.ends_with("is no language tag. Write one such as en, pt-BR or zh-Hant-TW."), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_checked_tag_is_its_own_check(text in "[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8}){0,3}", other: String) {
            for text in [text, other] {
                if let Ok(checked) = locale(&text) {
                    prop_assert_eq!(locale(&checked), Ok(checked.clone()));
                }
            }
        }
    }
}
