//! Clocks of test mode: a year passes when somebody says so.

use serde::{Deserialize, Serialize};

use crate::id::TestClockId;
use crate::time::Timestamp;

/// A clock that somebody turns. What happens to the customers on it goes by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestClock {
    /// Identifier.
    pub id: TestClockId,
    /// What it is for; may be empty.
    pub name: String,
    /// What it shows.
    pub now: Timestamp,
    /// When it was made, by the real clock.
    pub created_at: Timestamp,
    /// Grows each time it is turned.
    pub version: i64,
}
