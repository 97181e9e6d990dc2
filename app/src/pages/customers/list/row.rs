//! A customer as a row.

use clientele_domain::customer::{Kind, SubscriptionStatus};
use clientele_domain::id::CustomerId;
use clientele_domain::list::CustomerSummary;
use clientele_domain::money::{Amount, Currency, grouped};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;

use super::selection::Selection;
use crate::components::{
    Cell, KindBadge, Money, Person, Row, RowHead, SelectCell, SubscriptionBadge, TagList, Ticked, Time, TimeForm,
};

/// How many tags a row shows; the others are counted.
const TAGS: usize = 2;

/// A customer, and the list it stands in, which goes along to the customer's page.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub customer: CustomerSummary,
    pub currency: Currency,
    pub search: String,
}

/// Everything that a row shows, so that a row is drawn anew when any of it changes and left alone otherwise.
pub(super) type Key =
    (CustomerId, Kind, String, [String; 2], Vec<String>, [i64; 2], Option<Timestamp>, Option<SubscriptionStatus>);

impl Listed {
    pub fn key(&self) -> Key {
        let customer = self.customer.clone();
        (
            customer.id,
            customer.kind,
            self.search.clone(),
            [customer.display_name, customer.email],
            customer.tags,
            [customer.spent, customer.payments],
            customer.last_payment_at,
            customer.subscription_status,
        )
    }
}

/// The row. With `selection`, it has a tick box; `on_tick` hears of each press.
#[component]
pub(super) fn CustomerRow(
    scope: Scope,
    listed: Listed,
    selection: Option<Selection>,
    on_tick: Callback<Ticked>,
) -> impl IntoView {
    let Listed { customer, currency, search } = listed;
    let id = customer.id.to_string();
    let href = format!("/{scope}/customers/{id}{search}");
    let email = Some(customer.email).filter(|email| !email.is_empty());
    let tick = selection.map(|selection| {
        let row = id.clone();
        let selected = Signal::derive(move || selection.has(&row));
        view! { <SelectCell id=id.clone() name=customer.display_name.clone() selected on_tick /> }
    });
    let last_payment = match customer.last_payment_at {
        Some(at) => view! { <Cell at="end"><Time at /></Cell> }.into_any(),
        None => view! { <Cell at="blank"><span class="muted">"None"</span></Cell> }.into_any(),
    };
    view! {
        <Row>
            {tick}
            <RowHead>
                <Person id=id name=customer.display_name href nostrip:detail=email />
            </RowHead>
            <Cell>
                <KindBadge kind=customer.kind plain=true />
            </Cell>
            <Cell at="drop">
                <Tags tags=customer.tags />
            </Cell>
            <Cell class="num" at="figure">
                <Money amount=Amount { minor: customer.spent, currency } />
            </Cell>
            <Cell class="num" at="drop">
                {grouped(&customer.payments.to_string())}
            </Cell>
            {last_payment}
            <Cell class="early" at="drop">
                <Time at=customer.created_at form=TimeForm::Day />
            </Cell>
            <Cell at=if customer.subscription_status.is_some() { "" } else { "blank" }>
                <SubscriptionBadge status=customer.subscription_status />
            </Cell>
        </Row>
    }
}

/// The first tags, and how many more there are.
#[component]
fn Tags(mut tags: Vec<String>) -> impl IntoView {
    let more = tags.split_off(tags.len().min(TAGS));
    let rest = (!more.is_empty()).then(|| {
        let title = more.join(", ");
        view! {
            <span class="muted" title=title>
                {format!(" +{}", more.len())}
                <span class="visually-hidden">" more tags"</span>
            </span>
        }
    });
    view! {
        <TagList tags />
        {rest}
    }
}
