//! The developers' place: API keys, webhooks, events, and the log of requests.

pub mod event;
pub mod events;
pub mod keys;
mod new_key;
pub mod requests;
pub mod webhooks;

use leptos::prelude::*;

use crate::components::{Icon, PageHead, Tab, Tabs};
use crate::frame::{use_scope, use_viewer};

/// What a page of this place shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Keys,
    Webhooks,
    Events,
    Requests,
}

/// The head that all its pages share.
#[component]
fn Head(place: Place) -> impl IntoView {
    let (scope, given_up) = (use_scope(), use_viewer().given_up);
    view! {
        <PageHead title="Developers">
            <a class="button" href="/docs" rel="external">
                <Icon name="code-xml" />
                "API reference"
            </a>
        </PageHead>
        <Tabs label="Developers" bleed=true>
            <Tab href=format!("/{scope}/developers") label="API keys" current=place == Place::Keys />
            <Tab
                href=format!("/{scope}/developers/webhooks")
                label="Webhooks"
                current=place == Place::Webhooks
                count=(given_up > 0).then(|| given_up.to_string())
            />
            <Tab href=format!("/{scope}/developers/events") label="Events" current=place == Place::Events />
            <Tab href=format!("/{scope}/developers/requests") label="Requests" current=place == Place::Requests />
        </Tabs>
    }
}

/// `<0.1 ms`, `0.4 ms`, `12 ms`, `1.2 s`
pub(super) fn took(micros: i64) -> String {
    match micros {
        ..100 => "<0.1 ms".to_owned(),
        100..10_000 => format!("{}.{} ms", micros / 1000, micros % 1000 / 100),
        10_000..1_000_000 => format!("{} ms", micros / 1000),
        _ => format!("{}.{} s", micros / 1_000_000, micros % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::took;

    #[test]
    fn a_duration_has_the_digits_that_matter() {
        assert_eq!([40, 450, 12_345, 1_234_567].map(took), ["<0.1 ms", "0.4 ms", "12 ms", "1.2 s"]);
    }
}
