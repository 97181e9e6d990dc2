//! The refund that is looked at, beside the list: what it is, what to do about it, who has it, and what was written.

use clientele_domain::id::UserId;
use clientele_domain::refund::Approval;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::decide::Decide;
use super::desk::{Desk, use_done};
use super::row::{called, how_much};
use crate::components::{
    Banner, Drawer, Fact, KeyValue, Money, Section, SelectField, Skeleton, SubmitButton, TextareaField, Time, TimeForm,
    Timeline, TimelineEntry, Tone,
};
use crate::form::{Done, PostForm};
use crate::frame::use_viewer;
use crate::loaded::Loaded;
use crate::pages::refunds::badge::{RefundBadge, Whereto};
use crate::server_fns::refund_queue::{self, OpenRefund, RefundNote, RefundSummary};

/// Opens at an address of its own, so that it also works without wasm.
#[component]
pub(super) fn OpenDrawer() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let open = Memo::new(move |_| desk.asked.with(|asked| asked.open));
    let fetched = Resource::new(
        move || open.get(),
        move |id| async move {
            match id {
                Some(id) => refund_queue::open(desk.scope, id).await.map(Some),
                None => Ok(None),
            }
        },
    );
    Effect::new(move |before: Option<()>| {
        desk.again.track();
        if before.is_some() {
            fetched.refetch();
        }
    });
    // Somebody else was quicker: what is shown is old.
    Effect::new(move || {
        if desk.posted.with(|posted| posted.message("form")).is_some() {
            fetched.refetch();
        }
    });
    let navigate = use_navigate();
    let on_close = Callback::new(move |()| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&untrack(|| desk.opening(None)), options);
    });
    view! {
        <Drawer
            id="refund"
            title="Refund"
            open=Signal::derive(move || open.get().is_some())
            on_close
            close_href=Signal::derive(move || desk.opening(None))
        >
            <Loaded from=fetched fallback=|| view! { <Skeleton width="xl" /> } let(view)>
                {view.map(|view| view! { <Opened view /> })}
            </Loaded>
        </Drawer>
    }
}

#[component]
fn Opened(view: OpenRefund) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let OpenRefund { refund, notes, people, posted } = view;
    desk.take(&posted);
    let told = move || {
        let message = desk.posted.with(|posted| posted.message("form"));
        message.map(|message| view! { <Banner tone=Tone::Warn inset=true alert=true><p>{message}</p></Banner> })
    };
    let may = use_viewer().may(Permission::RefundCreate);
    let assign = (may && refund.task.is_some()).then(|| view! { <Assign refund=refund.clone() people /> });
    let href = desk.refund(refund.id);
    view! {
        <div class="stack" data-gap="5">
            {told}
            <Facts refund=refund.clone() />
            <Decide refund=refund.clone() />
            {assign}
            <Notes refund notes may />
            <p>
                <a href=href>"Everything about this refund"</a>
            </p>
        </div>
    }
}

#[component]
fn Facts(refund: RefundSummary) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (name, how_much) = (called(&refund), how_much(&refund));
    let RefundSummary { customer, amount, paid_for, payment, reason, note, destination, status, task, .. } = refund;
    let customer = customer.map(|id| format!("/{}/customers/{id}", desk.scope));
    let of = match &customer {
        Some(customer) => view! { <a href=format!("{customer}#{payment}")><bdi>{paid_for}</bdi></a> }.into_any(),
        None => view! { <bdi>{paid_for}</bdi> }.into_any(),
    };
    let to = match customer {
        Some(href) => view! { <a href=href><bdi>{name}</bdi></a> }.into_any(),
        None => view! { <span class="muted">{name}</span> }.into_any(),
    };
    let note = (!note.is_empty()).then(|| view! { <p class="lines" dir="auto">{note}</p> });
    let failure = (!refund.failure.is_empty()).then(|| view! { <Fact name="What went wrong">{refund.failure}</Fact> });
    let approved = match refund.approval {
        Approval::Given { by, at } => {
            Some(view! { <Fact name="Approved"><bdi>{by}</bdi>", "<Time at form=TimeForm::Moment /></Fact> })
        }
        Approval::Needed | Approval::NotNeeded => None,
    };
    view! {
        <div class="stack" data-gap="3">
            <p class="cluster amount-due">
                <b class="figure">
                    <Money amount headline=true />
                </b>
                <span class="muted">{how_much}</span>
                <RefundBadge status task verified=refund.verified />
            </p>
            <KeyValue>
                <Fact name="To">{to}</Fact>
                <Fact name="Of">{of}</Fact>
                <Fact name="Reason">{reason.label()} {note}</Fact>
                <Fact name="Goes">
                    <Whereto destination />
                </Fact>
                <Fact name="Asked for">
                    <bdi>{refund.asked_by.name}</bdi>
                    ", "
                    <Time at=refund.asked_at form=TimeForm::Moment />
                </Fact>
                {approved}
                {failure}
            </KeyValue>
        </div>
    }
}

