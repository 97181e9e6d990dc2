//! The audit log: who did what, on what, when, and what it was before and after.

use clientele_domain::audit::{Act, ActorKind, Entry, KnownActor};
use clientele_domain::customer::FieldChange;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::{Head, Place};
use crate::components::{
    Badge, Cell, Column, EmptyState, Icon, Pager, Row, RowHead, SelectField, Table, TableSkeleton, TextField, Time,
    TimeForm,
};
use crate::frame::use_scope;
use crate::list_query::{escape, param};
use crate::loaded::Loaded;
use crate::server_fns::audit::{AuditView, FILTERS, audit};

/// `/{merchant}/{mode}/settings/audit-log`
#[component]
pub fn AuditPage() -> impl IntoView {
    let (scope, search) = (use_scope(), use_location().search);
    let fetched = Resource::new(move || search.get(), move |search| audit(scope, search));
    view! {
        <Title text="Audit log" />
        <div class="page">
            <Head current=Place::Audit />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=10 columns=4 label="Audit log, loading" /> }
                let(view)
            >
                {
                    let asked = search.get_untracked();
                    view! { <Log view asked /> }
                }
            </Loaded>
        </div>
    }
}

#[component]
fn Log(view: AuditView, asked: String) -> impl IntoView {
    let here = format!("/{}/settings/audit-log", use_scope());
    let AuditView { entries, more, actors } = view;
    let value = |name: &str| param(&asked, name).unwrap_or_default();
    let filters: Vec<(&'static str, String)> =
        FILTERS.into_iter().map(|name| (name, value(name))).filter(|(_, value)| !value.is_empty()).collect();
    let kept: String = filters.iter().map(|(name, value)| format!("{name}={}&", escape(value))).collect();
    let first = param(&asked, "after").map(|_| format!("{here}?{kept}"));
    let next = entries.last().filter(|_| more).map(|entry| format!("{here}?{kept}after={}", entry.id));
    let shown = entries.len();
    let listed = if entries.is_empty() {
        view! { <Nothing filtered=!filters.is_empty() here=here.clone() /> }.into_any()
    } else {
        let head = view! {
            <Column class="fill">"What was done"</Column>
            <Column>"To"</Column>
            <Column>"By"</Column>
            <Column>"When"</Column>
        };
        let rows = entries.into_iter().map(|entry| view! { <EntryRow entry here=here.clone() /> }).collect_view();
        view! {
            <Table label="Audit log" head=head.into_any()>
                {rows}
            </Table>
            <Pager previous=first next>
                <b>{shown}</b>
                " entries, newest first"
            </Pager>
        }
        .into_any()
    };
    view! {
        <section class="section audit" aria-label="Audit log">
            <div class="asked">
                <Filters here=here.clone() filters=filters.clone() actors />
                <Export here filters />
            </div>
            {listed}
        </section>
    }
}

#[component]
fn Nothing(filtered: bool, here: String) -> impl IntoView {
    if !filtered {
        return view! {
            <EmptyState title="Nothing was done yet" icon="clock">
                "Whatever your team and your keys do to money, customers, settings and access stands here, for good."
            </EmptyState>
        }
        .into_any();
    }
    let all = view! {
        <a class="button" href=here>
            "Show everything"
        </a>
    };
    view! {
        <EmptyState title="No entry matches" icon="search" actions=all.into_any()>
            "Ids are compared as a whole. Names may be typed in part."
        </EmptyState>
    }
    .into_any()
}

/// Chooses what is shown. It is a form, so that it works without scripts.
#[component]
fn Filters(here: String, filters: Vec<(&'static str, String)>, actors: Vec<KnownActor>) -> impl IntoView {
    let value = |name: &str| {
        filters.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let all = |label: &str| [(String::new(), label.to_owned())].into_iter();
    let acts = all("Everything").chain(Act::ALL.iter().map(|act| (act.as_str().to_owned(), act.label().to_owned())));
    let named = actors.into_iter().filter(|actor| !actor.id.is_empty());
    let whom = all("Everybody").chain(named.map(|actor| (actor.id, actor.name)));
    let object = value("object");
    let object = (!object.is_empty()).then(|| view! { <input type="hidden" name="object" value=object /> });
    view! {
        <form class="cluster" method="get" action=here>
            <TextField name="q" label="Id or name" kind="search" value=value("q") />
            <SelectField name="act" label="What" options=acts.collect() value=value("act") />
            <SelectField name="actor" label="Who" options=whom.collect() value=value("actor") />
            <TextField name="from" label="From" kind="date" value=value("from") />
            <TextField name="until" label="Until" kind="date" value=value("until") />
            {object}
            <button class="button" type="submit">
                "Show"
            </button>
        </form>
    }
}

/// The same entries as a file. That it was taken out is noted, so it is a form and not a link.
#[component]
fn Export(here: String, filters: Vec<(&'static str, String)>) -> impl IntoView {
    let hidden = filters.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <form method="post" action=here>
            {hidden.collect_view()}
            <button class="button" type="submit">
                <Icon name="download" />
                "Export CSV"
            </button>
        </form>
    }
}

#[component]
fn EntryRow(entry: Entry, here: String) -> impl IntoView {
    let scope = use_scope();
    let object = (!entry.object.is_empty()).then(|| {
        let href = place(&entry.object)
            .map_or_else(|| format!("{here}?object={}", entry.object), |place| format!("/{scope}/{place}"));
        view! {
            <a href=href>
                <code>{entry.object.clone()}</code>
            </a>
        }
    });
    let actor = (!entry.actor.is_empty()).then(|| format!("{here}?actor={}", entry.actor));
    let key = (entry.actor_kind == ActorKind::Key).then(|| view! { <Badge icon="code-xml" plain=true>"Key"</Badge> });
    view! {
        <Row>
            <RowHead class="wrap">
                {entry.act.label()}
                <Changes fields=entry.fields />
            </RowHead>
            <Cell at="row">{object}</Cell>
            <Cell at="row">
                <a href=actor dir="auto">
                    {entry.actor_name}
                </a>
                " "
                {key}
            </Cell>
            <Cell at="end">
                <Time at=entry.created_at form=TimeForm::Moment />
            </Cell>
        </Row>
    }
}

/// Where the dashboard shows what has this id; nothing when it has no page of its own.
fn place(id: &str) -> Option<String> {
    let (kind, _) = id.split_once('_')?;
    Some(match kind {
        "cus" => format!("customers/{id}"),
        "prod" => format!("products/{id}"),
        "plink" => format!("payment-links/{id}"),
        "cs" => format!("checkouts/{id}"),
        "imp" => format!("imports/{id}"),
        "we" => format!("developers/webhooks/{id}"),
        "key" => "developers".to_owned(),
        _ => return None,
    })
}

/// So many changes are shown; the export has all of them.
const MOST: usize = 8;

/// What changed: before and after, or that something changed where nothing else is known.
#[component]
fn Changes(fields: Vec<FieldChange>) -> impl IntoView {
    let rest = fields.len().saturating_sub(MOST);
    let rest = (rest > 0).then(|| view! { <li>{format!("and {rest} more")}</li> });
    let shown = fields.into_iter().take(MOST).map(|change| view! { <OneChange change /> }).collect_view();
    view! { <ul class="changes">{shown} {rest}</ul> }
}

#[component]
fn OneChange(change: FieldChange) -> impl IntoView {
    let FieldChange { field, from, to } = change;
    let words = match (from.is_empty(), to.is_empty()) {
        (true, true) => None,
        (true, false) => Some(view! { ": " <bdi>{to}</bdi> }.into_any()),
        (false, true) => Some(view! { ": " <del dir="auto">{from}</del> }.into_any()),
        (false, false) => Some(
            view! {
                ": "
                <del dir="auto">{from}</del>
                " → "
                <bdi>{to}</bdi>
            }
            .into_any(),
        ),
    };
    view! { <li>{field.replace('_', " ")} {words}</li> }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn an_id_leads_to_its_page_where_it_has_one() {
        assert_eq!(place("cus_1").as_deref(), Some("customers/cus_1"));
        assert_eq!(place("pay_1"), None);
        assert_eq!(place(""), None);
    }
}
