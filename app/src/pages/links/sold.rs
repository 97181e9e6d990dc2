//! What a link sells and what it brought, in words and figures.

use clientele_domain::catalog::{Paid, Priced, together};
use clientele_domain::checkout::Sale;
use clientele_domain::money::Amount;
use leptos::prelude::*;

use crate::components::Money;
use crate::server_fns::links::LinkSummary;

/// What one purchase comes to. Nothing while none of its prices is known.
pub(super) fn amount(link: &LinkSummary) -> Option<Amount> {
    match &link.link.terms.sale {
        Sale::Amount { amount, .. } => Some(*amount),
        Sale::Items(_) => {
            let currency = link.items.first()?.price.amount.currency;
            Some(Amount { minor: together(&link.items)?, currency })
        }
    }
}

/// What is sold: `Festival ticket`, `2 × Gift card and 1 more`.
pub(super) fn what(link: &LinkSummary) -> String {
    match (&link.link.terms.sale, link.items.as_slice()) {
        (Sale::Amount { title, .. }, _) => title.clone(),
        (_, []) => String::new(),
        (_, [only]) => counted(only),
        (_, [first, rest @ ..]) => format!("{} and {} more", counted(first), rest.len()),
    }
}

/// `2 × Gift card`
pub(super) fn counted(item: &Priced) -> String {
    match item.quantity {
        1 => item.price.product_name.clone(),
        quantity => format!("{quantity} × {}", item.price.product_name),
    }
}

/// How often it was paid, in all currencies.
pub(super) fn times(paid: &[Paid]) -> i64 {
    paid.iter().map(|paid| paid.payments).sum()
}

/// What came in, an amount for each currency; currencies are never added up.
#[component]
pub(super) fn Volume(paid: Vec<Paid>) -> impl IntoView {
    if paid.is_empty() {
        return view! { <span class="muted">"Nothing yet"</span> }.into_any();
    }
    let amounts = paid.into_iter().map(|paid| view! { <span><Money amount=paid.amount /></span> }).collect_view();
    view! { <span class="volume">{amounts}</span> }.into_any()
}
