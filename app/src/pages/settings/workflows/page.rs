//! One workflow, and the page that makes one.

use clientele_domain::id::WorkflowId;
use clientele_domain::role::Permission;
use clientele_domain::workflow::{Action, Workflow};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::super::mail::OnOff;
use super::form::WorkflowForm;
use crate::components::{Act, Banner, Breadcrumb, Icon, PageHead, SecondThought, Section, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::server_fns::workflows::{self, WorkflowView};

/// `/{merchant}/{mode}/settings/workflows/new`
#[component]
pub fn NewWorkflowPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| workflows::form(scope, None));
    view! { <Shown fetched /> }
}

/// `/{merchant}/{mode}/settings/workflows/{id}`
#[component]
pub fn WorkflowPage() -> impl IntoView {
    let (scope, params) = (use_scope(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<WorkflowId>().ok()));
    let fetched = Resource::new(
        move || id.get(),
        move |id| async move { workflows::form(scope, Some(id.ok_or(Problem::NotFound)?)).await },
    );
    view! { <Shown fetched /> }
}

#[component]
fn Shown(fetched: Resource<Result<WorkflowView, Problem>>) -> impl IntoView {
    view! {
        <div class="page">
            <Loaded from=fetched let(view)>
                {match view {
                    WorkflowView { workflow: Some(workflow), posted } => {
                        view! { <OneWorkflow workflow posted /> }.into_any()
                    }
                    WorkflowView { posted, .. } => view! { <NewWorkflow posted /> }.into_any(),
                }}
            </Loaded>
        </div>
    }
}

#[component]
fn NewWorkflow(posted: Posted) -> impl IntoView {
    let list = format!("/{}/settings/workflows", use_scope());
    let whole = posted.message("form");
    view! {
        <Title text="New workflow" />
        <Breadcrumb trail=vec![("Workflows".to_owned(), list.clone())] current="New" />
        <PageHead title="New workflow" />
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <WorkflowForm action=format!("{list}/new") posted />
        </div>
    }
}

#[component]
fn OneWorkflow(workflow: Workflow, posted: Posted) -> impl IntoView {
    let scope = use_scope();
    let list = format!("/{scope}/settings/workflows");
    let here = format!("{list}/{}", workflow.id);
    let writes = use_viewer().may(Permission::SettingsWrite);
    let whole = posted.message("form");
    let (act, label) = if workflow.enabled { ("disable", "Switch off") } else { ("enable", "Switch on") };
    let words = matches!(workflow.action, Action::Mail { .. }).then(|| {
        view! {
            <a class="button" href=format!("/{scope}/settings/mail/{}", workflow.id)>
                <Icon name="mail" />
                "Words of the mail"
            </a>
        }
    });
    let own = workflow.built_in.is_none();
    let title = workflow.name.clone();
    let runs = format!("{list}?workflow={}#runs", workflow.id);
    let switch = writes.then(|| view! { <Act action=here.clone() act label /> });
    let head = view! {
        <PageHead title=title.clone()>
            <OnOff enabled=workflow.enabled />
            <a class="button" href=runs>
                <Icon name="repeat" />
                "Runs"
            </a>
            {words}
            {switch}
        </PageHead>
    };
    let changes = if writes {
        let end = own.then(|| view! { <End here=here.clone() /> });
        view! {
            <Section id="settings" title="Settings">
                <WorkflowForm action=here workflow posted />
            </Section>
            {end}
        }
        .into_any()
    } else {
        let who = Permission::SettingsWrite.holders();
        view! { <p class="muted">{format!("Changing this takes {who}.")}</p> }.into_any()
    };
    view! {
        <Title text=title.clone() />
        <Breadcrumb trail=vec![("Workflows".to_owned(), list)] current=title />
        {head}
        {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        {changes}
    }
}

/// An end to a workflow of the merchant's own.
#[component]
fn End(here: String) -> impl IntoView {
    view! {
        <Section id="end" title="End">
            <SecondThought
                action=here
                act="delete"
                label="Remove the workflow"
                warning="It runs no more, and what waits is not done. What came of it before stays."
                confirm="Remove it"
                danger=true
            />
        </Section>
    }
}
