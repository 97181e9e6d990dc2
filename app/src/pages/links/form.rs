//! The pages that make a link and change its terms. The browser sends its form by itself; names of fields are those in which the rules tell
//! what is wrong.

use clientele_domain::id::PaymentLinkId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::components::{Banner, Breadcrumb, PageHead, SubmitButton, TextField, Tone};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::pages::terms::{Questions, Start, WhatFollows, WhatItAsks, WhatItSells};
use crate::problem::Problem;
use crate::server_fns::links::{self, LinkFormView};

/// `/{merchant}/{mode}/payment-links/new`
#[component]
pub fn NewLinkPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| links::form(scope, None));
    let list = format!("/{scope}/payment-links");
    view! {
        <Title text="New payment link" />
        <div class="page">
            <Breadcrumb trail=vec![("Payment links".to_owned(), list)] current="New" />
            <PageHead title="New payment link" />
            <Loaded from=fetched let(view)>
                <LinkForm view />
            </Loaded>
        </div>
    }
}

/// `/{merchant}/{mode}/payment-links/{id}/edit`
#[component]
pub fn EditLinkPage() -> impl IntoView {
    let (scope, params) = (use_scope(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<PaymentLinkId>().ok()));
    let fetched = Resource::new(
        move || id.get(),
        move |id| async move { links::form(scope, Some(id.ok_or(Problem::NotFound)?)).await },
    );
    view! {
        <div class="page">
            <Loaded from=fetched let(view)>
                <Edited view />
            </Loaded>
        </div>
    }
}

#[component]
fn Edited(view: LinkFormView) -> impl IntoView {
    let list = format!("/{}/payment-links", use_scope());
    let (name, here) = view
        .edited
        .as_ref()
        .map_or_else(|| (String::new(), list.clone()), |link| (link.name.clone(), format!("{list}/{}", link.id)));
    let title = format!("Edit {name}");
    view! {
        <Title text=title.clone() />
        <Breadcrumb trail=vec![("Payment links".to_owned(), list), (name, here)] current="Edit" />
        <PageHead title />
        <LinkForm view />
    }
}

#[component]
fn LinkForm(view: LinkFormView) -> impl IntoView {
    let LinkFormView { prices, currencies, edited, posted } = view;
    let links = format!("/{}/payment-links", use_scope());
    let several = edited.as_ref().is_some_and(|link| link.several);
    let version = edited.as_ref().map(|link| view! { <input type="hidden" name="version" value=link.version /> });
    let (action, label, busy_label, icon) = match &edited {
        Some(link) => (format!("{links}/{}/edit", link.id), "Save changes", "Saving", "check"),
        None => (format!("{links}/new"), "Make the link", "Making", "plus"),
    };
    let price = use_query_map().with_untracked(|query| query.get("price")).unwrap_or_default();
    let start = Start { posted, price };
    let whole = start.message("form").or(start.message("version")).or(start.message("line_items"));
    let more = edited.is_some().then(|| {
        view! {
            <TextField
                name="require_more"
                label="Other data, by name"
                value=start.text("require_more", "")
                hint="Names with spaces between, such as tax_id. What the buyer enters is kept in the metadata under this name."
                error=start.message("require_more")
                optional=true
            />
        }
    });
    let sells = if several {
        view! {
            <input type="hidden" name="what" value="kept" />
            <p class="muted">"This link sells several prices at once, which the API alone can change."</p>
        }
        .into_any()
    } else {
        view! { <WhatItSells start=start.clone() prices currencies /> }.into_any()
    };
    let questions = view! { <Questions posted=start.posted.clone() /> };
    view! {
        <form class="stack catalog-form link-form" data-gap="6" method="post" action=action novalidate>
            {version}
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <TextField
                name="name"
                label="Name"
                value=start.text("name", "")
                hint="What you call it. Left empty, it is called by what it sells."
                error=start.message("name")
                optional=true
            />
            {sells}
            <WhatItAsks start=start.clone() />
            {more}
            {questions}
            <WhatFollows start />
            <div class="cluster">
                <SubmitButton label busy_label icon />
            </div>
        </form>
    }
}
