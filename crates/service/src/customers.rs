//! Customers: finding, reading, making, changing and deleting them, and what hangs on them.

mod create;
mod delete;
mod detail;
mod export;
mod list;
mod neighbours;
mod notes;
mod search;
mod seen;
mod tag;
mod update;
mod view;
mod wallets;

pub use create::{create, create_in};
pub use delete::{Erasure, delete};
pub use detail::{CustomerDetail, TimelineEntry, get, identities_of, timeline};
pub use export::{Export, ExportFormat};
pub use list::{CustomerPage, count, list, tags, total};
pub use neighbours::neighbours;
pub use notes::{Note, add_note, notes_of};
pub use search::{search, search_views};
pub use tag::{Tagging, tag};
pub(crate) use update::change_in;
pub use update::update;
pub use view::{CustomerView, change, select, view, views};
pub use wallets::{NewWallet, add_wallet, remove_wallet, wallets_of};
