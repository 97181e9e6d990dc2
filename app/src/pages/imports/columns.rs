//! The form that says what the columns of a file hold. The browser sends it by itself, also with scripts: what comes back
//! is a page in any case.

mod messages;
mod preview;
mod reading;

use clientele_domain::import::What;
use leptos::prelude::*;
use leptos::web_sys::SubmitEvent;

use super::trial::TrialReport;
use crate::components::{CheckField, Icon, Section, TextField};
use crate::frame::use_scope;
use crate::posted::Posted;
use crate::server_fns::imports::{ColumnsView, ImportSummary, Trial};
use messages::Messages;
use preview::PreviewTable;
use reading::Reading;

/// The fields that can be the same in every row, by path, label and hint.
type Constant = (&'static str, &'static str, &'static str);

const OF_PAYMENTS: [Constant; 2] = [
    ("currency", "Currency", "Such as EUR. For files without a column for it."),
    ("source_description", "Name of the link, product or shop", "Such as Spring sale."),
];

const OF_CUSTOMERS: [Constant; 1] = [("tags", "Tags for everybody", "Separated by ; such as newsletter;spring.")];

/// Columns with their first rows, how to read the file, and what is the same in every row.
#[component]
pub fn ColumnsForm(import: ImportSummary, columns: ColumnsView, trial: Option<Trial>, posted: Posted) -> impl IntoView {
    let here = format!("/{}/imports/{}", use_scope(), import.id);
    // Where the answer to a trial begins; on every other answer there is no such place, and it is shown from its top.
    let action = format!("{here}#trial");
    let busy = RwSignal::new(None::<String>);
    let what = import.what;
    let on_submit = move |event: SubmitEvent| {
        busy.set(event.submitter().and_then(|button| button.get_attribute("value")));
    };
    let again = posted.message("again").map(|message| {
        view! { <CheckField name="again" label="Store its rows once more" hint=message /> }
    });
    let fields = ColumnsView { columns: Vec::new(), rows: Vec::new(), ..columns.clone() };
    view! {
        <form method="post" action=action on:submit=on_submit>
            <Messages what columns=columns.clone() posted=posted.clone() />
            <PreviewTable what columns=columns.clone() posted=posted.clone() />
            <Reading columns=fields posted=posted.clone() />
            <Constants what set=columns.set posted />
            {trial.map(|trial| view! { <TrialReport what trial /> })}
            <div class="section stack">
                {again}
                <div class="cluster">
                    <ActButton act="import" label="Import" busy_label="Beginning" kind="primary" icon="upload" busy />
                    <ActButton act="check" label="Check first" busy_label="Checking every row" kind="" icon="check" busy />
                    <button class="button push" data-kind="quiet" type="submit" form="discard">
                        "Discard this file"
                    </button>
                </div>
            </div>
        </form>
        <form id="discard" method="post" action=here>
            <input type="hidden" name="act" value="cancel" />
        </form>
    }
}

#[component]
fn Constants(what: What, set: Vec<(String, String)>, posted: Posted) -> impl IntoView {
    let offered: &[Constant] = match what {
        What::Customers => &OF_CUSTOMERS,
        What::Payments => &OF_PAYMENTS,
    };
    let fields = offered
        .iter()
        .map(|(path, label, hint)| {
            let value = set.iter().find(|(field, _)| field == path).map(|(_, value)| value.clone()).unwrap_or_default();
            let error = posted.message(path);
            view! {
                <TextField name=format!("set.{path}") label=*label value optional=true hint=*hint error=error />
            }
        })
        .collect_view();
    view! {
        <Section id="constants" title="The same in every row">
            <div class="fields">{fields}</div>
        </Section>
    }
}

/// One of the ways to send the form.
#[component]
fn ActButton(
    act: &'static str,
    label: &'static str,
    busy_label: &'static str,
    kind: &'static str,
    icon: &'static str,
    busy: RwSignal<Option<String>>,
) -> impl IntoView {
    let under_way = move || busy.with(|busy| busy.as_deref() == Some(act));
    let shown_icon = Signal::derive(move || if under_way() { "loader-circle" } else { icon });
    let once = move |event: leptos::ev::MouseEvent| {
        if busy.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    };
    view! {
        <button
            class="button"
            type="submit"
            name="act"
            value=act
            data-kind=(!kind.is_empty()).then_some(kind)
            aria-busy=move || under_way().then_some("true")
            aria-disabled=move || busy.with(Option::is_some).then_some("true")
            on:click=once
        >
            <Icon name=shown_icon />
            <span>{move || if under_way() { busy_label } else { label }}</span>
        </button>
    }
}
