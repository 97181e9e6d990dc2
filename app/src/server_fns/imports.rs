//! Imports of files: the list, one of them, and how far it has come.

use clientele_domain::id::ImportId;
use clientele_domain::import::{Delimiter, What};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// A person has yet to say what the columns hold.
    Columns,
    /// Rows are being stored.
    Running,
    /// Every row was dealt with.
    Done,
    /// Called off.
    Canceled,
}

/// An import with how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSummary {
    /// Identifier.
    pub id: ImportId,
    /// What the rows are.
    pub what: What,
    /// The file's name.
    pub file_name: String,
    /// Where it stands.
    pub stage: Stage,
    /// Rows in the file; 0 while nobody has counted them.
    pub total: i64,
    /// Rows dealt with.
    pub done: i64,
    /// Rows stored.
    pub accepted: i64,
    /// Rows refused.
    pub rejected: i64,
    /// Who began it; nothing when the program itself did.
    pub started_by: String,
    /// When the file arrived.
    pub created_at: Timestamp,
}

/// The list, and what came of the form above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportsView {
    /// The newest imports, newest first.
    pub imports: Vec<ImportSummary>,
    /// What came of the upload, when it was not accepted.
    pub posted: Posted,
}

/// The newest imports.
#[server(prefix = "/fn", endpoint = "imports/list", input = GetUrl, output = JsonText)]
pub async fn list(scope: Scope) -> Result<ImportsView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let (imports, _) = clientele_service::imports::list(&ctx, None, 100).await?;
    Ok(ImportsView {
        imports: imports.into_iter().map(ImportSummary::try_from).collect::<Result<_, _>>()?,
        posted: use_context().unwrap_or_default(),
    })
}

/// A column of a file that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// What it is called.
    pub heading: String,
    /// The field that it holds; nothing when it is left out.
    pub field: String,
    /// The field of the metadata that it could become.
    pub metadata: String,
}

/// How a waiting file will be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsView {
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// What stands between values.
    pub delimiter: Delimiter,
    /// Fields that are the same in every row.
    pub set: Vec<(String, String)>,
}

/// What was wrong with a field of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// The line of the file on which the row begins.
    pub line: i64,
    /// The field's path; `row` when it concerns the whole row.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// Rows in the file.
    pub rows: i64,
    /// Rows that would be stored.
    pub accepted: i64,
    /// Rows that would be refused.
    pub rejected: i64,
    /// The first of what would be refused.
    pub rejects: Vec<Reject>,
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    /// How far it has come.
    pub import: ImportSummary,
    /// While it waits: how its file will be read.
    pub columns: Option<ColumnsView>,
    /// What it refused, from the beginning of the file.
    pub rejects: Vec<Reject>,
    /// What it would do, when somebody has just asked.
    pub trial: Option<Trial>,
    /// What came of a form on its page that was sent and not accepted.
    pub posted: Posted,
}

/// One import.
#[server(prefix = "/fn", endpoint = "imports/detail", input = GetUrl, output = JsonText)]
pub async fn detail(scope: Scope, id: ImportId) -> Result<ImportView, Problem> {
    use clientele_service::imports;

    let ctx = crate::request::ctx(scope)?;
    let import = imports::get(&ctx, id).await?;
    let summary = ImportSummary::try_from(import.clone())?;
    let columns = match summary.stage {
        Stage::Columns => Some(imports::columns(&ctx, &import).await?.into()),
        _ => None,
    };
    let rejects = imports::rejects(&ctx, id, 0, 100).await?.into_iter().map(Reject::from).collect();
    Ok(ImportView {
        import: summary,
        columns,
        rejects,
        trial: use_context(),
        posted: use_context().unwrap_or_default(),
    })
}

/// How far an import has come.
#[server(prefix = "/fn", endpoint = "imports/progress", input = GetUrl, output = JsonText)]
pub async fn progress(scope: Scope, id: ImportId) -> Result<ImportSummary, Problem> {
    let ctx = crate::request::ctx(scope)?;
    clientele_service::imports::get(&ctx, id).await?.try_into()
}

#[cfg(feature = "ssr")]
mod view_model;
