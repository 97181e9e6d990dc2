//! Mail: which mails customers get, and what became of those that were sent.

mod sent;
pub mod wording;

use clientele_domain::role::Permission;
use clientele_domain::workflow::Workflow;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::sent::SentMails;
use super::{Head, Place};
use crate::components::{Act, Badge, Banner, Cell, Column, Row, RowHead, Section, Table, TableSkeleton, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::server_fns::mail::{self, MailView};

/// `/{merchant}/{mode}/settings/mail`
#[component]
pub fn MailPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let after = Memo::new(move |_| query.with(|query| query.get("after")).unwrap_or_default());
    let fetched = Resource::new(move || after.get(), move |after| mail::list(scope, after));
    view! {
        <Title text="Mail" />
        <div class="page">
            <Head current=Place::Mail />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=8 columns=4 label="Mail, loading" /> }
                let(view)
            >
                {
                    let after = after.get_untracked();
                    view! { <Shown view after /> }
                }
            </Loaded>
        </div>
    }
}

const INTRO: &str = "Each is sent once for what it tells of, in the customer's language: English, German or Arabic. \
                     Customers can decline reminders, not receipts.";

#[component]
fn Shown(view: MailView, after: String) -> impl IntoView {
    let MailView { workflows, mails, more, reaches_people, posted } = view;
    let whole = posted.message("form");
    let folder = (!reaches_people).then(|| {
        view! {
            <Banner tone=Tone::Warn inset=true>
                <p>
                    "No mail server is set up, so that nobody gets these mails: they are written as files into a folder. "
                    "Whoever runs Clientele sets " <code>"CLIENTELE_SMTP_URL"</code> " and "
                    <code>"CLIENTELE_MAIL_FROM"</code> "."
                </p>
            </Banner>
        }
    });
    let count = workflows.len().to_string();
    view! {
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            {folder}
        </div>
        <Section id="kinds" title="Mails to customers" count intro=INTRO>
            <Kinds workflows />
        </Section>
        <SentMails mails more after />
    }
}

#[component]
fn Kinds(workflows: Vec<Workflow>) -> impl IntoView {
    let head = view! {
        <Column class="fill">"Mail"</Column>
        <Column>"When"</Column>
        <Column>"Status"</Column>
        <Column>
            <span class="visually-hidden">"Change"</span>
        </Column>
    };
    let rows = workflows.into_iter().map(|workflow| view! { <KindRow workflow /> }).collect_view();
    view! {
        <Table label="Mails to customers" head=head.into_any()>
            {rows}
        </Table>
    }
}

#[component]
fn KindRow(workflow: Workflow) -> impl IntoView {
    let here = format!("/{}/settings/mail", use_scope());
    let href = format!("{here}/{}", workflow.id);
    let (act, label) = if workflow.enabled { ("disable", "Switch off") } else { ("enable", "Switch on") };
    let about = ("workflow", workflow.id.to_string());
    let acts =
        use_viewer().may(Permission::SettingsWrite).then(|| view! { <Act action=here act about size="s" label /> });
    let badge = view! { <OnOff enabled=workflow.enabled /> };
    view! {
        <Row>
            <RowHead class="wrap">
                <a href=href>
                    <bdi>{workflow.name}</bdi>
                </a>
            </RowHead>
            <Cell at="row">{workflow.trigger.label()}</Cell>
            <Cell at="row">{badge}</Cell>
            <Cell at="end" class="actions">
                {acts}
            </Cell>
        </Row>
    }
}

/// Whether a workflow runs.
#[component]
pub(super) fn OnOff(enabled: bool) -> impl IntoView {
    let (tone, icon, word) = match enabled {
        true => (Tone::Good, "circle-check", "On"),
        false => (Tone::Neutral, "circle-pause", "Off"),
    };
    view! { <Badge tone icon plain=true>{word}</Badge> }
}
