//! Deliveries, newest first, beside the one that is looked at.

use clientele_domain::id::DeliveryId;
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use clientele_domain::webhook::{Delivery, DeliveryStatus, Endpoint};
use leptos::prelude::*;

use super::delivery::OneDelivery;
use super::{Asked, without_scheme};
use crate::components::{
    Act, Badge, Cell, Column, EmptyState, Pager, Row, RowHead, SelectField, Table, Time, TimeForm, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::server_fns::webhooks::DeliveryView;

#[component]
pub(super) fn Deliveries(
    endpoints: Vec<Endpoint>,
    deliveries: Vec<Delivery>,
    more: bool,
    chosen: Option<DeliveryView>,
    now: Timestamp,
    asked: Asked,
) -> impl IntoView {
    let here = format!("/{}/developers/webhooks", use_scope());
    let endpoint = asked.endpoint.clone();
    let was_chosen = !asked.delivery.is_empty();
    let current = chosen.as_ref().map(|chosen| chosen.delivery.id);
    let detail = chosen.map(|chosen| {
        let known = endpoints.iter().find(|endpoint| endpoint.id == chosen.delivery.endpoint);
        let url = known.map(|endpoint| without_scheme(&endpoint.url));
        view! { <OneDelivery view=chosen url now asked=was_chosen /> }
    });
    let takes_more = endpoints.iter().any(|known| known.id.to_string() == endpoint && known.is_enabled());
    let retry_all = (takes_more && use_viewer().may(Permission::WebhookWrite)).then(|| {
        view! {
            <Act
                action=format!("{here}?endpoint={endpoint}")
                act="retry_failed"
                about=("endpoint", endpoint.clone())
                icon="rotate-cw"
                label="Retry all failed"
            />
        }
    });
    view! {
        <section class="section" aria-labelledby="deliveries">
            <header>
                <h2 id="deliveries">"Deliveries"</h2>
                <div class="push cluster">
                    <EndpointFilter endpoints action=here.clone() value=endpoint />
                    {retry_all}
                </div>
            </header>
            <div class="split deliveries">
                <DeliveryList here deliveries more current now asked />
                {detail}
            </div>
        </section>
    }
}

/// The table with its pager, or why there is none.
#[component]
fn DeliveryList(
    here: String,
    deliveries: Vec<Delivery>,
    more: bool,
    current: Option<DeliveryId>,
    now: Timestamp,
    asked: Asked,
) -> impl IntoView {
    let Asked { endpoint, after, .. } = asked;
    if deliveries.is_empty() {
        return view! {
            <EmptyState title="Nothing was sent" icon="zap">
                "What is sent stands here for 30 days, with what came back. Open an endpoint to send it a test event."
            </EmptyState>
        }
        .into_any();
    }
    let list = format!("{here}?endpoint={endpoint}");
    let first = (!after.is_empty()).then(|| format!("{list}#deliveries"));
    let next = deliveries.last().filter(|_| more).map(|last| format!("{list}&after={}#deliveries", last.id));
    let shown = deliveries.len();
    let head = view! {
        <Column class="fill">"Event"</Column>
        <Column>"Result"</Column>
        <Column class="num">"Attempts"</Column>
        <Column>"Told"</Column>
    };
    let rows = deliveries
        .into_iter()
        .map(|delivery| {
            let href = format!("{list}&after={after}&delivery={}#deliveries", delivery.id);
            let selected = current == Some(delivery.id);
            view! { <DeliveryRow delivery now href selected /> }
        })
        .collect_view();
    view! {
        <div>
            <Table label="Deliveries" head=head.into_any()>
                {rows}
            </Table>
            <Pager previous=first next>
                <b>{shown}</b>
                " deliveries, newest first"
            </Pager>
        </div>
    }
    .into_any()
}

/// Chooses one endpoint. It is a form, so that it works without scripts.
#[component]
fn EndpointFilter(endpoints: Vec<Endpoint>, action: String, value: String) -> impl IntoView {
    let all = [(String::new(), "All endpoints".to_owned())];
    let each = endpoints.iter().map(|endpoint| (endpoint.id.to_string(), without_scheme(&endpoint.url)));
    view! {
        <form class="cluster" method="get" action=action>
            <SelectField name="endpoint" label="Endpoint" options=all.into_iter().chain(each).collect() value />
            <button class="button" type="submit">
                "Show"
            </button>
        </form>
    }
}

#[component]
fn DeliveryRow(delivery: Delivery, now: Timestamp, href: String, selected: bool) -> impl IntoView {
    let badge = view! { <DeliveryBadge delivery=delivery.clone() now plain=true /> };
    view! {
        <Row selected>
            <RowHead>
                <a href=href aria-current=selected.then_some("true")>
                    {delivery.event_type}
                </a>
            </RowHead>
            <Cell at="row">{badge}</Cell>
            <Cell at="drop" class="num">
                {delivery.attempts}
            </Cell>
            <Cell at="figure">
                <Time at=delivery.created_at form=TimeForm::Moment />
            </Cell>
        </Row>
    }
}

/// How far a delivery is.
#[component]
pub(super) fn DeliveryBadge(delivery: Delivery, now: Timestamp, #[prop(optional)] plain: bool) -> impl IntoView {
    let (tone, icon, word) = match delivery.status {
        DeliveryStatus::Delivered => (Tone::Good, "circle-check", "Delivered"),
        DeliveryStatus::Failed => (Tone::Bad, "circle-x", "Given up"),
        DeliveryStatus::Pending if delivery.next_attempt_at.is_none() => (Tone::Neutral, "circle-pause", "On hold"),
        DeliveryStatus::Pending if is_on_its_way(&delivery, now) => (Tone::Info, "hourglass", "On its way"),
        DeliveryStatus::Pending => (Tone::Warn, "rotate-cw", "Retrying"),
    };
    view! { <Badge tone icon plain>{word}</Badge> }
}

/// Whether it is being sent, or is about to be.
pub(super) fn is_on_its_way(delivery: &Delivery, now: Timestamp) -> bool {
    let leased = delivery.leased_until.is_some_and(|until| until > now);
    delivery.status == DeliveryStatus::Pending && (leased || delivery.next_attempt_at.is_some_and(|at| at <= now))
}
