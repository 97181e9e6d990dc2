//! What can be written next in the query box: fields, and the values of those that have few. The browser's own list of
//! suggestions shows them, by keyboard and without scripts.

use clientele_domain::customer::{Kind, SubscriptionStatus};
use clientele_domain::list::Has;
use clientele_domain::standing::Signal;

/// Fields with the comparison that mostly follows.
const FIELDS: [&str; 19] = [
    "status:",
    "spent>",
    "refunded>",
    "payments>",
    "orders>",
    "tag:",
    "kind:",
    "country:",
    "currency:",
    "created>",
    "first_payment<",
    "last_payment<",
    "name:",
    "email:",
    "phone:",
    "external_id:",
    "has:",
    "signal:",
    "metadata.",
];

/// Whole queries that begin with what was typed and go on with what may follow.
pub(super) fn completions(typed: &str, tags: &[(String, i64)]) -> Vec<String> {
    let begin = typed.rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |at| at + 1);
    let begin = if typed[begin..].starts_with('-') { begin + 1 } else { begin };
    let (before, word) = typed.split_at(begin.min(typed.len()));
    let values: Vec<String> = match word.split_once(':') {
        Some(("status", _)) => of("status", SubscriptionStatus::ALL.map(SubscriptionStatus::as_str)),
        Some(("kind", _)) => of("kind", Kind::ALL.map(Kind::as_str)),
        Some(("has", _)) => of("has", Has::ALL.map(Has::as_str)),
        Some(("signal", _)) => Signal::ALL.iter().map(|signal| format!("signal:{}", signal.as_str())).collect(),
        Some(("tag", _)) => tags.iter().map(|(tag, _)| format!("tag:{}", value(tag))).collect(),
        Some(_) => Vec::new(),
        None => FIELDS.map(str::to_owned).to_vec(),
    };
    let word = word.to_lowercase();
    values
        .into_iter()
        .filter(|value| value.starts_with(&word) && *value != word)
        .map(|value| format!("{before}{value}"))
        .collect()
}

fn of<const N: usize>(field: &str, values: [&str; N]) -> Vec<String> {
    values.map(|value| format!("{field}:{value}")).to_vec()
}

/// A value as the language writes it.
pub(super) fn value(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.starts_with([':', '=', '<', '>'])
        && !text.contains(|c: char| c.is_whitespace() || "\"()".contains(c));
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_follow_begins_with_what_is_there() {
        let tags = [("vip".to_owned(), 3), ("very good".to_owned(), 1)];

        assert_eq!(completions("ada st", &tags), ["ada status:"]);
        assert_eq!(completions("-status:a", &tags), ["-status:active"]);
        assert_eq!(completions("(tag:v", &tags), ["(tag:vip"]);
        assert_eq!(completions("tag:", &tags), ["tag:vip", "tag:\"very good\""]);
        assert_eq!(completions("kind:guest", &tags), [] as [&str; 0]);
        assert_eq!(completions("", &tags).len(), FIELDS.len());
        assert_eq!(completions("é:", &tags), [] as [&str; 0]);
    }
}
