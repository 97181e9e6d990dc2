//! Pages that a browser fetches when somebody first goes to one of their section. What it loads to wake up the list of
//! customers is the list and what is around every page. The server has them all.

use std::future::{Future, pending};
use std::pin::Pin;

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::ChooseView;
use leptos_router::hooks::use_location;

use crate::pages::account::AccountPage;
use crate::pages::account::two_factor::TwoFactorPage;
use crate::pages::analytics::AnalyticsPage;
use crate::pages::checkouts::detail::CheckoutPage;
use crate::pages::checkouts::form::NewCheckoutPage;
use crate::pages::checkouts::list::CheckoutsPage;
use crate::pages::customers::detail::CustomerPage;
use crate::pages::customers::edit::{EditCustomerPage, NewCustomerPage};
use crate::pages::customers::export::ExportPage;
use crate::pages::customers::merge::MergePage;
use crate::pages::developers::event::EventPage;
use crate::pages::developers::events::EventsPage;
use crate::pages::developers::keys::KeysPage;
use crate::pages::developers::requests::RequestsPage;
use crate::pages::developers::webhooks::WebhooksPage;
use crate::pages::developers::webhooks::endpoint_page::{EndpointPage, NewEndpointPage};
use crate::pages::duplicates::DuplicatesPage;
use crate::pages::imports::detail::ImportPage;
use crate::pages::imports::list::ImportsPage;
use crate::pages::invoices::detail::InvoicePage;
use crate::pages::invoices::list::InvoicesPage;
use crate::pages::join::JoinPage;
use crate::pages::links::detail::LinkPage;
use crate::pages::links::form::{EditLinkPage, NewLinkPage};
use crate::pages::links::list::LinksPage;
use crate::pages::no_team::NoTeamPage;
use crate::pages::products::detail::{NewProductPage, ProductPage};
use crate::pages::products::list::ProductsPage;
use crate::pages::refunds::queue::RefundsPage;
use crate::pages::refunds::{AnyRefundPage, CustomerRefundDrawer, NewRefundDrawer, NewRefundPage};
use crate::pages::settings::audit::AuditPage;
use crate::pages::settings::billing::BillingPage;
use crate::pages::settings::checkout::CheckoutSettingsPage;
use crate::pages::settings::mail::MailPage;
use crate::pages::settings::mail::wording::WordingPage;
use crate::pages::settings::matching::MatchingPage;
use crate::pages::settings::payments::PaymentsPage;
use crate::pages::settings::refunds::RefundSettingsPage;
use crate::pages::settings::team::TeamPage;
use crate::pages::settings::workflows::WorkflowsPage;
use crate::pages::settings::workflows::page::{NewWorkflowPage, WorkflowPage};
use crate::pages::sign_in::code::CodePage;
use crate::pages::sign_in::{SignInPage, SignUpPage};
use crate::pages::subscriptions::detail::SubscriptionPage;
use crate::pages::subscriptions::form::NewSubscriptionPage;
use crate::pages::subscriptions::list::SubscriptionsPage;
use crate::pages::test_clocks::TestClocksPage;
use crate::pages::widgets::WidgetsPage;

type Fetched<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// A page of a section that may have to be fetched.
#[derive(Clone, Copy)]
pub struct Later {
    #[cfg_attr(not(feature = "ssr"), expect(dead_code, reason = "the server tells the browser"))]
    section: &'static str,
    page: fn() -> Fetched<AnyView>,
    fetch: fn() -> Fetched<()>,
}

impl ChooseView for Later {
    async fn choose(self) -> AnyView {
        #[cfg(feature = "ssr")]
        announce(self.section);
        match (self.page)().await {
            Ok(page) => page,
            Err(_) => {
                load_anew();
                pending().await
            }
        }
    }

    async fn preload(&self) {
        #[cfg(not(feature = "ssr"))]
        let _shown = Fetching::begin();
        // Whoever chooses the page asks again, and learns of it.
        let _ = (self.fetch)().await;
    }
}

