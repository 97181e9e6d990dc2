//! Segments.

use clientele_domain::segment as domain;
use serde::{Deserialize, Serialize};

use crate::read::{Sent, request};
use crate::time::Time;

/// A query under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Segment {
    /// Always `segment`.
    pub object: String,
    /// Identifier; `segment` of the list of customers takes it.
    pub id: String,
    /// Whether it is of real data.
    pub livemode: bool,
    /// What people call it.
    pub name: String,
    /// Which customers, in the language of `q` in the list of customers.
    pub query: String,
    /// Whether everybody of the team sees it, or only its owner.
    pub shared: bool,
    /// Whether `segment.entered` and `segment.left` are told when a customer enters or leaves it. Whoever belongs to it when
    /// this is switched on, or when its query is changed, has not entered it: of them nothing is told.
    pub announce: bool,
    /// Who made it: the id of a person or a key.
    pub owner: String,
    /// When it was made.
    pub created_at: Time,
    /// When it was changed last.
    pub updated_at: Time,
    /// Grows with each change; also the ETag.
    pub version: i64,
}

impl Segment {
    /// The segment as the API tells it.
    pub fn new(livemode: bool, segment: &domain::Segment) -> Self {
        Self {
            object: "segment".to_owned(),
            id: segment.id.to_string(),
            livemode,
            name: segment.name.clone(),
            query: segment.query.clone(),
            shared: segment.shared,
            announce: segment.announce,
            owner: segment.owner.clone(),
            created_at: segment.created_at.into(),
            updated_at: segment.updated_at.into(),
            version: segment.version,
        }
    }
}

/// What remains of a segment that was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletedSegment {
    /// Always `segment`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Always true.
    pub deleted: bool,
}

impl DeletedSegment {
    /// What remains of this one.
    pub fn new(id: clientele_domain::id::SegmentId) -> Self {
        Self { object: "segment".to_owned(), id: id.to_string(), deleted: true }
    }
}

request! {
    /// A segment to be made.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "name": "Big spenders", "query": "spent>1000 -tag:test", "shared": true
    })))]
    NewSegment {
        /// What people call it.
        name: String,
        /// Which customers, in the language of `q` in the list of customers.
        query: String,
        /// Whether everybody of the team sees it; true when left out.
        shared: bool,
        /// Whether it is told when a customer enters or leaves it; false when left out. Such a segment is shared.
        announce: bool,
    }
}

request! {
    /// What is to be changed of a segment.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "name": "Whales" })))]
    PatchSegment {
        /// What people call it.
        name: String,
        /// Which customers.
        query: String,
        /// Whether everybody of the team sees it.
        shared: bool,
        /// Whether it is told when a customer enters or leaves it.
        announce: bool,
    }
}
