//! Parts of a whole, beside one another.

use leptos::prelude::*;

use super::geometry::{place, shares};
use super::legend::Legend;
use super::{Look, Measure};

/// One bar whose parts are the shares of these values, with what each is called.
#[component]
pub fn ShareBar(
    #[prop(into)] label: String,
    /// Name and value, in the order of the bar.
    parts: Vec<(String, i64)>,
    measure: Measure,
) -> impl IntoView {
    let shares = shares(&parts.iter().map(|(_, value)| *value).collect::<Vec<_>>());
    let look = |place: usize| Look::Bar(u8::try_from(place + 1).unwrap_or(4));
    let mut from = 0_i64;
    let bars = shares
        .iter()
        .enumerate()
        .map(|(at, share)| {
            let (x, width) = (from as f64 / 10.0, *share as f64 / 10.0);
            from += share;
            view! { <rect class=look(at).class() x=place(x) y="0" width=place(width) height="10"></rect> }
        })
        .collect_view();
    let told: Vec<String> = parts
        .iter()
        .zip(&shares)
        .map(|((name, value), share)| format!("{name} {} ({})", measure.exact(*value), Measure::Share.exact(*share)))
        .collect();
    let keys = parts
        .into_iter()
        .zip(shares)
        .enumerate()
        .map(|(at, ((name, value), share))| {
            (look(at), name, Some(format!("{} · {}", Measure::Share.exact(share), measure.exact(value))))
        })
        .collect();
    view! {
        <svg
            xmlns="http://www.w3.org/2000/svg"
            class="share-bar"
            viewBox="0 0 100 10"
            preserveAspectRatio="none"
            role="img"
            aria-label=format!("{label}: {}", told.join(", "))
        >
            {bars}
        </svg>
        <Legend keys />
    }
}
