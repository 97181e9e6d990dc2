//! From what the service knows to what a page shows.

use clientele_domain::import::What;
use clientele_service::imports::{self, Columns, Import, status};

use super::{ColumnView, ColumnsView, ImportSummary, Reject, Stage};
use crate::problem::Problem;

/// More of a value than this says no more about its column.
const MOST_LETTERS: usize = 60;

impl TryFrom<Import> for ImportSummary {
    type Error = Problem;

    fn try_from(import: Import) -> Result<Self, Problem> {
        let what = What::parse(&import.what);
        Ok(Self {
            id: import.id,
            what: what.ok_or_else(|| clientele_service::Error::Internal(format!("an import of {:?}", import.what)))?,
            file_name: import.file_name,
            stage: match import.status.as_str() {
                status::RUNNING => Stage::Running,
                status::DONE => Stage::Done,
                status::CANCELED => Stage::Canceled,
                _ => Stage::Columns,
            },
            total: import.total_lines,
            done: import.done_lines,
            accepted: import.accepted,
            rejected: import.rejected,
            started_by: import.started_by,
            created_at: import.created_at,
        })
    }
}

impl From<imports::Reject> for Reject {
    fn from(imports::Reject { line, violation }: imports::Reject) -> Self {
        Self { line, field: violation.field, message: violation.message }
    }
}

impl From<Columns> for ColumnsView {
    fn from(Columns { layout, headings, metadata, rows }: Columns) -> Self {
        let columns = headings.into_iter().zip(layout.columns).zip(metadata).map(|((heading, field), metadata)| {
            let field = field.unwrap_or_default();
            // A key that a person or the heading itself chose stays.
            let metadata = if field.starts_with("metadata.") { field.clone() } else { metadata };
            ColumnView { heading, field, metadata }
        });
        Self {
            columns: columns.collect(),
            rows: rows.into_iter().map(|row| row.into_iter().map(shortened).collect()).collect(),
            has_header: layout.has_header,
            delimiter: layout.delimiter,
            set: layout.set,
        }
    }
}

fn shortened(value: String) -> String {
    match value.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value,
    }
}
