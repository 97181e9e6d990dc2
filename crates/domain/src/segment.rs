//! Segments: queries that people keep under a name.

use serde::{Deserialize, Serialize};

use crate::id::SegmentId;
use crate::time::Timestamp;

/// A query under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Identifier.
    pub id: SegmentId,
    /// What people call it.
    pub name: String,
    /// Which customers, in the query language.
    pub query: String,
    /// Whether everybody of the team sees it, or only its owner.
    pub shared: bool,
    /// Whether it is told when a customer enters or leaves it.
    #[serde(default)]
    pub announce: bool,
    /// Who made it: the id of a person or a key.
    pub owner: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// Grows with each change.
    pub version: i64,
}

/// What can be said of a segment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SegmentDraft {
    /// What people call it.
    pub name: String,
    /// Which customers, in the query language.
    pub query: String,
    /// Whether everybody of the team sees it.
    pub shared: bool,
    /// Whether it is told when a customer enters or leaves it.
    pub announce: bool,
}

/// A name has at most this many characters, so that it fits beside others.
pub const LONGEST_NAME: usize = 60;
