//! What the list is filtered by: in words, as chips, and as what a form has to keep.

use clientele_domain::customer::{Kind, SubscriptionStatus};
use clientele_domain::list::CustomerFilter;
use leptos::prelude::*;

use super::address::Here;
use crate::components::{Chip, subscription_word};
use crate::list_query::ListQuery;

/// One condition of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Condition {
    /// Its parameter in the address.
    pub param: &'static str,
    /// As a chip begins: `tag:`.
    pub field: &'static str,
    /// What it is compared with, as people read it.
    pub value: String,
    /// In words, to end "customers whose …".
    pub words: String,
}

/// The conditions of a list apart from its free text, in the order of their chips.
pub(super) fn conditions(query: &ListQuery) -> Vec<Condition> {
    let filter = &query.filter;
    let condition = |param, field, value: String, words: String| Condition { param, field, value, words };
    let day = |name: &str| query.params().into_iter().find(|(known, _)| *known == name).map(|(_, value)| value);
    let is =
        |param, field, name: &str, value: &str| condition(param, field, value.to_owned(), format!("{name} is {value}"));
    [
        filter.kind.map(|kind| is("kind", "type:", "type", kind_word(kind))),
        filter.tag.as_deref().map(|tag| is("tag", "tag:", "tag", tag)),
        filter.subscription.map(|status| is("status", "status:", "subscription", &status_word(status))),
        day("from").map(|day| {
            let words = format!("created on or after {day}");
            condition("from", "created≥", day, words)
        }),
        day("until").map(|day| {
            let words = format!("created on or before {day}");
            condition("until", "created≤", day, words)
        }),
        filter.has.map(|has| {
            let value = has.as_str().replace('_', " ");
            condition("has", "has:", value, format!("has {}", has.label()))
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Leaves a condition out of a filter; `q` is the free text.
pub(super) fn leave_out(filter: &mut CustomerFilter, param: &str) {
    match param {
        "q" => filter.text.clear(),
        "kind" => filter.kind = None,
        "tag" => filter.tag = None,
        "status" => filter.subscription = None,
        "from" => filter.created_from = None,
        "until" => filter.created_before = None,
        _ => filter.has = None,
    }
}

/// The conditions as chips, each with the address of the list without it; tracks the address.
pub(super) fn chips(here: Here) -> Vec<Chip> {
    conditions(&here.query.get())
        .into_iter()
        .map(|Condition { param, field, value, words }| Chip {
            field: field.to_owned(),
            value,
            words,
            without: here.filtered(|filter| leave_out(filter, param)),
        })
        .collect()
}

/// The parameters of this list as hidden fields, but for those that the form itself asks for. A search begins at the
/// beginning, so that the place is not among them.
#[component]
pub(super) fn HiddenParams(here: Here, but: &'static [&'static str]) -> impl IntoView {
    move || {
        let params = here.query.get().params().into_iter().filter(|(name, _)| !but.contains(name));
        params.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
    }
}

/// A kind in the middle of a sentence.
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Registered => "registered",
        Kind::Guest => "guest",
    }
}

/// A state of subscriptions in the middle of a sentence.
fn status_word(status: SubscriptionStatus) -> String {
    subscription_word(status).to_lowercase()
}

/// The list between two days that were typed, either of which may be empty.
pub(super) fn created_between(query: &ListQuery, from: &str, until: &str) -> ListQuery {
    let mut params = query.params();
    params.retain(|(name, _)| !matches!(*name, "from" | "until"));
    params.extend([("from", from.to_owned()), ("until", until.to_owned())]);
    ListQuery::from_params(|name| params.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()))
}

#[cfg(test)]
mod tests {
    use clientele_domain::list::Has;
    use clientele_domain::time::Timestamp;

    use super::*;

    fn filter() -> CustomerFilter {
        CustomerFilter {
            text: "ada".into(),
            kind: Some(Kind::Guest),
            tag: Some("vip".into()),
            subscription: Some(SubscriptionStatus::PastDue),
            created_from: Timestamp::parse_date("2026-01-01"),
            created_before: Timestamp::parse_date("2026-02-01"),
            has: Some(Has::ExternalId),
            ..CustomerFilter::default()
        }
    }

    #[test]
    fn every_condition_is_said_and_can_be_left_out() {
        let query = ListQuery::default().with(filter());
        let conditions = conditions(&query);
        let words: Vec<&str> = conditions.iter().map(|condition| condition.words.as_str()).collect();

        assert_eq!(
            words,
            [
                "type is guest",
                "tag is vip",
                "subscription is past due",
                "created on or after 2026-01-01",
                "created on or before 2026-01-31",
                "has an external id",
            ]
        );
        let mut left = query.filter;
        for param in conditions.iter().map(|condition| condition.param).chain(["q"]) {
            leave_out(&mut left, param);
        }
        assert!(left.is_empty());
    }

    #[test]
    fn a_range_of_days_replaces_the_one_before_and_keeps_the_rest() {
        let query = ListQuery::default().with(filter());
        let later = created_between(&query, "2026-03-01", "");

        assert_eq!(later.search(), "?q=ada&kind=guest&tag=vip&status=past_due&from=2026-03-01&has=external_id");
        assert_eq!(created_between(&later, "", "").filter.created_from, None);
    }
}
