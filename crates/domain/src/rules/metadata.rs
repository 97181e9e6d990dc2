//! Metadata: keys of the merchant's choice with JSON values. People type text; what reads as JSON is JSON, and anything
//! else is a string.

use std::collections::BTreeMap;

use super::json;
use super::text::{grouped, quoted, trim};
use crate::violation::Violation;

/// A customer has at most this many keys.
const MOST_KEYS: usize = 50;
/// A key has at most this many characters.
const LONGEST_KEY: usize = 100;
/// All metadata of a customer, written as one JSON object, has at most this many bytes.
const MOST_BYTES: usize = 16 * 1024;

/// Metadata with compact JSON texts as values, sorted by key. A row without key and value is left out.
///
/// Errors: every violation, of the field `metadata.KEY` or of `metadata` as a whole.
pub fn metadata(draft: &[(String, String)]) -> Result<Vec<(String, String)>, Vec<Violation>> {
    let (mut checked, mut violations) = (BTreeMap::new(), Vec::new());
    let mut given = 0;
    for (key, text) in draft {
        let key = trim(key);
        if key.is_empty() && trim(text).is_empty() {
            continue;
        }
        given += 1;
        let field = format!("metadata.{key}");
        if let Some(violation) = wrong_key(key, text) {
            violations.push(violation);
        }
        let value = value(text);
        if let Some(c) = json::control_character(&value) {
            let code = format!("U+{:04X}", c as u32);
            let message =
                format!("The value has an invisible control character in it ({code}). Tabs and line breaks are fine.");
            violations.push(Violation::new(&field, message));
        }
        if checked.insert(key.to_owned(), value).is_some() {
            let twice = Violation::new(field, format!("The key {} is there more than once. Keep one.", quoted(key)));
            if !violations.contains(&twice) {
                violations.push(twice);
            }
        }
    }
    if given > MOST_KEYS {
        violations.push(Violation::new("metadata", format!("There are {given} keys; {MOST_KEYS} is the most.")));
    }
    match size(&checked) {
        bytes if bytes > MOST_BYTES => {
            let message =
                format!("The metadata is {} bytes as JSON; {} is the most.", grouped(bytes), grouped(MOST_BYTES));
            violations.push(Violation::new("metadata", message));
        }
        _ => {}
    }
    if violations.is_empty() { Ok(checked.into_iter().collect()) } else { Err(violations) }
}

/// A stored value as a form shows it: a string as its plain text, unless that text would be read as other JSON.
pub fn metadata_text(stored: &str) -> String {
    match json::as_string(stored) {
        Some(text) if json::compact(&text).is_none() => text,
        _ => stored.to_owned(),
    }
}

/// The stored values that a text can mean: the string, and the number, true, false or null of the same letters.
pub fn metadata_equals(text: &str) -> Vec<String> {
    let other = json::compact(text).filter(|json| !json.starts_with(['{', '[', '"']));
    json::quote(text).into_iter().chain(other).collect()
}

/// The JSON that a text stands for.
fn value(text: &str) -> String {
    json::compact(text).or_else(|| json::quote(text)).unwrap_or_default()
}

fn wrong_key(key: &str, text: &str) -> Option<Violation> {
    if key.is_empty() {
        return Some(Violation::new(
            "metadata",
            format!("The value {} has no key. Give it one, or clear it.", quoted(text)),
        ));
    }
    let field = format!("metadata.{key}");
    if let Some(c) = key.chars().find(|c| !(c.is_ascii_alphanumeric() || "_-".contains(*c))) {
        let c = if c == ' ' { "a space".to_owned() } else { quoted(&c.to_string()) };
        let message = format!("A key has only letters (a to z), digits, _ and -; {} has {c} in it.", quoted(key));
        return Some(Violation::new(field, message));
    }
    match key.len() {
        length if length > LONGEST_KEY => Some(Violation::new(
            field,
            format!("The key has {} characters; {LONGEST_KEY} is the most.", grouped(length)),
        )),
        _ => None,
    }
}

