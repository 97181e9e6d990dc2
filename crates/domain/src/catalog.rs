//! What a merchant sells: products, what they cost, and links where they are sold.

mod link;
mod price;
mod product;

pub use crate::checkout::{Interval, LineItem, Recurring};
pub use link::{Paid, PaymentLink};
pub use price::{MOST, Price, Priced, repeats, together};
pub use product::Product;
