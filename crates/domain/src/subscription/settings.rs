//! How a merchant handles bills.

use serde::{Deserialize, Serialize};

/// How bills are handled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Billing {
    /// The time zone on whose calendar periods are counted; the same in both modes.
    pub time_zone: String,
    /// For how many days a subscription goes on whose period ended and was not paid.
    pub grace_days: i64,
}

impl Billing {
    /// Days of grace unless the merchant says otherwise,
    pub const GRACE_DAYS: i64 = 3;
    /// and at most.
    pub const MOST_GRACE_DAYS: i64 = 27;
}
