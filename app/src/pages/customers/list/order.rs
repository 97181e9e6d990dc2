//! The orders of the list in words.

use clientele_domain::list::{Direction, SortBy};

/// An order as it ends the sentence "50 customers, …".
pub(super) fn words(sort: SortBy, direction: Direction) -> &'static str {
    let descending = direction == Direction::Descending;
    match sort {
        SortBy::CreatedAt if descending => "newest first",
        SortBy::CreatedAt => "oldest first",
        SortBy::Name if descending => "by name, Z to A",
        SortBy::Name => "by name, A to Z",
        SortBy::TotalSpent if descending => "highest total first",
        SortBy::TotalSpent => "lowest total first",
        SortBy::PaymentCount if descending => "most payments first",
        SortBy::PaymentCount => "fewest payments first",
        SortBy::LastPaymentAt if descending => "latest payment first",
        SortBy::LastPaymentAt => "longest without a payment first",
    }
}

/// The same at the beginning of a line.
pub(super) fn title(sort: SortBy, direction: Direction) -> String {
    let words = words(sort, direction);
    words[..1].to_uppercase() + &words[1..]
}

/// Every order, each sort's own direction first.
pub(super) fn all() -> impl Iterator<Item = (SortBy, Direction)> {
    SortBy::ALL.into_iter().flat_map(|sort| {
        let first = sort.first_direction();
        [(sort, first), (sort, first.reversed())]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_has_words_of_its_own() {
        let mut titles: Vec<String> = all().map(|(sort, direction)| title(sort, direction)).collect();
        let count = titles.len();
        titles.sort();
        titles.dedup();

        assert_eq!(titles.len(), count);
        assert!(titles.contains(&"Newest first".to_owned()));
    }
}
