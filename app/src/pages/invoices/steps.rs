//! What became of an invoice or a subscription, newest first.

use leptos::prelude::*;

use crate::components::{Section, Timeline, TimelineEntry};
use crate::server_fns::invoices::StepView;

/// Each step with who did it; nothing where nothing was told, as of histories that were brought along.
#[component]
pub fn Steps(steps: Vec<StepView>) -> impl IntoView {
    if steps.is_empty() {
        return ().into_any();
    }
    let steps = steps
        .into_iter()
        .map(|step| {
            let icon = match step.kind.as_str() {
                kind if kind.ends_with(".created") => "plus",
                kind if kind.ends_with(".paid") || kind.ends_with(".renewed") => "circle-check",
                kind if kind.ends_with("failed") || kind.ends_with("overdue") || kind.ends_with("past_due") => {
                    "triangle-alert"
                }
                kind if kind.ends_with("upcoming") || kind.ends_with("reminder") => "mail",
                kind if kind.ends_with(".canceled") || kind.ends_with(".voided") => "circle-x",
                _ => "pencil",
            };
            view! {
                <TimelineEntry at=step.at icon>
                    <b>{step.kind.label()}</b>
                    " by "
                    <bdi>{step.actor}</bdi>
                </TimelineEntry>
            }
        })
        .collect_view();
    view! {
        <Section id="steps" title="What happened">
            <Timeline>{steps}</Timeline>
        </Section>
    }
    .into_any()
}
