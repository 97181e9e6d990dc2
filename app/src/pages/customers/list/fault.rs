//! What is wrong with a query, under its box: where, and what was meant.

use clientele_domain::list::{CustomerFilter, Unread};
use leptos::prelude::*;

use super::Fetched;
use super::address::Here;
use crate::components::Icon;
use crate::list_query::ListQuery;

/// Why the query of the box can't be read, if that is so.
#[component]
pub(super) fn QueryFault(here: Here, fetched: Fetched) -> impl IntoView {
    let fault = move || {
        let page = fetched.get()?.ok()?;
        page.view.unread.map(|unread| shown(here, &page.query, unread))
    };
    view! { <Transition>{fault}</Transition> }
}

fn shown(here: Here, query: &ListQuery, unread: Unread) -> impl IntoView + use<> {
    let (before, at_fault, after) = parts(&query.filter.text, &unread);
    let meant = unread.suggestion.map(|text| {
        let filter = CustomerFilter { text: text.clone(), ..query.filter.clone() };
        view! {
            <a href=here.to(&query.with(filter))>
                "Use " <code>{if text.is_empty() { "an empty query".to_owned() } else { text }}</code>
            </a>
        }
    });
    view! {
        <div class="query-fault" data-tone="bad" role="alert">
            <Icon name="circle-alert" />
            <p>{unread.message} " " {meant}</p>
            <code dir="auto">{before}<mark>{at_fault}</mark>{after}</code>
        </div>
    }
}

/// The query before, at and after its fault; what is missing is marked as a gap.
fn parts(text: &str, unread: &Unread) -> (String, String, String) {
    let chars: Vec<char> = text.chars().collect();
    let begin = unread.position.min(chars.len());
    let end = (begin + unread.length).min(chars.len());
    let part = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let at_fault = if begin == end { "…".to_owned() } else { part(begin, end) };
    (part(0, begin), at_fault, part(end, chars.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fault_is_cut_out_by_characters() {
        let unread = |position, length| Unread { message: String::new(), position, length, suggestion: None };
        let owned = |(a, b, c): (&str, &str, &str)| (a.to_owned(), b.to_owned(), c.to_owned());

        assert_eq!(parts("é staus:x", &unread(2, 5)), owned(("é ", "staus", ":x")));
        assert_eq!(parts("tag:", &unread(4, 0)), owned(("tag:", "…", "")));
        assert_eq!(parts("", &unread(9, 9)), owned(("", "…", "")));
    }
}
