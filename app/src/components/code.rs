//! What programs read, as people can read it.

use leptos::prelude::*;

/// JSON that is written over several lines, its keys, texts and other values told apart by colour. `label` says what it is.
#[component]
pub fn JsonCode(text: String, #[prop(into)] label: String) -> impl IntoView {
    let pieces = pieces(&text)
        .into_iter()
        .map(|(kind, piece)| match kind {
            Kind::Plain => piece.into_any(),
            Kind::Key => view! { <b>{piece}</b> }.into_any(),
            Kind::Text => view! { <i>{piece}</i> }.into_any(),
            Kind::Value => view! { <u>{piece}</u> }.into_any(),
        })
        .collect_view();
    view! {
        <pre class="code" tabindex="0" role="region" aria-label=label>
            <code>{pieces}</code>
        </pre>
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Key,
    Text,
    Value,
}

/// The text in pieces that follow each other.
fn pieces(text: &str) -> Vec<(Kind, String)> {
    let mut pieces: Vec<(Kind, String)> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (kind, end) = match first {
            '"' => {
                let end = end_of_string(rest);
                (if rest[end..].starts_with(':') { Kind::Key } else { Kind::Text }, end)
            }
            c if c.is_ascii_alphanumeric() || c == '-' => {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(rest.len());
                (Kind::Value, end)
            }
            c => (Kind::Plain, c.len_utf8()),
        };
        let (piece, after) = rest.split_at(end);
        match pieces.last_mut() {
            Some((Kind::Plain, before)) if kind == Kind::Plain => before.push_str(piece),
            _ => pieces.push((kind, piece.to_owned())),
        }
        rest = after;
    }
    pieces
}

/// Where a string ends that begins here: a quotation mark after a backslash is a part of it.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (place, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return place + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_and_each_piece_has_its_kind() {
        let text = "{\n  \"na\\\"me\": \"A: \\\\\",\n  \"n\": -1.5e+3,\n  \"x\": null\n}";

        let pieces = pieces(text);

        assert_eq!(pieces.iter().map(|(_, piece)| piece.as_str()).collect::<String>(), text);
        let told: Vec<(Kind, &str)> = pieces
            .iter()
            .filter(|(kind, _)| *kind != Kind::Plain)
            .map(|(kind, piece)| (*kind, piece.as_str()))
            .collect();
        let expected = [
            (Kind::Key, "\"na\\\"me\""),
            (Kind::Text, "\"A: \\\\\""),
            (Kind::Key, "\"n\""),
            (Kind::Value, "-1.5e+3"),
            (Kind::Key, "\"x\""),
            (Kind::Value, "null"),
        ];
        assert_eq!(told, expected);
    }
}
