//! Tags: the merchant's own words for a customer, in the order they were given.

use unicode_normalization::UnicodeNormalization;

use super::text::{quoted, trim};

/// A tag has at most this many characters.
const LONGEST: usize = 50;
/// A customer has at most this many tags.
const MOST: usize = 50;

/// Tags in lower case, each once, blank ones left out.
///
/// Errors: a sentence for every tag that is no tag, and one when there are too many.
pub fn tags<T: AsRef<str>>(given: &[T]) -> Result<Vec<String>, Vec<String>> {
    let (mut tags, mut messages) = (Vec::<String>::new(), Vec::new());
    for text in given.iter().map(|text| trim(text.as_ref())).filter(|text| !text.is_empty()) {
        match tag(text) {
            Ok(tag) if tags.contains(&tag) => {}
            Ok(tag) => tags.push(tag),
            Err(message) => messages.push(message),
        }
    }
    if tags.len() > MOST {
        messages.push(format!("There are {} tags; {MOST} is the most.", tags.len()));
    }
    if messages.is_empty() { Ok(tags) } else { Err(messages) }
}

fn tag(text: &str) -> Result<String, String> {
    let tag: String = text.nfc().flat_map(char::to_lowercase).nfc().collect();
    if tag.contains([',', ';']) {
        return Err(format!(
            "The tag {} has a comma or a semicolon in it, which part tags. Take it out.",
            quoted(text)
        ));
    }
    if tag.chars().any(char::is_control) {
        return Err(format!(
            "The tag {} has a line break or an invisible character in it. Type it again.",
            quoted(text)
        ));
    }
    match tag.chars().count() {
        length if length > LONGEST => {
            Err(format!("The tag {} has {length} characters; {LONGEST} is the most.", quoted(text)))
        }
        _ => Ok(tag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_tag_once_in_lower_case_and_in_order() {
        assert_eq!(
            tags(&[" VIP ", "wholesale", "vip", "", "Écru"]),
            Ok(vec!["vip".into(), "wholesale".into(), "écru".into()])
        );
    }

    #[test]
    fn every_wrong_tag_is_named() {
        let messages = tags(&["a,b", "fine", "c\nd", &"x".repeat(51)]).expect_err("three are wrong");

        assert_eq!(messages.len(), 3);
        assert!(messages[0].starts_with("The tag \"a,b\" has a comma"));
        assert!(messages[2].ends_with("has 51 characters; 50 is the most."));
        let many: Vec<String> = (0..51).map(|n| n.to_string()).collect();
        assert_eq!(tags(&many), Err(vec!["There are 51 tags; 50 is the most.".to_owned()]));
    }

    proptest! {
        #[test]
        fn checked_tags_are_their_own_check(given in prop::collection::vec(any::<String>(), 0..10)) {
            if let Ok(checked) = tags(&given) {
                prop_assert_eq!(tags(&checked), Ok(checked.clone()));
                prop_assert!(checked.iter().all(|tag| (1..=50).contains(&tag.chars().count())));
            }
        }
    }
}
