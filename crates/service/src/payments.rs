//! Payments and orders: recording those that were taken elsewhere, and finding them again.

mod find;
mod payer;
mod record;
mod settle;

pub use clientele_store::payments::PaymentFilter;
pub(crate) use find::known;
pub use find::{get, list, order, orders};
pub(crate) use payer::{Hold, payer};
pub(crate) use record::order_in;
pub use record::{NewPayment, record, record_in, record_of};
pub use settle::{Outcome, settle};
