//! Every component in both themes, side by side. Exists only in development builds.

mod overlays;
mod specimens;

use clientele_domain::scope::Mode;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::{AppShell, MenuLink, MenuSubmit, Nav, NavGroup, NavItem, PageHead, Party};
use overlays::Overlays;
use specimens::{Specimens, Theme};

/// The page at `/design`.
#[component]
pub fn Design() -> impl IntoView {
    let palette = RwSignal::new(false);
    let merchant_menu = view! {
        <MenuLink href="/design" icon="check" current=true>"Tidewater Roasters"</MenuLink>
        <MenuLink href="/design" icon="store">"Tidewater Wholesale"</MenuLink>
    };
    let account_menu = view! {
        <form method="get" action="/design">
            <MenuSubmit icon="arrow-right">"Sign out"</MenuSubmit>
        </form>
    };
    let nav = view! {
        <Nav>
            <NavGroup>
                <NavItem href="/design" icon="users" label="Components" count="30" />
            </NavGroup>
            <NavGroup title="Set-up">
                <NavItem href="/design/import" icon="upload" label="Import" />
            </NavGroup>
        </Nav>
    };
    view! {
        <Title text="Components" />
        <AppShell
            merchant=Party { id: "acct_1".into(), name: "Tidewater Roasters".into() }
            person=Party { id: "usr_1".into(), name: "Leila Haddad".into() }
            role="Support"
            mode=Mode::Test
            other_mode_href="/design"
            search_href="/design"
            on_search=Callback::new(move |()| palette.set(true))
            on_key=Callback::new(|_| false)
            merchant_menu=merchant_menu.into_any()
            account_menu=account_menu.into_any()
            nav=nav.into_any()
        >
            <div class="page">
                <PageHead title="Components" intro="Each in light and in dark, with the data of an invented shop." />
                <div class="stack" data-gap="6">
                    <Overlays palette />
                    <div class="board">
                        <div class="card" data-theme="light">
                            <Specimens theme=Theme::Light />
                        </div>
                        <div class="card" data-theme="dark">
                            <Specimens theme=Theme::Dark />
                        </div>
                    </div>
                </div>
            </div>
        </AppShell>
    }
}
