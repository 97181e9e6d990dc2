//! Workflows: what is done whenever something happens, and what came of it.

mod form;
pub mod page;
mod runs;

use clientele_domain::role::Permission;
use clientele_domain::workflow::{Action, Workflow};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::runs::Runs;
use super::mail::OnOff;
use super::{Head, Place};
use crate::components::{Banner, Cell, Column, Icon, Row, RowHead, Section, Table, TableSkeleton, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::server_fns::workflows::{self, WorkflowsView};

/// What the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Asked {
    /// Runs of this workflow alone.
    workflow: String,
    /// Runs after this one.
    after: String,
}

/// `/{merchant}/{mode}/settings/workflows`
#[component]
pub fn WorkflowsPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let text = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| Asked { workflow: text("workflow"), after: text("after") });
    let fetched =
        Resource::new(move || asked.get(), move |Asked { workflow, after }| workflows::list(scope, workflow, after));
    view! {
        <Title text="Workflows" />
        <div class="page">
            <Head current=Place::Workflows />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=8 columns=4 label="Workflows, loading" /> }
                let(view)
            >
                {
                    let asked = asked.get_untracked();
                    view! { <Shown view asked /> }
                }
            </Loaded>
        </div>
    }
}

const INTRO: &str = "When something happens to customers that fit, wait, and then send a mail or call an address.";

#[component]
fn Shown(view: WorkflowsView, asked: Asked) -> impl IntoView {
    let WorkflowsView { workflows, runs, more, posted } = view;
    let scope = use_scope();
    let whole = posted.message("form");
    let add = use_viewer().may(Permission::SettingsWrite).then(|| {
        view! {
            <a class="button" data-size="s" href=format!("/{scope}/settings/workflows/new")>
                <Icon name="plus" />
                "New workflow"
            </a>
        }
    });
    let head = view! {
        <Column class="fill">"Workflow"</Column>
        <Column>"When"</Column>
        <Column>"Does"</Column>
        <Column>"Status"</Column>
    };
    let rows = workflows.iter().cloned().map(|workflow| view! { <WorkflowRow workflow /> }).collect_view();
    view! {
        {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        <Section id="workflows" title="Workflows" count=workflows.len().to_string() intro=INTRO aside=add.into_any()>
            <Table label="Workflows" head=head.into_any()>
                {rows}
            </Table>
        </Section>
        <Runs workflows runs more asked />
    }
}

#[component]
fn WorkflowRow(workflow: Workflow) -> impl IntoView {
    let href = format!("/{}/settings/workflows/{}", use_scope(), workflow.id);
    let does = does(&workflow);
    let when = match waits(workflow.wait_minutes) {
        Some(wait) => format!("{}, then {wait} later", workflow.trigger.label()),
        None => workflow.trigger.label().to_owned(),
    };
    let badge = view! { <OnOff enabled=workflow.enabled /> };
    view! {
        <Row>
            <RowHead class="wrap">
                <a href=href>
                    <bdi>{workflow.name}</bdi>
                </a>
            </RowHead>
            <Cell at="row">{when}</Cell>
            <Cell at="row">{does}</Cell>
            <Cell at="row">{badge}</Cell>
        </Row>
    }
}

fn does(workflow: &Workflow) -> &'static str {
    match workflow.action {
        Action::Mail { .. } => "Sends a mail",
        Action::Call { .. } => "Calls an address",
    }
}

/// How long a wait is, in its largest whole unit; nothing when there is none.
fn waits(minutes: i64) -> Option<String> {
    let (count, unit) = in_units(minutes);
    let one = unit.trim_end_matches('s');
    (minutes > 0).then(|| format!("{count} {}", if count == 1 { one } else { unit }))
}

/// So many minutes in their largest whole unit.
fn in_units(minutes: i64) -> (i64, &'static str) {
    match minutes {
        0 => (0, "minutes"),
        minutes if minutes % (24 * 60) == 0 => (minutes / (24 * 60), "days"),
        minutes if minutes % 60 == 0 => (minutes / 60, "hours"),
        minutes => (minutes, "minutes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_its_largest_whole_unit() {
        assert_eq!(waits(0), None);
        assert_eq!(waits(1).as_deref(), Some("1 minute"));
        assert_eq!(waits(90).as_deref(), Some("90 minutes"));
        assert_eq!(waits(120).as_deref(), Some("2 hours"));
        assert_eq!(waits(24 * 60).as_deref(), Some("1 day"));
    }
}
