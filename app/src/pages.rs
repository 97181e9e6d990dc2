//! The places of the dashboard, one module each.

pub mod customers;
#[cfg(debug_assertions)]
pub mod design;
pub mod imports;
pub mod problem;
pub mod sign_in;

use leptos::prelude::*;
#[cfg(debug_assertions)]
use leptos_router::{components::Route, path};
use leptos_router::MatchNestedRoutes;

/// Places that exist only in development builds: `/design` shows every component.
#[cfg(debug_assertions)]
#[component(transparent)]
pub fn DevelopmentRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/design") view=design::Design /> }.into_inner()
}

/// No such places in a release.
#[cfg(not(debug_assertions))]
#[component(transparent)]
pub fn DevelopmentRoutes() -> impl MatchNestedRoutes + Clone {}