#[component]
fn Assign(refund: RefundSummary, people: Vec<(UserId, String)>) -> impl IntoView {
    let (desk, viewer, done) = (expect_context::<Desk>(), use_viewer(), use_done());
    let (me, others): (Vec<_>, Vec<_>) =
        people.into_iter().map(|(id, name)| (id.to_string(), name)).partition(|(id, _)| *id == viewer.user_id);
    let value = refund.assigned.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default();
    // Who left the team still has what they had, until it is given to another.
    let left = refund.assigned.filter(|_| !me.iter().chain(&others).any(|(id, _)| *id == value));
    let left = left.map(|(id, name)| (id.to_string(), format!("{name}, who can’t refund any more")));
    let me = me.into_iter().map(|(id, name)| (id, format!("{name} (you)")));
    let nobody = (String::new(), "Nobody in particular".to_owned());
    let options = std::iter::once(nobody).chain(me).chain(others).chain(left).collect();
    view! {
        <PostForm action=Signal::derive(move || desk.opening(Some(refund.id))) posted=desk.posted on_done=done>
            <input type="hidden" name="act" value="assign" />
            <input type="hidden" name="refund" value=refund.id.to_string() />
            <div class="beside">
                <SelectField
                    name="assigned_to"
                    label="Who has it"
                    options
                    value
                    error=Signal::derive(move || desk.posted.with(|posted| posted.message("assigned_to")))
                />
                <SubmitButton label="Assign" busy_label="Assigning" kind="" />
            </div>
        </PostForm>
    }
}

#[component]
fn Notes(refund: RefundSummary, notes: Vec<RefundNote>, may: bool) -> impl IntoView {
    let (desk, done) = (expect_context::<Desk>(), use_done());
    let textarea = NodeRef::<leptos::html::Textarea>::new();
    let on_done = Callback::new(move |told: Done| {
        if let Some(textarea) = textarea.get_untracked() {
            textarea.set_value("");
        }
        done.run(told);
    });
    let form = may.then(|| {
        view! {
            <PostForm action=Signal::derive(move || desk.opening(Some(refund.id))) posted=desk.posted on_done class="stack">
                <input type="hidden" name="act" value="note" />
                <input type="hidden" name="refund" value=refund.id.to_string() />
                <TextareaField
                    node_ref=textarea
                    name="body"
                    label="New note"
                    rows=2
                    placeholder="Only your team reads it."
                    value=desk.posted.with_untracked(|posted| posted.value("body"))
                    error=Signal::derive(move || desk.posted.with(|posted| posted.message("body")))
                />
                <div class="cluster">
                    <SubmitButton label="Add note" busy_label="Adding" kind="" icon="plus" />
                </div>
            </PostForm>
        }
    });
    let list = (!notes.is_empty()).then(|| {
        let notes = notes
            .into_iter()
            .map(|RefundNote { author, author_id, body, at }| {
                view! {
                    <TimelineEntry at author=(author_id, author.clone()) note=body>
                        <b>
                            <bdi>{author}</bdi>
                        </b>
                    </TimelineEntry>
                }
            })
            .collect_view();
        view! { <Timeline>{notes}</Timeline> }
    });
    let nothing = (!may && list.is_none()).then(|| view! { <p class="muted">"Nobody has written any."</p> });
    view! {
        <Section id="refund-notes" title="Notes">
            {form}
            {list}
            {nothing}
        </Section>
    }
}
