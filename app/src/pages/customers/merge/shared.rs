//! What two records share, and what hangs on one, in words.

use clientele_domain::merge::Belongings;
use leptos::prelude::*;

use crate::components::{Evidence, EvidenceList};
use crate::pages::customers::detail::count_of;
use crate::pages::customers::detail::identities::icon;
use crate::server_fns::matching::SharedView;

/// `Same phone +47…, same card Visa •••• 4242.`
pub fn in_words(shared: &[SharedView]) -> String {
    let each = shared.iter().enumerate().map(|(place, shared)| {
        let same = if place == 0 { "Same" } else { "same" };
        format!("{same} {} {}", kind_words(shared), shared.label)
    });
    each.collect::<Vec<_>>().join(", ") + "."
}

fn kind_words(shared: &SharedView) -> String {
    let label = shared.kind.label();
    // An abbreviation stays one.
    if label.chars().all(|letter| !letter.is_lowercase()) { label.to_owned() } else { label.to_lowercase() }
}

/// Each identifier, with how it got to either.
#[component]
pub fn SharedList(shared: Vec<SharedView>) -> impl IntoView {
    let items = shared
        .into_iter()
        .map(|shared| {
            let value = format!("Same {}, {}", kind_words(&shared), shared.label);
            let (first, second) = (shared.evidence.label(), shared.others_evidence.label().to_lowercase());
            let how = if shared.evidence == shared.others_evidence {
                format!("{first} on both records")
            } else {
                format!("{first} on the first record, {second} on the second")
            };
            view! {
                <Evidence icon=icon(shared.kind) value>
                    {how}
                </Evidence>
            }
        })
        .collect_view();
    view! { <EvidenceList>{items}</EvidenceList> }
}

/// `3 payments, 2 orders and 1 note`; empty when nothing hangs on it. What one is known by is no belonging: both keep it.
pub fn belongings(has: &Belongings) -> String {
    let all = [
        (has.payments, "payment", "payments"),
        (has.orders, "order", "orders"),
        (has.notes, "note", "notes"),
        (has.wallets, "wallet", "wallets"),
    ];
    let words: Vec<String> =
        all.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| count_of(count, one, many)).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_on_a_record_is_told_without_what_is_not_there() {
        let has = Belongings { payments: 3, orders: 1, ..Belongings::default() };

        assert_eq!(belongings(&has), "3 payments and 1 order");
        assert_eq!(belongings(&Belongings { notes: 2, ..has }), "3 payments, 1 order and 2 notes");
        assert_eq!(belongings(&Belongings { identities: 4, ..Belongings::default() }), "");
    }
}
