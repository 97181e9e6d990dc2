//! Menus: native popovers that hang on their button, with the arrow keys people expect.

use leptos::prelude::*;

use super::{Icon, browser};

/// A popover menu. Its button is anywhere else: `<button popovertarget="id" aria-haspopup="menu">`.
/// Children: `MenuLink`s, `MenuButton`s, forms with `MenuSubmit`, and `<hr/>`s.
#[component]
pub fn Menu(
    id: &'static str,
    #[prop(into)] label: String,
    /// Lines up with the end of its button.
    #[prop(optional)]
    end: bool,
    children: Children,
) -> impl IntoView {
    let menu = NodeRef::<leptos::html::Div>::new();
    // The browser says so later, when the menu may be gone.
    let toggled = move |_: web_sys::Event| {
        let menu = menu.try_get_untracked().flatten();
        if let Some(menu) = menu.filter(|menu| menu.matches(":popover-open").unwrap_or(false)) {
            step(&menu, Step::First);
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowDown" => Step::Next,
            "ArrowUp" => Step::Previous,
            "Home" => Step::First,
            "End" => Step::Last,
            _ => return,
        };
        event.prevent_default();
        if let Some(menu) = menu.get_untracked() {
            step(&menu, to);
        }
    };
    let chosen = move |event: leptos::ev::MouseEvent| {
        let item = browser::target(&event).and_then(|element| element.closest("[role=menuitem]").ok()?);
        if let Some(item) = item {
            browser::hide_popover_around(&item);
        }
    };
    view! {
        <div
            node_ref=menu
            class="menu"
            id=id
            popover="auto"
            role="menu"
            aria-label=label
            data-align=end.then_some("end")
            on:toggle=toggled
            on:keydown=key
            on:click=chosen
        >
            {children()}
        </div>
    }
}

/// A place to go.
#[component]
pub fn MenuLink(
    #[prop(into)] href: String,
    #[prop(optional)] icon: Option<&'static str>,
    /// The one that is shown now.
    #[prop(optional)]
    current: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a role="menuitem" href=href aria-current=current.then_some("true")>
            {icon.map(|name| view! { <Icon name /> })}
            {children()}
        </a>
    }
}

/// Something to do on this page.
#[component]
pub fn MenuButton(
    on_press: Callback<()>,
    #[prop(optional)] icon: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <button role="menuitem" type="button" on:click=move |_| on_press.run(())>
            {icon.map(|name| view! { <Icon name /> })}
            {children()}
        </button>
    }
}

/// Something that a form sends; stands inside that form.
#[component]
pub fn MenuSubmit(#[prop(optional)] icon: Option<&'static str>, children: Children) -> impl IntoView {
    view! {
        <button role="menuitem" type="submit">
            {icon.map(|name| view! { <Icon name /> })}
            {children()}
        </button>
    }
}

#[derive(Clone, Copy)]
enum Step {
    First,
    Previous,
    Next,
    Last,
}

fn step(menu: &web_sys::Element, to: Step) {
    let items = browser::all(menu, "[role=menuitem]");
    let Some(last) = items.len().checked_sub(1) else { return };
    let here = browser::focused().and_then(|focused| items.iter().position(|item| item.is_same_node(Some(&focused))));
    let place = match (to, here) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None) => last,
        (Step::Next, Some(place)) => {
            if place == last {
                0
            } else {
                place + 1
            }
        }
        (Step::Previous, Some(place)) => place.checked_sub(1).unwrap_or(last),
    };
    browser::focus(&items[place]);
}
