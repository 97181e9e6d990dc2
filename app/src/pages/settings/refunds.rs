//! When a refund waits for somebody else who agrees to it.

use clientele_domain::money::{Amount, Currency};
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{Head, Place};
use crate::components::{
    Banner, EmptyState, Section, SelectField, SubmitButton, TableSkeleton, TextField, Time, TimeForm, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::posted::Posted;
use crate::server_fns::refund_queue::{self, ApprovalView, LimitView};

/// `/{merchant}/{mode}/settings/refunds`
#[component]
pub fn RefundSettingsPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| refund_queue::limits(scope));
    view! {
        <Title text="Refund settings" />
        <div class="page">
            <Head current=Place::Refunds />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=3 columns=2 label="Settings, loading" /> }
                let(view)
            >
                <Limits view />
            </Loaded>
        </div>
    }
}

const INTRO: &str = "Above this much, what a support member gives back of a payment waits until somebody else agrees: an \
                     owner or an admin. Several refunds of the same payment by the same person count together. Owners, \
                     admins and your programs give back any amount alone.";

#[component]
fn Limits(view: ApprovalView) -> impl IntoView {
    let ApprovalView { limits, currencies, posted } = view;
    let may_write = use_viewer().may(Permission::SettingsWrite);
    let body = if may_write {
        view! { <LimitsForm limits=limits.clone() currencies posted /> }.into_any()
    } else {
        let who = Permission::SettingsWrite.holders();
        view! {
            <InForce limits=limits.clone() />
            <p class="muted">{format!("Changing this takes {who}.")}</p>
        }
        .into_any()
    };
    view! {
        <div class="split policy">
            <Section id="approval" title="Refunds that need an approval" intro=INTRO>
                {body}
            </Section>
            <aside class="card" aria-labelledby="meaning">
                <header>
                    <h2 id="meaning">"What that means"</h2>
                </header>
                <Meaning limits />
            </aside>
        </div>
    }
}

/// The limits in words, each with an example.
#[component]
fn Meaning(limits: Vec<LimitView>) -> impl IntoView {
    if limits.is_empty() {
        return view! {
            <p class="muted">
                "There is no limit, so that no refund waits for an approval. Whoever may refund gives back any amount alone."
            </p>
        }
        .into_any();
    }
    let only = limits.len() == 1;
    let sentences = limits.into_iter().map(|limit| view! { <li>{in_words(limit.most)}</li> }).collect_view();
    let others = if only { "In other currencies" } else { "In every other currency" };
    view! {
        <div class="stack">
            <ul class="stack">
                {sentences}
                <li class="muted">{format!("{others} no refund waits.")}</li>
            </ul>
            <p class="muted">
                "Nobody approves a refund that they asked for themselves. What waits already goes on waiting when a limit changes."
            </p>
        </div>
    }
    .into_any()
}

fn in_words(most: Amount) -> String {
    if most.minor == 0 {
        return format!("Every refund in {} by a support member waits.", most.currency);
    }
    let above = Amount { minor: most.minor.saturating_add(1), ..most };
    format!("A support member gives back up to {most} of a payment alone. From {above} on it waits.")
}

/// For those who may only look.
#[component]
fn InForce(limits: Vec<LimitView>) -> impl IntoView {
    if limits.is_empty() {
        return view! {
            <EmptyState title="No limit" icon="undo-2">
                "No refund waits for an approval."
            </EmptyState>
        }
        .into_any();
    }
    let limits = limits
        .into_iter()
        .map(|limit| {
            view! {
                <li>
                    <div>
                        <h3>{limit.name.clone()}</h3>
                        <p>
                            <Decided limit=limit.clone() />
                        </p>
                    </div>
                    <b>{limit.most.to_string()}</b>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="settings">{limits}</ul> }.into_any()
}

/// Who decided it last.
#[component]
fn Decided(limit: LimitView) -> impl IntoView {
    view! {
        "Set by "
        <bdi>{limit.by}</bdi>
        ", "
        <Time at=limit.at form=TimeForm::Moment />
    }
}

#[component]
fn LimitsForm(limits: Vec<LimitView>, currencies: Vec<(String, String)>, posted: Posted) -> impl IntoView {
    let (scope, own) = (use_scope(), use_viewer().currency);
    let whole = posted.message("form");
    let first = limits.is_empty();
    let free = without(currencies, &limits, own);
    let (amount, currency) = (posted.value("amount"), posted.value("currency"));
    let currency = if posted.values.is_empty() {
        free.first().map(|(code, _)| code.clone()).unwrap_or_default()
    } else {
        currency
    };
    let rows = limits
        .into_iter()
        .map(|limit| {
            let field = format!("limit.{}", limit.most.currency.code());
            let value = if posted.values.is_empty() { limit.most.decimal() } else { posted.value(&field) };
            let error = posted.message(&field);
            let label = format!("{} ({})", limit.name, limit.most.currency);
            view! {
                <div class="limit">
                    <TextField name=field label value error hint="Empty it for no limit." />
                    <p class="muted">
                        <Decided limit />
                    </p>
                </div>
            }
        })
        .collect_view();
    let another = if first { "A limit" } else { "Another currency" };
    view! {
        <form class="stack limits" data-gap="4" method="post" action=format!("/{scope}/settings/refunds") novalidate>
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            {rows}
            <fieldset>
                <legend>{another}</legend>
                <div class="fields">
                    <SelectField
                        name="currency"
                        label="Currency"
                        options=free
                        value=currency
                        error=posted.message("currency")
                    />
                    <TextField
                        name="amount"
                        label="Waits above"
                        value=amount
                        optional={!first}
                        placeholder="100.00"
                        hint="At 0 every refund waits."
                        error=posted.message("amount")
                    />
                </div>
            </fieldset>
            <div class="cluster">
                <SubmitButton label="Save changes" busy_label="Saving" icon="check" />
            </div>
        </form>
    }
}

/// The currencies without a limit, the merchant's own first.
fn without(currencies: Vec<(String, String)>, limits: &[LimitView], own: Currency) -> Vec<(String, String)> {
    let free =
        currencies.into_iter().filter(|(code, _)| !limits.iter().any(|limit| limit.most.currency.code() == code));
    let (first, others): (Vec<_>, Vec<_>) = free.partition(|(code, _)| code == own.code());
    first.into_iter().chain(others).collect()
}
