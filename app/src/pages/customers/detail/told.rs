//! Changes of a record in words.

use clientele_domain::customer::FieldChange;

/// A part of a sentence: our words, or a value that somebody entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Ours.
    Words(String),
    /// A value.
    Value(String),
}

/// One field's change, to go on after "Maya ": `changed the phone from … to …`.
pub fn told(change: &FieldChange) -> Vec<Piece> {
    if change.field == "tags" {
        return tags_told(&change.from, &change.to);
    }
    if change.field == "mail_opt_out" {
        let switched = if change.to.is_empty() { "on" } else { "off" };
        return vec![Piece::Words(format!("switched reminders by mail {switched}"))];
    }
    let field = field_words(&change.field);
    let (from, to) = (shown_value(change, &change.from), shown_value(change, &change.to));
    match (from.is_empty(), to.is_empty()) {
        (true, _) => vec![Piece::Words(format!("set the {field} to ")), Piece::Value(to)],
        (false, true) => vec![Piece::Words(format!("removed the {field} ")), Piece::Value(from)],
        (false, false) => vec![
            Piece::Words(format!("changed the {field} from ")),
            Piece::Value(from),
            Piece::Words(" to ".to_owned()),
            Piece::Value(to),
        ],
    }
}

/// Tags that came and tags that went; otherwise only their order changed.
fn tags_told(from: &str, to: &str) -> Vec<Piece> {
    let (before, after): (Vec<&str>, Vec<&str>) = (split(from), split(to));
    let added: Vec<&str> = after.iter().filter(|tag| !before.contains(tag)).copied().collect();
    let removed: Vec<&str> = before.iter().filter(|tag| !after.contains(tag)).copied().collect();
    let mut pieces = Vec::new();
    for (verb, tags) in [("added", added), ("removed", removed)] {
        if tags.is_empty() {
            continue;
        }
        let and = if pieces.is_empty() { "" } else { " and " };
        let noun = if tags.len() == 1 { "tag" } else { "tags" };
        pieces.push(Piece::Words(format!("{and}{verb} the {noun} ")));
        pieces.push(Piece::Value(tags.join(", ")));
    }
    if pieces.is_empty() {
        pieces.push(Piece::Words("put the tags in another order: ".to_owned()));
        pieces.push(Piece::Value(to.to_owned()));
    }
    pieces
}

fn split(tags: &str) -> Vec<&str> {
    tags.split(", ").filter(|tag| !tag.is_empty()).collect()
}

fn shown_value(change: &FieldChange, value: &str) -> String {
    if change.field.starts_with("metadata.") { metadata_shown(value) } else { value.to_owned() }
}

/// A value of metadata as people read it: a JSON string without its quotes, anything else as it is.
pub fn metadata_shown(value: &str) -> String {
    serde_json::from_str(value).unwrap_or_else(|_| value.to_owned())
}

/// A field by the words that the form uses, in the middle of a sentence.
pub fn field_words(field: &str) -> String {
    let (place, part) = match field.split_once('.') {
        Some(("metadata", key)) => return format!("metadata {key}"),
        Some(("shipping", part)) => ("shipping ", part),
        Some((_, part)) => ("", part),
        None => ("", field),
    };
    let words = match part {
        "external_id" => "external id",
        "did" => "DID",
        "balance" => "credit",
        "refund_address" => "refund address",
        "locale" => "language",
        "name" if !place.is_empty() => "recipient",
        "line1" => "street",
        "line2" => "second line of the address",
        "postal_code" => "postal code",
        other => other,
    };
    format!("{place}{words}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(field: &str, from: &str, to: &str) -> String {
        let change = FieldChange { field: field.into(), from: from.into(), to: to.into() };
        told(&change)
            .into_iter()
            .map(|piece| match piece {
                Piece::Words(text) => text,
                Piece::Value(text) => format!("[{text}]"),
            })
            .collect()
    }

    #[test]
    fn a_change_is_told_in_words() {
        assert_eq!(sentence("phone", "+47920", "+47921"), "changed the phone from [+47920] to [+47921]");
        assert_eq!(sentence("shipping.city", "", "Bergen"), "set the shipping city to [Bergen]");
        assert_eq!(sentence("did", "did:web:a", ""), "removed the DID [did:web:a]");
        assert_eq!(sentence("mail_opt_out", "", "true"), "switched reminders by mail off");
        assert_eq!(sentence("metadata.plan", "\"pro\"", "3"), "changed the metadata plan from [pro] to [3]");
    }

    #[test]
    fn tags_are_told_one_by_one() {
        assert_eq!(sentence("tags", "a, b", "b, c, d"), "added the tags [c, d] and removed the tag [a]");
        assert_eq!(sentence("tags", "", "vip"), "added the tag [vip]");
        assert_eq!(sentence("tags", "a, b", "b, a"), "put the tags in another order: [b, a]");
    }
}
