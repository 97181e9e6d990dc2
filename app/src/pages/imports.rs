//! Imports of files: the list with the upload, and one of them from its columns to its figures.

mod columns;
pub mod detail;
pub mod list;
mod outcome;
mod progress;
mod rejects;
mod stage;
mod table;
mod trial;
mod understood;
mod upload;
