//! The words of a mail, in one language, beside how it will look. The browser sends the form by itself; with wasm the look
//! follows what is typed.

use clientele_domain::id::WorkflowId;
use clientele_domain::mail::{Looks, MEASURE, MailKind, Rendered, Values, Wording, check, render};
use clientele_domain::role::Permission;
use clientele_domain::tongue::Tongue;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::OnOff;
use crate::components::{Banner, Breadcrumb, Icon, PageHead, Section, Tab, Tabs, TextField, TextareaField, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::server_fns::mail::{self, WordingView};

/// `/{merchant}/{mode}/settings/mail/{id}`
#[component]
pub fn WordingPage() -> impl IntoView {
    let (scope, params, query) = (use_scope(), use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<WorkflowId>().ok()));
    let tongue = Memo::new(move |_| query.with(|query| query.get("tongue")).unwrap_or_default());
    let fetched = Resource::new(
        move || (id.get(), tongue.get()),
        move |(id, tongue)| async move { mail::words(scope, id.ok_or(Problem::NotFound)?, tongue).await },
    );
    view! {
        <div class="page">
            <Loaded from=fetched let(view)>
                <OneMail view />
            </Loaded>
        </div>
    }
}

#[component]
fn OneMail(view: WordingView) -> impl IntoView {
    let list = format!("/{}/settings/mail", use_scope());
    let here = format!("{list}/{}", view.workflow.id);
    let WordingView { workflow, tongue, wording, own, looks, values, tried, posted } = view;
    let kind = workflow.mail();
    let start = match posted.values.is_empty() {
        true => wording,
        false => Wording { subject: posted.value("subject"), text: posted.value("text") },
    };
    let typed = RwSignal::new(start.clone());
    let whole = posted.message("form");
    let tabs = Tongue::ALL
        .iter()
        .map(|other| {
            let href = format!("{here}?tongue={}", other.as_str());
            view! { <Tab href=href label=other.label() current={*other == tongue} /> }
        })
        .collect_view();
    let tried = tried.map(|tried| {
        view! {
            <Banner tone=Tone::Good inset=true>
                <p>"A mail as it is below is on its way to " <b><bdi>{tried.0}</bdi></b> ". Nothing was saved."</p>
            </Banner>
        }
    });
    let back = own && workflow.built_in.is_some();
    let action = format!("{here}?tongue={}", tongue.as_str());
    // What was only tried out is still based on what it was based on.
    let tries = whole.is_none() && !posted.values.is_empty();
    let version = if tries { posted.value("version") } else { workflow.version.to_string() };
    let form = view! { <Words action tongue version back start typed posted /> };
    let trail = vec![("Mail".to_owned(), list)];
    view! {
        <Title text=workflow.name.clone() />
        <Breadcrumb trail current=workflow.name.clone() />
        <PageHead title=workflow.name.clone()>
            <OnOff enabled=workflow.enabled />
        </PageHead>
        <Tabs label="Languages">{tabs}</Tabs>
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            {tried}
        </div>
        <div class="split mail">
            <div>
                <Section id="words" title="Words">
                    {form}
                </Section>
                <Placeholders kind values=values.clone() />
            </div>
            <Look kind tongue typed looks values />
        </div>
    }
}

/// The form.
#[component]
fn Words(
    action: String,
    tongue: Tongue,
    version: String,
    /// Whether there are words of the house to go back to.
    back: bool,
    start: Wording,
    typed: RwSignal<Wording>,
    posted: Posted,
) -> impl IntoView {
    let may_write = use_viewer().may(Permission::SettingsWrite);
    view! {
        <form class="stack" data-gap="4" method="post" action=action novalidate>
            <input type="hidden" name="tongue" value=tongue.as_str() />
            <input type="hidden" name="version" value=version />
            <TextField
                name="subject"
                label="Subject"
                value=start.subject
                error=posted.message("subject")
                required=true
                on_input=Callback::new(move |subject| typed.update(|typed| typed.subject = subject))
            />
            <TextareaField
                name="text"
                label="Text"
                value=start.text
                rows=14
                hint="Paragraphs stand apart by an empty line."
                error=posted.message("text")
                required=true
                on_input=Callback::new(move |text| typed.update(|typed| typed.text = text))
            />
            <fieldset class="cluster" disabled=!may_write>
                <legend class="visually-hidden">"What to do"</legend>
                <ActButton act="save" label="Save" kind="primary" />
                <ActButton act="preview" label="Preview" kind="" />
                <ActButton act="test" label="Send it to me" kind="" />
                {back.then(|| view! { <ActButton act="reset" label="Back to Clientele's words" kind="quiet" /> })}
            </fieldset>
        </form>
    }
}

/// A button of the form: which one was pressed says what to do.
#[component]
fn ActButton(act: &'static str, label: &'static str, kind: &'static str) -> impl IntoView {
    view! {
        <button class="button" type="submit" name="act" value=act data-kind=(!kind.is_empty()).then_some(kind)>
            {label}
        </button>
    }
}

#[component]
fn Placeholders(kind: MailKind, values: Values) -> impl IntoView {
    let rows = kind
        .placeholders()
        .iter()
        .map(|placeholder| {
            let example = values.iter().find(|(known, _)| known == placeholder).map(|(_, value)| value.clone());
            view! {
                <div>
                    <dt>
                        <code>{format!("{{{}}}", placeholder.as_str())}</code>
                    </dt>
                    <dd>
                        {placeholder.label()} ", such as " <bdi>{example.unwrap_or_default()}</bdi>
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <Section id="placeholders" title="What can be put in">
            <dl class="placeholders">{rows}</dl>
        </Section>
    }
}

/// The mail as it would be, or what is wrong with it.
#[component]
fn Look(kind: MailKind, tongue: Tongue, typed: RwSignal<Wording>, looks: Looks, values: Values) -> impl IntoView {
    let rendered = Memo::new(move |_| {
        typed.with(|wording| match check(kind, wording).into_iter().next() {
            Some(wrong) => Err(wrong.message),
            None => render(kind, tongue, wording, &values, &looks),
        })
    });
    let subject = move || rendered.get().map(|mail: Rendered| mail.subject).unwrap_or_default();
    let html = move || rendered.get().map(|mail| mail.html.replace(MEASURE, "")).unwrap_or_default();
    let text = move || rendered.get().map(|mail| mail.text).unwrap_or_default();
    let wrong = move || {
        rendered.get().err().map(|message| {
            view! {
                <p class="cluster" data-tone="bad">
                    <Icon name="circle-alert" />
                    <span>{message}</span>
                </p>
            }
        })
    };
    view! {
        <section class="card mail-look" aria-labelledby="look">
            <header>
                <h2 id="look">"How it looks"</h2>
                <p>"With made-up values."</p>
            </header>
            <div role="status">{wrong}</div>
            <p>
                <b dir="auto">{subject}</b>
            </p>
            <iframe title="The mail as HTML" sandbox="" srcdoc=html></iframe>
            <details>
                <summary>"As plain text"</summary>
                <pre class="code" tabindex="0" role="region" aria-label="The mail as plain text">
                    <code dir="auto">{text}</code>
                </pre>
            </details>
        </section>
    }
}
