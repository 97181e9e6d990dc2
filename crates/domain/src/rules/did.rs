//! Decentralised identifiers by the grammar of W3C DID Core, section 3.1.

use super::text::{grouped, quoted, trim};

/// Longer identifiers could not be indexed.
const LONGEST: usize = 1000;

/// An identifier such as `did:web:example.com`, kept as given: the part after the method may tell capitals apart.
pub fn did(text: &str) -> Result<String, String> {
    let text = trim(text);
    let Some((scheme, rest)) = text.split_once(':').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("did")) else {
        return Err("A DID begins with did: and a method, such as did:web:example.com.".to_owned());
    };
    if scheme != "did" {
        return Err(format!("Write did: in lower case: {}.", quoted(&format!("did:{rest}"))));
    }
    let (method, id) = rest.split_once(':').unwrap_or((rest, ""));
    if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Err(format!(
            "The method of a DID is lower-case letters and digits, such as web in did:web:example.com; this one is {}.",
            quoted(method)
        ));
    }
    if id.is_empty() || id.ends_with(':') {
        return Err(format!("Add the part after {}, such as did:{method}:example.", quoted(text)));
    }
    specific(id)?;
    if text.len() > LONGEST {
        return Err(format!(
            "A DID has at most {} characters; this one has {}.",
            grouped(LONGEST),
            grouped(text.len())
        ));
    }
    Ok(text.to_owned())
}

/// The part that only the method understands: letters, digits, `.`, `-`, `_`, `:` and percent-encoded bytes.
fn specific(id: &str) -> Result<(), String> {
    let mut rest = id.chars();
    while let Some(c) = rest.next() {
        match c {
            '%' => {
                let hex = |c: Option<char>| c.is_some_and(|c| c.is_ascii_hexdigit());
                if !(hex(rest.next()) && hex(rest.next())) {
                    return Err("In a DID, % is followed by two hexadecimal digits, such as %3A.".to_owned());
                }
            }
            '/' | '?' | '#' => {
                return Err(format!("A DID ends before {c}: what follows belongs to a DID URL. Leave it out."));
            }
            c if c.is_ascii_alphanumeric() || "._-:".contains(c) => {}
            c => return Err(format!("A DID can't have {} in it. Write it percent-encoded.", quoted(&c.to_string()))),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn identifiers_by_the_grammar() {
        for text in [
            "did:web:example.com",
            "did:web:example.com%3A3000:user:alice",
            "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
            "did:a1:::x",
            "did:ethr:0xAb",
        ] {
            assert_eq!(did(text), Ok(text.to_owned()));
        }
    }

    #[test]
    fn a_refusal_says_what_would_be_right() {
        let cases = [
            ("example.com", "begins with did:"),
            ("DID:web:example.com", "lower case: \"did:web:example.com\""),
            ("did:Web:example.com", "The method of a DID is lower-case"),
            ("did::x", "The method of a DID is lower-case"),
            ("did:web", "Add the part after \"did:web\""),
            ("did:web:a:", "Add the part after"),
            ("did:web:a#key-1", "ends before #"),
            ("did:web:a%3", "two hexadecimal digits"),
            ("did:web:a b", "can't have \" \""),
            ("did:web:é", "percent-encoded"),
        ];
        for (text, expected) in cases {
            let message = did(text).expect_err(text);
            assert!(message.contains(expected), "{text}: {message}");
        }
        assert!(did(&format!("did:web:{}", "a".repeat(1000))).is_err());
    }

    proptest! {
        #[test]
        fn whatever_follows_the_grammar_is_kept(
            text in "did:[a-z0-9]{1,8}:([A-Za-z0-9._-]{0,8}:){0,2}([A-Za-z0-9._-]|%[0-9A-F]{2}){1,8}"
        ) {
            prop_assert_eq!(did(&text), Ok(text.clone()));
        }

        #[test]
        fn any_text_gets_an_answer(text in "(did:)?[ -~é]{0,30}") {
            if let Err(message) = did(&text) {
                prop_assert!(message.ends_with('.'));
            }
        }
    }
}
