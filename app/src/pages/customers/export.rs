//! Whom the list shows, as a file: how it is written, and with which columns. The browser sends the form by itself and
//! keeps what comes, however long it is.

use clientele_domain::export::{COLUMNS, Column, ExportFormat};
use clientele_domain::money::grouped;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::components::{Banner, Breadcrumb, CheckField, PageHead, SelectField, SubmitButton, TextField, Tone};
use crate::frame::use_scope;
use crate::list_query::{ListQuery, param};
use crate::pages::listing::listed;
use crate::server_fns::customers::{self, ExportView};

/// `/{merchant}/{mode}/customers/export`, for the customers whom the rest of the address asks for.
#[component]
pub fn ExportPage() -> impl IntoView {
    let scope = use_scope();
    let address = use_location().search;
    let asked =
        Memo::new(move |_| address.with(|address| ListQuery::from_params(|name| param(address, name)).search()));
    let list = asked.with_untracked(|asked| format!("/{scope}/customers{asked}"));
    let fetch = move |asked| customers::export(scope, asked);
    view! {
        <Title text="Export customers" />
        <div class="page">
            <Breadcrumb trail=vec![("Customers".to_owned(), list)] current="Export" />
            <PageHead title="Export customers" intro="One file with everybody whom the list shows, the oldest first." />
            {listed(asked, fetch, "Export, loading", |view, asked| view! { <Form view asked /> }.into_any())}
        </div>
    }
}

#[component]
fn Form(view: ExportView, asked: String) -> impl IntoView {
    let ExportView { query, count: (count, capped), posted } = view;
    let sent = !posted.values.is_empty();
    let ticked = |column: &Column| if sent { posted.has("columns", column.name) } else { column.usual };
    let columns = COLUMNS
        .iter()
        .map(|column| {
            view! { <CheckField name="columns" label=column.label value=column.name checked=ticked(column) /> }
        })
        .collect_view();
    let formats = ExportFormat::ALL.iter().map(|format| (format.as_str().to_owned(), format.label().to_owned()));
    let people = match (count, capped) {
        (1, false) => "1 customer".to_owned(),
        (count, false) => format!("{} customers", grouped(&count.to_string())),
        (count, true) => format!("More than {} customers", grouped(&count.to_string())),
    };
    let whole = posted.message("form");
    view! {
        {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        <form
            class="stack catalog-form export-form"
            data-gap="4"
            method="post"
            action=format!("/{}/customers/export{asked}", use_scope())
            novalidate
        >
            <p>
                {people} {(!query.is_empty()).then(|| view! { " who fit " <code dir="auto">{query}</code> })}
            </p>
            <SelectField
                name="format"
                label="Format"
                options=formats.collect()
                value=posted.value("format")
                hint="CSV opens in any spreadsheet. NDJSON has a line for each customer, with everything the API tells."
            />
            <fieldset class="stack of-csv" data-gap="3">
                <legend>"Columns"</legend>
                <div class="export-columns">{columns}</div>
                <TextField
                    name="others"
                    label="Others"
                    value=posted.value("others")
                    hint="With commas between: metadata.plan for data of your own, spent.eur for a sum in minor units."
                    error=posted.message("columns")
                    optional=true
                />
            </fieldset>
            <div class="cluster">
                <SubmitButton label="Download" busy_label="Download" icon="download" />
            </div>
        </form>
    }
}
