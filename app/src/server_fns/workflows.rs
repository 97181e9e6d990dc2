//! Workflows, and what came of them.

use clientele_domain::id::WorkflowId;
use clientele_domain::scope::Scope;
use clientele_domain::workflow::{Run, Workflow};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// Every workflow, and a page of runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkflowsView {
    /// Those that are built in first.
    pub workflows: Vec<Workflow>,
    /// Newest first.
    pub runs: Vec<Run>,
    /// Whether there are older ones.
    pub more: bool,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// How many runs a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 25;

/// Every workflow, and the runs of one of them or of all, beginning after one or with the newest.
#[server(prefix = "/fn", endpoint = "workflows", input = GetUrl, output = JsonText)]
pub async fn list(scope: Scope, workflow: String, after: String) -> Result<WorkflowsView, Problem> {
    use clientele_service::workflows;

    let ctx = crate::request::ctx(scope)?;
    let (runs, more) = workflows::runs(&ctx, workflow.parse().ok(), after.parse().ok(), SHOWN).await?;
    let workflows = workflows::all(&ctx).await?;
    Ok(WorkflowsView { workflows, runs, more, posted: use_context().unwrap_or_default() })
}

/// The form of a workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkflowView {
    /// The workflow as it is; nothing when a new one is to be made.
    pub workflow: Option<Workflow>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// One workflow, or the form for a new one.
#[server(prefix = "/fn", endpoint = "workflows/form", input = GetUrl, output = JsonText)]
pub async fn form(scope: Scope, id: Option<WorkflowId>) -> Result<WorkflowView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let workflow = match id {
        Some(id) => Some(clientele_service::workflows::get(&ctx, id).await?),
        None => {
            ctx.require(clientele_domain::role::Permission::SettingsWrite)?;
            None
        }
    };
    Ok(WorkflowView { workflow, posted: use_context().unwrap_or_default() })
}
