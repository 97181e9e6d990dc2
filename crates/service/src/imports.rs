//! Importing files of customers and payments.
//!
//! A file is read row by row on a thread of its own, where each row is checked, and stored in batches: a batch, its
//! rejected rows and the import's progress are one transaction. Whatever stops an import, it goes on where it stopped;
//! no row is lost, stored twice, or stored in part.

mod customers;
mod dry_run;
mod file;
mod lines;
mod payments;
mod records;
mod rejects;
mod run;
mod start;
mod stream;

pub use clientele_store::imports::Import;
pub use dry_run::{Report, dry_run};
pub use file::{Preview, fingerprint, header, preview};
pub use rejects::{CsvPart, Reject, rejects, rejects_csv};
pub use run::run;
pub use start::{NewImport, cancel, get, list, start};

/// Where an import stands, as stored.
pub mod status {
    /// Not at its end; perhaps interrupted.
    pub const RUNNING: &str = "running";
    /// Every row was dealt with.
    pub const DONE: &str = "done";
    /// Called off by a person; what it stored stays.
    pub const CANCELED: &str = "canceled";
}

/// How many rows are stored in one transaction.
const BATCH: usize = 250;
