//! The form of a workflow. The browser sends it by itself.

use clientele_domain::customer::Kind;
use clientele_domain::event::EventKind;
use clientele_domain::workflow::{Action, Workflow};
use leptos::prelude::*;

use super::in_units;
use crate::components::{SelectField, SubmitButton, TextField, TextareaField};
use crate::posted::Posted;

/// What a field starts with: what was typed, or else as it is.
struct Start<'a> {
    posted: &'a Posted,
}

impl Start<'_> {
    fn of(&self, field: &str, is: impl FnOnce() -> String) -> String {
        if self.posted.values.is_empty() { is() } else { self.posted.value(field) }
    }
}

fn pairs(options: &[(&str, &str)]) -> Vec<(String, String)> {
    options.iter().map(|(value, label)| ((*value).to_owned(), (*label).to_owned())).collect()
}

/// For a new workflow, or for the changes of one. Of one that is built in, what begins it and what it does are given.
#[component]
pub(super) fn WorkflowForm(
    #[prop(into)] action: String,
    #[prop(optional)] workflow: Option<Workflow>,
    posted: Posted,
) -> impl IntoView {
    let is = workflow.as_ref();
    let built_in = is.is_some_and(|workflow| workflow.built_in.is_some());
    let label = if is.is_some() { "Save changes" } else { "Make the workflow" };
    let version = is.map(|workflow| view! { <input type="hidden" name="version" value=workflow.version /> });
    let begins = (!built_in).then(|| view! { <Begins workflow=workflow.clone() posted=posted.clone() /> });
    let does = (!built_in).then(|| view! { <Does workflow=workflow.clone() posted=posted.clone() /> });
    view! {
        <form class="stack catalog-form workflow-form" data-gap="5" method="post" action=action novalidate>
            <input type="hidden" name="act" value="save" />
            {version}
            {begins}
            <Whom workflow=workflow.clone() posted=posted.clone() />
            <Wait workflow posted />
            {does}
            <div class="cluster">
                <SubmitButton label busy_label="Saving" icon="check" />
            </div>
        </form>
    }
}

#[component]
fn Begins(workflow: Option<Workflow>, posted: Posted) -> impl IntoView {
    let start = Start { posted: &posted };
    let is = workflow.as_ref();
    let name = start.of("name", || is.map(|workflow| workflow.name.clone()).unwrap_or_default());
    let trigger =
        start.of("trigger", || is.map_or(EventKind::CustomerCreated, |workflow| workflow.trigger).as_str().to_owned());
    let kinds = EventKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), kind.label().to_owned())).collect();
    view! {
        <fieldset class="fields">
            <legend class="visually-hidden">"When it runs"</legend>
            <TextField name="name" label="Name" value=name error=posted.message("name") required=true />
            <SelectField
                name="trigger"
                label="When this happens"
                options=kinds
                value=trigger
                error=posted.message("trigger")
                required=true
            />
        </fieldset>
    }
}

#[component]
fn Whom(workflow: Option<Workflow>, posted: Posted) -> impl IntoView {
    let start = Start { posted: &posted };
    let filter = workflow.map(|workflow| workflow.filter).unwrap_or_default();
    let kind = start.of("kind", || filter.kind.map(Kind::as_str).unwrap_or_default().to_owned());
    let active =
        start.of("active_subscription", || filter.active_subscription.map(|yes| yes.to_string()).unwrap_or_default());
    let tag = start.of("tag", || filter.tag.clone());
    let country = start.of("country", || filter.country.clone());
    let kinds = pairs(&[("", "Everybody"), ("registered", "Registered customers"), ("guest", "Guests")]);
    let subscriptions =
        pairs(&[("", "With or without a subscription"), ("true", "With an active one"), ("false", "Without one")]);
    view! {
        <fieldset class="fields">
            <legend>"For whom"</legend>
            <SelectField name="kind" label="Customers" options=kinds value=kind />
            <SelectField name="active_subscription" label="Subscription" options=subscriptions value=active />
            <TextField
                name="tag"
                label="With the tag"
                value=tag
                optional=true
                error=posted.message("tag")
            />
            <TextField
                name="country"
                label="In the country"
                value=country
                optional=true
                hint="Such as DE or Germany."
                error=posted.message("country")
            />
        </fieldset>
    }
}

#[component]
fn Wait(workflow: Option<Workflow>, posted: Posted) -> impl IntoView {
    let start = Start { posted: &posted };
    let (count, unit) = in_units(workflow.map(|workflow| workflow.wait_minutes).unwrap_or_default());
    let wait = start.of("wait", || count.to_string());
    let unit = start.of("wait_unit", || unit.to_owned());
    let units = pairs(&[("minutes", "minutes"), ("hours", "hours"), ("days", "days")]);
    view! {
        <fieldset class="fields">
            <legend>"Then wait"</legend>
            <TextField
                name="wait"
                label="How long"
                value=wait
                kind="number"
                hint="0 is at once."
                error=posted.message("wait")
            />
            <SelectField name="wait_unit" label="Unit" options=units value=unit />
        </fieldset>
    }
}

/// What it does. The words of a mail that is there have a page of their own.
#[component]
fn Does(workflow: Option<Workflow>, posted: Posted) -> impl IntoView {
    let start = Start { posted: &posted };
    let (does, url, has_words) = match workflow.as_ref().map(|workflow| &workflow.action) {
        Some(Action::Call { url }) => ("call", url.clone(), false),
        Some(Action::Mail { .. }) => ("mail", String::new(), true),
        None => ("mail", String::new(), false),
    };
    let does = start.of("action", || does.to_owned());
    let url = start.of("url", || url);
    let subject = start.of("subject", String::new);
    let text = start.of("text", || "{greeting}\n\n".to_owned());
    let options = pairs(&[("mail", "Send a mail to the customer"), ("call", "Call an address with the event")]);
    let words = (!has_words).then(|| {
        view! {
            <TextField
                name="subject"
                label="Subject of the mail"
                value=subject
                wide=true
                error=posted.message("subject")
            />
            <TextareaField
                name="text"
                label="Text of the mail"
                value=text
                rows=8
                wide=true
                hint="In English; other languages, a preview and what can be put in come once it is made."
                error=posted.message("text")
            />
        }
    });
    view! {
        <fieldset class="fields">
            <legend>"And then"</legend>
            <SelectField name="action" label="What it does" options value=does />
            <TextField
                name="url"
                label="Address, for a call"
                kind="url"
                value=url
                mono=true
                optional=true
                hint="It is called with the event as JSON, and again when it does not answer with 2xx."
                error=posted.message("url")
            />
            {words}
        </fieldset>
    }
}
