//! One payment link: its address, what it sells and asks, what it brought, and an end to it.

use clientele_domain::checkout::Sale;
use clientele_domain::id::PaymentLinkId;
use clientele_domain::money::grouped;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::sold::{amount, counted, times};
use crate::components::{
    Act, Banner, Breadcrumb, CopyId, Fact, Icon, KeyValue, Money, PageHead, SecondThought, Section, Stat, Stats, Time,
    TimeForm, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::pages::products::SoldBadge;
use crate::pages::terms::AskedOf;
use crate::problem::Problem;
use crate::server_fns::links::{self, LinkSummary, LinkView};

/// `/{merchant}/{mode}/payment-links/{id}`
#[component]
pub fn LinkPage() -> impl IntoView {
    let (scope, params) = (use_scope(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<PaymentLinkId>().ok()));
    let fetched = Resource::new(
        move || id.get(),
        move |id| async move { links::detail(scope, id.ok_or(Problem::NotFound)?).await },
    );
    view! {
        <div class="page">
            <Loaded from=fetched let(view)>
                <OneLink view />
            </Loaded>
        </div>
    }
}

#[component]
fn OneLink(view: LinkView) -> impl IntoView {
    let LinkView { link, posted } = view;
    let list = format!("/{}/payment-links", use_scope());
    let here = format!("{list}/{}", link.link.id);
    let (title, active, sells) = (link.link.name.clone(), link.link.active, link.sells);
    let writes = use_viewer().may(Permission::CatalogWrite);
    let (open, whole) = (link.url.clone(), posted.message("form"));
    let again = (writes && !active)
        .then(|| view! { <Act action=here.clone() act="unarchive" icon="rotate-cw" label="Sell again" /> });
    let change = format!("{here}/edit");
    let edit = writes.then(|| {
        view! {
            <a class="button" href=change>
                <Icon name="pencil" />
                "Edit"
            </a>
        }
    });
    let sold = view! { <WhatItSells link=link.clone() /> };
    let asked = view! { <AskedOf terms=link.link.terms.clone() /> };
    view! {
        <Title text=title.clone() />
        <Breadcrumb trail=vec![("Payment links".to_owned(), list)] current=title.clone() />
        <PageHead title>
            <a class="button" href=open rel="external">
                <Icon name="link" />
                "Open"
            </a>
            {edit}
            {again}
        </PageHead>
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            {(!sells).then(|| view! { <SellsNothing active /> })}
            <Brought link=link.clone() />
            <Facts link />
        </div>
        <Section id="sells" title="What it sells">
            {sold}
        </Section>
        <Section id="asks" title="What the buyer is asked">
            {asked}
        </Section>
        {(writes && active).then(|| view! { <End action=here /> })}
    }
}

/// Why nobody can buy.
#[component]
fn SellsNothing(active: bool) -> impl IntoView {
    let sentence = if active {
        "Something that this link sells is archived, so nobody can buy. Sell it again, or make another link."
    } else {
        "This link is archived. Whoever opens it reads that nothing is sold there any more."
    };
    view! {
        <Banner tone=if active { Tone::Warn } else { Tone::Info } inset=true>
            <p>{sentence}</p>
        </Banner>
    }
}

/// How often it was paid, and what came in by currency.
#[component]
fn Brought(link: LinkSummary) -> impl IntoView {
    let count = grouped(&times(&link.paid).to_string());
    let costs = amount(&link);
    let volumes = link
        .paid
        .into_iter()
        .map(|paid| {
            let label = format!("Came in, {}", paid.amount.currency);
            let detail = format!("in {} payments, refunds not taken off", grouped(&paid.payments.to_string()));
            view! {
                <Stat label detail>
                    <Money amount=paid.amount headline=true />
                </Stat>
            }
        })
        .collect_view();
    view! {
        <Stats>
            {costs
                .map(|amount| {
                    view! {
                        <Stat label="Costs">
                            <Money amount headline=true />
                        </Stat>
                    }
                })}
            <Stat label="Times paid">{count}</Stat>
            {volumes}
        </Stats>
    }
}

#[component]
fn Facts(link: LinkSummary) -> impl IntoView {
    let otherwise = if link.link.active { "Can’t be bought" } else { "Archived" };
    let (url, id) = (link.url, link.link.id.to_string());
    view! {
        <KeyValue>
            <Fact name="Address">
                <CopyId value=url what="the link’s address" />
            </Fact>
            <Fact name="Status">
                <SoldBadge sold=link.sells otherwise />
            </Fact>
            <Fact name="Id">
                <CopyId value=id what="payment link id" />
            </Fact>
            <Fact name="Made">
                <Time at=link.link.created_at form=TimeForm::Moment />
            </Fact>
        </KeyValue>
    }
}

#[component]
fn WhatItSells(link: LinkSummary) -> impl IntoView {
    let scope = use_scope();
    if let Sale::Amount { title, description, amount } = link.link.terms.sale {
        return view! {
            <KeyValue>
                <Fact name="Title">
                    <bdi>{title}</bdi>
                </Fact>
                <Fact name="Amount">
                    <Money amount />
                </Fact>
                {(!description.is_empty())
                    .then(|| {
                        view! {
                            <Fact name="Description">
                                <span dir="auto">{description}</span>
                            </Fact>
                        }
                    })}
            </KeyValue>
        }
        .into_any();
    }
    let items = link.items.into_iter().map(|item| {
        let (href, words, label) =
            (format!("/{scope}/products/{}", item.price.product), counted(&item), item.price.label());
        let archived = (!item.price.is_sold()).then(|| view! { " "<SoldBadge sold=false /> });
        view! {
            <li>
                <a href=href>
                    <bdi>{words}</bdi>
                </a>
                {format!(", {label}")}
                {archived}
            </li>
        }
    });
    view! { <ul class="lines">{items.collect_view()}</ul> }.into_any()
}

#[component]
fn End(action: String) -> impl IntoView {
    view! {
        <Section id="end" title="Stop selling by it">
            <div class="cluster ends">
                <SecondThought
                    action
                    act="archive"
                    label="Archive"
                    warning="Whoever opens the link reads that nothing is sold there any more. You can sell by it again later."
                    confirm="Archive this link"
                />
            </div>
        </Section>
    }
}
