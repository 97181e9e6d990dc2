//! Customers: finding, reading, making, changing and deleting them, and what hangs on them.

mod cards;
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

pub(crate) use cards::keep_card_in;
pub use cards::remove_card;
pub(crate) use create::{add_in, free_external_id};
pub use create::{create, create_in, create_on};
pub use delete::{Erasure, delete};
pub(crate) use detail::present;
pub use detail::{CustomerDetail, TimelineEntry, get, get_with, identities_of, timeline};
pub use export::{Export, ExportFormat};
pub use list::{CustomerPage, count, list, nobody, read, tags, total};
pub(crate) use list::{frame, frame_in};
pub use neighbours::neighbours;
pub use notes::{Note, add_note, notes_of};
pub use search::{search, search_views};
pub use tag::{Tagging, tag};
pub use update::update;
pub(crate) use update::{act_in, change_in, changed_by, locked, store_in};
pub use view::{CustomerView, change, select, view, views};
pub(crate) use view::{found, viewed, views_of};
pub use wallets::{NewWallet, add_wallet, remove_wallet, wallets_of};
