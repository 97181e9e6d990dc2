//! Invoices: made out, paid, voided and written off, and the credit that goes into them.
//!
//! Whoever does something about an invoice holds its customer first. The steps that other use cases take within their
//! transaction are of two sorts: those that make an invoice leave it to their caller what follows from it; those that end one
//! tell the subscription that it is for.

mod act;
mod adjust;
mod by_hand;
mod charge;
pub(crate) mod credit;
mod desk;
mod due;
mod end;
mod find;
mod hold;
mod issue;
pub mod of_customer;
pub mod sheet;
pub mod staff;
mod text;

pub use act::{paid_elsewhere, pay, void_by_hand, write_off_by_hand};
pub use adjust::adjust;
pub use by_hand::{AskedInvoice, AskedLine, Costs, DAYS, create, make_out_by_hand};
pub use charge::{Charged, charge};
pub use clientele_store::invoices::InvoiceFilter;
pub use desk::desk;
pub use due::{due, due_of};
pub(crate) use end::{declined, received};
pub use end::{note_overdue, settle, void, write_off};
pub use find::{credit_of, get, list, overdue, overdue_of};
pub(crate) use hold::hold;
pub use issue::{NewInvoice, draft, issue, issue_paid, make_out};
