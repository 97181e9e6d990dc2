//! How far one looks back to find the top customers.

use crate::words::words;

words! {
    /// How far.
    Period {
        /// Seven days.
        Week = "7d", "7 days";
        /// Thirty days.
        Month = "30d", "30 days";
        /// Ninety days.
        Quarter = "90d", "90 days";
        /// Everything.
        All = "all", "All time";
    }
}

words! {
    /// What customers are ranked by.
    Metric {
        /// What they paid.
        TotalSpent = "total_spent", "Spent";
        /// How often they paid.
        PaymentCount = "payment_count", "Payments";
    }
}

/// So many days of the merchant's calendar, today included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// Seven.
    Week,
    /// Thirty.
    Month,
    /// Ninety.
    Quarter,
}

/// Every window, the shortest first.
pub const WINDOWS: [Window; 3] = [Window::Week, Window::Month, Window::Quarter];

impl Window {
    /// How many days.
    pub fn days(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }
}

impl Period {
    /// The window, unless it is everything.
    pub fn window(self) -> Option<Window> {
        match self {
            Self::Week => Some(Window::Week),
            Self::Month => Some(Window::Month),
            Self::Quarter => Some(Window::Quarter),
            Self::All => None,
        }
    }
}
