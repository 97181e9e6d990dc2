//! The page that makes a link. The browser sends its form by itself; names of fields are those in which the rules tell
//! what is wrong.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::components::{Banner, Breadcrumb, PageHead, Skeleton, SubmitButton, TextField, Tone};
use crate::frame::use_scope;
use crate::pages::problem::ProblemPage;
use crate::pages::terms::{Questions, Start, WhatFollows, WhatItAsks, WhatItSells};
use crate::server_fns::links::{self, LinkFormView};

/// `/{merchant}/{mode}/payment-links/new`
#[component]
pub fn NewLinkPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| links::form(scope));
    let list = format!("/{scope}/payment-links");
    view! {
        <Title text="New payment link" />
        <div class="page">
            <Breadcrumb trail=vec![("Payment links".to_owned(), list)] current="New" />
            <PageHead title="New payment link" />
            <Suspense fallback=|| {
                view! {
                    <div aria-busy="true">
                        <Skeleton width="xl" />
                    </div>
                }
            }>
                {move || Suspend::new(async move {
                    match fetched.await {
                        Ok(view) => view! { <LinkForm view /> }.into_any(),
                        Err(problem) => view! { <ProblemPage problem /> }.into_any(),
                    }
                })}
            </Suspense>
        </div>
    }
}

#[component]
fn LinkForm(view: LinkFormView) -> impl IntoView {
    let LinkFormView { prices, currencies, posted } = view;
    let action = format!("/{}/payment-links/new", use_scope());
    let price = use_query_map().with_untracked(|query| query.get("price")).unwrap_or_default();
    let start = Start { posted, price };
    let whole = start.message("form").or(start.message("line_items"));
    let questions = view! { <Questions posted=start.posted.clone() /> };
    view! {
        <form class="stack catalog-form link-form" data-gap="6" method="post" action=action novalidate>
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <TextField
                name="name"
                label="Name"
                value=start.text("name", "")
                hint="What you call it. Left empty, it is called by what it sells."
                error=start.message("name")
                optional=true
            />
            <WhatItSells start=start.clone() prices currencies />
            <WhatItAsks start=start.clone() />
            {questions}
            <WhatFollows start />
            <div class="cluster">
                <SubmitButton label="Make the link" busy_label="Making" icon="plus" />
            </div>
        </form>
    }
}
