//! The form of an endpoint. The browser sends it by itself.

use clientele_domain::event::EventKind;
use clientele_domain::webhook::{Endpoint, Wanted};
use leptos::prelude::*;

use crate::components::{CheckField, SubmitButton, TextField};
use crate::posted::Posted;

/// What the form starts with: what was typed, or else the endpoint as it is.
struct Start {
    url: String,
    description: String,
    all: bool,
    kinds: Vec<String>,
}

impl Start {
    fn of(endpoint: Option<&Endpoint>, posted: &Posted) -> Self {
        if posted.value("act") == "save" {
            let every = |(name, value): &(String, String)| (name == "event").then(|| value.clone());
            return Self {
                url: posted.value("url"),
                description: posted.value("description"),
                all: posted.value("which") != "only",
                kinds: posted.values.iter().filter_map(every).collect(),
            };
        }
        let events = endpoint.map(|endpoint| endpoint.events.clone()).unwrap_or_default();
        Self {
            url: endpoint.map(|endpoint| endpoint.url.clone()).unwrap_or_default(),
            description: endpoint.map(|endpoint| endpoint.description.clone()).unwrap_or_default(),
            all: events == Wanted::All,
            kinds: events.words().into_iter().map(str::to_owned).collect(),
        }
    }
}

/// For a new endpoint, or for the changes of one.
#[component]
pub(super) fn EndpointForm(
    #[prop(into)] action: String,
    #[prop(optional)] endpoint: Option<Endpoint>,
    posted: Posted,
) -> impl IntoView {
    let start = Start::of(endpoint.as_ref(), &posted);
    let events_error = posted.message("events").map(|_| "Choose at least one type of event.");
    let events_tone = events_error.is_some().then_some("bad");
    let kinds = EventKind::ALL
        .iter()
        .map(|kind| {
            let checked = start.kinds.iter().any(|known| known == kind.as_str());
            view! { <CheckField name="event" value=kind.as_str() label=kind.as_str() hint=kind.label() checked /> }
        })
        .collect_view();
    let (label, icon) = if endpoint.is_some() { ("Save changes", "check") } else { ("Add endpoint", "plus") };
    view! {
        <form class="stack endpoint-form" data-gap="4" method="post" action=action novalidate>
            <input type="hidden" name="act" value="save" />
            {endpoint.map(|endpoint| view! { <input type="hidden" name="version" value=endpoint.version /> })}
            <TextField
                name="url"
                label="Address"
                kind="url"
                value=start.url
                hint="Where your server listens, such as https://example.com/webhooks."
                error=posted.message("url")
                required=true
                mono=true
            />
            <TextField
                name="description"
                label="Description"
                value=start.description
                hint="What it is for, such as Stock and accounts."
                error=posted.message("description")
                optional=true
            />
            <fieldset class="field" data-tone=events_tone>
                <legend>"Is told of"</legend>
                <div class="choices">
                    <label>
                        <input type="radio" name="which" value="all" checked=start.all />
                        <span>"Every event" <small>"Also of types that come with later releases."</small></span>
                    </label>
                    <label>
                        <input type="radio" name="which" value="only" checked=!start.all />
                        <span>"Only what I choose"</span>
                    </label>
                </div>
                {events_error.map(|message| view! { <p class="error">{message}</p> })}
            </fieldset>
            <fieldset class="fields kinds">
                <legend class="visually-hidden">"Types of events"</legend>
                {kinds}
            </fieldset>
            <div class="cluster">
                <SubmitButton label busy_label="Saving" icon />
            </div>
        </form>
    }
}
