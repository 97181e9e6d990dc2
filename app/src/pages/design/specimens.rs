//! What stands in the page itself, with data of an invented shop.

mod forms;
mod lists;
mod records;

use clientele_domain::money::{Amount, Currency};
use clientele_domain::time::Timestamp;
use leptos::prelude::*;

use crate::components::{
    Badge, Banner, EmptyState, Icon, Meter, Rings, Section, Skeleton, Stepper, Tab, TableSkeleton, Tabs, Toast,
    ToastCard, Tone,
};
use forms::Forms;
use lists::Lists;
use records::Records;

/// The pane that a specimen stands in; ids must differ between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// On paper.
    Light,
    /// By night.
    Dark,
}

impl Theme {
    fn id(self, name: &str) -> String {
        match self {
            Self::Light => format!("light-{name}"),
            Self::Dark => format!("dark-{name}"),
        }
    }
}

/// An amount in euro, or in another currency by its code.
fn amount(minor: i64, currency: &str) -> Option<Amount> {
    Some(Amount { minor, currency: currency.parse::<Currency>().ok()? })
}

/// Midday of 17 November 2026.
const NOON: Timestamp = Timestamp::from_micros(1_794_918_360_000_000);

/// All of them.
#[component]
pub fn Specimens(theme: Theme) -> impl IntoView {
    view! {
        <Status theme />
        <Lists theme />
        <Records theme />
        <Forms theme />
        <States theme />
    }
}

#[component]
fn Status(theme: Theme) -> impl IntoView {
    let tones = [Tone::Good, Tone::Warn, Tone::Bad, Tone::Info, Tone::Accent, Tone::Neutral];
    let badges = move |plain: bool| {
        tones.map(|tone| view! { <Badge tone icon=tone.icon() plain>{tone.as_str()}</Badge> }).collect_view()
    };
    view! {
        <Section id=theme.id("status") title="Badges, buttons, banners">
            <div class="stack">
                <div class="cluster">{badges(false)}</div>
                <div class="cluster">{badges(true)}</div>
                <div class="cluster">
                    <button class="button" data-kind="primary" type="button"><Icon name="plus" />"New customer"</button>
                    <button class="button" type="button"><Icon name="upload" />"Import"</button>
                    <button class="button" data-kind="quiet" type="button">"Cancel"</button>
                    <button class="button" data-kind="danger" data-tone="bad" type="button">"Delete"</button>
                    <button class="button" data-size="s" type="button">"Small"</button>
                    <button class="button" type="button" disabled=true>"Disabled"</button>
                    <button class="button" data-kind="primary" type="button" aria-busy="true">
                        <Icon name="loader-circle" />
                        "Saving"
                    </button>
                </div>
                <Banner tone=Tone::Bad inset=true>
                    <p><strong>"The file could not be read. "</strong>"Line 3 has 4 columns; the head has 5."</p>
                </Banner>
                <Banner tone=Tone::Info inset=true><p>"Mina Sato saved this record 2 minutes ago."</p></Banner>
                <Tabs label=theme.id("segments")>
                    <Tab href="/design" label="All" current=true />
                    <Tab href="/design?kind=guest" label="Guests" current=false count="419" />
                </Tabs>
                <Stepper steps=vec!["File", "Columns", "Preview", "Import"] current=1 />
                <Meter label="Import" value=Some(620) max=1000 />
            </div>
        </Section>
    }
}

#[component]
fn States(theme: Theme) -> impl IntoView {
    let create = view! { <a class="button" data-kind="primary" href="/design">"Import a list"</a> };
    let retry = view! { <button class="button" type="button"><Icon name="rotate-cw" />"Try again"</button> };
    let ignore = Callback::new(|()| ());
    view! {
        <Section id=theme.id("states") title="States">
            <div class="stack">
                <EmptyState title="No customers yet" rings=true actions=create.into_any()>
                    "The first person to pay appears here by themselves, guest or not."
                </EmptyState>
                <EmptyState
                    title="Customers could not be loaded"
                    icon="cloud-off"
                    reference="req_4hV9x2"
                    actions=retry.into_any()
                >
                    "The server did not answer in 10 seconds. Your filters are kept."
                </EmptyState>
                <EmptyState title="You can see customers, not change them" icon="lock">
                    "Your role is Viewer. An owner or admin can change your role."
                </EmptyState>
                <TableSkeleton rows=3 label="Customers, loading" />
                <p><Skeleton width="xl" /></p>
                <ToastCard toast=Toast::good("3 customers tagged").text("vip was added to each.") on_dismiss=ignore />
                <ToastCard
                    toast=Toast::bad("The tag was not added").text("No answer.").action("Try again", ignore)
                    on_dismiss=ignore
                />
                <Rings turns=36 copper=true />
            </div>
        </Section>
    }
}
