//! Headline figures that share hairlines.

use leptos::prelude::*;

/// A row of `Stat`s.
#[component]
pub fn Stats(children: Children) -> impl IntoView {
    view! { <dl class="stats">{children()}</dl> }
}

/// One figure under its name; `detail` says what it is made of.
#[component]
pub fn Stat(
    #[prop(into)] label: String,
    #[prop(optional, into)] detail: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="stat">
            <dt>{label}</dt>
            <dd class="figure">{children()}</dd>
            {detail.map(|detail| view! { <dd><small>{detail}</small></dd> })}
        </div>
    }
}
