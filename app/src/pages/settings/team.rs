//! The team: who works here, who is invited, and what is asked before somebody's role changes or somebody goes.

mod invitations;
mod members;
mod questions;

use clientele_domain::role::{Permission, Role};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use self::invitations::{InvitationTable, InviteForm};
use self::members::MemberTable;
use self::questions::{Asked, Question};
use super::{Head, Place};
use crate::components::{Banner, CopyId, Section, TableSkeleton, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::server_fns::team::{self, FreshLink, TeamView};

/// `/{merchant}/{mode}/settings/team`
#[component]
pub fn TeamPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| team::look(scope));
    view! {
        <Title text="Team" />
        <div class="page">
            <Head current=Place::Team />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=4 columns=4 label="Team, loading" /> }
                let(view)
            >
                <Team view />
            </Loaded>
        </div>
    }
}

/// The address of the page.
fn here() -> String {
    format!("/{}/settings/team", use_scope())
}

/// The roles that the person at the screen may give, with their names.
fn roles_to_give() -> Vec<Role> {
    let mine = use_viewer().role;
    Role::ALL.into_iter().filter(|role| mine.governs(*role)).collect()
}

#[component]
fn Team(view: TeamView) -> impl IntoView {
    let TeamView { members, invitations, fresh, mails, posted } = view;
    let manages = use_viewer().may(Permission::TeamManage);
    let search = use_location().search;
    let everybody = members.clone();
    let asked = Memo::new(move |_| search.with(|search| Asked::read(search, &everybody)));
    let whole = posted.message("form");
    let (people, open) = (members.len().to_string(), invitations.len());
    let invite = manages.then(|| view! { <InviteForm posted=posted.clone() mails /> });
    let holders = Permission::TeamManage.holders();
    view! {
        {fresh.map(|fresh| view! { <Link fresh /> })}
        {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        <div class=if manages { "split policy" } else { "stack" }>
            <div>
                <Section
                    id="people"
                    title="People"
                    count=people
                    intro="They work here in test and in live mode alike."
                >
                    <MemberTable members />
                    {(!manages).then(|| view! { <p class="muted">{format!("{holders} can invite people and change roles.")}</p> })}
                </Section>
                {(open > 0)
                    .then(|| {
                        view! {
                            <Section id="invitations" title="Invitations" count=open.to_string()>
                                <InvitationTable invitations manages />
                            </Section>
                        }
                    })}
            </div>
            {invite}
        </div>
        {move || asked.get().map(|asked| view! { <Question asked /> })}
    }
}

/// The link, this once.
#[component]
fn Link(fresh: FreshLink) -> impl IntoView {
    let (before, after) = match fresh.mailed {
        true => (
            "A mail with this link is on its way to ",
            ". It counts for seven days and for one person, and it is not shown again. Whoever has it can join.",
        ),
        false => (
            "Send this link to ",
            " yourself: no mail server is set up. It counts for seven days and for one person, and it is not shown \
             again. Whoever has it can join, so send it where only they read it.",
        ),
    };
    view! {
        <div class="stack fresh" data-gap="4">
            <Banner tone=Tone::Good inset=true alert=true>
                <p>
                    {before} <b><bdi>{fresh.email}</bdi></b> {after}
                </p>
                <CopyId value=fresh.link what="the link" />
            </Banner>
        </div>
    }
}
