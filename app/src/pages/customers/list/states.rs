//! When there are no rows: nobody yet, nobody like this, or nothing at this place of the list.

use clientele_domain::role::Permission;
use leptos::prelude::*;

use super::address::Here;
use super::filters::{Condition, conditions, leave_out};
use crate::components::{EmptyState, Icon};
use crate::frame::use_viewer;
use crate::list_query::ListQuery;

/// There is no customer at all.
#[component]
pub(super) fn NoCustomers(here: Here) -> impl IntoView {
    let viewer = use_viewer();
    let create = viewer.may(Permission::CustomerWrite).then(|| {
        view! {
            <a class="button" href=format!("{}/new", here.list())>
                <Icon name="plus" />
                "New customer"
            </a>
        }
    });
    let import = viewer.may(Permission::Import).then(|| {
        view! {
            <a class="button" href=format!("/{}/imports", here.scope)>
                <Icon name="upload" />
                "Import a list"
            </a>
        }
    });
    let actions = view! {
        {create}
        {import}
    };
    view! {
        <EmptyState title="No customers yet" rings=true actions=actions.into_any()>
            "The first person to pay appears here by themselves, guest or not."
        </EmptyState>
    }
}

/// Customers there are, but none like this: what was asked for, and the ways to ask for less.
#[component]
pub(super) fn NoMatch(here: Here, query: ListQuery) -> impl IntoView {
    let conditions = conditions(&query);
    let link = |label: String, param: &'static str| {
        let mut filter = query.filter.clone();
        leave_out(&mut filter, param);
        view! {
            <a class="button" href=here.to(&query.with(filter))>
                {label}
            </a>
        }
    };
    let text = (!query.filter.text.is_empty()).then(|| link("Remove the search text".to_owned(), "q"));
    let removals = conditions
        .iter()
        .map(|Condition { param, field, value, .. }| link(format!("Remove {field}{value}"), param))
        .collect_view();
    let actions = view! {
        {text}
        {removals}
        <a class="button" data-kind="quiet" href=here.list()>
            "Clear all"
        </a>
    };
    view! {
        <EmptyState title=title(&query, &conditions) actions=actions.into_any()>
            <span dir="auto">{sentence(&query, &conditions)}</span>
        </EmptyState>
    }
}

/// The list is shorter than it was when this address was made.
#[component]
pub(super) fn PastTheEnd(here: Here, query: ListQuery) -> impl IntoView {
    let actions = view! {
        <a class="button" href=here.to(&query)>
            "To the first page"
        </a>
    };
    view! {
        <EmptyState title="This page of the list is empty now" actions=actions.into_any()>
            "The customers that were here have changed or moved to another page."
        </EmptyState>
    }
}

fn title(query: &ListQuery, conditions: &[Condition]) -> String {
    let text = &query.filter.text;
    let asked = conditions.len() + usize::from(!text.is_empty());
    match (asked, conditions) {
        (1, []) => format!("No customer matches “{text}”"),
        (1, _) => "No customer matches this filter".to_owned(),
        (2, _) => "No customer matches both filters".to_owned(),
        (asked, _) => {
            const NUMBERS: [&str; 5] = ["three", "four", "five", "six", "seven"];
            let number = NUMBERS.get(asked.saturating_sub(3)).copied().unwrap_or_default();
            format!("No customer matches all {number} filters")
        }
    }
}

fn sentence(query: &ListQuery, conditions: &[Condition]) -> String {
    let text = &query.filter.text;
    if conditions.is_empty() {
        return "Names, emails, phone numbers, ids, tags and order numbers were searched. Check the spelling, or type \
                less of it."
            .to_owned();
    }
    let text = (!text.is_empty()).then(|| format!("matches “{text}”"));
    let parts: Vec<String> =
        text.into_iter().chain(conditions.iter().map(|condition| condition.words.clone())).collect();
    match parts.split_last() {
        Some((last, [])) => format!("Asked for: {last}."),
        Some((last, rest)) => format!("Asked for: {} and {last}.", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clientele_domain::customer::Kind;
    use clientele_domain::list::CustomerFilter;

    use super::*;

    fn words(filter: CustomerFilter) -> (String, String) {
        let query = ListQuery::default().with(filter);
        let conditions = conditions(&query);
        (title(&query, &conditions), sentence(&query, &conditions))
    }

    #[test]
    fn the_filters_are_named() {
        let text = CustomerFilter { text: "ada".into(), ..CustomerFilter::default() };
        let guest = CustomerFilter { kind: Some(Kind::Guest), ..text.clone() };
        let tagged = CustomerFilter { tag: Some("vip".into()), ..guest.clone() };

        assert_eq!(words(text).0, "No customer matches “ada”");
        assert_eq!(words(guest.clone()).0, "No customer matches both filters");
        assert_eq!(words(guest).1, "Asked for: matches “ada” and type is guest.");
        assert_eq!(words(tagged.clone()).0, "No customer matches all three filters");
        assert_eq!(words(tagged).1, "Asked for: matches “ada”, type is guest and tag is vip.");
    }
}
