//! Several lines of text.
//!
//! Leptos 0.8 does not escape the children of a `<textarea>` when it renders on the server, so a note that holds
//! `</textarea><script>` would end the field and run. The text is therefore escaped here and given as inner HTML, which
//! the browser reads back as the same text.

use leptos::prelude::*;

use super::{Described, Field};

/// A labelled input of several lines. Its id is its `name` unless given.
#[component]
pub fn TextareaField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] id: Option<String>,
    /// What it starts with. Empty lines before the first word are left out.
    #[prop(optional, into)]
    value: String,
    #[prop(default = 3)] rows: u32,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] wide: bool,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional)] node_ref: NodeRef<leptos::html::Textarea>,
    /// Hears every change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = Described::new(&id, &hint, error);
    view! {
        <Field id=id.clone() label optional wide hint error>
            <textarea
                node_ref=node_ref
                class="input"
                id=id
                name=name
                rows=rows.to_string()
                dir="auto"
                required=required
                placeholder=placeholder
                maxlength=maxlength.map(|most| most.to_string())
                aria-invalid=described.invalid()
                aria-describedby=described.by()
                on:input=move |event| {
                    if let Some(on_input) = on_input {
                        on_input.run(event_target_value(&event));
                    }
                }
                inner_html=escape(&value)
            ></textarea>
        </Field>
    }
}

/// Text as HTML that means exactly this text. A parser drops a line break right after the opening tag, so that leading
/// ones can't be kept the same on the server and in the browser.
fn escape(text: &str) -> String {
    let text = text.trim_start_matches(['\r', '\n']);
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn rendered(value: &str) -> String {
        let value = value.to_owned();
        Owner::new().with(|| view! { <TextareaField name="note" label="Note" value=value /> }.to_html())
    }

    #[test]
    fn text_that_looks_like_markup_stays_text() {
        let html = rendered("a</textarea><script>alert('1' & \"2\")</script>");

        assert!(html.contains(
            "a&lt;/textarea&gt;&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;</textarea>"
        ));
        assert!(!html.contains("<script"));
        assert_eq!(html.matches("</textarea>").count(), 1);
    }

    #[test]
    fn leading_line_breaks_are_left_out_and_others_kept() {
        assert!(rendered("\r\n\nfirst\nsecond").contains(">first\nsecond</textarea>"));
    }
}
