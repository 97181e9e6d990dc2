//! Where a person is signed in, with the ways out.

use clientele_domain::team::PersonalSession;
use leptos::prelude::*;

use super::here as page;
use crate::components::{Act, Badge, Cell, Column, Row, RowHead, Table, Time, TimeForm, Tone};

#[component]
pub(super) fn Sessions(here: Option<PersonalSession>, elsewhere: Vec<PersonalSession>) -> impl IntoView {
    let head = view! {
        <Column class="fill">"Browser"</Column>
        <Column>"Last seen"</Column>
        <Column>"Signed in"</Column>
        <Column>
            <span class="visually-hidden">"Sign out"</span>
        </Column>
    };
    let others = !elsewhere.is_empty();
    let all = here.into_iter().map(|one| (one, true)).chain(elsewhere.into_iter().map(|one| (one, false)));
    let rows = all.map(|(session, current)| view! { <SessionRow session current /> }).collect_view();
    view! {
        <Table label="Sessions" head=head.into_any()>
            {rows}
        </Table>
        {others
            .then(|| {
                view! {
                    <div class="cluster after">
                        <Act action=page() act="end_others" label="Sign out everywhere else" />
                    </div>
                }
            })}
    }
}

#[component]
fn SessionRow(session: PersonalSession, current: bool) -> impl IntoView {
    let label = Some(session.device).filter(|device| !device.is_empty());
    let label = label.unwrap_or_else(|| "Unknown browser".to_owned());
    let end = if current {
        view! { <Badge tone=Tone::Good icon="circle-check" plain=true>"This browser"</Badge> }.into_any()
    } else {
        view! { <Act action=page() act="end_session" about=("session", session.id) size="s" label="Sign out" /> }
            .into_any()
    };
    view! {
        <Row>
            <RowHead class="wrap">{label}</RowHead>
            <Cell at="figure">
                <Time at=session.last_seen_at />
            </Cell>
            <Cell at="drop">
                <Time at=session.created_at form=TimeForm::Moment />
            </Cell>
            <Cell at="end" class="actions">
                {end}
            </Cell>
        </Row>
    }
}
