//! What an import has done.

use leptos::prelude::*;

use super::rejects::RejectsTable;
use super::stage::{figure, rows};
use crate::components::{Banner, Icon, Section, Stat, Stats, Tone};
use crate::frame::use_scope;
use crate::server_fns::imports::{ImportSummary, Reject, Stage};

/// The figures of an import that has ended, what it refused, and the way on.
#[component]
pub fn Outcome(import: ImportSummary, rejects: Vec<Reject>) -> impl IntoView {
    let scope = use_scope();
    let canceled = (import.stage == Stage::Canceled).then(|| {
        let sentence = match import.accepted {
            0 => "This import was canceled before anything was stored.".to_owned(),
            stored => {
                format!(
                    "This import was canceled. {} stored before that stay; the same file goes on after them.",
                    rows(stored)
                )
            }
        };
        view! {
            <Banner tone=Tone::Warn inset=true>
                <p>{sentence}</p>
            </Banner>
        }
    });
    let detail = if import.stage == Stage::Done { "everything that was right" } else { "until it was canceled" };
    let id = import.id;
    view! {
        <div class="stack" data-gap="5">
            {canceled}
            <Stats>
                <Stat label="Rows in the file">{figure(import.total)}</Stat>
                <Stat label="Stored" detail=detail>
                    {figure(import.accepted)}
                </Stat>
                <Stat label="Refused" detail="one or more fields were wrong">
                    {figure(import.rejected)}
                </Stat>
            </Stats>
            <div class="cluster">
                <a class="button" data-kind="primary" href=format!("/{scope}/customers")>
                    <Icon name="users" />
                    "See the customers"
                </a>
                <a class="button" href=format!("/{scope}/imports")>
                    "Import another file"
                </a>
            </div>
        </div>
        {(!rejects.is_empty())
            .then(|| view! { <Refused import rejects download=format!("/{scope}/imports/{id}/rejects.csv") /> })}
    }
}

#[component]
fn Refused(import: ImportSummary, rejects: Vec<Reject>, download: String) -> impl IntoView {
    // rel keeps the router away from what is no page.
    let link = view! {
        <a class="button" data-size="s" href=download rel="external" download="">
            <Icon name="download" />
            "Download all as CSV"
        </a>
    };
    view! {
        <Section
            id="rejects"
            title="Rows that were refused"
            count=figure(import.rejected)
            aside=link.into_any()
            intro="Mend these lines in the file and import them as a file of their own. The first are shown here."
        >
            <RejectsTable what=import.what rejects />
        </Section>
    }
}
