//! The customers who paid most, or most often.

use clientele_domain::money::Amount;
use clientele_domain::standing::{Metric, Period};
use leptos::prelude::*;

use super::Shown;
use crate::components::chart::{Measure, Ranked, Ranking};
use crate::components::{Avatar, Money};
use crate::server_fns::analytics::{Asked, TopRow, TopView};

pub(super) const TITLE: &str = "Top customers";

pub(super) fn card(view: TopView, shown: Shown) -> AnyView {
    let TopView { currency, period, by, rows } = view;
    let scope = shown.scope;
    let to = |period: Period, by: Metric| {
        let asked = Asked {
            period: Some(period).filter(|period| *period != Period::All),
            by: Some(by).filter(|by| *by != Metric::TotalSpent),
            ..shown.asked.clone()
        };
        format!("/{scope}/analytics{}#top", asked.search())
    };
    let periods = Period::ALL
        .iter()
        .map(|this| {
            let here = (*this == period).then_some("true");
            view! { <a href=to(*this, by) aria-current=here>{this.label()}</a> }
        })
        .collect_view();
    let metrics = Metric::ALL
        .iter()
        .map(|this| {
            let here = (*this == by).then_some("true");
            view! { <a href=to(period, *this) aria-current=here>{this.label()}</a> }
        })
        .collect_view();
    let empty = rows.is_empty();
    let entries = rows.into_iter().map(|row| entry(row, by, &shown)).collect();
    let list = if empty {
        view! { <p class="muted">"Nobody paid in this period. Choose a longer one."</p> }.into_any()
    } else {
        view! { <Ranking label=TITLE entries /> }.into_any()
    };
    view! {
        <section class="card" id="top" data-span="2" aria-labelledby="top-title">
            <header>
                <h2 id="top-title">{TITLE}</h2>
                <a class="push" href=shown.csv("top") download="" rel="external" aria-label="Top customers as CSV">
                    "CSV"
                </a>
                <p>{format!("In {}, whatever range is chosen above.", currency.code())}</p>
            </header>
            <div class="stack" data-gap="2">
                <div class="segmented fill" role="group" aria-label="Period">
                    {periods}
                </div>
                <div class="segmented fill" role="group" aria-label="Ranked by">
                    {metrics}
                </div>
            </div>
            {list}
        </section>
    }
    .into_any()
}

fn entry(row: TopRow, by: Metric, shown: &Shown) -> Ranked {
    let (scope, currency) = (shown.scope, shown.currency);
    let TopRow { id, name, spent, payments } = row;
    let row = move || {
        let name = if name.is_empty() { "No name".to_owned() } else { name.clone() };
        let figure = match by {
            Metric::TotalSpent => view! { <Money amount=Amount { minor: spent, currency } /> }.into_any(),
            Metric::PaymentCount => view! { <b>{Measure::Count.exact(payments)}</b> }.into_any(),
        };
        view! {
            <Avatar id=id.to_string() name=name.clone() />
            <a href=format!("/{scope}/customers/{id}")>
                <bdi>{name}</bdi>
            </a>
            {figure}
        }
    };
    let value = if by == Metric::TotalSpent { spent } else { payments };
    Ranked { value, row: row.into() }
}
