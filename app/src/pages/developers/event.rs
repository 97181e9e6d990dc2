//! One event, as programs get it.

use clientele_domain::id::EventId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use crate::components::{Breadcrumb, CopyId, Fact, JsonCode, KeyValue, PageHead, Section, Time, TimeForm};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::problem::Problem;
use crate::server_fns::developers::{self, EventView};

/// `/{merchant}/{mode}/developers/events/{id}`
#[component]
pub fn EventPage() -> impl IntoView {
    let (scope, params) = (use_scope(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<EventId>().ok()));
    let fetched = Resource::new(
        move || id.get(),
        move |id| async move {
            let id = id.ok_or(Problem::NotFound)?;
            developers::event(scope, id).await.map(|event| (id, event))
        },
    );
    view! {
        <div class="page">
            <Loaded from=fetched let((id, event))>
                <OneEvent id event />
            </Loaded>
        </div>
    }
}

#[component]
fn OneEvent(id: EventId, event: EventView) -> impl IntoView {
    let scope = use_scope();
    let trail = vec![("Events".to_owned(), format!("/{scope}/developers/events"))];
    view! {
        <Title text=event.kind.as_str() />
        <Breadcrumb trail current=event.kind.as_str() />
        <PageHead title=event.kind.as_str() />
        <Section id="event" title="Event">
            <KeyValue>
                <Fact name="Id">
                    <CopyId value=id.to_string() what="event id" />
                </Fact>
                {event
                    .customer
                    .clone()
                    .map(|id| {
                        view! {
                            <Fact name="Customer">
                                <a href=format!("/{scope}/customers/{id}")>
                                    <code>{id.clone()}</code>
                                </a>
                            </Fact>
                        }
                    })}
                <Fact name="Sequence">{event.sequence}</Fact>
                <Fact name="Told">
                    <Time at=event.at form=TimeForm::Moment />
                </Fact>
            </KeyValue>
        </Section>
        <Section id="json" title="As programs get it">
            <JsonCode text=event.json label="The event as JSON" />
        </Section>
    }
}
