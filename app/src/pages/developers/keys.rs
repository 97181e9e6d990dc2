//! API keys: which there are, a new one, and an end to one.

use clientele_domain::key::{Access, ApiKey, KeyKind};
use clientele_domain::scope::Mode;
use leptos::prelude::*;
use leptos_meta::Title;

use super::new_key::NewKeyForm;
use super::{Head, Place};
use crate::components::{
    Badge, Banner, Cell, Column, CopyId, EmptyState, Row, RowHead, Section, Table, TableSkeleton, Time, TimeForm, Tone,
};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::server_fns::developers::{self, Fresh, KeysView};

/// `/{merchant}/{mode}/developers`
#[component]
pub fn KeysPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| developers::keys(scope));
    view! {
        <Title text="API keys" />
        <div class="page">
            <Head place=Place::Keys />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=4 columns=5 label="API keys, loading" /> }
                let(view)
            >
                <Keys view />
            </Loaded>
        </div>
    }
}

#[component]
fn Keys(view: KeysView) -> impl IntoView {
    let KeysView { keys, fresh, posted } = view;
    let intro = match use_scope().mode {
        Mode::Test => "These keys open test data only. A key is shown once, when you make it.",
        Mode::Live => "These keys open live data. A key is shown once, when you make it.",
    };
    let count = (!keys.is_empty()).then(|| keys.len().to_string());
    let listed = if keys.is_empty() {
        view! {
            <EmptyState title="No keys yet" icon="lock">
                "Make one for each program that talks to Clientele, so that you can end one without the others."
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <KeysTable keys /> }.into_any()
    };
    view! {
        {fresh.map(|fresh| view! { <FreshKey fresh /> })}
        <Section id="keys" title="API keys" count intro>
            {listed}
        </Section>
        <Section id="new-key" title="New key">
            <NewKeyForm posted />
        </Section>
    }
}

/// The key, this once.
#[component]
fn FreshKey(fresh: Fresh) -> impl IntoView {
    view! {
        <Banner tone=Tone::Good inset=true alert=true>
            <p>
                "This is the key " <b dir="auto">{fresh.name}</b>
                ". Copy it now and keep it where only your program finds it: it is not shown again."
            </p>
            <CopyId value=fresh.text what="the key" />
        </Banner>
    }
}

#[component]
fn KeysTable(keys: Vec<ApiKey>) -> impl IntoView {
    let head = view! {
        <Column class="fill">"Name"</Column>
        <Column>"Key"</Column>
        <Column>"May do"</Column>
        <Column>"Last used"</Column>
        <Column>"Made by"</Column>
        <Column>
            <span class="visually-hidden">"End it"</span>
        </Column>
    };
    let rows = keys.into_iter().map(|key| view! { <KeyRow key=key /> }).collect_view();
    view! {
        <Table label="API keys" head=head.into_any()>
            {rows}
        </Table>
    }
}

#[component]
fn KeyRow(key: ApiKey) -> impl IntoView {
    let used = match key.last_used_at {
        Some(at) => view! { <Time at /> }.into_any(),
        None => view! { <span class="muted">"Never"</span> }.into_any(),
    };
    let end = match key.revoked_at {
        Some(_) => view! { <Badge tone=Tone::Neutral icon="circle-x" plain=true>"Revoked"</Badge> }.into_any(),
        None => view! { <Revoke id=key.id.to_string() name=key.name.clone() /> }.into_any(),
    };
    let (label, access) = (key.label(), access_words(&key));
    view! {
        <Row>
            <RowHead class="wrap">
                <span dir="auto">{key.name}</span>
            </RowHead>
            <Cell at="row">
                <code>{label}</code>
            </Cell>
            <Cell at="row">{access}</Cell>
            <Cell at="figure">{used}</Cell>
            <Cell at="drop">
                <span class="muted">
                    <span dir="auto">{key.created_by}</span>
                    ", "
                    <Time at=key.created_at form=TimeForm::Day />
                </span>
            </Cell>
            <Cell at="end" class="actions">
                {end}
            </Cell>
        </Row>
    }
}

/// Ends a key, after a second thought.
#[component]
fn Revoke(id: String, name: String) -> impl IntoView {
    let action = format!("/{}/developers", use_scope());
    view! {
        <details>
            <summary class="button" data-size="s" data-kind="quiet">
                "Revoke"
                <span class="visually-hidden">{format!(" {name}")}</span>
            </summary>
            <form class="stack" data-gap="2" method="post" action=action>
                <input type="hidden" name="act" value="revoke" />
                <input type="hidden" name="key" value=id />
                <p>"Programs that use this key stop working at once."</p>
                <p>
                    <button class="button" data-kind="danger" data-tone="bad" data-size="s" type="submit">
                        "Revoke this key"
                    </button>
                </p>
            </form>
        </details>
    }
}

/// What a key allows, in words.
fn access_words(key: &ApiKey) -> String {
    match (&key.access, key.kind) {
        (_, KeyKind::Publishable) => "Names you, opens nothing".to_owned(),
        (Access::Full, _) => "Everything".to_owned(),
        (Access::Read, _) => "Read everything".to_owned(),
        (Access::Only(grants), _) => {
            let each = grants.iter().map(|grant| {
                let what = grant.resource.label();
                if grant.write { what.to_owned() } else { format!("read {}", what.to_lowercase()) }
            });
            each.collect::<Vec<_>>().join(", ")
        }
    }
}
