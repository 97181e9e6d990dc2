//! Walking through rows by keyboard: the focus moves from one row's link to the next, so that Enter opens it natively.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::components::{browser, use_keys};

type TableRef = NodeRef<leptos::html::Table>;

/// Moves the focus by so many rows; from outside the table to its first row.
pub fn step_row(table: TableRef, by: isize) {
    let Some(table) = table.get_untracked() else { return };
    let links = browser::all(&table, "tbody tr :is(th, td) a[href]:first-of-type");
    let rows = browser::all(&table, "tbody > tr");
    let here = current(&rows);
    let next = match here {
        Some(place) => place.saturating_add_signed(by).min(rows.len().saturating_sub(1)),
        None => 0,
    };
    if let Some(link) = rows.get(next).and_then(|row| links.iter().find(|link| row.contains(Some(link)))) {
        browser::focus(link);
    }
}

fn current(rows: &[HtmlElement]) -> Option<usize> {
    let focused = browser::focused()?;
    rows.iter().position(|row| row.contains(Some(&focused)))
}

/// `j` and `k` walk through the rows, `x` ticks the row one is at, `e` runs `on_edit` with the address of its link.
#[component]
pub fn RowKeys(table: TableRef, #[prop(optional, into)] on_edit: Option<Callback<String>>) -> impl IntoView {
    use_keys(move |key| {
        match key {
            "j" => step_row(table, 1),
            "k" => step_row(table, -1),
            "x" | "Shift-X" => return tick(key == "Shift-X"),
            "e" => return edit(on_edit),
            _ => return false,
        }
        true
    });
}

fn row() -> Option<Element> {
    browser::focused()?.closest("tbody > tr").ok()?
}

fn tick(range: bool) -> bool {
    let found = row().and_then(|row| row.query_selector(".select input").ok()?);
    let Some(input) = found.and_then(|input| input.dyn_into::<HtmlElement>().ok()) else { return false };
    let how = web_sys::MouseEventInit::new();
    how.set_bubbles(true);
    how.set_cancelable(true);
    how.set_shift_key(range);
    web_sys::MouseEvent::new_with_mouse_event_init_dict("click", &how)
        .is_ok_and(|press| input.dispatch_event(&press).is_ok())
}

fn edit(on_edit: Option<Callback<String>>) -> bool {
    let found = row().and_then(|row| row.query_selector("th a[href]").ok()?);
    match (on_edit, found.and_then(|link| link.get_attribute("href"))) {
        (Some(on_edit), Some(href)) => {
            on_edit.run(href);
            true
        }
        _ => false,
    }
}
