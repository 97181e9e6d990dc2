//! What programs read, as people can read it.

use leptos::prelude::*;

use super::{Icon, Toast, copy_text, use_toasts};

/// JSON as it is sent, laid out over several lines, its keys, texts and other values told apart by colour. `label` says
/// what it is.
#[component]
pub fn JsonCode(text: String, #[prop(into)] label: String) -> impl IntoView {
    let pieces = pieces(&laid_out(&text))
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

/// Text as it is sent: headers, or an answer that may be anything.
#[component]
pub fn PlainCode(text: String, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <pre class="code" tabindex="0" role="region" aria-label=label>
            <code dir="ltr">{text}</code>
        </pre>
    }
}

/// Text to be put somewhere else, and a button that copies it.
#[component]
pub fn CopyCode(text: Signal<String>, #[prop(into)] label: String) -> impl IntoView {
    let toasts = use_toasts();
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            toasts.show(match copy_text(&text.get_untracked()).await {
                true => Toast::good("Copied"),
                false => Toast::bad("This browser does not let pages copy here. Mark the text and copy it."),
            });
        });
    };
    view! {
        <pre class="code" tabindex="0" role="region" aria-label=label.clone()>
            <code dir="ltr">{text}</code>
        </pre>
        <div class="cluster" data-scripted="">
            <button class="button" data-size="s" type="button" on:click=copy>
                <Icon name="copy" />
                "Copy"
                <span class="visually-hidden">{format!(": {label}")}</span>
            </button>
        </div>
    }
}

/// The same JSON over several lines, in its own order.
fn laid_out(text: &str) -> String {
    let (mut out, mut depth) = (String::with_capacity(text.len() * 2), 0_usize);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if first == '"' { end_of_string(rest) } else { first.len_utf8() };
        let (piece, after) = rest.split_at(end);
        let empty = out.ends_with(['{', '[']);
        match first {
            '}' | ']' => depth = depth.saturating_sub(1),
            '{' | '[' => depth += 1,
            _ => {}
        }
        if matches!(first, '}' | ']') && !empty {
            new_line(&mut out, depth);
        }
        out.push_str(piece);
        match first {
            '{' | '[' if !after.starts_with(['}', ']']) => new_line(&mut out, depth),
            ',' => new_line(&mut out, depth),
            ':' => out.push(' '),
            _ => {}
        }
        rest = after;
    }
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    (0..depth).for_each(|_| out.push_str("  "));
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
    fn it_is_laid_out_in_its_own_order() {
        let sent = r#"{"b":[1,{"c":{}}],"a":[],"t":"{\"x\": [1,2]}"}"#;
        let lines = [
            "{",
            "  \"b\": [",
            "    1,",
            "    {",
            "      \"c\": {}",
            "    }",
            "  ],",
            "  \"a\": [],",
            r#"  "t": "{\"x\": [1,2]}""#,
            "}",
        ];

        assert_eq!(laid_out(sent), lines.join("\n"));
    }

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
