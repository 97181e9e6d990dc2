//! The addresses of the drawer: over the page of a customer, and as a page of its own for what has no customer.

use clientele_domain::id::{CustomerId, PaymentId, RefundId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};

use super::draft::Draft;
use super::refund::OneRefund;
use crate::components::{Breadcrumb, Drawer, PageHead};
use crate::frame::use_scope;
use crate::list_query::param;
use crate::loaded::Loaded;
use crate::pages::customers::detail::here::{Here, no_such_customer, use_customer_id, use_here};
use crate::pages::problem::{ProblemPage, problem_in_page};
use crate::problem::Problem;
use crate::server_fns::refunds::{self, DraftView, RefundView};

/// `/{merchant}/{mode}/customers/{id}/refund`, over the customer's page.
#[component]
pub fn NewRefundDrawer() -> impl IntoView {
    let (scope, customer, here) = (use_scope(), use_customer_id(), use_here());
    let asked = use_asked_payment();
    let draft = Resource::new(
        move || (customer.get(), asked.get()),
        move |(customer, payment)| async move {
            refunds::draft(scope, Some(customer.ok_or_else(no_such_customer)?), payment).await
        },
    );
    let back = move |id: CustomerId| here.with_untracked(|here| here.customer_href(id));
    view! {
        // The page behind says by itself that there is no such customer.
        <Loaded from=draft fallback=|| () otherwise=|_| ().into_any() let(view)>
            {
                let id = customer.get_untracked().or(view.customer);
                let back = id.map(back).unwrap_or_default();
                let action = id.map(|id| here.with_untracked(|here| here.refund_href(id, asked.get_untracked())));
                view! { <Draft view action=action.unwrap_or_default() back /> }
            }
        </Loaded>
    }
}

/// `/{merchant}/{mode}/customers/{id}/refunds/{refund}`, over the customer's page.
#[component]
pub fn CustomerRefundDrawer() -> impl IntoView {
    let (customer, here) = (use_customer_id(), use_here());
    let back = move || customer.get().map(|id| here.with(|here: &Here| here.customer_href(id))).unwrap_or_default();
    view! { <Fetched param="refund" customer back=Signal::derive(back) page=false /> }
}

/// `/{merchant}/{mode}/refunds/{id}`
#[component]
pub fn AnyRefundPage() -> impl IntoView {
    let scope = use_scope();
    let nobody = Memo::new(|_| None);
    view! { <Fetched param="id" customer=nobody back=Signal::derive(move || format!("/{scope}/refunds")) page=true /> }
}

/// `/{merchant}/{mode}/refunds/new?payment=pay_…`
#[component]
pub fn NewRefundPage() -> impl IntoView {
    let scope = use_scope();
    let asked = use_asked_payment();
    let draft =
        Resource::new(move || asked.get(), move |payment| async move { refunds::draft(scope, None, payment).await });
    view! {
        <Loaded from=draft fallback=|| () otherwise=problem_in_page let(view)>
            <NewPage view />
        </Loaded>
    }
}

#[component]
fn NewPage(view: DraftView) -> impl IntoView {
    let list = format!("/{}/refunds", use_scope());
    let payment = view.chosen.map(|id| format!("?payment={id}")).unwrap_or_default();
    let action = format!("{list}/new{payment}");
    view! {
        <Behind title="Refund a payment".to_owned() current="New" list=list.clone() />
        <Draft view action back=list />
    }
}

/// A refund, fetched by the id in the address.
#[component]
fn Fetched(
    param: &'static str,
    /// Whose it has to be; none for anybody's.
    customer: Memo<Option<CustomerId>>,
    back: Signal<String>,
    /// There is no other page behind it.
    page: bool,
) -> impl IntoView {
    let (scope, params) = (use_scope(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get(param)?.parse::<RefundId>().ok()));
    let fetched = Resource::new(
        move || (customer.get(), id.get()),
        move |(customer, id)| async move { refunds::detail(scope, customer, id.ok_or_else(no_such_customer)?).await },
    );
    let refetch = Callback::new(move |()| fetched.refetch());
    let otherwise = move |problem| {
        if page { problem_in_page(problem) } else { view! { <NotHere problem back /> }.into_any() }
    };
    view! {
        <Loaded from=fetched fallback=|| () otherwise let(view)>
            {page.then(|| view! { <BehindRefund view=view.clone() /> })}
            <OneRefund view back refetch />
        </Loaded>
    }
}

/// The drawer with nothing to show in it.
#[component]
fn NotHere(problem: Problem, back: Signal<String>) -> impl IntoView {
    let navigate = leptos_router::hooks::use_navigate();
    let on_close = Callback::new(move |()| navigate(&back.get_untracked(), leptos_router::NavigateOptions::default()));
    view! {
        <Drawer id="refund" title="Refund" open=Signal::derive(|| true) on_close close_href=back>
            <ProblemPage problem />
        </Drawer>
    }
}

#[component]
fn BehindRefund(view: RefundView) -> impl IntoView {
    let list = format!("/{}/refunds", use_scope());
    let whom = if view.name.is_empty() { "a payment".to_owned() } else { view.name };
    view! { <Behind title=format!("Refund {whom}") current="Refund" list /> }
}

/// The quiet page behind the drawer: where one is, and the way back.
#[component]
fn Behind(title: String, current: &'static str, list: String) -> impl IntoView {
    view! {
        <Title text=title.clone() />
        <div class="page">
            <Breadcrumb trail=vec![("Refunds".to_owned(), list.clone())] current />
            <PageHead title />
            <p>
                <a href=list>"All refunds"</a>
            </p>
        </div>
    }
}

/// The payment to begin with: `payment=pay_…` in the address.
fn use_asked_payment() -> Memo<Option<PaymentId>> {
    let search = use_location().search;
    Memo::new(move |_| search.with(|search| param(search, "payment")?.parse().ok()))
}
