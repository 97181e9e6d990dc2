//! The rosette of banknotes: one ellipse, turned until it closes. Kept for thresholds.

use leptos::prelude::*;

/// A rosette of `turns` ellipses; `copper` adds a second, narrower one inside.
#[component]
pub fn Rings(#[prop(default = 14)] turns: u32, #[prop(optional)] copper: bool) -> impl IntoView {
    view! {
        <svg class="rings" viewBox="-50 -50 100 100" aria-hidden="true">
            <g>{ellipses(turns, if copper { (48, 22) } else { (46, 18) })}</g>
            {copper.then(|| view! { <g>{ellipses(turns, (34, 9))}</g> })}
        </svg>
    }
}

fn ellipses(turns: u32, (rx, ry): (u32, u32)) -> impl IntoView {
    (0..turns)
        .map(|turn| {
            let angle = f64::from(turn) * 180.0 / f64::from(turns.max(1));
            view! { <ellipse rx=rx.to_string() ry=ry.to_string() transform=format!("rotate({angle:.2})")></ellipse> }
        })
        .collect_view()
}
