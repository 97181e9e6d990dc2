//! Open invitations, and the form for another one. The browser sends it by itself: the answer is the page with the link
//! on it, this once.

use clientele_domain::role::Role;
use clientele_domain::team::Invitation;
use leptos::prelude::*;

use super::{here, roles_to_give};
use crate::components::{Act, Badge, Cell, Column, Row, RowHead, SubmitButton, Table, TextField, Time, TimeForm, Tone};
use crate::frame::use_viewer;
use crate::posted::Posted;

#[component]
pub(super) fn InvitationTable(invitations: Vec<(Invitation, bool)>, manages: bool) -> impl IntoView {
    let head = view! {
        <Column class="fill">"Email"</Column>
        <Column>"Role"</Column>
        <Column>"Invited by"</Column>
        <Column>"Link counts until"</Column>
        <Column>
            <span class="visually-hidden">"Change"</span>
        </Column>
    };
    let rows = invitations
        .into_iter()
        .map(|(invitation, expired)| view! { <InvitationRow invitation expired manages /> })
        .collect_view();
    view! {
        <Table label="Invitations" head=head.into_any()>
            {rows}
        </Table>
    }
}

#[component]
fn InvitationRow(invitation: Invitation, expired: bool, manages: bool) -> impl IntoView {
    let until = if expired {
        view! { <Badge tone=Tone::Warn icon="clock" plain=true>"Expired"</Badge> }.into_any()
    } else {
        view! { <Time at=invitation.expires_at form=TimeForm::Moment /> }.into_any()
    };
    let about = ("invitation", invitation.id.to_string());
    let acts = (manages && use_viewer().role.governs(invitation.role)).then(|| {
        view! {
            <div class="cluster">
                <Act action=here() act="renew" about=about.clone() size="s" label="New link" />
                <Act action=here() act="revoke" about size="s" label="Take back" />
            </div>
        }
    });
    view! {
        <Row>
            <RowHead class="wrap">
                <bdi>{invitation.email}</bdi>
            </RowHead>
            <Cell at="figure">{invitation.role.label()}</Cell>
            <Cell at="drop">
                <bdi>{invitation.invited_by}</bdi>
            </Cell>
            <Cell at="row">
                {until}
            </Cell>
            <Cell at="end" class="actions">
                {acts}
            </Cell>
        </Row>
    }
}

#[component]
pub(super) fn InviteForm(posted: Posted, mails: bool) -> impl IntoView {
    let invites = posted.value("act") == "invite";
    let value = |field: &str| if invites { posted.value(field) } else { String::new() };
    let how = if mails { "They get a mail with a link." } else { "You get a link to send: no mail server is set up." };
    let role = Role::parse(&value("role")).unwrap_or(Role::Support);
    view! {
        <section class="card invite" aria-labelledby="invite">
            <header>
                <h2 id="invite">"Invite somebody"</h2>
                <p>{how}</p>
            </header>
            <form class="stack" data-gap="4" method="post" action=here() novalidate>
                <input type="hidden" name="act" value="invite" />
                <TextField
                    name="email"
                    label="Email"
                    kind="email"
                    value=value("email")
                    hint="What they will sign in with."
                    error=posted.message("email")
                    required=true
                />
                <RoleChoice current=role error=posted.message("role") />
                <div class="cluster">
                    <SubmitButton label="Make the link" busy_label="Making" icon="link" />
                </div>
            </form>
        </section>
    }
}

/// One of the roles that the person at the screen may give.
#[component]
pub(super) fn RoleChoice(current: Role, error: Option<String>) -> impl IntoView {
    let roles = roles_to_give()
        .into_iter()
        .map(|role| {
            view! {
                <label>
                    <input type="radio" name="role" value=role.as_str() checked=role == current />
                    <span>{role.label()} " " <small>{role.about()}</small></span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend>"Role"</legend>
            <div class="choices">{roles}</div>
            {error.map(|message| view! { <p class="error" data-tone="bad">{message}</p> })}
        </fieldset>
    }
}