/// Bytes of the object `{"key":value,…}`: three signs a key beside its own, one comma less than keys, and two braces.
fn size(checked: &BTreeMap<String, String>) -> usize {
    let entries: usize = checked.iter().map(|(key, value)| key.len() + value.len() + 3).sum();
    entries + checked.len().saturating_sub(1) + 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::json::tests::json;
    use proptest::prelude::*;

    fn draft(rows: &[(&str, &str)]) -> Vec<(String, String)> {
        rows.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    fn refusals(rows: &[(&str, &str)]) -> Vec<(String, String)> {
        let violations = metadata(&draft(rows)).expect_err("should be refused");
        violations.into_iter().map(|violation| (violation.field, violation.message)).collect()
    }

    #[test]
    fn text_becomes_json_sorted_by_key() {
        let given = draft(&[
            ("plan", "pro"),
            ("age", "36"),
            (" on ", "true"),
            ("", " "),
            ("list", "[1, 2]"),
            ("none", ""),
            ("quoted", "\"36\""),
        ]);
        let expected = draft(&[
            ("age", "36"),
            ("list", "[1,2]"),
            ("none", "\"\""),
            ("on", "true"),
            ("plan", "\"pro\""),
            ("quoted", "\"36\""),
        ]);

        assert_eq!(metadata(&given), Ok(expected));
    }

    #[test]
    fn forms_show_strings_plain_unless_they_would_read_as_json() {
        assert_eq!(metadata_text("\"pro\""), "pro");
        assert_eq!(metadata_text("\"36\""), "\"36\"");
        assert_eq!(metadata_text("36"), "36");
        assert_eq!(metadata_text("\"\""), "");
        assert_eq!(metadata_text("\"\\\"a\\\"\""), "\"\\\"a\\\"\"");
    }

    #[test]
    fn everything_wrong_is_reported_at_once() {
        let found = refusals(&[
            ("", "x"),
            ("a key", "1"),
            ("é", "1"),
            (&"k".repeat(101), "1"),
            ("c", "\u{1}"),
            ("d", "1"),
            ("d", "2"),
            ("d", "3"),
        ]);
        let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();

        assert_eq!(
            fields,
            [
                "metadata",
                "metadata.a key",
                "metadata.é",
                &format!("metadata.{}", "k".repeat(101)),
                "metadata.c",
                "metadata.d"
            ]
        );
        assert_eq!(found[1].1, "A key has only letters (a to z), digits, _ and -; \"a key\" has a space in it.");
        assert_eq!(found[5].1, "The key \"d\" is there more than once. Keep one.");
    }

    #[test]
    fn the_whole_has_its_limits() {
        let keys: Vec<(String, String)> = (0..51).map(|n| (n.to_string(), "1".to_owned())).collect();
        let violation = metadata(&keys).expect_err("one too many");
        assert_eq!(violation, [Violation::new("metadata", "There are 51 keys; 50 is the most.")]);

        let fits = "x".repeat(16 * 1024 - "{\"k\":\"\"}".len());
        assert!(metadata(&draft(&[("k", &fits)])).is_ok());
        assert_eq!(refusals(&[("k", &(fits + "x"))])[0].1, "The metadata is 16,385 bytes as JSON; 16,384 is the most.");
    }

    proptest! {
        #[test]
        fn what_a_form_shows_reads_back(value in json()) {
            let stored = serde_json::to_string(&value).expect("JSON");
            prop_assume!(json::control_character(&stored).is_none());
            let rows = vec![("k".to_owned(), metadata_text(&stored))];
            prop_assert_eq!(metadata(&rows), Ok(vec![("k".to_owned(), stored)]));
        }

        #[test]
        fn checked_metadata_is_shown_and_checked_again(
            rows in prop::collection::vec(("[a-z]{1,2}", any::<String>()), 0..8)
        ) {
            if let Ok(checked) = metadata(&rows) {
                let shown: Vec<_> = checked.iter().map(|(key, value)| (key.clone(), metadata_text(value))).collect();
                prop_assert_eq!(metadata(&shown), Ok(checked.clone()));
                prop_assert_eq!(metadata(&checked), Ok(checked.clone()));
                prop_assert!(checked.is_sorted());
            }
        }

        #[test]
        fn the_size_is_that_of_the_object(rows in prop::collection::btree_map("[a-z]{1,3}", "[0-9]{1,5}", 0..5)) {
            let object = rows.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect::<Vec<_>>().join(",");
            prop_assert_eq!(size(&rows), object.len() + 2);
        }
    }
}
