//! Exports: what can be had as a file, and how it is written.

use crate::words::words;

words! {
    /// What can be exported.
    ExportResource {
        /// Customers.
        Customers = "customers", "Customers";
    }
}

words! {
    /// How the file is written.
    ExportFormat {
        /// A row each, safe to open in a spreadsheet.
        Csv = "csv", "CSV";
        /// A line of JSON each, as the API tells a customer.
        Ndjson = "ndjson", "NDJSON";
    }
}
