//! Where an import stands, and its figures, in words.

use clientele_domain::money::grouped;
use leptos::prelude::*;

use crate::components::{Badge, Tone};
use crate::server_fns::imports::Stage;

/// Where an import stands.
#[component]
pub fn StageBadge(stage: Stage) -> impl IntoView {
    let (tone, icon, word) = match stage {
        Stage::Columns => (Tone::Warn, "circle-dashed", "Waits for you"),
        Stage::Running => (Tone::Info, "hourglass", "Running"),
        Stage::Done => (Tone::Good, "circle-check", "Done"),
        Stage::Canceled => (Tone::Neutral, "circle-x", "Canceled"),
    };
    view! { <Badge tone icon plain=true>{word}</Badge> }
}

/// "1 row", "6,919 rows".
pub fn rows(count: i64) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{} rows", figure(count)) }
}

/// "6,919"
pub fn figure(count: i64) -> String {
    grouped(&count.to_string())
}
