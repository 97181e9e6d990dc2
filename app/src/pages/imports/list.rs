//! The list of imports, and the form that begins one.

use leptos::prelude::*;
use leptos_meta::Title;

use super::table::ImportsTable;
use super::understood::Understood;
use super::upload::UploadForm;
use crate::components::{EmptyState, PageHead, Section, TableSkeleton};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::server_fns::imports::{self, ImportsView};

/// `/{merchant}/{mode}/imports`
#[component]
pub fn ImportsPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| imports::list(scope));
    view! {
        <Title text="Imports" />
        <div class="page">
            <Loaded
                from=fetched
                fallback=|| view! { <PageHead title="Imports" /> <TableSkeleton rows=6 columns=6 label="Imports, loading" /> }
                let(view)
            >
                <Imports view />
            </Loaded>
        </div>
    }
}

#[component]
fn Imports(view: ImportsView) -> impl IntoView {
    let ImportsView { imports, posted } = view;
    let count = (!imports.is_empty()).then(|| imports.len().to_string());
    let listed = if imports.is_empty() {
        view! {
            <EmptyState title="No imports yet" rings=true>
                "The first file appears here while it waits, runs, and when it is done."
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <ImportsTable imports /> }.into_any()
    };
    view! {
        <PageHead
            title="Imports"
            intro="Bring customers and payments in from a CSV file. Rows that are wrong are told one by one; all others are \
                   stored."
        />
        <div class="split">
            <Section id="upload" title="Import a file">
                <UploadForm posted />
            </Section>
            <Understood />
        </div>
        <Section id="imports" title="Imports so far" count>
            {listed}
        </Section>
    }
}