/// While it is there, the document says that a page is on its way; it looks so when that takes a moment.
#[cfg(not(feature = "ssr"))]
struct Fetching(Option<web_sys::Element>);

#[cfg(not(feature = "ssr"))]
impl Fetching {
    const MARK: &str = "data-fetching";

    fn begin() -> Self {
        let root = document().document_element();
        if let Some(root) = &root {
            let _ = root.set_attribute(Self::MARK, "");
        }
        Self(root)
    }
}

#[cfg(not(feature = "ssr"))]
impl Drop for Fetching {
    fn drop(&mut self) {
        if let Some(root) = &self.0 {
            let _ = root.remove_attribute(Self::MARK);
        }
    }
}

/// Tells the browser at the head of the page what it will need to wake it up.
#[cfg(feature = "ssr")]
fn announce(section: &str) {
    let files = use_context::<crate::request::Sections>().and_then(|sections| sections.0.get(section).cloned());
    for href in files.into_iter().flatten() {
        // A link is noted for the head when it is rendered.
        let link = leptos_meta::LinkProps::builder().rel("preload").href(href).as_("fetch").crossorigin("anonymous");
        let _ = leptos_meta::Link(link.type_("application/wasm").build()).into_view().to_html();
    }
}

/// Has the browser load the page that it was to show, for a server of another edition has no sections of this one. A page
/// that it is waking up just now stays as the server sent it.
fn load_anew() {
    let wakes_up = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
    if !wakes_up {
        let location = use_location();
        let (path, search) = (location.pathname.get_untracked(), location.search.get_untracked());
        let question = if search.is_empty() { "" } else { "?" };
        let _ = window().location().set_href(&format!("{path}{question}{search}"));
    }
}

/// The pages of a section. Each function gives one, for its route.
macro_rules! section {
    ($section:ident: $($name:ident $page:ident,)+) => {$(
        pub fn $name() -> Later {
            #[wasm_split($section, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)]
            fn $name() -> Result<AnyView, SplitLoaderError> {
                Ok($page().into_any())
            }
            Later { section: stringify!($section), page: || Box::pin($name()), fetch: || Box::pin(fetch()) }
        }
    )+};
}

section! { entrance:
    sign_in SignInPage,
    code CodePage,
    sign_up SignUpPage,
    join JoinPage,
    no_team NoTeamPage,
}

section! { people:
    customer CustomerPage,
    new_customer NewCustomerPage,
    edit_customer EditCustomerPage,
    merge MergePage,
    duplicates DuplicatesPage,
    export ExportPage,
    imports ImportsPage,
    import ImportPage,
    refunds RefundsPage,
    any_refund AnyRefundPage,
    new_refund NewRefundPage,
    new_refund_drawer NewRefundDrawer,
    refund_drawer CustomerRefundDrawer,
}

section! { sales:
    products ProductsPage,
    product ProductPage,
    new_product NewProductPage,
    checkouts CheckoutsPage,
    checkout CheckoutPage,
    new_checkout NewCheckoutPage,
    links LinksPage,
    link LinkPage,
    new_link NewLinkPage,
    edit_link EditLinkPage,
    subscriptions SubscriptionsPage,
    subscription SubscriptionPage,
    new_subscription NewSubscriptionPage,
    invoices InvoicesPage,
    invoice InvoicePage,
    test_clocks TestClocksPage,
}

section! { figures:
    analytics AnalyticsPage,
}

section! { house:
    account AccountPage,
    two_factor TwoFactorPage,
    widgets WidgetsPage,
    keys KeysPage,
    events EventsPage,
    event EventPage,
    requests RequestsPage,
    webhooks WebhooksPage,
    endpoint EndpointPage,
    new_endpoint NewEndpointPage,
    checkout_settings CheckoutSettingsPage,
    refund_settings RefundSettingsPage,
    matching MatchingPage,
    payments PaymentsPage,
    billing BillingPage,
    audit_log AuditPage,
    team TeamPage,
    mail MailPage,
    wording WordingPage,
    workflows WorkflowsPage,
    workflow WorkflowPage,
    new_workflow NewWorkflowPage,
}
