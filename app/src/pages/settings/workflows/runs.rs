//! Runs of workflows, newest first.

use clientele_domain::workflow::{Run, RunStatus, Workflow};
use leptos::prelude::*;

use super::Asked;
use crate::components::{
    Badge, Cell, Column, EmptyState, Pager, Row, RowHead, SelectField, Table, Time, TimeForm, Tone,
};
use crate::frame::use_scope;

#[component]
pub(super) fn Runs(workflows: Vec<Workflow>, runs: Vec<Run>, more: bool, asked: Asked) -> impl IntoView {
    let here = format!("/{}/settings/workflows", use_scope());
    let list = format!("{here}?workflow={}", asked.workflow);
    let first = (!asked.after.is_empty()).then(|| format!("{list}#runs"));
    let next = runs.last().filter(|_| more).map(|last| format!("{list}&after={}#runs", last.id));
    let shown = runs.len();
    let options = std::iter::once((String::new(), "All workflows".to_owned()))
        .chain(workflows.iter().map(|workflow| (workflow.id.to_string(), workflow.name.clone())))
        .collect::<Vec<_>>();
    let body = if runs.is_empty() {
        view! {
            <EmptyState title="No runs" icon="repeat">
                "Each time a workflow runs stands here for 90 days, with what came of it."
            </EmptyState>
        }
        .into_any()
    } else {
        let head = view! {
            <Column>"Workflow"</Column>
            <Column class="fill">"What happened"</Column>
            <Column>"Result"</Column>
            <Column>"Since"</Column>
        };
        let rows = runs
            .into_iter()
            .map(|run| {
                let name = workflows.iter().find(|workflow| workflow.id == run.workflow);
                let name = name.map_or_else(|| "Removed workflow".to_owned(), |workflow| workflow.name.clone());
                view! { <RunRow run name /> }
            })
            .collect_view();
        view! {
            <Table label="Runs" head=head.into_any()>
                {rows}
            </Table>
            <Pager previous=Signal::stored(first) next=Signal::stored(next)>
                <b>{shown}</b>
                " runs"
            </Pager>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-labelledby="runs">
            <header>
                <h2 id="runs">"Runs"</h2>
                <form class="push cluster" method="get" action=here>
                    <SelectField name="workflow" label="Of" options value=asked.workflow />
                    <button class="button" type="submit">
                        "Show"
                    </button>
                </form>
            </header>
            {body}
        </section>
    }
}

#[component]
fn RunRow(run: Run, name: String) -> impl IntoView {
    let scope = use_scope();
    let event = format!("/{scope}/developers/events/{}", run.event);
    let customer = run.customer.map(|customer| {
        view! {
            <a href=format!("/{scope}/customers/{customer}")>
                <small>"Customer"</small>
            </a>
        }
    });
    let (tone, icon) = match run.status {
        RunStatus::Waiting => (Tone::Info, "hourglass"),
        RunStatus::Done => (Tone::Good, "circle-check"),
        RunStatus::Skipped => (Tone::Neutral, "circle-dashed"),
        RunStatus::Failed => (Tone::Bad, "circle-x"),
    };
    let why = (!run.outcome.is_empty()).then(|| view! { <small class="muted">{run.outcome.clone()}</small> });
    view! {
        <Row>
            <RowHead class="wrap">
                <bdi>{name}</bdi>
            </RowHead>
            <Cell at="row" class="wrap">
                <a href=event>{run.event_kind.label()}</a>
                " "
                {customer}
            </Cell>
            <Cell at="row" class="wrap">
                <Badge tone icon plain=true>
                    {run.status.label()}
                </Badge>
                " "
                {why}
            </Cell>
            <Cell at="figure">
                <Time at=run.created_at form=TimeForm::Moment />
            </Cell>
        </Row>
    }
}
