//! Money as people read it, with the same amount for machines beside it.

use clientele_domain::money::{Amount, MoneyParts};
use leptos::prelude::*;

/// An amount in its currency's own form: `<data class="money" value="EUR 4216.80">€4,216.80</data>`.
/// A `headline` sets the minor units smaller.
#[component]
pub fn Money(amount: Amount, #[prop(optional)] headline: bool) -> impl IntoView {
    let text = if headline { headline_view(amount.parts()).into_any() } else { amount.to_string().into_any() };
    view! {
        <data class="money" value=amount.machine()>
            {text}
        </data>
    }
}

fn headline_view(MoneyParts { sign, symbol, major, minor, unit }: MoneyParts) -> impl IntoView {
    let small = [minor.as_str(), unit].concat();
    view! {
        {format!("{sign}{symbol}{major}")}
        {(!small.is_empty()).then(|| view! { <small>{small}</small> })}
    }
}
