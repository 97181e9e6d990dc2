//! "Did you mean …?": the known word that differs least from what was typed.

/// The candidate that takes the fewest slips to become the word, if it is near enough to be meant. A slip is a letter
/// too many, too few, wrong, or swapped with its neighbour; one is allowed for every three letters. Case doesn't count.
/// Among equals the first wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let word = letters(word);
    let allowed = (word.len() / 3).max(1);
    // A word this long was not mistyped, and comparing it would take its time.
    if word.is_empty() || word.len() > 60 {
        return None;
    }
    candidates
        .into_iter()
        .map(|candidate| (candidate, letters(candidate)))
        .filter(|(_, letters)| letters.len().abs_diff(word.len()) <= allowed)
        .map(|(candidate, letters)| (slips(&word, &letters), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The optimal string alignment distance, row by row.
fn slips(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let replaced = above[j] + usize::from(a[i] != b[j]);
            let mut least = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slip_is_recognised() {
        assert_eq!(nearest("Germny", ["France", "Germany"]), Some("Germany"));
        assert_eq!(nearest("gahna", ["Guyana", "Ghana"]), Some("Ghana"));
        assert_eq!(nearest("xyz", ["Germany"]), None);
        assert_eq!(nearest("", ["a"]), None);
    }

    proptest! {
        #[test]
        fn a_known_word_is_nearest_to_itself(
            word in "[a-z]{1,20}",
            others in prop::collection::vec("[a-z]{1,20}", 0..5),
        ) {
            let candidates = others.iter().map(String::as_str).chain([word.as_str()]);
            prop_assert_eq!(nearest(&word, candidates), Some(word.as_str()));
        }

        #[test]
        fn distance_is_the_same_both_ways(a in "[a-c]{0,8}", b in "[a-c]{0,8}") {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            prop_assert_eq!(slips(&a, &b), slips(&b, &a));
        }
    }
}
