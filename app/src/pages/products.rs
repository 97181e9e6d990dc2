//! Products: what is sold, and what it costs.

pub mod detail;
mod form;
pub mod list;
mod prices;

use leptos::prelude::*;

use crate::components::{Badge, Tone};

/// Whether something is sold.
#[component]
pub(super) fn SoldBadge(
    sold: bool,
    /// What it is called otherwise.
    #[prop(default = "Archived")]
    otherwise: &'static str,
) -> impl IntoView {
    let (tone, icon, word) =
        if sold { (Tone::Good, "circle-check", "Active") } else { (Tone::Neutral, "circle-pause", otherwise) };
    view! {
        <Badge tone icon plain=true>
            {word}
        </Badge>
    }
}
