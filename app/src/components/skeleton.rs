//! Placeholders with the size of what will replace them, so that nothing jumps.

use leptos::prelude::*;

/// A grey bar. `width` is `s`, `m`, `l` or `xl`; `circle` stands for an avatar.
#[component]
pub fn Skeleton(#[prop(default = "m")] width: &'static str, #[prop(optional)] circle: bool) -> impl IntoView {
    view! {
        <span
            class="skeleton"
            aria-hidden="true"
            data-width=(!circle).then_some(width)
            data-kind=circle.then_some("circle")
        ></span>
    }
}
