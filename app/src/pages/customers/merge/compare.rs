//! The form that makes two records one, and the ways not to.

use clientele_domain::role::Permission;
use leptos::prelude::*;

use super::choices::Choices;
use super::shared::SharedList;
use crate::components::{Banner, Icon, Money, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::pages::customers::detail::count_of;
use crate::server_fns::matching::CompareView;

/// What speaks for one person and what against it, both records field by field, and what becomes of them. `then` is where
/// to go on when somebody says that they are two: `duplicates`, or the customer's page when it is empty.
#[component]
pub fn Compare(view: CompareView, #[prop(optional)] then: &'static str) -> impl IntoView {
    let action = format!("/{}/customers/{}/merge/{}", use_scope(), view.one.id, view.other.id);
    let may_write = use_viewer().may(Permission::CustomerWrite);
    let (shared, why) = (view.shared.clone(), view.why);
    let any = !shared.is_empty();
    let distinct = view.distinct;
    let foot = match (may_write, distinct) {
        (false, _) => ().into_any(),
        (true, true) => view! { <TakeBack /> }.into_any(),
        (true, false) => view! { <Decide view=view.clone() /> }.into_any(),
    };
    view! {
        {distinct
            .then(|| {
                view! {
                    <Banner tone=Tone::Warn inset=true>
                        <p>"Your team said that these are not the same person, so they can’t be merged."</p>
                    </Banner>
                }
            })}
        <div class="split points">
            <div>
                <h3>"What points to one person"</h3>
                {if any {
                    view! { <SharedList shared /> }.into_any()
                } else {
                    view! { <p class="muted">"They share no identifier."</p> }.into_any()
                }}
            </div>
            <div>
                <h3>"Why they are two records"</h3>
                <p class="muted">
                    {if any { why.label() } else { "Nothing that either was seen with is known of the other." }}
                </p>
            </div>
        </div>
        <form method="post" action=action id="compare">
            // The first button is the one that Enter presses. Nothing here is to happen by Enter.
            <button type="submit" disabled hidden></button>
            <input type="hidden" name="then" value=then />
            <input type="hidden" name="one" value=view.one.id.to_string() />
            <input type="hidden" name="one_version" value=view.one.version />
            <input type="hidden" name="other" value=view.other.id.to_string() />
            <input type="hidden" name="other_version" value=view.other.version />
            // A function is built anew for another pair, so that nothing chosen for one is chosen for the next.
            {move || view! { <Choices view=view.clone() may_write=may_write && !distinct /> }}
            {foot}
        </form>
    }
}

/// What there will be, and what to do.
#[component]
fn Decide(view: CompareView) -> impl IntoView {
    let CompareView { one, other, together, .. } = view;
    let payments = count_of(one.has.payments + other.has.payments, "payment", "payments");
    let spent = together.into_iter().map(|totals| view! { ", "<Money amount=totals.spent /> }).collect_view();
    let keeps = one.has.identities + other.has.identities;
    let known = (keeps > 0).then_some(" The record that is kept is known by everything that either was seen with.");
    view! {
        <footer class="action-bar">
            <p>
                <strong>{payments} {spent}</strong>
                <span class="muted">" together in one record."{known}" You can undo this at any time."</span>
            </p>
            <button class="button" type="submit" name="act" value="distinct">
                "Not the same person"
            </button>
            <details class="second-thought">
                <summary class="button" data-kind="primary">
                    <Icon name="merge" />
                    "Merge records"
                </summary>
                <div class="stack" data-gap="2">
                    <p>
                        "Payments, orders, notes, wallets and cards of the other record go to the one that is kept, and its \
                         id leads there from now on."
                    </p>
                    <p>
                        <button class="button" data-kind="primary" type="submit" name="act" value="merge">
                            "Make them one record"
                        </button>
                    </p>
                </div>
            </details>
        </footer>
    }
}

/// They are two, as somebody said.
#[component]
fn TakeBack() -> impl IntoView {
    view! {
        <footer class="action-bar">
            <p>"If that was a mistake, take it back; then you can merge them."</p>
            <button class="button" type="submit" name="act" value="not_distinct">
                <Icon name="undo-2" />
                "Take it back"
            </button>
        </footer>
    }
}
