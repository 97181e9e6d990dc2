//! Addresses of the list.

use clientele_domain::list::CustomerFilter;
use clientele_domain::scope::Scope;
use leptos::prelude::*;

use crate::list_query::ListQuery;

/// Where one is: whose customers, and which of them as the address bar has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here {
    pub scope: Scope,
    pub query: Memo<ListQuery>,
}

impl Here {
    /// The list without any parameter.
    pub fn list(self) -> String {
        format!("/{}/customers", self.scope)
    }

    /// A list from its beginning.
    pub fn to(self, query: &ListQuery) -> String {
        self.list() + &query.search()
    }

    /// This list with another filter; tracks the address.
    pub fn filtered(self, change: impl FnOnce(&mut CustomerFilter)) -> String {
        let query = self.query.get();
        let mut filter = query.filter.clone();
        change(&mut filter);
        self.to(&query.with(filter))
    }
}

/// The parameters of a list with its place, as a server function wants them.
pub(super) fn search(query: &ListQuery) -> String {
    match (&query.after, &query.before) {
        (Some(cursor), _) => query.search_at("after", cursor),
        (None, Some(cursor)) => query.search_at("before", cursor),
        (None, None) => query.search(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_part_of_what_is_asked_for() {
        let first = ListQuery::default();
        let second = ListQuery { after: Some("c1".into()), ..first.clone() };
        let back = ListQuery { before: Some("c2".into()), ..first.clone() };

        assert_eq!(search(&first), "");
        assert_eq!(search(&second), "?after=c1");
        assert_eq!(search(&back), "?before=c2");
    }
}
