//! What a merchant sells: products, prices, and links where they are sold.

mod items;
pub mod links;
pub mod prices;
pub mod products;
mod sold;

pub use clientele_domain::rules::{
    AfterDraft, CustomFieldDraft, LineItemDraft, PriceDraft, ProductDraft, RecurringDraft, TermsDraft,
};
pub(crate) use items::of_items;
pub(crate) use sold::sold;
