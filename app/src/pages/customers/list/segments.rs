//! Segments: the query of the list kept under a name, changed and removed.

use clientele_domain::list::CustomerFilter;
use clientele_domain::role::Permission;
use leptos::prelude::*;

use super::address::{Here, search};
use crate::components::{CheckField, Icon, TextField};
use crate::form::PostForm;
use crate::frame::use_viewer;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::server_fns::customers::SegmentView;

/// What a fetch of the segments gave.
pub(super) type Segments = Resource<Result<Vec<SegmentView>, Problem>>;

/// The filter of a list that shows a segment.
pub(super) fn filter_of(segment: &SegmentView) -> CustomerFilter {
    CustomerFilter { text: segment.segment.query.clone(), ..CustomerFilter::default() }
}

/// Opens the form in which a segment is made, or the one that is shown is changed.
#[component]
pub(super) fn SegmentButton() -> impl IntoView {
    view! {
        <button class="button" data-wide="" type="button" popovertarget="segment-form" aria-haspopup="dialog">
            <Icon name="bookmark" />
            "Segment"
        </button>
    }
}

/// The form. It posts to the address of the list, whose query the segment is of.
#[component]
pub(super) fn SegmentForm(here: Here, segments: Segments) -> impl IntoView {
    let shown = move || {
        let known = segments.get().and_then(Result::ok).unwrap_or_default();
        here.query.with(|query| known.into_iter().find(|segment| query.filter == filter_of(segment)))
    };
    let form = move || match shown() {
        Some(segment) => view! { <Change here segments segment /> }.into_any(),
        None if here.query.with(|query| query.filter.is_empty()) => {
            view! { <p>"Filter or search the list first. What it shows then can be kept here under a name."</p> }
                .into_any()
        }
        None => view! { <Save here segments /> }.into_any(),
    };
    view! {
        <div class="menu segment-form" id="segment-form" popover="auto" role="dialog" aria-label="Segment">
            <Transition>{form}</Transition>
        </div>
    }
}

/// Keeps what the list shows.
#[component]
fn Save(here: Here, segments: Segments) -> impl IntoView {
    let may_share = use_viewer().may(Permission::CustomerWrite);
    let posted = RwSignal::new(Posted::default());
    view! {
        <Form here segments posted>
            <input type="hidden" name="act" value="segment.create" />
            <Name posted name=String::new() />
            {may_share.then(|| view! { <Team posted shared=true announce=false /> })}
            <div>
                <button class="button" data-kind="primary" type="submit">
                    "Save as segment"
                </button>
            </div>
        </Form>
    }
}

/// Renames, shares or removes the one that is shown.
#[component]
fn Change(here: Here, segments: Segments, segment: SegmentView) -> impl IntoView {
    let may_share = use_viewer().may(Permission::CustomerWrite);
    let SegmentView { segment, .. } = segment;
    if segment.shared && !may_share {
        return view! { <p>{format!("{} is shared with the team. Whoever changes customers can change it.", segment.name)}</p> }
            .into_any();
    }
    let posted = RwSignal::new(Posted::default());
    let (shared, announce) = (segment.shared, segment.announce);
    view! {
        <Form here segments posted>
            <input type="hidden" name="id" value=segment.id.to_string() />
            <Name posted name=segment.name />
            {may_share.then(|| view! { <Team posted shared announce /> })}
            <div class="cluster">
                <button class="button" data-kind="primary" type="submit" name="act" value="segment.update">
                    "Save"
                </button>
                <button class="button" type="submit" name="act" value="segment.delete">
                    "Remove segment"
                </button>
            </div>
        </Form>
    }
    .into_any()
}

#[component]
fn Form(here: Here, segments: Segments, posted: RwSignal<Posted>, children: Children) -> impl IntoView {
    let action = Signal::derive(move || here.list() + &here.query.with(search));
    let toasts = crate::components::use_toasts();
    let navigate = leptos_router::hooks::use_navigate();
    let done = Callback::new(move |done: crate::form::Done| {
        toasts.show(crate::components::Toast::good(done.message));
        segments.refetch();
        navigate(&done.to, leptos_router::NavigateOptions::default());
    });
    view! {
        <PostForm action posted on_done=done class="stack">
            {children()}
        </PostForm>
    }
}

/// What the team has of it.
#[component]
fn Team(posted: RwSignal<Posted>, shared: bool, announce: bool) -> impl IntoView {
    let wrong = Signal::derive(move || posted.with(|posted| posted.message("announce")));
    view! {
        <CheckField name="shared" label="Share it with the team" value="true" checked=shared />
        <CheckField
            name="announce"
            label="Tell when somebody enters or leaves"
            value="true"
            checked=announce
            hint="By webhooks and workflows, from now on. Of those who belong to it already, nothing is told."
        />
        {move || {
            wrong
                .get()
                .map(|message| {
                    view! {
                        <p class="error" role="alert">
                            {message}
                        </p>
                    }
                })
        }}
    }
}

#[component]
fn Name(posted: RwSignal<Posted>, name: String) -> impl IntoView {
    let wrong = Signal::derive(move || posted.with(|posted| posted.message("name").or_else(|| posted.message("form"))));
    view! { <TextField name="name" id="segment-name" label="Name" value=name error=wrong required=true /> }
}
