//! Which refunds: a form of choices that the browser can send by itself.

use clientele_domain::id::UserId;
use clientele_domain::refund::{RefundStatus, Task};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::desk::Desk;
use crate::frame::use_viewer;
use crate::server_fns::refund_queue::asked::{Asked, Who};

/// A value of the form with its words.
type Choice = (String, String);

#[component]
pub(super) fn Filters(asked: Asked, people: Vec<(UserId, String)>, currencies: Vec<Choice>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let action = desk.address(&Asked::default());
    let choices = if asked.all {
        view! {
            <input type="hidden" name="show" value="all" />
            <Choose name="status" label="Status" choices=statuses() chosen=asked.status.map(|status| status.as_str().to_owned()) />
        }
        .into_any()
    } else {
        let tasks = of_words("Anything to do", Task::ALL.iter().map(|task| (task.as_str(), task.label())));
        view! {
            <Choose name="task" label="What is to be done" choices=tasks chosen=asked.task.map(|task| task.as_str().to_owned()) />
            <Choose name="who" label="Who has it" choices=persons(people) chosen=asked.who.map(Who::word) />
            <Choose
                name="currency"
                label="Currency"
                choices=in_currencies(currencies)
                chosen=asked.currency.map(|currency| currency.code().to_owned())
            />
        }
        .into_any()
    };
    let clear = asked.narrows().then(|| {
        view! {
            <a class="button" data-kind="quiet" href=desk.address(&Asked::default())>
                "Clear"
            </a>
        }
    });
    view! {
        <form class="filter-bar" role="search" aria-label="Which refunds" method="get" action=action>
            {choices}
            <button class="button" type="submit" data-unscripted="">
                "Show"
            </button>
            {clear}
        </form>
    }
}

fn of_words(any: &str, words: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<Choice> {
    let any = (String::new(), any.to_owned());
    std::iter::once(any).chain(words.map(|(value, label)| (value.to_owned(), label.to_owned()))).collect()
}

fn statuses() -> Vec<Choice> {
    of_words("Any status", RefundStatus::ALL.iter().map(|status| (status.as_str(), status.label())))
}

fn persons(people: Vec<(UserId, String)>) -> Vec<Choice> {
    let me = use_viewer().user_id;
    let others = people.into_iter().map(|(id, name)| (id.to_string(), name)).filter(|(id, _)| *id != me);
    let fixed = [("", "Anybody’s"), ("me", "Mine"), ("nobody", "Nobody’s")];
    fixed.into_iter().map(|(value, label)| (value.to_owned(), label.to_owned())).chain(others).collect()
}

/// The merchant's own currency comes first.
fn in_currencies(currencies: Vec<Choice>) -> Vec<Choice> {
    let own = use_viewer().currency;
    let (first, others): (Vec<_>, Vec<_>) = currencies.into_iter().partition(|(code, _)| code == own.code());
    let any = (String::new(), "Any currency".to_owned());
    std::iter::once(any).chain(first).chain(others).collect()
}

/// A choice. With wasm the list follows at once.
#[component]
fn Choose(name: &'static str, label: &'static str, choices: Vec<Choice>, chosen: Option<String>) -> impl IntoView {
    let (desk, navigate) = (expect_context::<Desk>(), use_navigate());
    let narrowed = chosen.is_some();
    let chosen = chosen.unwrap_or_default();
    let options = choices
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    let choose = move |event| {
        let value = event_target_value(&event);
        let asked = desk.asked.get_untracked().from(None);
        // What the address says of everything else, and of this what was chosen: the last word counts.
        let search = format!("{}&{name}={value}", asked.search().trim_start_matches('?'));
        navigate(&desk.address(&Asked::read(&search)), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    view! {
        <select class="input" name=name aria-label=label data-set=narrowed.then_some("") on:change=choose>
            {options}
        </select>
    }
}
