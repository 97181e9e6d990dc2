//! JSON as text: read, checked and written back without ever turning a number into one that a machine can hold, so that
//! every digit stays.

use serde_json::Value;

/// JSON without white space between its tokens and with its strings in one way of writing; nothing if it isn't JSON.
/// Doing it twice changes nothing.
pub(super) fn compact(text: &str) -> Option<String> {
    // What other programs could not read back is not JSON to us: depth, range and pairs of surrogates.
    serde_json::from_str::<Value>(text).ok()?;
    let mut out = String::with_capacity(text.len());
    for token in tokens(text) {
        match token {
            Token::String(literal) => out.push_str(&quote(&serde_json::from_str::<String>(literal).ok()?)?),
            Token::Plain(c) if c.is_ascii_whitespace() => {}
            Token::Plain(c) => out.push(c),
        }
    }
    Some(out)
}

/// The text of a JSON string, if that is what the JSON is.
pub(super) fn as_string(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

/// A text as a JSON string.
pub(super) fn quote(text: &str) -> Option<String> {
    serde_json::to_string(text).ok()
}

/// The first control character in any string of the JSON, other than tab and line breaks.
pub(super) fn control_character(json: &str) -> Option<char> {
    let strings = tokens(json).filter_map(|token| match token {
        Token::String(literal) => as_string(literal),
        Token::Plain(_) => None,
    });
    strings.filter_map(|text| text.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))).next()
}

enum Token<'a> {
    /// A string with its quotes.
    String(&'a str),
    /// One character outside of strings.
    Plain(char),
}

/// The tokens of text that is known to be JSON.
fn tokens(json: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = json;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = if first == '"' { string_length(rest) } else { first.len_utf8() };
        let (token, after) = rest.split_at(length);
        rest = after;
        Some(if first == '"' { Token::String(token) } else { Token::Plain(first) })
    })
}

/// How far the string at the beginning of the text reaches, both quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (place, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return place + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_digit_stays() {
        assert_eq!(
            compact(" { \"n\" : 12345678901234567890123 , \"v\": 1.10 } ").as_deref(),
            Some(r#"{"n":12345678901234567890123,"v":1.10}"#)
        );
        assert_eq!(compact("-0").as_deref(), Some("-0"));
    }

    #[test]
    fn strings_are_written_one_way() {
        assert_eq!(compact(r#"["\u0041\/ \" \\", "a b"]"#).as_deref(), Some(r#"["A/ \" \\","a b"]"#));
    }

    #[test]
    fn what_is_not_json_is_told() {
        for text in ["", "{", "pro", "1,234", "01", "'a'", "1 2", r#""\ud800""#, &"[".repeat(300)] {
            assert_eq!(compact(text), None, "{text}");
        }
    }

    #[test]
    fn control_characters_are_found_wherever_they_hide() {
        assert_eq!(control_character(r#"{"a":["b\u0000"]}"#), Some('\0'));
        assert_eq!(control_character(r#"{"a\u0007":1}"#), Some('\u{7}'));
        assert_eq!(control_character(r#""a\tb\n""#), None);
    }

    /// JSON of every shape.
    pub(crate) fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..4).prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn compacting_keeps_the_meaning(value in json()) {
            let pretty = serde_json::to_string_pretty(&value).expect("JSON");
            let compacted = compact(&pretty).expect("still JSON");
            prop_assert_eq!(serde_json::from_str::<Value>(&compacted).expect("JSON"), value);
            prop_assert_eq!(compact(&compacted), Some(compacted));
        }

        #[test]
        fn any_text_gets_an_answer(text: String, like in "[\\[\\]{}\",:\\\\0-9a-u ]{0,30}") {
            for text in [text, like] {
                if let Some(compacted) = compact(&text) {
                    prop_assert_eq!(compact(&compacted), Some(compacted));
                }
            }
        }
    }
}
