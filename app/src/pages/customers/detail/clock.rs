//! The test clock that a customer lives by, and the form that puts them on one. In test mode only.

use clientele_domain::id::CustomerId;
use clientele_domain::subscription::TestClock;
use leptos::prelude::*;

use super::here::Here;
use super::stay;
use crate::components::{Section, SelectField, SubmitButton, Time, TimeForm, plain_time};
use crate::form::PostForm;
use crate::frame::use_scope;
use crate::posted::Posted;
use crate::server_fns::customers::ClocksView;

/// The clock, or that there is none. With `posted`, for those who may, also the form.
#[component]
pub fn LivesBy(
    customer: CustomerId,
    clocks: ClocksView,
    posted: Option<RwSignal<Posted>>,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    let all = format!("/{}/test-clocks", use_scope());
    let ClocksView { lives_by, others } = clocks;
    let none = lives_by.is_none() && others.is_empty();
    let shows = match &lives_by {
        Some(clock) => view! {
            <p>
                <bdi>{name(clock)}</bdi>
                " shows "
                <Time at=clock.now form=TimeForm::Moment />
                "."
            </p>
        }
        .into_any(),
        None => view! { <p class="muted">"On no test clock: time passes by itself."</p> }.into_any(),
    };
    let form = posted.filter(|_| !none).map(|posted| {
        let action =
            Signal::derive(move || here.with(|here| here.clone().with_deleting(false).customer_href(customer)));
        view! { <Choose lives_by others posted action refetch /> }
    });
    view! {
        <Section id="test-clock" title="Test clock" aside=view! { <a href=all>"All clocks"</a> }.into_any()>
            <div class="stack" data-gap="2">{shows} {form}</div>
        </Section>
    }
}

fn name(clock: &TestClock) -> String {
    if clock.name.is_empty() { "A clock".to_owned() } else { clock.name.clone() }
}

#[component]
fn Choose(
    lives_by: Option<TestClock>,
    others: Vec<TestClock>,
    posted: RwSignal<Posted>,
    action: Signal<String>,
    refetch: Callback<()>,
) -> impl IntoView {
    let now = lives_by.as_ref().map(|clock| clock.id.to_string()).unwrap_or_default();
    let value = posted.with_untracked(|posted| match posted.values.is_empty() {
        true => now,
        false => posted.value("test_clock_id"),
    });
    let option = |clock: TestClock| {
        let label = format!("{}, {}", name(&clock), plain_time(clock.now, TimeForm::Day));
        (clock.id.to_string(), label)
    };
    let none = (String::new(), "None".to_owned());
    let options = std::iter::once(none).chain(lives_by.into_iter().chain(others).map(option)).collect();
    view! {
        <PostForm action posted on_done=stay(refetch)>
            <div class="beside">
                <input type="hidden" name="act" value="test_clock" />
                <SelectField
                    name="test_clock_id"
                    label="Live by"
                    options
                    value
                    error=MaybeProp::derive(move || posted.with(|posted| posted.message("test_clock_id")))
                />
                <SubmitButton label="Set" busy_label="Setting" kind="" />
            </div>
        </PostForm>
    }
}
