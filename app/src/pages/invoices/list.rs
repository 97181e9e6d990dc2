//! The list of invoices. What is overdue comes first, with what it comes to.

use clientele_domain::invoice::InvoiceStatus;
use clientele_domain::money::Amount;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{InvoiceBadge, OnlyOf, Whose};
use crate::components::{
    Cell, Column, EmptyState, Money, PageHead, Row, RowHead, Stat, Stats, Tab, Table, Tabs, Time, TimeForm,
};
use crate::frame::use_scope;
use crate::pages::listing::{Pages, address, listed};
use crate::server_fns::invoices::{self, InvoiceSummary, InvoicesView, Which};

/// What the address asks for: which, whose, and after which.
type Asked = (Which, String, String);

/// `/{merchant}/{mode}/invoices`
#[component]
pub fn InvoicesPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let text = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| (Which::read(&text("show")), text("customer"), text("after")));
    let fetch =
        move |(which, customer, after): Asked| invoices::invoices(scope, which.word().to_owned(), customer, after);
    view! {
        <Title text="Invoices" />
        <div class="page">
            <PageHead title="Invoices" />
            <Which asked />
            {listed(asked, fetch, "Invoices, loading", |view, asked| view! { <Invoices view asked /> }.into_any())}
        </div>
    }
}

#[component]
fn Which(asked: Memo<Asked>) -> impl IntoView {
    let here = format!("/{}/invoices", use_scope());
    let tab = move |which: Which, label: &'static str| {
        let here = here.clone();
        // Of one customer there is no view of its own for what is overdue.
        let is = move |(now, customer, _): &Asked| {
            *now == which || (!customer.is_empty() && *now == Which::Overdue && which == Which::All)
        };
        let href = asked.with(|(_, customer, _)| address(&here, &[("show", which.word()), ("customer", customer)]));
        view! { <Tab href label current=Signal::derive(move || asked.with(is)) /> }
    };
    let everybody = asked.with(|(_, customer, _)| customer.is_empty());
    let statuses = [
        InvoiceStatus::Open,
        InvoiceStatus::Paid,
        InvoiceStatus::Draft,
        InvoiceStatus::Uncollectible,
        InvoiceStatus::Void,
    ];
    view! {
        <Tabs label="Invoices" bleed=true>
            {everybody.then(|| tab(Which::Overdue, "Overdue"))}
            {tab(Which::All, "All")}
            {statuses.map(|status| tab(Which::In(status), status.label())).into_iter().collect_view()}
        </Tabs>
    }
}

#[component]
fn Invoices(view: InvoicesView, asked: Asked) -> impl IntoView {
    let (which, whose, after) = asked;
    let path = format!("/{}/invoices", use_scope());
    let only = view.customer.map(|(customer, name)| {
        let all = address(&path, &[("show", if which == Which::Overdue { "all" } else { which.word() })]);
        view! { <OnlyOf customer name all /> }
    });
    if view.invoices.is_empty() && after.is_empty() {
        return view! { {only} <Empty which /> }.into_any();
    }
    let sums = (!view.overdue.is_empty()).then(|| view! { <Sums sums=view.overdue more=view.overdue_more /> });
    let last = view.invoices.last().filter(|_| view.more).map(|last| last.id.to_string());
    let what = if which == Which::Overdue && whose.is_empty() {
        "invoices, the longest overdue first"
    } else {
        "invoices, newest first"
    };
    view! {
        {only}
        {sums}
        <InvoicesTable invoices=view.invoices.clone() bleed=true />
        <Pages
            path
            asked=vec![("show", which.word().to_owned()), ("customer", whose)]
            after
            last
            shown=view.invoices.len()
            what
        />
    }
    .into_any()
}

/// What everything overdue comes to. Figures of different currencies are never added.
#[component]
fn Sums(sums: Vec<(Amount, i64)>, more: bool) -> impl IntoView {
    let sums = sums
        .into_iter()
        .map(|(amount, count)| {
            let detail = match (count, more) {
                (1, false) => "1 invoice".to_owned(),
                (count, false) => format!("{count} invoices"),
                (count, true) => format!("{count} of the longest overdue invoices"),
            };
            view! {
                <Stat label=format!("Overdue in {}", amount.currency.code()) detail>
                    <Money amount headline=true />
                </Stat>
            }
        })
        .collect_view();
    view! { <Stats>{sums}</Stats> }
}

#[component]
fn Empty(which: Which) -> impl IntoView {
    let (title, sentence) = match which {
        Which::Overdue => (
            "Nothing is overdue",
            "Invoices that are not paid by their day are listed here, the longest overdue first.",
        ),
        Which::All => (
            "No invoices yet",
            "Each period of a subscription makes one, and your programs can make others. They are numbered without a gap.",
        ),
        Which::In(InvoiceStatus::Draft) => (
            "No drafts",
            "While a subscription is paused, its invoices wait here until you make them out or void them.",
        ),
        Which::In(InvoiceStatus::Open) => {
            ("Nothing waits to be paid", "Invoices that are out and not paid yet are listed here.")
        }
        Which::In(InvoiceStatus::Paid) => ("Nothing is paid yet", "Invoices that were paid are listed here."),
        Which::In(InvoiceStatus::Uncollectible) => (
            "Nothing was written off",
            "Invoices whose money nobody expects any more are listed here. They still count as unpaid.",
        ),
        Which::In(InvoiceStatus::Void) => {
            ("Nothing is void", "Invoices that were taken back are listed here. They keep their numbers.")
        }
    };
    view! {
        <EmptyState title icon="receipt-text">
            {sentence}
        </EmptyState>
    }
}

/// Invoices, one a row. `bleed` runs to the edges of the page.
#[component]
pub fn InvoicesTable(
    invoices: Vec<InvoiceSummary>,
    #[prop(optional)] bleed: bool,
    /// On a page about one customer nobody needs to be told whose they are.
    #[prop(optional)]
    of_one: bool,
) -> impl IntoView {
    let head = view! {
        <Column class="fill">"Invoice"</Column>
        {(!of_one).then(|| view! { <Column>"Customer"</Column> })}
        <Column>"Status"</Column>
        <Column>"Due"</Column>
        <Column class="num">"Amount"</Column>
    };
    let rows = invoices.into_iter().map(|invoice| view! { <InvoiceRow invoice of_one /> }).collect_view();
    view! {
        <Table label="Invoices" head=head.into_any() bleed>
            {rows}
        </Table>
    }
}

#[component]
fn InvoiceRow(invoice: InvoiceSummary, of_one: bool) -> impl IntoView {
    let href = format!("/{}/invoices/{}", use_scope(), invoice.id);
    let InvoiceSummary { label, title, customer, name, status, overdue, total, left, due_at, .. } = invoice;
    // Of what is partly paid it matters how much is left.
    let partly = (status == InvoiceStatus::Open && left.minor < total.minor).then(|| {
        view! {
            <small class="muted">
                <Money amount=left />
                " left"
            </small>
        }
    });
    view! {
        <Row>
            <RowHead class="wrap">
                <a href=href>{label}</a>
                <small class="muted excerpt" dir="auto">
                    {title}
                </small>
            </RowHead>
            {(!of_one)
                .then(|| {
                    view! {
                        <Cell at="row">
                            <Whose customer name />
                        </Cell>
                    }
                })}
            <Cell at="row">
                <InvoiceBadge status overdue />
            </Cell>
            <Cell at="end">
                <Time at=due_at form=TimeForm::Day />
            </Cell>
            <Cell class="num" at="figure">
                <Money amount=total />
                {partly}
            </Cell>
        </Row>
    }
}
