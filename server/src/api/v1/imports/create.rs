//! POST /v1/imports

use axum::extract::State;
use clientele_domain::import::What;
use clientele_domain::violation::Violation;
use clientele_service::imports::{self, NewFile};
use clientele_wire as wire;

use super::told;
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Created;
use crate::state::AppState;

/// Import a file
///
/// Stores the rows of a file one by one, whatever is wrong with others; retrieve the import to see how far it is, and its
/// rejects to see what was refused. A file of more than 1 MiB is sent in several parts, each with the header.
#[utoipa::path(
    post, path = "/imports", tag = "Imports", operation_id = "create_import",
    request_body = wire::NewImport,
    responses((status = 201, description = "The import, which has begun.", body = wire::Import))
)]
pub async fn create(
    State(state): State<AppState>,
    ctx: ApiCtx,
    body: Body<wire::NewImport>,
) -> Result<Created<wire::Import>, Problem> {
    let asked = body.checked(missing)?;
    let wrong = missing(&asked);
    if !wrong.is_empty() {
        return Err(Problem::invalid(&wrong));
    }
    let file = NewFile {
        what: asked.resource.value().map_or(What::Customers, |resource| resource.0),
        file_name: asked.file_name.value().unwrap_or_default(),
        text: asked.file.value().unwrap_or_default(),
        again: asked.again.value().unwrap_or_default(),
    };
    let import = imports::submit(&ctx, file).await?;
    state.import_begun.notify_one();
    Ok(Created(told(&ctx, &import)))
}

fn missing(asked: &wire::NewImport) -> Vec<Violation> {
    let mut wrong = Vec::new();
    if asked.resource.clone().value().is_none() {
        wrong.push(Violation::missing("resource", "Say what the rows are: customers or payments."));
    }
    if asked.file.clone().value().is_none_or(|file| file.trim().is_empty()) {
        wrong.push(Violation::missing("file", "Send the rows as CSV, below a row that names their fields."));
    }
    wrong
}
