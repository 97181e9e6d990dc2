//! What people see: the pages and components of the dashboard.

// The types of whole pages are deep.
#![recursion_limit = "1024"]

pub mod components;
pub mod download;
pub mod form;
pub mod frame;
#[cfg(feature = "ssr")]
pub mod hosted;
pub mod list_query;
pub mod pages;
pub mod posted;
pub mod problem;
#[cfg(feature = "ssr")]
pub mod request;
pub mod server_fns;
#[cfg(feature = "ssr")]
pub mod shell;

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use frame::Frame;
use pages::Design;
use pages::account::AccountPage;
use pages::account::two_factor::TwoFactorPage;
use pages::analytics::AnalyticsPage;
use pages::checkouts::detail::CheckoutPage;
use pages::checkouts::form::NewCheckoutPage;
use pages::checkouts::list::CheckoutsPage;
use pages::customers::detail::CustomerPage;
use pages::customers::edit::{EditCustomerPage, NewCustomerPage};
use pages::customers::export::ExportPage;
use pages::customers::list::CustomersPage;
use pages::customers::merge::MergePage;
use pages::developers::event::EventPage;
use pages::developers::events::EventsPage;
use pages::developers::keys::KeysPage;
use pages::developers::requests::RequestsPage;
use pages::developers::webhooks::WebhooksPage;
use pages::developers::webhooks::endpoint_page::{EndpointPage, NewEndpointPage};
use pages::duplicates::DuplicatesPage;
use pages::imports::detail::ImportPage;
use pages::imports::list::ImportsPage;
use pages::invoices::detail::InvoicePage;
use pages::invoices::list::InvoicesPage;
use pages::join::JoinPage;
use pages::links::detail::LinkPage;
use pages::links::form::{EditLinkPage, NewLinkPage};
use pages::links::list::LinksPage;
use pages::no_team::NoTeamPage;
use pages::problem::NoSuchPage;
use pages::products::detail::{NewProductPage, ProductPage};
use pages::products::list::ProductsPage;
use pages::refunds::queue::RefundsPage;
use pages::refunds::{AnyRefundPage, CustomerRefundDrawer, NewRefundDrawer, NewRefundPage};
use pages::settings::audit::AuditPage;
use pages::settings::billing::BillingPage;
use pages::settings::checkout::CheckoutSettingsPage;
use pages::settings::mail::MailPage;
use pages::settings::mail::wording::WordingPage;
use pages::settings::matching::MatchingPage;
use pages::settings::payments::PaymentsPage;
use pages::settings::refunds::RefundSettingsPage;
use pages::settings::team::TeamPage;
use pages::settings::workflows::WorkflowsPage;
use pages::settings::workflows::page::{NewWorkflowPage, WorkflowPage};
use pages::sign_in::code::CodePage;
use pages::sign_in::{SignInPage, SignUpPage};
use pages::subscriptions::detail::SubscriptionPage;
use pages::subscriptions::form::NewSubscriptionPage;
use pages::subscriptions::list::SubscriptionsPage;
use pages::test_clocks::TestClocksPage;
use pages::widgets::WidgetsPage;

/// The title of the browser's window. The server's goes into HTML as it is, so it is escaped there; the browser's own
/// is set as text.
fn page_title(title: String) -> String {
    let title = if cfg!(feature = "ssr") { title.replace('&', "&amp;").replace('<', "&lt;") } else { title };
    if title.is_empty() { "Clientele".to_owned() } else { format!("{title} · Clientele") }
}

