//! Clocks of test mode: a year passes when somebody says so. The browser sends every form by itself.

use clientele_domain::role::Permission;
use clientele_domain::subscription::TestClock;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::components::{
    Banner, CopyId, EmptyState, EvidenceList, Icon, PageHead, Section, SubmitButton, TextField, Time, TimeForm, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::pages::listing::{Pages, listed};
use crate::posted::Posted;
use crate::server_fns::test_clocks::{self, ClocksView};

const INTRO: &str = "A customer on a clock lives by it: when you advance it, everything that falls due for them happens, in \
                     order. Put a customer on one on the customer's page, or by the API with test_clock_id.";

/// `/{merchant}/{mode}/test-clocks`
#[component]
pub fn TestClocksPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let after = Memo::new(move |_| query.with(|query| query.get("after")).unwrap_or_default());
    view! {
        <Title text="Test clocks" />
        <div class="page">
            <PageHead title="Test clocks" intro=INTRO />
            {match scope.livemode() {
                true => view! { <NotHere /> }.into_any(),
                false => {
                    listed(
                            after,
                            move |after| test_clocks::test_clocks(scope, after),
                            "Test clocks, loading",
                            |view, after| view! { <Clocks view after /> }.into_any(),
                        )
                        .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn NotHere() -> impl IntoView {
    view! {
        <EmptyState title="Time passes by itself here" icon="clock">
            "In live mode nobody turns clocks. Switch to test mode to try out what happens in a year."
        </EmptyState>
    }
}

#[component]
fn Clocks(view: ClocksView, after: String) -> impl IntoView {
    let may = use_viewer().may(Permission::SubscriptionWrite);
    let path = format!("/{}/test-clocks", use_scope());
    let ClocksView { clocks, more, posted } = view;
    let whole = posted.message("form");
    let last = clocks.last().filter(|_| more).map(|last| last.id.to_string());
    let shown = clocks.len();
    let new = may.then(|| view! { <New action=path.clone() posted=posted.clone() /> });
    let list = match clocks.is_empty() {
        true => view! { <p class="muted">"No clocks yet."</p> }.into_any(),
        false => {
            let clocks = clocks
                .into_iter()
                .map(|clock| view! { <Clock clock action=path.clone() posted=posted.clone() may /> })
                .collect_view();
            view! { <EvidenceList>{clocks}</EvidenceList> }.into_any()
        }
    };
    view! {
        {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        {new}
        <Section id="clocks" title="Clocks">
            {list}
        </Section>
        <Pages path asked=Vec::new() after last shown what="clocks, newest first" />
    }
}

#[component]
fn New(action: String, posted: Posted) -> impl IntoView {
    let refused = posted.value("act") == "create";
    let typed = |field: &str| (posted.value(field), posted.message(field));
    let (name, now) = if refused { (typed("name"), typed("now")) } else { Default::default() };
    view! {
        <Section id="new" title="New clock">
            <form class="stack catalog-form" data-gap="3" method="post" action=action novalidate>
                <input type="hidden" name="act" value="create" />
                <div class="fields">
                    <TextField name="name" label="Name" value=name.0 error=name.1 optional=true />
                    <TextField
                        name="now"
                        label="Shows at first"
                        kind="date"
                        value=now.0
                        hint="Left empty, today."
                        error=now.1
                        optional=true
                    />
                </div>
                <div class="cluster">
                    <SubmitButton label="Make a clock" busy_label="Making" icon="plus" />
                </div>
            </form>
        </Section>
    }
}

#[component]
fn Clock(clock: TestClock, action: String, posted: Posted, may: bool) -> impl IntoView {
    let id = clock.id.to_string();
    let refused = posted.value("act") == "advance" && posted.value("clock") == id;
    let (typed, error) = if refused { (posted.value("to"), posted.message("to")) } else { Default::default() };
    let field = format!("to-{id}");
    let name = if clock.name.is_empty() { "Clock".to_owned() } else { clock.name };
    let advance = may.then(|| {
        view! {
            <form class="beside" method="post" action=action novalidate>
                <input type="hidden" name="act" value="advance" />
                <input type="hidden" name="clock" value=id.clone() />
                <TextField name="to" id=field label="Advance to" kind="date" value=typed error />
                <SubmitButton label="Advance" busy_label="Time passes" kind="" />
            </form>
        }
    });
    view! {
        <li>
            <Icon name="clock" />
            <p>
                <bdi>{name}</bdi>
            </p>
            <small class="stack" data-gap="2">
                <span>"Shows " <Time at=clock.now form=TimeForm::Moment /> ". " <CopyId value=id what="test clock id" /></span>
                {advance}
            </small>
        </li>
    }
}
