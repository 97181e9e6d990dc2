//! Merges: two records that become one, by the rules or by hand, and two again.

mod by_hand;
mod find;
mod join;
mod preview;
mod undo;

pub use by_hand::merge;
pub use find::{get, list};
pub(crate) use join::{Why, merge_in};
pub use preview::{FieldOfBoth, Preview, preview};
pub use undo::{Undone, undo};
