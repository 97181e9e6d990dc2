//! Everybody who works here.

use clientele_domain::role::Permission;
use clientele_domain::team::Member;
use leptos::prelude::*;

use super::here;
use crate::components::{Avatar, Badge, Cell, Column, Row, RowHead, Table, Time, Tone};
use crate::frame::use_viewer;

#[component]
pub(super) fn MemberTable(members: Vec<Member>) -> impl IntoView {
    let head = view! {
        <Column class="fill">"Name"</Column>
        <Column>"Role"</Column>
        <Column>"Sign-in"</Column>
        <Column>"Last seen"</Column>
        <Column>
            <span class="visually-hidden">"Change"</span>
        </Column>
    };
    let rows = members.into_iter().map(|member| view! { <MemberRow member /> }).collect_view();
    view! {
        <Table label="Team" head=head.into_any()>
            {rows}
        </Table>
    }
}

#[component]
fn MemberRow(member: Member) -> impl IntoView {
    let viewer = use_viewer();
    let myself = viewer.user_id == member.user.to_string();
    let governed = viewer.may(Permission::TeamManage) && viewer.role.governs(member.role);
    let seen = match member.last_seen_at {
        Some(at) => view! { <Time at /> }.into_any(),
        None => view! { <span class="muted">"Never"</span> }.into_any(),
    };
    let factor = if member.two_factor {
        view! { <Badge tone=Tone::Good icon="lock" plain=true>"Two-factor"</Badge> }.into_any()
    } else {
        view! { <Badge icon="circle-dashed" plain=true>"Password"</Badge> }.into_any()
    };
    let ask = |what: &'static str, label: &'static str, class: &'static str| {
        let href = format!("{}?{what}={}", here(), member.user);
        let name = member.name.clone();
        view! {
            <a class="button" data-size="s" data-kind=class href=href data-noscroll="">
                {label}
                <span class="visually-hidden">" "{name}</span>
            </a>
        }
    };
    let change = governed.then(|| ask("role", "Change role", "quiet"));
    let go = match (myself, governed) {
        (true, _) => Some(ask("leave", "Leave", "quiet")),
        (false, true) => Some(ask("remove", "Remove", "quiet")),
        (false, false) => None,
    };
    view! {
        <Row>
            <RowHead>
                <div class="person member">
                    <Avatar id=member.user.to_string() name=member.name.clone() />
                    <b>
                        <bdi>{member.name.clone()}</bdi>
                        {myself.then(|| view! { <small>" you"</small> })}
                    </b>
                    <span class="muted">
                        <bdi>{member.email}</bdi>
                    </span>
                </div>
            </RowHead>
            <Cell at="figure">{member.role.label()}</Cell>
            <Cell at="row">
                {factor}
            </Cell>
            <Cell at="drop">
                {seen}
            </Cell>
            <Cell at="row" class="actions">
                <div class="cluster">
                    {change}
                    {go}
                </div>
            </Cell>
        </Row>
    }
}
