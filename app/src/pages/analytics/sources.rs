//! Where money came from: over time, in parts of the whole, and by each payment link.

use clientele_domain::money::Amount;
use clientele_domain::payment::Source;
use leptos::prelude::*;

use super::Shown;
use crate::components::chart::{Figures, Look, Measure, Series, ShareBar, TimeChart};
use crate::components::{Cell, Column, Money, Row, RowHead, Table};
use crate::server_fns::analytics::{SourceRow, SourcesView};

pub(super) const TITLE: &str = "Revenue by source";
pub(super) const SHARES: &str = "Parts of the whole";
pub(super) const LINKS: &str = "Sources and payment links";

fn name(source: Source) -> &'static str {
    match source {
        Source::PaymentLink => "Payment links",
        Source::Api => "API and imports",
        Source::Subscription => "Subscriptions",
        Source::Checkout => "Checkouts",
    }
}

fn sum_of(rows: &[SourceRow], of: impl Fn(&SourceRow) -> bool) -> i64 {
    rows.iter().filter(|row| of(row)).fold(0, |sum, row| sum.saturating_add(row.gross))
}

pub(super) fn over_time(view: SourcesView, shown: Shown) -> AnyView {
    let money = shown.money();
    let most = view.by_source.iter().max_by_key(|(source, _)| sum_of(&view.rows, |row| row.source == *source));
    let all = sum_of(&view.rows, |_| true);
    let sentence = match most {
        Some((source, _)) if all > 0 => {
            let share = i128::from(sum_of(&view.rows, |row| row.source == *source)) * 1000 / i128::from(all);
            format!("{} brought most: {}.", name(*source), Measure::Share.exact(i64::try_from(share).unwrap_or(0)))
        }
        _ => "Nothing was paid in these days.".to_owned(),
    };
    let series = view
        .by_source
        .into_iter()
        .map(|(source, values)| {
            let place = Source::ALL.iter().rev().position(|known| *known == source).unwrap_or(0);
            Series {
                name: name(source),
                look: Look::Bar(u8::try_from(place + 1).unwrap_or(4)),
                measure: money,
                values,
                figure: Some(money.rounded(sum_of(&view.rows, |row| row.source == source))),
            }
        })
        .collect();
    let figures = Figures { spans: view.spans, series, until: shown.range.unfinished.then_some(shown.range.to) };
    let csv = shown.csv("sources");
    view! { <TimeChart id="sources" title=TITLE span=4 sentence=Some(sentence) figures csv /> }.into_any()
}

pub(super) fn shares(view: SourcesView, shown: Shown) -> AnyView {
    let money = shown.money();
    let plans = sum_of(&view.rows, |row| row.source == Source::Subscription);
    let once = sum_of(&view.rows, |row| row.source != Source::Subscription);
    let sources = Source::ALL
        .iter()
        .rev()
        .map(|source| (name(*source).to_owned(), sum_of(&view.rows, |row| row.source == *source)))
        .collect();
    view! {
        <section class="card shares" data-span="2" aria-labelledby="parts-title">
            <header>
                <h2 id="parts-title">{SHARES}</h2>
                <p>"What was paid in these days, refunded later or not."</p>
            </header>
            <h3>"Subscriptions and one-time"</h3>
            <ShareBar
                label="Subscriptions and one-time"
                measure=money
                parts=vec![("Subscriptions".to_owned(), plans), ("One-time".to_owned(), once)]
            />
            <h3>"Sources"</h3>
            <ShareBar label="Sources" measure=money parts=sources />
        </section>
    }
    .into_any()
}

pub(super) fn links(view: SourcesView, shown: Shown) -> AnyView {
    let head = view! {
        <Column class="fill">"Source"</Column>
        <Column class="num">"Paid"</Column>
        <Column class="num">"Given back"</Column>
        <Column class="num">"Net"</Column>
        <Column class="num">"Payments"</Column>
        <Column class="num">"Customers"</Column>
        <Column class="num">"First converted"</Column>
    };
    let empty = view.rows.is_empty();
    let rows = view.rows.into_iter().map(|row| source_row(row, &shown)).collect_view();
    let table = if empty {
        view! { <p class="muted">"Nothing was paid in these days. Choose a longer range."</p> }.into_any()
    } else {
        view! {
            <Table label=LINKS head=head.into_any()>
                {rows}
            </Table>
        }
        .into_any()
    };
    view! {
        <section class="card" id="links" data-span="6" aria-labelledby="links-title">
            <header>
                <h2 id="links-title">{LINKS}</h2>
                <a class="push" href=shown.csv("sources") download="" rel="external" aria-label="Sources and payment links as CSV">
                    "CSV"
                </a>
                <p>"“First converted” counts customers whose very first payment came this way."</p>
            </header>
            {table}
        </section>
    }
    .into_any()
}

fn source_row(row: SourceRow, shown: &Shown) -> impl IntoView + use<> {
    let (scope, currency) = (shown.scope, shown.currency);
    let money = move |minor: i64| view! { <Money amount=Amount { minor, currency } /> };
    let count = |count: i64| Measure::Count.exact(count);
    let named = if row.link.is_empty() {
        name(row.source).into_any()
    } else {
        let title = if row.name.is_empty() { row.link.clone() } else { row.name };
        view! {
            <a href=format!("/{scope}/payment-links/{}", row.link)>
                <bdi>{title}</bdi>
            </a>
            " "
            <small class="muted">"Payment link"</small>
        }
        .into_any()
    };
    view! {
        <Row>
            <RowHead class="wrap">{named}</RowHead>
            <Cell class="num" at="figure">
                {money(row.gross)}
            </Cell>
            <Cell class="num" at="drop">
                {money(row.refunded)}
            </Cell>
            <Cell class="num" at="drop">
                {money(row.net)}
            </Cell>
            <Cell class="num" at="row">
                {count(row.payments)}
                <span data-narrow="">" payments"</span>
            </Cell>
            <Cell class="num" at="drop">
                {count(row.customers)}
            </Cell>
            <Cell class="num" at="end">
                {count(row.firsts)}
                <span data-narrow="">" first converted"</span>
            </Cell>
        </Row>
    }
}
