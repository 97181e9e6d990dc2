//! The records that are a part of this one, and what came of the last decision about them.

use clientele_domain::id::{CustomerId, MergeId};
use clientele_domain::matching::MergeField;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::here::Here;
use crate::components::{Banner, EvidenceList, Icon, Section, Time, TimeForm, Tone};
use crate::server_fns::matching::AbsorbedView;

/// Each with why it was merged, when and by whom, and the way back.
#[component]
pub fn MergedRecords(
    customer: CustomerId,
    absorbed: Vec<AbsorbedView>,
    may_write: bool,
    here: Memo<Here>,
) -> impl IntoView {
    if absorbed.is_empty() {
        return ().into_any();
    }
    let count = absorbed.len().to_string();
    let items = absorbed.into_iter().map(|absorbed| view! { <Item customer absorbed may_write here /> }).collect_view();
    view! {
        <Section id="merged" title="Merged records" count intro="Their ids lead here.">
            <EvidenceList>{items}</EvidenceList>
        </Section>
    }
    .into_any()
}

#[component]
fn Item(customer: CustomerId, absorbed: AbsorbedView, may_write: bool, here: Memo<Here>) -> impl IntoView {
    let AbsorbedView { merge, name, .. } = absorbed;
    let evidence = merge.signs.iter().map(|sign| sign.kind.label().to_lowercase()).collect::<Vec<_>>().join(", ");
    let here_first = merge.into == customer;
    let undo = (may_write && here_first).then(|| {
        let href = move || here.with(|here| here.clone().with_undoing(merge.id).customer_href(customer));
        let label = format!("Undo the merge of {name}");
        view! { <a href=href data-noscroll="" aria-label=label>"Undo"</a> }
    });
    view! {
        <li>
            <Icon name="merge" />
            <p>
                <bdi>{name.clone()}</bdi>
            </p>
            <span>{undo}</span>
            <small>
                {merge.rule.label()}
                {(!evidence.is_empty()).then(|| format!(" ({evidence})"))}
                ", on "
                <Time at=merge.created_at form=TimeForm::Day />
                " by "
                <bdi>{merge.actor}</bdi>
            </small>
            {(!here_first)
                .then(|| view! { <small>"It came with another record. Undo that merge first to undo this one."</small> })}
            <small>
                <code>{merge.source.to_string()}</code>
            </small>
        </li>
    }
}

/// Says that two records were made one just now (`merged=mrg_…`), with the way back; or that they are two again
/// (`parted=cus_…`), with what could not be as it was (`left=email,phone`).
#[component]
pub fn Notice(absorbed: Vec<AbsorbedView>, may_write: bool, here: Memo<Here>) -> impl IntoView {
    let query = use_query_map();
    move || {
        let get = |name: &str| query.with(|query| query.get(name));
        let merge: Option<MergeId> = get("merged").and_then(|id| id.parse().ok());
        let known = merge.and_then(|merge| absorbed.iter().find(|absorbed| absorbed.merge.id == merge).cloned());
        let parted: Option<CustomerId> = get("parted").and_then(|id| id.parse().ok());
        match (known, parted) {
            (Some(absorbed), _) => view! { <JustMerged absorbed may_write here /> }.into_any(),
            (None, Some(source)) => {
                view! { <JustParted source left=get("left").unwrap_or_default() here /> }.into_any()
            }
            _ => ().into_any(),
        }
    }
}

#[component]
fn JustMerged(absorbed: AbsorbedView, may_write: bool, here: Memo<Here>) -> impl IntoView {
    let AbsorbedView { merge, name, .. } = absorbed;
    let undo = may_write.then(|| {
        let href = move || here.with(|here| here.clone().with_undoing(merge.id).customer_href(merge.into));
        view! { " "<a href=href data-noscroll="">"Undo"</a> }
    });
    view! {
        <Banner tone=Tone::Good inset=true>
            <p>
                <strong><bdi>{name}</bdi></strong>
                " is a part of this record now, and its id leads here."
                {undo}
            </p>
        </Banner>
    }
}

#[component]
fn JustParted(source: CustomerId, left: String, here: Memo<Here>) -> impl IntoView {
    let fields: Vec<String> = left
        .split(',')
        .filter_map(|field| MergeField::parse(field).map(|field| field.label().to_lowercase()))
        .collect();
    let stays = (!fields.is_empty())
        .then(|| format!(" What was changed since the merge stays as it is now: {}.", fields.join(", ")));
    let href = move || here.with(|here| here.clone().with_deleting(false).customer_href(source));
    view! {
        <Banner tone=Tone::Good inset=true>
            <p>
                "The merge was undone. "
                <a href=href>"The other record"</a>
                " is there again."
                {stays}
            </p>
        </Banner>
    }
}
