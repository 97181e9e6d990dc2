//! The head of the page: its views, and how much waits for what.

use clientele_domain::money::Amount;
use clientele_domain::refund::Task;
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;

use super::desk::Desk;
use crate::components::{Icon, Money, PageHead, Stats, Tab, Tabs, Time};
use crate::frame::use_viewer;
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
    let viewer = use_viewer();
    let (exports, refunds) = (viewer.may(Permission::Export), viewer.may(Permission::RefundCreate));
    let mine = Asked { who: Some(Who::Me), ..Asked::default() };
    let is_mine = move |asked: &Asked| !asked.all && asked.who == Some(Who::Me);
    let current = move |which: fn(&Asked) -> bool| Signal::derive(move || desk.asked.with(which));
    view! {
        <PageHead title="Refunds" intro=INTRO>
            {exports
                .then(|| {
                    view! {
                        <form method="post" action=move || desk.opening(None)>
                            <input type="hidden" name="act" value="export" />
                            <button class="button" type="submit">
                                <Icon name="download" />
                                "Export CSV"
                            </button>
                        </form>
                    }
                })}
            {refunds
                .then(|| {
                    view! {
                        <a class="button" href=format!("/{}/refunds/new", desk.scope)>
                            <Icon name="plus" />
                            "New refund"
                        </a>
                    }
                })}
        </PageHead>
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
pub(super) fn Figures(
    waiting: WaitingView,
    money: Vec<(Task, Amount)>,
    longest: Option<(Timestamp, String)>,
) -> impl IntoView {
    let of =
        |task: Task| -> Vec<Amount> { money.iter().filter(|(of, _)| *of == task).map(|(_, amount)| *amount).collect() };
    let (approve, send, check) = (of(Task::Approve), of(Task::Send), of(Task::Check));
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
            <Figure task=Task::Approve count=waiting.approve money=approve words="Somebody else has to agree" />
            <Figure task=Task::Send count=waiting.send money=send words="Agreed; the money has not left" />
            <Figure task=Task::Check count=waiting.check money=check words="Failed, or nobody answers" />
            {longest}
        </Stats>
    }
}

#[component]
fn Figure(task: Task, count: i64, money: Vec<Amount>, words: &'static str) -> impl IntoView {
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
            {(!money.is_empty()).then(|| view! { <dd class="sums"><small>{sums(money)}</small></dd> })}
        </div>
    }
}

/// Sums of different currencies beside each other: they are never added.
fn sums(money: Vec<Amount>) -> impl IntoView {
    let one = |(place, amount): (usize, Amount)| {
        view! {
            {(place > 0).then_some(" · ")}
            <Money amount />
        }
    };
    money.into_iter().enumerate().map(one).collect_view()
}
