//! Whom the list shows, as a file: how it is written, and with which columns. It is fetched beside the page, which tells how far
//! it has come; without scripts the browser sends the form by itself and keeps what comes, however long it is.

use clientele_domain::export::{COLUMNS, Column, ExportFormat};
use clientele_domain::money::grouped;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlFormElement, SubmitEvent};
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::components::{
    Banner, Breadcrumb, CheckField, FormBusy, Meter, PageHead, SelectField, SubmitButton, TextField, Tone,
};
use crate::download::{Fetched, fetch};
use crate::form::{body, sentence};
use crate::frame::use_scope;
use crate::list_query::{ListQuery, param};
use crate::pages::listing::listed;
use crate::posted::Posted;
use crate::problem::Problem;
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
    let ExportView { query, count, posted } = view;
    let sent = !posted.values.is_empty();
    let ticked = |column: &Column| if sent { posted.has("columns", column.name) } else { column.usual };
    let columns = COLUMNS
        .iter()
        .map(|column| {
            view! { <CheckField name="columns" label=column.label value=column.name checked=ticked(column) /> }
        })
        .collect_view();
    let formats = ExportFormat::ALL.iter().map(|format| (format.as_str().to_owned(), format.label().to_owned()));
    let (format, others) = (posted.value("format"), posted.value("others"));
    let posted = RwSignal::new(posted);
    let whole = move || posted.with(|posted| posted.message("form"));
    let wrong = Signal::derive(move || posted.with(|posted| posted.message("columns")));
    let action = format!("/{}/customers/export{asked}", use_scope());
    let state = RwSignal::new(State::Idle);
    provide_context(FormBusy(Signal::derive(move || matches!(state.get(), State::Running(_)))));
    let to = action.clone();
    let submit = move |event: SubmitEvent| begin(&event, to.clone(), posted, state);
    view! {
        {move || whole().map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        <form class="stack catalog-form export-form" data-gap="4" method="post" action=action novalidate on:submit=submit>
            <p>
                {people(count)} {(!query.is_empty()).then(|| view! { " who fit " <code dir="auto">{query}</code> })}
            </p>
            <SelectField
                name="format"
                label="Format"
                options=formats.collect()
                value=format
                hint="CSV opens in any spreadsheet. NDJSON has a line for each customer, with everything the API tells."
            />
            <fieldset class="stack of-csv" data-gap="3">
                <legend>"Columns"</legend>
                <div class="export-columns">{columns}</div>
                <TextField
                    name="others"
                    label="Others"
                    value=others
                    hint="With commas between: metadata.plan for data of your own, spent.eur for a sum in minor units."
                    error=wrong
                    optional=true
                />
            </fieldset>
            <div class="cluster">
                <SubmitButton label="Download" busy_label="Fetching" icon="download" />
            </div>
            <Progress state count />
        </form>
    }
}

fn people((count, capped): (i64, bool)) -> String {
    match (count, capped) {
        (1, false) => "1 customer".to_owned(),
        (count, false) => format!("{} customers", grouped(&count.to_string())),
        (count, true) => format!("More than {} customers", grouped(&count.to_string())),
    }
}

/// How far the file has come.
#[derive(Clone, PartialEq)]
enum State {
    /// Nobody has asked for one.
    Idle,
    /// So many customers are in it.
    Running(i64),
    /// Somebody does not want it any more.
    Stopping,
    /// What became of it, and whether that is good.
    Over(String, bool),
}

/// Fetches the file beside the page. Where that can't be, the browser sends the form by itself.
fn begin(event: &SubmitEvent, action: String, posted: RwSignal<Posted>, state: RwSignal<State>) {
    let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else { return };
    event.prevent_default();
    if matches!(state.get_untracked(), State::Running(_) | State::Stopping) {
        return;
    }
    let sent = body(&form, event);
    // A table has a line with the names of its columns.
    let head = i64::from(sent.as_ref().and_then(|sent| sent.get("format")).as_deref() == Some("csv"));
    posted.set(Posted::default());
    state.set(State::Running(0));
    leptos::task::spawn_local(async move {
        // The page may be gone by then, and nobody waits for the file.
        let goes_on = move |lines: i64| {
            let on = matches!(state.try_get_untracked(), Some(State::Running(_)));
            if on {
                state.try_set(State::Running((lines - head).max(0)));
            }
            on
        };
        let over = match fetch(&action, sent, goes_on).await {
            Ok(Fetched::Kept(lines)) => {
                State::Over(format!("The file is complete: {}.", people((lines - head, false))), true)
            }
            Ok(Fetched::Stopped) => State::Over("Stopped. Nothing was kept.".to_owned(), true),
            Ok(Fetched::Again(again)) => {
                posted.try_set(again);
                State::Idle
            }
            Err(Problem::Failed(_)) => {
                State::Over("The file was cut off, and nothing of it was kept. Download it again.".to_owned(), false)
            }
            Err(problem) => State::Over(sentence(&problem), false),
        };
        state.try_set(over);
    });
}

/// How many customers of about how many are in the file, and a way to stop.
#[component]
fn Progress(state: RwSignal<State>, count: (i64, bool)) -> impl IntoView {
    let (all, capped) = count;
    let running = move || match state.get() {
        State::Running(rows) => Some(rows),
        _ => None,
    };
    let of = move |rows: i64| {
        let (so_far, all) = (grouped(&rows.to_string()), grouped(&all.to_string()));
        if capped {
            format!("{so_far} of more than {all} customers")
        } else {
            format!("{so_far} of about {all} customers")
        }
    };
    let value = Signal::derive(move || running().filter(|_| !capped).map(|rows| rows.min(all).unsigned_abs()));
    view! {
        <Show when=move || running().is_some()>
            <div class="stack" data-gap="2">
                <Meter label="Customers in the file" value max=all.unsigned_abs() />
                <div class="cluster">
                    <span>{move || running().map(of)}</span>
                    <button class="button" type="button" on:click=move |_| state.set(State::Stopping)>
                        "Stop"
                    </button>
                </div>
            </div>
        </Show>
        <p role="status">
            {move || match state.get() {
                State::Over(sentence, good) => Some(view! { <span data-tone=(!good).then_some("bad")>{sentence}</span> }),
                _ => None,
            }}
        </p>
    }
}
