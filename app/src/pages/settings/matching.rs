//! When two records are one person's: what the merchant decides, and what another decision would have done, before it is
//! saved.

use clientele_domain::matching::{OtherExternalId, Settings};
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::outcomes::Outcomes;
use super::{Head, Place};
use crate::components::{Badge, Banner, Icon, Section, SubmitButton, TableSkeleton, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::list_query::param;
use crate::loaded::Loaded;
use crate::server_fns::settings::{self, MatchingView};

/// `/{merchant}/{mode}/settings/matching`
#[component]
pub fn MatchingPage() -> impl IntoView {
    let (scope, search) = (use_scope(), use_location().search);
    let fetched = Resource::new(move || search.get(), move |search| settings::matching(scope, search));
    view! {
        <Title text="Matching" />
        <div class="page">
            <Head current=Place::Matching />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=4 columns=2 label="Settings, loading" /> }
                let(view)
            >
                {
                    let saved = search.with_untracked(|search| param(search, "saved").is_some());
                    view! { <Policy view saved /> }
                }
            </Loaded>
        </div>
    }
}

const INTRO: &str = "The first rule that fits finds the customer: the external id, then the email, and for guests the \
                     phone, the card and the wallet. Registered customers are never merged by themselves.";

#[component]
fn Policy(view: MatchingView, saved: bool) -> impl IntoView {
    let MatchingView { in_force, tried, outcomes, posted } = view;
    let may_write = use_viewer().may(Permission::SettingsWrite);
    let here = format!("/{}/settings/matching", use_scope());
    let whole = posted.message("form");
    let changes = changes(&in_force, &tried);
    let looked_at = outcomes.is_some();
    let foot = may_write.then(|| view! { <Foot changes looked_at here=here.clone() /> });
    let read_only = (!may_write).then(|| {
        let who = Permission::SettingsWrite.holders();
        view! { <p class="muted">{format!("Changing this takes {who}.")}</p> }
    });
    let beside = match outcomes {
        Some(outcomes) => view! { <Outcomes outcomes changed={changes > 0} /> }.into_any(),
        None if may_write => view! {
            <section class="card" aria-labelledby="effect">
                <header>
                    <h2 id="effect">"What it would have done"</h2>
                </header>
                <p class="muted">
                    "Change something and try it: you see whom it would have concerned among those who are there. \
                     Nothing is done."
                </p>
            </section>
        }
        .into_any(),
        None => ().into_any(),
    };
    view! {
        {saved
            .then(|| {
                view! {
                    <Banner tone=Tone::Good inset=true>
                        <p>"Saved. It applies to payments from now on; what was linked and merged before stays."</p>
                    </Banner>
                }
            })}
        {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        <div class="split policy">
            <form id="policy" method="post" action=here>
                <Section
                    id="rules"
                    title="When two records share something"
                    intro=INTRO
                >
                    <fieldset disabled=!may_write>
                        <legend class="visually-hidden">"Rules of matching"</legend>
                        // A function is built anew, so that what is discarded is not there any more.
                        {move || view! { <Rules in_force tried /> }}
                    </fieldset>
                    {read_only}
                </Section>
                {foot}
            </form>
            <aside class="stack" aria-label="Simulator">
                {beside}
            </aside>
        </div>
    }
}

/// How many of the settings differ.
fn changes(in_force: &Settings, tried: &Settings) -> usize {
    [
        in_force.link_typed_emails != tried.link_typed_emails,
        in_force.merge_on_phone != tried.merge_on_phone,
        in_force.merge_on_card != tried.merge_on_card,
        in_force.other_external_id != tried.other_external_id,
    ]
    .into_iter()
    .filter(|differs| *differs)
    .count()
}

#[component]
fn Rules(in_force: Settings, tried: Settings) -> impl IntoView {
    let options = OtherExternalId::ALL.iter().map(|option| {
        let selected = *option == tried.other_external_id;
        view! { <option value=option.as_str() selected=selected>{option.label()}</option> }
    });
    view! {
        <ul class="settings">
            <Switch
                name="link_typed_emails"
                icon="mail"
                title="Link typed emails to registered customers"
                text="A buyer who types the email of a registered customer pays as that customer. Nothing of the \
                      record changes. Off keeps guests strictly apart."
                now=tried.link_typed_emails
                was=in_force.link_typed_emails
            />
            <Switch
                name="merge_on_phone"
                icon="phone"
                title="Guests with the same phone are one person"
                text="Numbers are compared in international form. Off where a family or an office shares one."
                now=tried.merge_on_phone
                was=in_force.merge_on_phone
            />
            <Switch
                name="merge_on_card"
                icon="credit-card"
                title="Guests with the same card are one person"
                text="Cards are known by a fingerprint after the first charge, never by brand and last four digits."
                now=tried.merge_on_card
                was=in_force.merge_on_card
            />
            <li data-changed=(in_force.other_external_id != tried.other_external_id).then_some("")>
                <div>
                    <h3>
                        <Icon name="code-xml" />
                        <label for="other_external_id">"Same email, another external id"</label>
                        <Changed yes=in_force.other_external_id != tried.other_external_id />
                    </h3>
                    <p>"Two users of yours who share an inbox, or one person with two accounts."</p>
                </div>
                <select class="input" id="other_external_id" name="other_external_id">
                    {options.collect_view()}
                </select>
            </li>
        </ul>
    }
}

/// A rule that is on or off.
#[component]
fn Switch(
    name: &'static str,
    icon: &'static str,
    title: &'static str,
    text: &'static str,
    now: bool,
    /// As it is in force.
    was: bool,
) -> impl IntoView {
    view! {
        <li data-changed=(now != was).then_some("")>
            <div>
                <h3>
                    <Icon name=icon />
                    <label for=name>{title}</label>
                    <Changed yes=now != was />
                </h3>
                <p id=format!("{name}-hint")>{text}</p>
            </div>
            <input
                type="checkbox"
                role="switch"
                id=name
                name=name
                value="true"
                checked=now
                aria-describedby=format!("{name}-hint")
            />
        </li>
    }
}

#[component]
fn Changed(yes: bool) -> impl IntoView {
    yes.then(|| view! { <Badge tone=Tone::Accent icon="pencil" plain=true>"Changed"</Badge> })
}

/// What is not saved yet, and the way on: first a look at what it would have done, then saving.
#[component]
fn Foot(changes: usize, looked_at: bool, here: String) -> impl IntoView {
    let unsaved = match changes {
        0 => "Nothing is changed.".to_owned(),
        1 => "1 change is not saved.".to_owned(),
        many => format!("{many} changes are not saved."),
    };
    let save =
        (looked_at && changes > 0).then(|| view! { <SubmitButton label="Save these settings" busy_label="Saving" /> });
    let discard = looked_at.then(|| {
        view! {
            <a class="button" data-kind="quiet" href=here>
                "Discard"
            </a>
        }
    });
    view! {
        <footer class="action-bar">
            <p>
                {looked_at.then(|| view! { <strong>{unsaved}</strong> " " })}
                <span class="muted">"Settings apply to new payments; records already merged stay as they are."</span>
            </p>
            {discard}
            // A look is a GET: it has an address, and changes nothing.
            <button class="button" type="submit" name="try" value="settings" formmethod="get">
                "See what it would do"
            </button>
            {save}
        </footer>
    }
}
