//! Settings: how the house works for a merchant.

pub mod checkout;
