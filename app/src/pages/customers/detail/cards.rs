//! Cards that are kept for later payments.

use clientele_domain::id::CustomerId;
use leptos::prelude::*;

use super::here::Here;
use super::stay;
use crate::components::{Badge, EvidenceList, Icon, Section, Time, TimeForm, Tone};
use crate::form::PostForm;
use crate::posted::Posted;
use crate::server_fns::customers::CardView;

/// Each card; for those who may, with a way to remove it. Nothing where there are none.
#[component]
pub fn Cards(
    customer: CustomerId,
    cards: Vec<CardView>,
    may_write: bool,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    let action = Signal::derive(move || here.with(|here| here.clone().with_deleting(false).customer_href(customer)));
    (!cards.is_empty()).then(|| {
        let count = Some(cards.len().to_string());
        let items = cards.into_iter().map(|card| view! { <Item card may_write action refetch /> }).collect_view();
        view! {
            <Section id="cards" title="Cards" count intro="Kept for later payments, without their numbers.">
                <EvidenceList>{items}</EvidenceList>
            </Section>
        }
    })
}

#[component]
fn Item(card: CardView, may_write: bool, action: Signal<String>, refetch: Callback<()>) -> impl IntoView {
    let expired = (!card.good).then(|| view! { <Badge tone=Tone::Warn icon="hourglass" plain=true>"Expired"</Badge> });
    let remove = may_write.then(|| {
        let posted = RwSignal::new(Posted::default());
        let label = format!("Remove card {}", card.label);
        view! {
            <PostForm action posted on_done=stay(refetch)>
                <input type="hidden" name="act" value="remove_card" />
                <input type="hidden" name="card" value=card.id.to_string() />
                <button class="button" data-kind="quiet" data-size="s" type="submit" aria-label=label>
                    <Icon name="trash-2" />
                </button>
            </PostForm>
        }
    });
    view! {
        <li>
            <Icon name="credit-card" />
            <p>{card.label}</p>
            {remove}
            <small>
                {format!("Expires {}, kept on ", card.expiry)} <Time at=card.created_at form=TimeForm::Day /> {expired}
            </small>
        </li>
    }
}
