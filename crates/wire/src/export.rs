//! Exports.

use clientele_domain::export as domain;

use crate::read::{Sent, request, word};

request! {
    /// A file of customers.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "resource": "customers", "q": "tag:vip spent>100", "columns": ["email", "name", "spent.usd"], "format": "csv"
    })))]
    NewExport {
        /// What to export.
        resource: ExportResource,
        /// Only those whom this query lets through, as in the list of customers.
        q: String,
        /// Columns of CSV, in order.
        columns: Vec<String>,
        /// How the file is written; `csv` when left out.
        format: ExportFormat,
    }
}

word! {
    /// What can be exported.
    ExportResource(domain::ExportResource)
}

word! {
    /// How a file is written: a row each, safe to open in a spreadsheet; or a line of JSON each.
    ExportFormat(domain::ExportFormat)
}
