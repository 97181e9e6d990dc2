//! Customers: finding, reading, making, changing and deleting them, and what hangs on them.

mod create;
mod delete;
mod detail;
mod history;
mod list;
mod neighbours;
mod notes;
mod search;
mod tag;
mod update;
mod wallets;

pub use create::{create, create_in};
pub use delete::{Erasure, delete};
pub use detail::{CustomerDetail, TimelineEntry, get, timeline};
pub use list::{CustomerPage, count, list, tags};
pub use neighbours::neighbours;
pub use notes::add_note;
pub use search::search;
pub use tag::{Tagging, tag};
pub(crate) use update::change_in;
pub use update::update;
pub use wallets::{NewWallet, add_wallet, remove_wallet};
