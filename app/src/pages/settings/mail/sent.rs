//! Mails that were sent, or are on their way, newest first.

use clientele_domain::mail::{Mail, MailStatus};
use clientele_domain::role::Permission;
use leptos::prelude::*;

use crate::components::{
    Act, Badge, Cell, Column, EmptyState, Pager, Row, RowHead, Section, Table, Time, TimeForm, Tone,
};
use crate::frame::{use_scope, use_viewer};

#[component]
pub(super) fn SentMails(mails: Vec<Mail>, more: bool, after: String) -> impl IntoView {
    let here = format!("/{}/settings/mail", use_scope());
    if mails.is_empty() {
        return view! {
            <Section id="mails" title="What was sent">
                <EmptyState title="No mails" icon="mail">
                    "What is sent stands here for 90 days, with what became of it."
                </EmptyState>
            </Section>
        }
        .into_any();
    }
    let first = (!after.is_empty()).then(|| format!("{here}#mails"));
    let next = mails.last().filter(|_| more).map(|last| format!("{here}?after={}#mails", last.id));
    let shown = mails.len();
    let head = view! {
        <Column>"To"</Column>
        <Column class="fill">"Subject"</Column>
        <Column>"Status"</Column>
        <Column>"Written"</Column>
        <Column>
            <span class="visually-hidden">"Send again"</span>
        </Column>
    };
    let rows = mails.into_iter().map(|mail| view! { <MailRow mail /> }).collect_view();
    view! {
        <Section id="mails" title="What was sent">
            <Table label="Mails" head=head.into_any()>
                {rows}
            </Table>
            <Pager previous=Signal::stored(first) next=Signal::stored(next)>
                <b>{shown}</b>
                " mails"
            </Pager>
        </Section>
    }
    .into_any()
}

#[component]
fn MailRow(mail: Mail) -> impl IntoView {
    let scope = use_scope();
    let to = if mail.to.is_empty() { "Erased".to_owned() } else { mail.to.clone() };
    let who = match mail.customer {
        Some(customer) => view! { <a href=format!("/{scope}/customers/{customer}")><bdi>{to}</bdi></a> }.into_any(),
        None => view! { <bdi>{to}</bdi> }.into_any(),
    };
    let open = matches!(mail.status, MailStatus::Failed | MailStatus::Unknown) && !mail.to.is_empty();
    let again = (open && use_viewer().may(Permission::SettingsWrite)).then(|| {
        let about = ("mail", mail.id.to_string());
        view! { <Act action=format!("/{scope}/settings/mail") act="send_again" about size="s" label="Send again" /> }
    });
    let why = (!mail.error.is_empty()).then(|| view! { <small class="muted">{mail.error.clone()}</small> });
    view! {
        <Row>
            <RowHead class="wrap">{who}</RowHead>
            <Cell at="row" class="wrap">
                <span dir="auto">{mail.subject}</span>
                {why}
            </Cell>
            <Cell at="row">
                <MailBadge status=mail.status />
            </Cell>
            <Cell at="figure">
                <Time at=mail.created_at form=TimeForm::Moment />
            </Cell>
            <Cell at="end" class="actions">
                {again}
            </Cell>
        </Row>
    }
}

#[component]
fn MailBadge(status: MailStatus) -> impl IntoView {
    let (tone, icon) = match status {
        MailStatus::Queued | MailStatus::Sending => (Tone::Info, "hourglass"),
        MailStatus::Sent => (Tone::Good, "circle-check"),
        MailStatus::Failed => (Tone::Bad, "circle-x"),
        MailStatus::Unknown => (Tone::Warn, "triangle-alert"),
    };
    view! { <Badge tone icon plain=true>{status.label()}</Badge> }
}