/// The dashboard.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=page_title />
        <Router>
            <Routes fallback=NoSuchPage>
                <Route path=path!("/sign-in") view=SignInPage />
                <Route path=path!("/sign-in/code") view=CodePage />
                <Route path=path!("/sign-up") view=SignUpPage />
                <Route path=path!("/join/:secret") view=JoinPage />
                <Route path=path!("/") view=NoTeamPage />
                <ParentRoute path=path!("/:merchant/:mode") view=Frame>
                    <Route path=path!("/customers") view=CustomersPage />
                    <Route path=path!("/customers/new") view=NewCustomerPage />
                    <Route path=path!("/customers/export") view=ExportPage />
                    <ParentRoute path=path!("/customers/:id") view=CustomerPage>
                        <Route path=path!("") view=|| () />
                        <Route path=path!("/refund") view=NewRefundDrawer />
                        <Route path=path!("/refunds/:refund") view=CustomerRefundDrawer />
                    </ParentRoute>
                    <Route path=path!("/customers/:id/edit") view=EditCustomerPage />
                    <Route path=path!("/products") view=ProductsPage />
                    <Route path=path!("/products/new") view=NewProductPage />
                    <Route path=path!("/products/:id") view=ProductPage />
                    <Route path=path!("/checkouts") view=CheckoutsPage />
                    <Route path=path!("/checkouts/new") view=NewCheckoutPage />
                    <Route path=path!("/checkouts/:id") view=CheckoutPage />
                    <Route path=path!("/subscriptions") view=SubscriptionsPage />
                    <Route path=path!("/subscriptions/new") view=NewSubscriptionPage />
                    <Route path=path!("/subscriptions/:id") view=SubscriptionPage />
                    <Route path=path!("/invoices") view=InvoicesPage />
                    <Route path=path!("/invoices/:id") view=InvoicePage />
                    <Route path=path!("/test-clocks") view=TestClocksPage />
                    <Route path=path!("/widgets") view=WidgetsPage />
                    <Route path=path!("/payment-links") view=LinksPage />
                    <Route path=path!("/payment-links/new") view=NewLinkPage />
                    <Route path=path!("/payment-links/:id") view=LinkPage />
                    <Route path=path!("/payment-links/:id/edit") view=EditLinkPage />
                    <Route path=path!("/customers/:id/merge/:other") view=MergePage />
                    <Route path=path!("/duplicates") view=DuplicatesPage />
                    <Route path=path!("/refunds") view=RefundsPage />
                    <Route path=path!("/refunds/new") view=NewRefundPage />
                    <Route path=path!("/refunds/:id") view=AnyRefundPage />
                    <Route path=path!("/analytics") view=AnalyticsPage />
                    <Route path=path!("/settings/refunds") view=RefundSettingsPage />
                    <Route path=path!("/settings/matching") view=MatchingPage />
                    <Route path=path!("/developers") view=KeysPage />
                    <Route path=path!("/developers/events") view=EventsPage />
                    <Route path=path!("/developers/events/:id") view=EventPage />
                    <Route path=path!("/developers/requests") view=RequestsPage />
                    <Route path=path!("/developers/webhooks") view=WebhooksPage />
                    <Route path=path!("/developers/webhooks/new") view=NewEndpointPage />
                    <Route path=path!("/developers/webhooks/:id") view=EndpointPage />
                    <Route path=path!("/settings/checkout") view=CheckoutSettingsPage />
                    <Route path=path!("/imports") view=ImportsPage />
                    <Route path=path!("/imports/:id") view=ImportPage />
                    <Route path=path!("/settings/payments") view=PaymentsPage />
                    <Route path=path!("/settings/billing") view=BillingPage />
                    <Route path=path!("/settings/audit-log") view=AuditPage />
                    <Route path=path!("/settings/team") view=TeamPage />
                    <Route path=path!("/settings/mail") view=MailPage />
                    <Route path=path!("/settings/mail/:id") view=WordingPage />
                    <Route path=path!("/settings/workflows") view=WorkflowsPage />
                    <Route path=path!("/settings/workflows/new") view=NewWorkflowPage />
                    <Route path=path!("/settings/workflows/:id") view=WorkflowPage />
                    <Route path=path!("/account") view=AccountPage />
                    <Route path=path!("/account/two-factor") view=TwoFactorPage />
                </ParentRoute>
                <Route path=path!("/design") view=Design />
            </Routes>
        </Router>
    }
}
