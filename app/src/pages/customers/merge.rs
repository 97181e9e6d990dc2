//! Two customers side by side: are they one person, and what would the one record be?

mod choices;
pub mod compare;
pub mod shared;

use clientele_domain::id::CustomerId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::detail::here::no_such_customer;
use crate::components::{Banner, Breadcrumb, PageHead, Tone};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::server_fns::matching::{self, CompareView};
use compare::Compare;

/// `/{merchant}/{mode}/customers/{id}/merge/{other}`
#[component]
pub fn MergePage() -> impl IntoView {
    let (scope, params) = (use_scope(), use_params_map());
    let id = move |name: &str| params.with(|params| params.get(name)?.parse::<CustomerId>().ok());
    let both = Memo::new(move |_| id("id").zip(id("other")));
    let fetched = Resource::new(
        move || both.get(),
        move |both| async move {
            let (one, other) = both.ok_or_else(no_such_customer)?;
            matching::compare(scope, one, other).await
        },
    );
    view! {
        <div class="page">
            <Loaded from=fetched let(view)>
                <Merge view />
            </Loaded>
        </div>
    }
}

#[component]
fn Merge(view: CompareView) -> impl IntoView {
    let list = format!("/{}/customers", use_scope());
    let one = (view.one.name.clone(), format!("{list}/{}", view.one.id));
    let trail = vec![("Customers".to_owned(), list), one];
    let whole = view.posted.message("form");
    view! {
        <Title text="Compare customers" />
        <Breadcrumb trail current="Compare" />
        <PageHead title="Are these the same person?" />
        {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        <Compare view />
    }
}
