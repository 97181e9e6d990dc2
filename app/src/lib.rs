//! What people see: the pages and components of the dashboard.

// The types of whole pages are deep.
#![recursion_limit = "1024"]

pub mod components;
pub mod download;
pub mod form;
pub mod frame;
#[cfg(feature = "ssr")]
pub mod hosted;
pub mod json_text;
mod later;
pub mod list_query;
pub mod loaded;
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
use pages::customers::list::CustomersPage;
use pages::problem::NoSuchPage;

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
                <Route path=path!("/sign-in") view=later::sign_in() />
                <Route path=path!("/sign-in/code") view=later::code() />
                <Route path=path!("/sign-up") view=later::sign_up() />
                <Route path=path!("/join/:secret") view=later::join() />
                <Route path=path!("/") view=later::no_team() />
                <ParentRoute path=path!("/:merchant/:mode") view=Frame>
                    <Route path=path!("/customers") view=CustomersPage />
                    <Route path=path!("/customers/new") view=later::new_customer() />
                    <Route path=path!("/customers/export") view=later::export() />
                    <ParentRoute path=path!("/customers/:id") view=later::customer()>
                        <Route path=path!("") view=|| () />
                        <Route path=path!("/refund") view=later::new_refund_drawer() />
                        <Route path=path!("/refunds/:refund") view=later::refund_drawer() />
                    </ParentRoute>
                    <Route path=path!("/customers/:id/edit") view=later::edit_customer() />
                    <Route path=path!("/products") view=later::products() />
                    <Route path=path!("/products/new") view=later::new_product() />
                    <Route path=path!("/products/:id") view=later::product() />
                    <Route path=path!("/checkouts") view=later::checkouts() />
                    <Route path=path!("/checkouts/new") view=later::new_checkout() />
                    <Route path=path!("/checkouts/:id") view=later::checkout() />
                    <Route path=path!("/subscriptions") view=later::subscriptions() />
                    <Route path=path!("/subscriptions/new") view=later::new_subscription() />
                    <Route path=path!("/subscriptions/:id") view=later::subscription() />
                    <Route path=path!("/invoices") view=later::invoices() />
                    <Route path=path!("/invoices/:id") view=later::invoice() />
                    <Route path=path!("/test-clocks") view=later::test_clocks() />
                    <Route path=path!("/widgets") view=later::widgets() />
                    <Route path=path!("/payment-links") view=later::links() />
                    <Route path=path!("/payment-links/new") view=later::new_link() />
                    <Route path=path!("/payment-links/:id") view=later::link() />
                    <Route path=path!("/payment-links/:id/edit") view=later::edit_link() />
                    <Route path=path!("/customers/:id/merge/:other") view=later::merge() />
                    <Route path=path!("/duplicates") view=later::duplicates() />
                    <Route path=path!("/refunds") view=later::refunds() />
                    <Route path=path!("/refunds/new") view=later::new_refund() />
                    <Route path=path!("/refunds/:id") view=later::any_refund() />
                    <Route path=path!("/analytics") view=later::analytics() />
                    <Route path=path!("/settings/refunds") view=later::refund_settings() />
                    <Route path=path!("/settings/matching") view=later::matching() />
                    <Route path=path!("/developers") view=later::keys() />
                    <Route path=path!("/developers/events") view=later::events() />
                    <Route path=path!("/developers/events/:id") view=later::event() />
                    <Route path=path!("/developers/requests") view=later::requests() />
                    <Route path=path!("/developers/webhooks") view=later::webhooks() />
                    <Route path=path!("/developers/webhooks/new") view=later::new_endpoint() />
                    <Route path=path!("/developers/webhooks/:id") view=later::endpoint() />
                    <Route path=path!("/settings/checkout") view=later::checkout_settings() />
                    <Route path=path!("/imports") view=later::imports() />
                    <Route path=path!("/imports/:id") view=later::import() />
                    <Route path=path!("/settings/payments") view=later::payments() />
                    <Route path=path!("/settings/billing") view=later::billing() />
                    <Route path=path!("/settings/audit-log") view=later::audit_log() />
                    <Route path=path!("/settings/team") view=later::team() />
                    <Route path=path!("/settings/mail") view=later::mail() />
                    <Route path=path!("/settings/mail/:id") view=later::wording() />
                    <Route path=path!("/settings/workflows") view=later::workflows() />
                    <Route path=path!("/settings/workflows/new") view=later::new_workflow() />
                    <Route path=path!("/settings/workflows/:id") view=later::workflow() />
                    <Route path=path!("/account") view=later::account() />
                    <Route path=path!("/account/two-factor") view=later::two_factor() />
                </ParentRoute>
                <Route path=path!("/design") view=Design />
            </Routes>
        </Router>
    }
}
