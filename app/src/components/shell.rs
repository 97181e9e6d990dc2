//! The frame around every page of the dashboard: mode, workspace, search, navigation, account.

use std::time::Duration;

use clientele_domain::scope::Mode;
use leptos::prelude::*;

use super::time::Minute;
use super::{
    Avatar, Icon, KeyboardHelp, Menu, SearchKeys, TestBanner, ThemeToggle, ToastRegion, browser, provide_toasts,
    switch_theme, use_keys,
};

/// A merchant or a person, as the frame shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Identifier, which chooses the colour.
    pub id: String,
    /// Name.
    pub name: String,
}

/// The frame. It provides toasts and the clock of `Time` to everything inside.
#[component]
pub fn AppShell(
    merchant: Party,
    person: Party,
    /// The person's role, such as "Support".
    #[prop(into)]
    role: String,
    mode: Mode,
    /// The dashboard of this merchant in the other mode.
    #[prop(into)]
    other_mode_href: String,
    /// Where search leads without scripts.
    #[prop(into)]
    search_href: String,
    /// Opens the search dialog (also Ctrl-K).
    on_search: Callback<()>,
    /// Keys of this frame's pages, such as `g c`; says whether it took the key.
    on_key: Callback<String, bool>,
    /// Entries of the menu under the merchant's name.
    merchant_menu: AnyView,
    /// Entries of the menu under the person's name.
    account_menu: AnyView,
    /// The navigation, a `Nav`.
    nav: AnyView,
    children: Children,
) -> impl IntoView {
    provide_toasts();
    provide_context(Minute(minutes()));
    let help = RwSignal::new(false);
    use_keys(move |key| {
        match key {
            "Ctrl-K" => on_search.run(()),
            "?" => help.set(true),
            "Shift-D" => switch_theme(),
            other => return on_key.run(other.to_owned()),
        }
        true
    });
    let search = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        on_search.run(());
    };
    let banner = (mode == Mode::Test).then(|| {
        let href = other_mode_href.clone();
        view! {
            <TestBanner>
                <a href=href rel="external">"Switch to live"</a>
            </TestBanner>
        }
    });
    view! {
        // rel keeps the router away: only the browser's own jump also moves the focus.
        <a class="skip-link visually-hidden" href="#main" rel="external">
            "Skip to content"
        </a>
        <div class="app">
            {banner}
            <Topbar merchant=merchant.clone() mode search_href=search_href.clone() on_search=search />
            <aside class="sidebar" id="sidebar" aria-label="Workspace" popover="auto" on:click=leave_sidebar>
                <MerchantButton merchant />
                <a class="nav-search" href=search_href on:click=search>
                    <Icon name="search" />
                    "Search or go to"
                    <SearchKeys />
                </a>
                <ModeSwitch mode other_mode_href />
                {nav}
                <div class="nav-foot">
                    <PersonButton person role />
                    <ThemeToggle />
                    <HelpButton help />
                </div>
            </aside>
            <main id="main" tabindex="-1">
                {children()}
            </main>
        </div>
        <Menu id="merchant-menu" label="Workspaces">
            {merchant_menu}
        </Menu>
        <Menu id="account-menu" label="Account">
            {account_menu}
        </Menu>
        <KeyboardHelp open=help />
        <ToastRegion />
    }
}

/// The bar of small screens: navigation, merchant, search.
#[component]
fn Topbar(
    merchant: Party,
    mode: Mode,
    search_href: String,
    on_search: impl Fn(leptos::ev::MouseEvent) + 'static,
) -> impl IntoView {
    view! {
        <header class="topbar">
            <button class="button" data-kind="quiet" type="button" popovertarget="sidebar" aria-label="Open navigation">
                <Icon name="menu" />
            </button>
            <div class="workspace">
                <Avatar id=merchant.id name=merchant.name.clone() org=true />
                <span><bdi>{merchant.name}</bdi> {mode.is_live().then(|| view! { <small>"Live"</small> })}</span>
            </div>
            <a class="button" data-kind="quiet" href=search_href aria-label="Search or go to" on:click=on_search>
                <Icon name="search" />
            </a>
        </header>
    }
}

#[component]
fn MerchantButton(merchant: Party) -> impl IntoView {
    view! {
        <button class="workspace" type="button" popovertarget="merchant-menu" aria-haspopup="menu">
            <Avatar id=merchant.id name=merchant.name.clone() org=true />
            <span><bdi>{merchant.name}</bdi></span>
            <span class="visually-hidden">"Switch workspace"</span>
            <Icon name="chevrons-up-down" />
        </button>
    }
}

/// Which data is shown, in either mode, with the way to the other.
#[component]
fn ModeSwitch(mode: Mode, other_mode_href: String) -> impl IntoView {
    let option = |this: Mode, word: &'static str| {
        let here = this == mode;
        let href = (!here).then(|| other_mode_href.clone());
        view! { <a href=href rel="external" aria-current=here.then_some("true")>{word}</a> }
    };
    view! {
        <div class="segmented fill" role="group" aria-label="Mode">
            {option(Mode::Test, "Test")}
            {option(Mode::Live, "Live")}
        </div>
    }
}

#[component]
fn PersonButton(person: Party, role: String) -> impl IntoView {
    view! {
        <button class="workspace" type="button" popovertarget="account-menu" aria-haspopup="menu">
            <Avatar id=person.id name=person.name.clone() />
            <span>
                <bdi>{person.name}</bdi>
                <small>{role}</small>
            </span>
        </button>
    }
}

#[component]
fn HelpButton(help: RwSignal<bool>) -> impl IntoView {
    view! {
        <button
            class="button"
            data-kind="quiet"
            data-size="s"
            type="button"
            data-scripted=""
            aria-label="Keyboard shortcuts"
            on:click=move |_| help.set(true)
        >
            <Icon name="keyboard" />
        </button>
    }
}

/// On a small screen the sidebar lies over the page: a link in it leads somewhere, so that it gives way.
fn leave_sidebar(event: leptos::ev::MouseEvent) {
    if let Some(link) = browser::target(&event).and_then(|element| element.closest("a[href]").ok()?) {
        browser::hide_popover_around(&link);
    }
}

/// Counts the minutes that the page is open.
fn minutes() -> ReadSignal<u32> {
    let (minute, set_minute) = signal(0);
    Effect::new(move || {
        let tick = set_interval_with_handle(move || set_minute.update(|minute| *minute += 1), Duration::from_secs(60));
        if let Ok(tick) = tick {
            on_cleanup(move || tick.clear());
        }
    });
    minute
}
