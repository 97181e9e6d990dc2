//! Matching: finding out who a buyer is, who might be the same person, and what merchants decide about it. The rules are in
//! `domain::matching`.

mod distinct;
mod learn;
mod pairs;
mod related;
mod resolve;
mod settings;
mod simulate;

pub use distinct::{distinct_from, not_distinct_from, told_apart};
pub use pairs::{MOST_COUNTED, RelatedPair, pair_count, pairs};
pub(crate) use related::between;
pub use related::{RelatedCustomer, Shared, related};
pub(crate) use resolve::{Resolved, resolve};
pub(crate) use settings::put;
pub use settings::{settings, update_settings};
pub use simulate::simulate;

#[cfg(test)]
mod tests;
