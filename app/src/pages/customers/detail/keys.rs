//! The keys of a customer's page.

use clientele_domain::id::CustomerId;
use leptos::leptos_dom::helpers::document;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::here::Here;
use super::log::NOTE;
use crate::components::{Toast, browser, copy_text, use_keys, use_toasts};

/// `[` or `k` the customer before in the list, `]` or `j` the next one, `e` edit, `r` a refund, `n` a note, Ctrl-Shift-C the id.
#[component]
pub fn CustomerKeys(
    id: CustomerId,
    may_write: bool,
    may_refund: bool,
    previous: Option<CustomerId>,
    next: Option<CustomerId>,
    here: Memo<Here>,
) -> impl IntoView {
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let go = move |href: String| {
        navigate(&href, NavigateOptions::default());
        true
    };
    let customer = move |other: CustomerId| here.with_untracked(|here| here.customer_href(other));
    use_keys(move |key| match key {
        "]" | "j" => next.is_some_and(|next| go(customer(next))),
        "[" | "k" => previous.is_some_and(|previous| go(customer(previous))),
        "e" if may_write => go(here.with_untracked(|here| here.edit_href(id))),
        "r" if may_refund => go(here.with_untracked(|here| here.refund_href(id, None))),
        "n" => focus_note(),
        "Ctrl-Shift-C" => {
            leptos::task::spawn_local(async move {
                let id = id.to_string();
                toasts.show(match copy_text(&id).await {
                    true => Toast::good("Copied the customer id").text(id),
                    false => Toast::bad("This browser does not let pages copy here").text(id),
                });
            });
            true
        }
        _ => false,
    });
}

fn focus_note() -> bool {
    let note = document().get_element_by_id(NOTE).and_then(|note| note.dyn_into().ok());
    note.inspect(browser::focus).is_some()
}
