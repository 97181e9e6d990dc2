//! Lists.

use clientele_domain::list as domain;
use serde::{Deserialize, Serialize};

use crate::read::word;

/// A page of a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct List<T> {
    /// Always `list`.
    pub object: String,
    /// What is on the page.
    pub data: Vec<T>,
    /// Whether there is more.
    pub has_more: bool,
    /// Where the next page begins: send it as `cursor`. Stays good while others add and remove.
    pub next_cursor: Option<String>,
    /// How many there are, when asked for with `include=total`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub total: Option<Total>,
}

impl<T> List<T> {
    /// A page, and where the next one begins.
    pub fn new(data: Vec<T>, next_cursor: Option<String>) -> Self {
        Self { object: "list".to_owned(), data, has_more: next_cursor.is_some(), next_cursor, total: None }
    }
}

impl From<(i64, bool)> for Total {
    fn from((count, capped): (i64, bool)) -> Self {
        Self { count, capped }
    }
}

/// How many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Total {
    /// So many.
    pub count: i64,
    /// Or more: counting stopped there.
    pub capped: bool,
}

word! {
    /// What customers are sorted by.
    CustomerSort(domain::SortBy)
}

word! {
    /// Smallest first or largest first.
    SortOrder(domain::Direction)
}
