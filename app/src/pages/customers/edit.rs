//! The form of a customer, for a new one and for changes. It stands in a drawer with an address of its own, so that it
//! works as a plain page.

mod address;
mod conflict;
mod fields;
mod form;
mod leave;
mod messages;

use leptos::prelude::*;
use leptos_meta::Title;

use super::detail::here::{Here, no_such_customer, use_customer_id, use_here};
use crate::components::{Breadcrumb, PageHead, Skeleton};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::pages::problem::problem_in_page;
use crate::problem::Problem;
use crate::server_fns::customers::{self, FormView};
use form::CustomerForm;

/// `/{merchant}/{mode}/customers/new`
#[component]
pub fn NewCustomerPage() -> impl IntoView {
    let scope = use_scope();
    let form = Resource::new(|| (), move |()| customers::form(scope, None));
    view! { <FormPage form /> }
}

/// `/{merchant}/{mode}/customers/{id}/edit`
#[component]
pub fn EditCustomerPage() -> impl IntoView {
    let (scope, id) = (use_scope(), use_customer_id());
    let form = Resource::new(
        move || id.get(),
        move |id| async move { customers::form(scope, Some(id.ok_or_else(no_such_customer)?)).await },
    );
    view! { <FormPage form /> }
}

#[component]
fn FormPage(form: Resource<Result<FormView, Problem>>) -> impl IntoView {
    let here = use_here();
    let outline = || {
        view! {
            <div class="page" aria-busy="true">
                <Skeleton width="xl" />
            </div>
        }
    };
    view! {
        <Loaded from=form fallback=outline otherwise=problem_in_page let(form)>
            <FormFrame form here />
        </Loaded>
    }
}

/// The quiet page behind the drawer: where one is, and the way back.
#[component]
fn FormFrame(form: FormView, here: Memo<Here>) -> impl IntoView {
    let list = here.with_untracked(Here::list_href);
    let mut trail = vec![("Customers".to_owned(), list.clone())];
    let (title, action, back, label) = match form.id {
        None => {
            let action = here.with_untracked(Here::new_href);
            ("New customer".to_owned(), action, list, "Back to the list".to_owned())
        }
        Some(id) => {
            let (action, back) = here.with_untracked(|here| (here.edit_href(id), here.customer_href(id)));
            trail.push((form.title.clone(), back.clone()));
            (format!("Edit {}", form.title), action, back, format!("Back to {}", form.title))
        }
    };
    let current = if form.id.is_some() { "Edit" } else { "New" };
    view! {
        <Title text=title.clone() />
        <div class="page">
            <Breadcrumb trail current />
            <PageHead title />
            <p>
                <a href=back.clone()>{label}</a>
            </p>
            <CustomerForm form action back />
        </div>
    }
}
