//! Merges: two records that become one, by the rules or by hand, and two again.

mod absorbed;
mod by_hand;
mod compare;
mod find;
mod join;
mod preview;
mod undo;

pub use absorbed::{Absorbed, absorbed_by};
pub use by_hand::{Seen, merge};
pub use compare::{Comparison, compare};
pub use find::{get, list};
pub(crate) use join::{Why, merge_in};
pub use preview::{FieldOfBoth, Preview, preview};
pub use undo::{Undone, undo};
