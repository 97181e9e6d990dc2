//! Importing files of customers and payments.
//!
//! A file is read row by row on a thread of its own, where each row is checked, and stored in batches: a batch, its
//! rejected rows and the import's progress are one transaction. Whatever stops an import, it goes on where it stopped;
//! no row is lost, stored twice, or stored in part.
//!
//! The command line gives the file itself: [`start`], then [`run`]. In the dashboard the file is uploaded ([`Upload`])
//! and kept in the database; a person says what its columns hold ([`choose`], [`check`]), and from [`begin`] on any
//! server carries it on ([`claim`], [`carry_on`]). A program sends a file whose header says it all ([`submit`]).

mod begin;
mod carry_on;
mod columns;
mod customers;
mod dry_run;
mod file;
mod lines;
mod payments;
mod records;
mod rejects;
mod run;
mod sample;
mod start;
mod stored;
mod stream;
mod submit;
mod upload;

pub use begin::begin;
pub use carry_on::{carry_on, claim, remove_broken_uploads};
pub use clientele_store::imports::Import;
pub use columns::{Chosen, Columns, MOST_COLUMNS, check, choose, columns};
pub use dry_run::{Report, dry_run};
pub use file::{Preview, fingerprint, header, preview};
pub use rejects::{CsvPart, Reject, rejects, rejects_csv};
pub use run::run;
pub use sample::sample;
pub use start::{NewImport, cancel, get, list, start};
pub use submit::{NewFile, submit};
pub use upload::{MOST_BYTES, Upload};

/// Where an import stands, as stored.
pub mod status {
    /// Its file is still arriving. Nobody sees it.
    pub const UPLOADING: &str = "uploading";
    /// Its file is here; a person has yet to say what the columns hold.
    pub const MAPPING: &str = "mapping";
    /// Not at its end; perhaps interrupted.
    pub const RUNNING: &str = "running";
    /// Every row was dealt with.
    pub const DONE: &str = "done";
    /// Called off by a person; what it stored stays.
    pub const CANCELED: &str = "canceled";
}

/// How many rows are stored in one transaction.
const BATCH: usize = 250;
