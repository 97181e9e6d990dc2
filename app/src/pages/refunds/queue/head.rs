//! The head of the page: its views, and how much waits for what.

use clientele_domain::refund::Task;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;

use super::desk::Desk;
use crate::components::{PageHead, Stats, Tab, Tabs, Time};
use crate::server_fns::refund_queue::WaitingView;
use crate::server_fns::refund_queue::asked::{Asked, Who};

const INTRO: &str = "What goes back to a card is sent by its processor; the rest you pay from your own wallet. Clientele \
                     prepares the invoice and checks the proof; it never holds money.";

/// What waits, what waits for the person at the screen, and all refunds.
#[component]
pub(super) fn Head(
    /// How many wait.
    waiting: RwSignal<i64>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let mine = Asked { who: Some(Who::Me), ..Asked::default() };
    let is_mine = move |asked: &Asked| !asked.all && asked.who == Some(Who::Me);
    let current = move |which: fn(&Asked) -> bool| Signal::derive(move || desk.asked.with(which));
    view! {
        <PageHead title="Refunds" intro=INTRO />
        <Tabs label="Refunds" bleed=true>
            <Tab
                href=desk.address(&Asked::default())
                label="Waiting"
                count=Signal::derive(move || Some(waiting.get().to_string()))
                current=current(|asked| !asked.all && asked.who != Some(Who::Me))
            />
            <Tab href=desk.address(&mine) label="Mine" current=Signal::derive(move || desk.asked.with(is_mine)) />
            <Tab href=desk.address(&Asked::all(None)) label="All refunds" current=current(|asked| asked.all) />
        </Tabs>
    }
}

/// How many wait for what, and how long the one that was asked for first has waited.
#[component]
pub(super) fn Figures(waiting: WaitingView, longest: Option<(Timestamp, String)>) -> impl IntoView {
    let longest = longest.map(|(since, name)| {
        view! {
            <div class="stat">
                <dt>"Longest wait, asked for"</dt>
                <dd class="figure">
                    <Time at=since />
                </dd>
                <dd>
                    <small dir="auto">{if name.is_empty() { "By somebody unknown".to_owned() } else { name }}</small>
                </dd>
            </div>
        }
    });
    view! {
        <Stats>
            <Figure task=Task::Approve count=waiting.approve words="Somebody else has to agree" />
            <Figure task=Task::Send count=waiting.send words="Agreed; the money has not left" />
            <Figure task=Task::Check count=waiting.check words="Failed, or nobody answers" />
            {longest}
        </Stats>
    }
}

#[component]
fn Figure(task: Task, count: i64, words: &'static str) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let href = desk.address(&Asked { task: Some(task), ..Asked::default() });
    let figure = if count > 0 {
        view! { <a href=href aria-label=format!("{count} {}", task.label().to_lowercase())>{count}</a> }.into_any()
    } else {
        view! { <span class="muted">"0"</span> }.into_any()
    };
    view! {
        <div class="stat">
            <dt>{task.label()}</dt>
            <dd class="figure">{figure}</dd>
            <dd>
                <small>{words}</small>
            </dd>
        </div>
    }
}
