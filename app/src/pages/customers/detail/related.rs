//! Who might be the same person, and who is not, as somebody said.

use clientele_domain::id::CustomerId;
use leptos::prelude::*;

use super::here::Here;
use super::stay;
use crate::components::{Avatar, EvidenceList, Icon, KindBadge, Section, SubmitButton};
use crate::form::PostForm;
use crate::pages::customers::merge::shared::in_words;
use crate::posted::Posted;
use crate::server_fns::matching::RelatedView;

/// Each with what is shared and why the two are not one, and the ways to compare and to tell apart.
#[component]
pub fn RelatedCustomers(
    customer: CustomerId,
    related: Vec<RelatedView>,
    apart: Vec<(CustomerId, String)>,
    may_write: bool,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    if related.is_empty() && apart.is_empty() {
        return ().into_any();
    }
    let count = (!related.is_empty()).then(|| related.len().to_string());
    let none = related.is_empty().then(|| view! { <p class="muted">"Nobody else shares anything."</p> });
    let items =
        related.into_iter().map(|related| view! { <Item customer related may_write here refetch /> }).collect_view();
    view! {
        <Section id="related" title="Related customers" count>
            {none}
            <EvidenceList>{items}</EvidenceList>
            {(!apart.is_empty()).then(|| view! { <Apart customer apart may_write here refetch /> })}
        </Section>
    }
    .into_any()
}

#[component]
fn Item(
    customer: CustomerId,
    related: RelatedView,
    may_write: bool,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    let RelatedView { id, name, email, kind, shared, why } = related;
    let detail = (!email.is_empty() && email != name).then_some(email);
    let compare = here.with_untracked(|here| here.compare_href(customer, id));
    let what = if may_write { "Compare and merge" } else { "Compare" };
    view! {
        <li>
            <Avatar id=id.to_string() name=name.clone() />
            <p>
                <a href=move || here.with(|here| here.clone().with_deleting(false).customer_href(id))>
                    <bdi>{name.clone()}</bdi>
                </a>
            </p>
            <KindBadge kind plain=true />
            {detail.map(|detail| view! { <small><bdi>{detail}</bdi></small> })}
            <small>
                <strong>{in_words(&shared)}</strong>
                " "
                {why.label()}
            </small>
            <div class="cluster">
                <a class="button" data-size="s" href=compare aria-label=format!("{what}: {name}")>
                    <Icon name="merge" />
                    <span>{what}</span>
                </a>
                {may_write
                    .then(|| {
                        view! {
                            <Say
                                customer
                                other=id
                                act="distinct"
                                label="Not the same person"
                                name=name.clone()
                                here
                                refetch
                            />
                        }
                    })}
            </div>
        </li>
    }
}

/// Those who are somebody else, with the way to take that back.
#[component]
fn Apart(
    customer: CustomerId,
    apart: Vec<(CustomerId, String)>,
    may_write: bool,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    let items = apart
        .into_iter()
        .map(|(id, name)| {
            let href = move || here.with(|here| here.clone().with_deleting(false).customer_href(id));
            view! {
                <li>
                    <Avatar id=id.to_string() name=name.clone() />
                    <p>
                        <a href=href>
                            <bdi>{name.clone()}</bdi>
                        </a>
                    </p>
                    {may_write
                        .then(|| {
                            view! {
                                <Say customer other=id act="not_distinct" label="Take back" name=name.clone() here refetch />
                            }
                        })}
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="apart">
            <summary>"Not the same person, as your team said"</summary>
            <EvidenceList>{items}</EvidenceList>
        </details>
    }
}

/// A form that is one button: says something of this customer and another.
#[component]
fn Say(
    customer: CustomerId,
    other: CustomerId,
    act: &'static str,
    label: &'static str,
    /// What to call the other, for those who don't see where the button stands.
    name: String,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    let action = Signal::derive(move || here.with(|here| here.clone().with_deleting(false).customer_href(customer)));
    let posted = RwSignal::new(Posted::default());
    view! {
        <PostForm action posted on_done=stay(refetch)>
            <input type="hidden" name="act" value=act />
            <input type="hidden" name="other" value=other.to_string() />
            <SubmitButton label busy_label="Saving" kind="quiet" size="s" />
            <span class="visually-hidden">{name}</span>
        </PostForm>
    }
}
