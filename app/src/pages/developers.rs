//! The developers' place: API keys, events, and the log of requests.

pub mod event;
pub mod events;
pub mod keys;
mod new_key;
pub mod requests;

use leptos::prelude::*;

use crate::components::{Icon, PageHead, Tab, Tabs};
use crate::frame::use_scope;

/// What a page of this place shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Keys,
    Events,
    Requests,
}

/// The head that all its pages share.
#[component]
fn Head(place: Place) -> impl IntoView {
    let scope = use_scope();
    view! {
        <PageHead title="Developers">
            <a class="button" href="/docs" rel="external">
                <Icon name="code-xml" />
                "API reference"
            </a>
        </PageHead>
        <Tabs label="Developers" bleed=true>
            <Tab href=format!("/{scope}/developers") label="API keys" current=place == Place::Keys />
            <Tab href=format!("/{scope}/developers/events") label="Events" current=place == Place::Events />
            <Tab href=format!("/{scope}/developers/requests") label="Requests" current=place == Place::Requests />
        </Tabs>
    }
}
