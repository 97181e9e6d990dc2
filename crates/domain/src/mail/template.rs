//! Texts with placeholders in braces: `{customer.name}`. A brace itself is written twice: `{{`.

use super::{MailKind, Placeholder, Wording};
use crate::violation::Violation;

/// The longest subject and the longest text, in characters.
const LONGEST: [(&str, usize); 2] = [("subject", 200), ("text", 10_000)];

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// As it was written.
    Text(String),
    /// Something is put here.
    Placeholder(Placeholder),
}

/// The pieces of a text in which these placeholders are known.
///
/// Errors: what is wrong, where, and what there is.
pub fn parse(text: &str, known: &[Placeholder]) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        match letter {
            '{' | '}' if after.starts_with(letter) => {
                plain.push(letter);
                rest = &after[1..];
            }
            '{' => {
                let at = text.len() - rest.len();
                let (name, behind) = named(after).ok_or_else(|| unclosed(text, at))?;
                let found = known.iter().find(|placeholder| placeholder.as_str() == name);
                let found = found.ok_or_else(|| unknown(text, at, name, known))?;
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Placeholder(*found));
                rest = behind;
            }
            _ => {
                plain.push(letter);
                rest = after;
            }
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

/// Everything that is wrong with a wording of this kind; fields are `subject` and `text`.
pub fn check(kind: MailKind, wording: &Wording) -> Vec<Violation> {
    let mut wrong = Vec::new();
    for ((field, longest), text) in LONGEST.into_iter().zip([&wording.subject, &wording.text]) {
        let length = text.chars().count();
        if text.trim().is_empty() {
            wrong.push(Violation::missing(field, format!("Write a {field}; a mail has both a subject and a text.")));
        } else if length > longest {
            wrong.push(Violation::new(field, format!("It is {length} characters long; {longest} is the most.")));
        } else if field == "subject" && text.contains(['\r', '\n']) {
            wrong.push(Violation::new(field, "A subject is one line. Take the line break out."));
        } else if let Err(message) = parse(text, kind.placeholders()) {
            wrong.push(Violation::new(field, message));
        }
    }
    wrong
}

/// The name up to the closing brace, which stands in the same line.
fn named(after: &str) -> Option<(&str, &str)> {
    let end = after.find(['}', '{', '\n'])?;
    after[end..].strip_prefix('}').map(|behind| (after[..end].trim(), behind))
}

fn unclosed(text: &str, at: usize) -> String {
    format!(
        "{}: the brace is not closed. Write a placeholder such as {{customer.name}}, or {{{{ for a brace.",
        place(text, at)
    )
}

fn unknown(text: &str, at: usize, name: &str, known: &[Placeholder]) -> String {
    let shown: String = name.chars().take(40).collect();
    let there: Vec<String> = known.iter().map(|placeholder| format!("{{{}}}", placeholder.as_str())).collect();
    let meant = known.iter().map(|placeholder| placeholder.as_str()).find(|word| resembles(word, name));
    let meant = meant.map(|word| format!(" Did you mean {{{word}}}?")).unwrap_or_default();
    format!("{}: there is no {{{shown}}} here.{meant} There are {}.", place(text, at), there.join(", "))
}

/// Whether somebody who wrote the one may have meant the other: the letters are the same but for two at most.
fn resembles(word: &str, typed: &str) -> bool {
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
        letters.sort_unstable();
        letters
    };
    let (mut word, typed) = (letters(word), letters(typed));
    let mut extra = 0;
    for letter in typed {
        match word.iter().position(|known| *known == letter) {
            Some(place) => drop(word.remove(place)),
            None => extra += 1,
        }
    }
    extra <= 2 && word.len() <= 2
}

/// Where a byte of a text stands, as people count.
fn place(text: &str, at: usize) -> String {
    let before = &text[..at];
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    match before.matches('\n').count() {
        0 if !text.contains('\n') => format!("At character {column}"),
        lines => format!("In line {} at character {column}", lines + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KNOWN: &[Placeholder] = &[Placeholder::CustomerName, Placeholder::Amount];

    #[test]
    fn a_text_is_pieces() {
        let pieces = parse("Hello {customer.name}, { amount } {{sic}}", KNOWN).expect("a sound text");

        assert_eq!(
            pieces,
            [
                Piece::Text("Hello ".into()),
                Piece::Placeholder(Placeholder::CustomerName),
                Piece::Text(", ".into()),
                Piece::Placeholder(Placeholder::Amount),
                Piece::Text(" {sic}".into()),
            ]
        );
    }

    #[test]
    fn what_is_unknown_is_told_with_its_place_and_with_what_there_is() {
        assert_eq!(
            parse("Hello {custmer.name}", KNOWN),
            Err("At character 7: there is no {custmer.name} here. Did you mean {customer.name}? \
                 There are {customer.name}, {amount}."
                .into())
        );
        assert_eq!(
            parse("Dear\nö {link}", KNOWN),
            Err("In line 2 at character 3: there is no {link} here. There are {customer.name}, {amount}.".into())
        );
        assert!(
            parse("It costs {", KNOWN).is_err_and(|message| message.contains("character 10: the brace is not closed"))
        );
        assert!(parse("{amount\n}", KNOWN).is_err_and(|message| message.starts_with("In line 1 at character 1")));
    }

    #[test]
    fn a_wording_has_a_subject_of_one_line_and_a_text() {
        let wording = Wording { subject: "one\ntwo".into(), text: " ".into() };
        let fields: Vec<String> = check(MailKind::Receipt, &wording).into_iter().map(|wrong| wrong.field).collect();

        assert_eq!(fields, ["subject", "text"]);
    }

    proptest! {
        #[test]
        fn text_without_braces_is_itself_and_any_text_gets_an_answer(text in "[^{}]*", any in "[{}a-z.\\n ]{0,20}") {
            let whole: String = parse(&text, KNOWN)
                .expect("no braces")
                .into_iter()
                .map(|piece| match piece { Piece::Text(text) => text, Piece::Placeholder(_) => String::new() })
                .collect();
            prop_assert_eq!(whole, text);
            let _ = parse(&any, KNOWN);
        }

        #[test]
        fn doubled_braces_are_braces(text in "[{}a]{0,12}") {
            let doubled = text.replace('{', "{{").replace('}', "}}");
            let pieces = parse(&doubled, KNOWN).expect("no placeholder");
            prop_assert!(pieces.len() <= 1);
            prop_assert_eq!(pieces.first().cloned().unwrap_or(Piece::Text(String::new())), Piece::Text(text));
        }
    }
}
