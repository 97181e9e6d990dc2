//! Pages that say why there is nothing to see, and what to do.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::{EmptyState, Time, TimeForm};
use crate::frame::use_viewer;
use crate::problem::Problem;
use crate::server_fns::viewer::Viewer;

/// The same as a page of its own.
pub fn problem_in_page(problem: Problem) -> AnyView {
    view! { <div class="page"><ProblemPage problem /></div> }.into_any()
}

/// Why there is nothing to see.
#[component]
pub fn ProblemPage(problem: Problem) -> impl IntoView {
    #[cfg(feature = "ssr")]
    problem.set_status();
    let list = use_context::<Viewer>().map_or_else(|| "/".to_owned(), |viewer| format!("/{}/customers", viewer.scope));
    let link = |href: String, label: &'static str| {
        view! {
            <a class="button" href=href rel="external">
                {label}
            </a>
        }
        .into_any()
    };
    let (icon, title, sentence, action) = match problem {
        Problem::NotFound => (
            "search",
            "There is nothing at this address",
            "It may be mistyped, or the record belongs to another merchant or to the other mode. Search by name, email \
             or id instead."
                .into_any(),
            link(list, "Search customers"),
        ),
        Problem::Deleted { at } => (
            "eraser",
            "This customer was deleted",
            view! {
                "Personal data was erased on "
                <Time at form=TimeForm::Day />
                ". Payments and orders stay in your books under this id."
            }
            .into_any(),
            link(list, "All customers"),
        ),
        Problem::Forbidden(sentence) => {
            ("lock", "Your role does not allow this", sentence.into_any(), link(list, "All customers"))
        }
        Problem::SignedOut => (
            "lock",
            "Your session has ended",
            "Sign in again to go on where you were.".into_any(),
            link("/sign-in".to_owned(), "Sign in"),
        ),
        Problem::Invalid(sentence) => {
            ("circle-alert", "That can’t be shown", sentence.into_any(), link(list, "All customers"))
        }
        Problem::Unavailable | Problem::Failed(_) => (
            "cloud-off",
            "This could not be loaded",
            "The server did not answer as it should. Nothing was changed, and the address keeps your filters.".into_any(),
            // An empty reference is this very address.
            link(String::new(), "Try again"),
        ),
    };
    view! {
        <Title text=title />
        <EmptyState title icon actions=action>
            {sentence}
        </EmptyState>
    }
}

/// No route leads here, or what it leads to was refused.
#[component]
pub fn NoSuchPage() -> impl IntoView {
    let problem = use_context::<Problem>().unwrap_or(Problem::NotFound);
    view! {
        <main id="main">
            <ProblemPage problem />
        </main>
    }
}

/// Refuses a page to a person whose role does not allow it, saying who can.
pub fn forbidden(permission: clientele_domain::role::Permission) -> Problem {
    let role = use_viewer().role.label();
    Problem::Forbidden(format!("{role} can't {}; that takes {}.", permission.label(), permission.holders()))
}
