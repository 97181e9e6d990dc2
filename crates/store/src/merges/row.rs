//! The row of a merge, and how it becomes one.

use clientele_domain::matching::Rule;
use clientele_domain::merge::{Kept, Merge};
use clientele_domain::time::Timestamp;

use crate::error::{Error, Result, unreadable};
use crate::payments::read_signs;

/// The columns of [`MergeRow`].
macro_rules! columns {
    () => {
        "id, source_id, into_id, rule, evidence, actor, kept, created_at, undone_at, undone_by"
    };
}
pub(super) use columns;

#[derive(sqlx::FromRow)]
pub(super) struct MergeRow {
    id: String,
    source_id: String,
    into_id: String,
    rule: String,
    evidence: String,
    actor: String,
    kept: String,
    created_at: i64,
    undone_at: Option<i64>,
    undone_by: String,
}

/// A merge with what was kept to undo it; nothing, once it is undone or the person is erased.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The merge.
    pub merge: Merge,
    /// What was kept.
    pub kept: Option<Kept>,
}

impl TryFrom<MergeRow> for Stored {
    type Error = Error;
    fn try_from(row: MergeRow) -> Result<Self> {
        let kept = match row.kept.as_str() {
            "" => None,
            text => Some(serde_json::from_str(text).map_err(|_| unreadable("merge", &row.id))?),
        };
        let merge = Merge {
            id: row.id.parse().map_err(|_| unreadable("merge id", &row.id))?,
            source: row.source_id.parse().map_err(|_| unreadable("customer id", &row.source_id))?,
            into: row.into_id.parse().map_err(|_| unreadable("customer id", &row.into_id))?,
            rule: Rule::parse(&row.rule).ok_or_else(|| unreadable("rule", &row.rule))?,
            signs: read_signs(&row.evidence)?,
            actor: row.actor,
            created_at: Timestamp::from_micros(row.created_at),
            undone_at: row.undone_at.map(Timestamp::from_micros),
            undone_by: row.undone_by,
        };
        Ok(Self { merge, kept })
    }
}
