//! What the server answered, and what a person would see of it.

use axum::http::{HeaderMap, StatusCode, header};
use serde_json::Value;

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Method and path.
    pub asked: String,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// How many bytes were sent.
    pub length: usize,
    /// The body as text.
    pub body: String,
}

impl Answer {
    /// A header's value, empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The cookie it sets, as `name=value`.
    pub fn cookie(&self) -> Option<String> {
        let set = self.headers.get(header::SET_COOKIE)?.to_str().ok()?;
        set.split(';').next().map(str::to_owned)
    }

    /// Where it sends the browser.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{}: no JSON ({error}): {}", self.asked, self.body))
    }

    /// What a person reads on the page.
    pub fn text(&self) -> String {
        page_text(&self.body)
    }

    /// What the field of this name holds when the page is shown; `None` when there is no such field.
    pub fn value_of(&self, field: &str) -> Option<String> {
        let named = format!(" name=\"{field}\"");
        let tag = tags(&self.body).find(|tag| tag.contains(&named))?;
        let textarea = tag.starts_with("<textarea");
        Some(if textarea { text_after(&self.body, tag) } else { attribute(tag, "value").unwrap_or_default() })
    }

    /// What is said beside the field of this name, that it is wrong.
    pub fn error_of(&self, field: &str) -> Option<String> {
        let begin = self.body.find(&format!(" id=\"{field}-error\""))?;
        let rest = &self.body[begin..];
        let paragraph = &rest[rest.find('>')? + 1..rest.find("</p>")?];
        Some(page_text(paragraph))
    }

    /// Every value of an attribute, in order: `href`, say.
    pub fn attributes(&self, name: &str) -> Vec<String> {
        tags(&self.body).filter_map(|tag| attribute(tag, name)).collect()
    }

    /// The fields of the form with this id as they are now, as a browser would send them.
    pub fn fields(&self, form: &str) -> Vec<(String, String)> {
        let id = format!(" id=\"{form}\"");
        let begin = self.body.match_indices("<form").map(|(place, _)| place);
        let form =
            begin.map(|place| &self.body[place..]).find(|rest| rest[..end_of_tag(rest).unwrap_or(0)].contains(&id));
        let form = form.unwrap_or_else(|| panic!("{}: no form with{id}: {}", self.asked, self.text()));
        let form = &form[..form.find("</form>").unwrap_or(form.len())];
        let mut fields: Vec<(String, String)> = Vec::new();
        for tag in tags(form) {
            let (name, value) = (attribute(tag, "name"), attribute(tag, "value").unwrap_or_default());
            let unticked = tag.contains(" type=\"checkbox\"") && !tag.contains(" checked");
            if tag.starts_with("<option") {
                if let Some(select) = fields.last_mut().filter(|_| tag.contains(" selected")) {
                    select.1 = value;
                }
            } else if let Some(name) = name.filter(|_| !tag.starts_with("<button") && !unticked) {
                let value = if tag.starts_with("<textarea") { text_after(form, tag) } else { value };
                fields.push((name, value));
            }
        }
        fields
    }

    #[track_caller]
    pub fn assert_status(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.asked, self.text());
        self
    }

    /// It sends the browser there.
    #[track_caller]
    pub fn assert_goes_to(&self, path: &str) -> &Self {
        self.assert_status(303);
        assert_eq!(self.location(), path, "{}", self.asked);
        self
    }

    #[track_caller]
    pub fn assert_shows(&self, text: &str) -> &Self {
        let page = self.text();
        assert!(page.contains(text), "{}: {text:?} is not on the page: {page}", self.asked);
        self
    }

    /// The text is nowhere in the body, neither for people nor for scripts.
    #[track_caller]
    pub fn assert_lacks(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{}: {text:?} is in the body: {}", self.asked, self.body);
        self
    }

    /// Beside the field stands a message with these words.
    #[track_caller]
    pub fn assert_error(&self, field: &str, words: &str) -> &Self {
        let error = self.error_of(field);
        let found = error.as_deref().is_some_and(|error| error.contains(words));
        assert!(found, "{}: beside {field} stands {error:?}, not {words:?}; the page: {}", self.asked, self.text());
        self
    }

    #[track_caller]
    pub fn assert_value(&self, field: &str, value: &str) -> &Self {
        assert_eq!(self.value_of(field).as_deref(), Some(value), "{}: the field {field}", self.asked);
        self
    }
}

/// The opening tags outside of scripts, from `<` to `>`.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let begin = rest.find('<')?;
            let tag = &rest[begin..begin + end_of_tag(&rest[begin..])?];
            rest = &rest[begin + tag.len()..];
            if let Some(name) = ["script", "style"].into_iter().find(|name| tag[1..].starts_with(name)) {
                let closing = format!("</{name}>");
                rest = rest.find(&closing).map_or("", |end| &rest[end + closing.len()..]);
            }
            if !tag.starts_with("</") && !tag.starts_with("<!") {
                return Some(tag);
            }
        }
    })
}

/// Where a tag ends: `>` within quotes is part of a value.
fn end_of_tag(tag: &str) -> Option<usize> {
    if tag.starts_with("<!--") {
        return tag.find("-->").map(|end| end + 3);
    }
    let mut quoted = false;
    for (place, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return Some(place + 1),
            _ => {}
        }
    }
    None
}

/// What a textarea holds.
fn text_after(html: &str, tag: &str) -> String {
    let rest = html.find(tag).map_or("", |place| &html[place + tag.len()..]);
    decoded(&rest[..rest.find("</textarea>").unwrap_or(0)])
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let begin = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let end = begin + tag[begin..].find('"')?;
    Some(decoded(&tag[begin..end]))
}

/// What a person reads of HTML: no tags, no scripts, entities as letters, white space as one space.
pub fn page_text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        text.push_str(&rest[..begin]);
        rest = &rest[begin..];
        let hidden = ["script", "style"].into_iter().find(|name| rest[1..].starts_with(name));
        let end = match hidden {
            Some(name) => rest.find(&format!("</{name}>")).map(|end| end + name.len() + 3),
            None => end_of_tag(rest),
        };
        rest = end.map_or("", |end| &rest[end..]);
        // Leptos parts texts by comments, which are no space.
        let before = &html[..html.len() - rest.len()];
        if hidden.is_none() && !before.ends_with("<!>") && !before.ends_with("-->") {
            text.push('\u{1}');
        }
    }
    text.push_str(rest);
    let spaced = decoded(&text).replace('\u{1}', " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decoded(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    entities.into_iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}
