//! One delivery: what was sent, how often, and what came back.

use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use clientele_domain::webhook::{Attempt, Delivery, DeliveryStatus, TEST};
use leptos::prelude::*;

use super::deliveries::{DeliveryBadge, is_on_its_way};
use crate::components::{Act, Badge, CopyId, Fact, JsonCode, KeyValue, PlainCode, Time, TimeForm, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::pages::developers::took;
use crate::server_fns::webhooks::DeliveryView;

/// `url` is where its endpoint is now, unless it was removed. `asked`: somebody chose it, so that it comes first where
/// there is no room beside the list.
#[component]
pub(super) fn OneDelivery(view: DeliveryView, url: Option<String>, now: Timestamp, asked: bool) -> impl IntoView {
    let DeliveryView { delivery, attempts } = view;
    let retry = (url.is_some() && use_viewer().may(Permission::WebhookWrite))
        .then(|| view! { <SendAgain delivery=delivery.clone() /> });
    let event = view! { <EventOf delivery=delivery.clone() /> };
    let body = if delivery.body.is_empty() {
        view! { <p class="muted">"The person it told of was erased, and with them what it said."</p> }.into_any()
    } else {
        view! { <JsonCode text=delivery.body.clone() label="What is sent, as JSON" /> }.into_any()
    };
    let next = next(&delivery, now);
    let badge = view! { <DeliveryBadge delivery=delivery.clone() now /> };
    view! {
        <article class="card" aria-labelledby="delivery" data-asked=asked.then_some("")>
            <header>
                <h3 id="delivery">{delivery.event_type}</h3>
                {badge}
                {retry}
            </header>
            <KeyValue>
                <Fact name="Event">{event}</Fact>
                <Fact name="To">
                    <bdi class="value">{url.unwrap_or_else(|| "An endpoint that was removed".to_owned())}</bdi>
                </Fact>
                <Fact name="Told">
                    <Time at=delivery.created_at form=TimeForm::Moment />
                </Fact>
            </KeyValue>
            <h4>"Attempts"</h4>
            {attempts.is_empty().then(|| view! { <p class="muted">"None yet."</p> })}
            {next}
            <ol class="attempts" reversed>
                {attempts.into_iter().map(|attempt| view! { <OneAttempt attempt /> }).collect_view()}
            </ol>
            <h4>"Body"</h4>
            {body}
        </article>
    }
}

/// The button that sends it once more.
#[component]
fn SendAgain(delivery: Delivery) -> impl IntoView {
    let Delivery { id, endpoint, status, .. } = delivery;
    view! {
        <div class="push">
            <Act
                action=format!("/{}/developers/webhooks?endpoint={endpoint}&delivery={id}", use_scope())
                act="retry"
                about=("delivery", id.to_string())
                icon="rotate-cw"
                size="s"
                label=if status == DeliveryStatus::Pending { "Retry now" } else { "Send again" }
            />
        </div>
    }
}

/// The event that it tells of; a test is no event that one could look at.
#[component]
fn EventOf(delivery: Delivery) -> impl IntoView {
    let id = delivery.event.to_string();
    if delivery.event_type == TEST {
        return view! { <CopyId value=id what="event id" /> }.into_any();
    }
    let href = format!("/{}/developers/events/{id}", use_scope());
    view! {
        <a href=href>
            <code>{id}</code>
        </a>
    }
    .into_any()
}

/// When it is sent next.
fn next(delivery: &Delivery, now: Timestamp) -> Option<impl IntoView + use<>> {
    let at = delivery.next_attempt_at.filter(|_| !is_on_its_way(delivery, now))?;
    Some(view! {
        <p class="muted">"It is sent again on " <Time at form=TimeForm::Moment /> "."</p>
    })
}

/// One attempt. It opens to what was sent before the body, and to what came back.
#[component]
fn OneAttempt(attempt: Attempt) -> impl IntoView {
    let (tone, icon) = if attempt.error.is_empty() { (Tone::Good, "circle-check") } else { (Tone::Bad, "circle-x") };
    let (word, answered) = match attempt.response_status {
        Some(status) => (status.to_string(), "answered in "),
        None => ("No answer".to_owned(), "gave up after "),
    };
    let Attempt { number, url, request_headers, response_body, error, started_at, duration, .. } = attempt;
    let answer = if response_body.is_empty() {
        view! { <p class="muted">"Nothing was said in the body."</p> }.into_any()
    } else {
        view! { <PlainCode text=response_body label=format!("Answer to attempt {number}") /> }.into_any()
    };
    let request = format!("POST {url}\n{request_headers}");
    view! {
        <li>
            <details>
                <summary>
                    <Badge tone icon plain=true>
                        {word}
                    </Badge>
                    <span class="muted">
                        <Time at=started_at form=TimeForm::Moment />
                        ", "
                        {answered}
                        {took(duration)}
                    </span>
                </summary>
                <div class="stack" data-gap="2">
                    {(!error.is_empty()).then(|| view! { <p>{error}</p> })}
                    <h5>"Request"</h5>
                    <PlainCode text=request label=format!("Request of attempt {number}") />
                    <h5>"Answer"</h5>
                    {answer}
                </div>
            </details>
        </li>
    }
}
