//! The frame of every page of a merchant: who is at the screen, navigation, search.

mod places;
mod search;

use clientele_domain::money::grouped;
use clientele_domain::role::Permission;
use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_navigate;

use crate::components::{AppShell, MenuLink, Nav, NavGroup, NavItem, Party};
use crate::pages::problem::ProblemPage;
use crate::problem::Problem;
use crate::server_fns::viewer::{Looked, Viewer};
use search::Search;

/// The person at the screen. Only inside the frame.
pub fn use_viewer() -> Viewer {
    expect_context::<Viewer>()
}

/// Whose data is shown. Only inside the frame.
pub fn use_scope() -> Scope {
    use_viewer().scope
}

/// How many refunds wait for somebody, as far as this browser knows. Only inside the frame.
#[derive(Debug, Clone, Copy)]
pub struct WaitingRefunds(pub RwSignal<i64>);

/// How many refunds wait for somebody. Whoever learns it anew sets it, and the navigation shows it.
pub fn use_waiting() -> WaitingRefunds {
    expect_context::<WaitingRefunds>()
}

/// The frame around the pages of a merchant in one mode. Another merchant or mode is another house: its links load a fresh
/// page, so that nothing of this one stays on the screen, and the person at the screen comes with the page.
#[component]
pub fn Frame() -> impl IntoView {
    match SharedValue::new(looked).into_inner() {
        Ok(viewer) => view! { <Framed viewer /> }.into_any(),
        Err(problem) => view! { <main id="main"><ProblemPage problem /></main> }.into_any(),
    }
}

/// A form that was refused on the server shows why in place of its page.
fn looked() -> Result<Viewer, Problem> {
    if let Some(problem) = use_context::<Problem>() {
        return Err(problem);
    }
    use_context::<Looked>().map_or_else(|| Err(Problem::Failed("Load this page again.".to_owned())), |looked| looked.0)
}

#[component]
fn Framed(viewer: Viewer) -> impl IntoView {
    provide_context(viewer.clone());
    provide_context(WaitingRefunds(RwSignal::new(viewer.waiting_refunds)));
    let scope = viewer.scope;
    let customers = format!("/{scope}/customers");
    let searching = RwSignal::new(false);
    let navigate = use_navigate();
    let on_key = Callback::new(move |key: String| {
        let place = match key.as_str() {
            "g c" => "customers",
            "g r" => "refunds",
            "g a" => "analytics",
            _ => return false,
        };
        navigate(&format!("/{scope}/{place}"), NavigateOptions::default());
        true
    });
    let other = Scope { mode: scope.mode.other(), ..scope };
    let (party, person) = (
        Party { id: scope.merchant.to_string(), name: viewer.merchant.clone() },
        Party { id: viewer.user_id.clone(), name: viewer.name.clone() },
    );
    view! {
        <AppShell
            merchant=party
            person=person
            role=viewer.role.label()
            mode=scope.mode
            other_mode_href=format!("/{other}/customers")
            search_href=customers
            on_search=Callback::new(move |()| searching.set(true))
            on_key=on_key
            merchant_menu=merchant_menu(&viewer)
            account_menu=account_menu(scope)
            nav=navigation(&viewer)
        >
            <Outlet />
        </AppShell>
        <Search viewer open=searching />
    }
}

/// The places of the dashboard.
fn navigation(viewer: &Viewer) -> AnyView {
    let scope = viewer.scope;
    let count = grouped(&viewer.customers.to_string());
    let duplicates = match viewer.duplicates {
        0 => None,
        some @ 1..100 => Some(some.to_string()),
        _ => Some("100+".to_owned()),
    };
    let waiting = use_waiting().0;
    let refunds = Signal::derive(move || Some(waiting.get()).filter(|some| *some > 0).map(|some| some.to_string()));
    let given_up = (viewer.given_up > 0).then(|| format!("{} stopped", viewer.given_up));
    let (sells, checkouts) = (viewer.may(Permission::CatalogRead), viewer.may(Permission::CheckoutRead));
    let (imports, developers) = (viewer.may(Permission::Import), viewer.may(Permission::KeyManage));
    let (subscriptions, invoices) = (viewer.may(Permission::SubscriptionRead), viewer.may(Permission::InvoiceRead));
    let analytics = viewer.may(Permission::AnalyticsRead);
    let clocks = !scope.livemode() && subscriptions;
    view! {
        <Nav>
            <NavGroup>
                <NavItem href=format!("/{scope}/customers") icon="users" label="Customers" count=count />
                <NavItem href=format!("/{scope}/duplicates") icon="merge" label="Duplicates" count=duplicates />
                <NavItem href=format!("/{scope}/refunds") icon="undo-2" label="Refunds" count=refunds />
                {analytics
                    .then(|| {
                        view! { <NavItem href=format!("/{scope}/analytics") icon="chart-column" label="Analytics" /> }
                    })}
                {subscriptions
                    .then(|| view! { <NavItem href=format!("/{scope}/subscriptions") icon="repeat" label="Subscriptions" /> })}
                {invoices
                    .then(|| view! { <NavItem href=format!("/{scope}/invoices") icon="receipt-text" label="Invoices" /> })}
            </NavGroup>
            {(sells || checkouts)
                .then(|| {
                    view! {
                        <NavGroup title="Selling">
                            {checkouts
                                .then(|| {
                                    view! {
                                        <NavItem href=format!("/{scope}/checkouts") icon="credit-card" label="Checkouts" />
                                    }
                                })}
                            {sells
                                .then(|| {
                                    view! {
                                        <NavItem href=format!("/{scope}/products") icon="shopping-bag" label="Products" />
                                        <NavItem href=format!("/{scope}/payment-links") icon="link" label="Payment links" />
                                    }
                                })}
                        </NavGroup>
                    }
                })}
            <NavGroup title="Set-up">
                {imports
                    .then(|| view! { <NavItem href=format!("/{scope}/imports") icon="upload" label="Imports" /> })}
                {developers
                    .then(|| {
                        view! {
                            <NavItem
                                href=format!("/{scope}/developers")
                                icon="code-xml"
                                label="Developers"
                                count=given_up
                            />
                        }
                    })}
                <NavItem href=format!("/{scope}/widgets") icon="panels-top-left" label="Widgets" />
                {clocks
                    .then(|| view! { <NavItem href=format!("/{scope}/test-clocks") icon="clock" label="Test clocks" /> })}
                <NavItem href=format!("/{scope}/settings/matching") icon="settings-2" label="Settings" />
            </NavGroup>
        </Nav>
    }
    .into_any()
}

/// The merchants one can go to.
fn merchant_menu(viewer: &Viewer) -> AnyView {
    let mode = viewer.scope.mode;
    let here = viewer.scope.merchant;
    viewer
        .merchants
        .iter()
        .map(|(merchant, name)| {
            let scope = Scope { merchant: *merchant, mode };
            let current = *merchant == here;
            view! {
                <a role="menuitem" href=format!("/{scope}/customers") rel="external" aria-current=current.then_some("true")>
                    {name.clone()}
                </a>
            }
        })
        .collect_view()
        .into_any()
}

fn account_menu(scope: Scope) -> AnyView {
    view! {
        <MenuLink href=format!("/{scope}/account") icon="user-round">
            "Your account"
        </MenuLink>
        <form method="post" action="/sign-out">
            <button role="menuitem" type="submit">
                "Sign out"
            </button>
        </form>
    }
    .into_any()
}
