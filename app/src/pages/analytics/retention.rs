//! Who comes back: of the customers who paid first in a month, how many paid again in each month after it.

use clientele_domain::analytics::Grain;
use leptos::prelude::*;

use super::Shown;
use crate::components::chart::{HeatRow, HeatTable, Measure, Span, use_local};
use crate::server_fns::analytics::CohortRow;

pub(super) const TITLE: &str = "Who comes back";

/// So many months are shown, of first payments and after them; the file has all.
const MOST: usize = 13;

pub(super) fn card(cohorts: Vec<CohortRow>, shown: Shown) -> AnyView {
    let local = use_local();
    let more = cohorts.len() > MOST;
    let recent: Vec<CohortRow> = cohorts.into_iter().rev().take(MOST).rev().collect();
    let width = recent.iter().map(|row| row.active.len().saturating_sub(1)).max().unwrap_or(0).min(MOST - 1);
    let columns = (1..=width).map(|month| if month == 1 { "Month 1".to_owned() } else { month.to_string() }).collect();
    let rows: Vec<HeatRow> = recent
        .into_iter()
        .map(|row| {
            let month = Span { day: row.month, hour: 0, grain: Grain::Month };
            let cells = row.active.iter().skip(1).take(width).map(|active| cell(*active, row.size)).collect();
            HeatRow { name: Signal::derive(move || month.full(local())), size: row.size, cells }
        })
        .collect();
    let table = if rows.is_empty() {
        view! { <p class="muted">"Nobody has paid yet. The first payment begins this table."</p> }.into_any()
    } else {
        view! {
            <div class="table-wrap" role="region" aria-label="Who comes back, by month" tabindex="0">
                <HeatTable labelled_by="retention-title" head=("First paid", "Customers") columns rows />
            </div>
        }
        .into_any()
    };
    let rest = if more { " The last 13 months; the file has all." } else { "" };
    let alone = shown.alone();
    view! {
        <section class="card" id="retention" data-span="6" aria-labelledby="retention-title">
            <header>
                <h2 id="retention-title">{TITLE}</h2>
                <a class="push" href=shown.csv("cohorts") download="" rel="external" aria-label="Who comes back as CSV">
                    "CSV"
                </a>
                <p>
                    "Share of each month’s new customers who paid again, by months since their first payment. The last month \
                     of a row is not over yet." {rest} {alone}
                </p>
            </header>
            {table}
        </section>
    }
    .into_any()
}

fn cell(active: i64, size: i64) -> (i64, String) {
    let share = active.saturating_mul(1000) / size.max(1);
    (share, format!("{} of {}", Measure::Count.exact(active), Measure::Count.exact(size)))
}
