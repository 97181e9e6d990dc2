//! Figures over time: stacks of bars, and lines over them.

use clientele_domain::analytics::Day;
use leptos::prelude::*;

use super::card::ChartCard;
use super::geometry::{COLUMN, Scale, area, dot, line, named, place, reach, stack};
use super::legend::Legend;
use super::points::{Point, Points};
use super::words::{Span, use_local, written};
use super::{Figures, Look, Measure, Series};

/// So many columns get words beneath them.
const NAMED: usize = 12;

/// A chart of figures over time, in its card.
#[component]
pub fn TimeChart(
    /// Names the chart and its parts.
    id: &'static str,
    title: &'static str,
    /// What it says, in a sentence.
    #[prop(default = None)]
    sentence: Option<String>,
    figures: Figures,
    /// Where the figures lie as a file.
    csv: String,
    #[prop(default = 3)] span: u8,
) -> impl IntoView {
    let scale = scale(&figures);
    let (measure, columns) = (figures.measure(), figures.spans.len());
    let summary = format!("{title}. {} {}", sentence.clone().unwrap_or_default(), extremes(&figures));
    let keys = figures
        .series
        .iter()
        .filter(|series| series.look != Look::Told)
        .map(|series| (series.look, series.name.to_owned(), series.figure.clone()))
        .collect();
    let remark = figures.until.map(|until| view! { <Until until /> }.into_any());
    let points = points(&figures);
    let table = view! { <FiguresTable title figures=figures.clone() /> }.into_any();
    let brief = figures.within_a_year();
    let unfinished = figures.until.is_some();
    view! {
        <ChartCard id title span sentence table csv remark>
            <Legend keys />
            <div class="chart">
                <Marks scale measure />
                <svg
                    xmlns="http://www.w3.org/2000/svg"
                    viewBox=format!("0 0 {} 100", columns.max(1) * COLUMN)
                    preserveAspectRatio="none"
                    role="img"
                    aria-label=summary
                >
                    <Grid scale columns />
                    <Bars figures=figures.clone() scale />
                    <Lines series=figures.series scale />
                </svg>
                <Points id label=format!("{title}, point by point") points />
                <Names spans=figures.spans brief unfinished />
            </div>
        </ChartCard>
    }
}

fn scale(figures: &Figures) -> Scale {
    let bars: Vec<&[i64]> =
        figures.series.iter().filter(|series| series.look.is_bar()).map(|series| &*series.values).collect();
    let lines = figures
        .series
        .iter()
        .filter(|series| !series.look.is_bar() && series.look != Look::Told)
        .flat_map(|series| series.values.iter().copied());
    Scale::around(reach(&bars, figures.spans.len()).into_iter().chain(lines), figures.measure().unit())
}

/// Where the first series is lowest and highest, for those who don't see it.
fn extremes(figures: &Figures) -> String {
    let Some(first) = figures.series.first() else { return String::new() };
    let told = |place: Option<(usize, &i64)>, word: &str| {
        let (place, value) = place?;
        Some(format!("{word} {} in {}", first.measure.exact(*value), figures.spans.get(place)?.full(false)))
    };
    let low = told(first.values.iter().enumerate().min_by_key(|(_, value)| **value), "Lowest:");
    let high = told(first.values.iter().enumerate().max_by_key(|(_, value)| **value), "highest:");
    match (low, high) {
        (Some(low), Some(high)) => format!("{}. {low}, {high}.", first.name),
        _ => String::new(),
    }
}

fn points(figures: &Figures) -> Vec<Point> {
    let local = use_local();
    let point = |(place, span): (usize, &Span)| {
        let (span, told) = (*span, figures.series.iter().filter_map(|series| told(series, place)).collect());
        Point { name: Signal::derive(move || span.full(local())), figures: told }
    };
    figures.spans.iter().enumerate().map(point).collect()
}

fn told(series: &Series, place: usize) -> Option<(Look, String, String)> {
    Some((series.look, series.name.to_owned(), series.measure.exact(*series.values.get(place)?)))
}

/// The marks of the axis, in words.
#[component]
pub(super) fn Marks(scale: Scale, measure: Measure) -> impl IntoView {
    let marks =
        scale.ticks().into_iter().map(|tick| view! { <li><span data-text="">{measure.brief(tick, scale)}</span></li> });
    view! { <ol aria-hidden="true">{marks.collect_view()}</ol> }
}

/// A hairline for each mark, a stronger one for zero.
#[component]
pub(super) fn Grid(scale: Scale, columns: usize) -> impl IntoView {
    let width = columns.max(1) * COLUMN;
    let lines = scale.ticks().into_iter().map(move |tick| {
        let class = if tick == 0 { "axis" } else { "grid" };
        view! { <path class=class d=format!("M0 {}H{width}", place(scale.y(tick)))></path> }
    });
    lines.collect_view()
}

#[component]
fn Bars(figures: Figures, scale: Scale) -> impl IntoView {
    let bars: Vec<&Series> = figures.series.iter().filter(|series| series.look.is_bar()).collect();
    let last = figures.spans.len().saturating_sub(1);
    let column = |column: usize| {
        let values: Vec<i64> = bars.iter().filter_map(|series| series.values.get(column).copied()).collect();
        let shapes = stack(column, &values, scale)
            .into_iter()
            .zip(&bars)
            .filter(|(bar, _)| bar.height > 0.0)
            .map(|(bar, series)| {
                view! {
                    <rect
                        class=series.look.class()
                        x=place(bar.x)
                        y=place(bar.y)
                        width=place(bar.width)
                        height=place(bar.height)
                    ></rect>
                }
            })
            .collect_view();
        let opacity = (figures.until.is_some() && column == last).then_some("0.7");
        view! { <g opacity=opacity>{shapes}</g> }
    };
    (!bars.is_empty()).then(|| (0..figures.spans.len()).map(column).collect_view())
}

#[component]
fn Lines(series: Vec<Series>, scale: Scale) -> impl IntoView {
    series
        .into_iter()
        .filter(|series| !series.look.is_bar() && series.look != Look::Told)
        .map(|series| {
            let class = format!("line {}", series.look.class());
            let filled =
                (series.look == Look::Area).then(|| view! { <path class="area" d=area(&series.values, scale)></path> });
            // The period before has no end that matters.
            let end = (series.look != Look::Before).then(
                || view! { <path class=format!("dot {}", series.look.class()) d=dot(&series.values, scale)></path> },
            );
            view! {
                {filled}
                <path class=class d=line(&series.values, scale)></path>
                {end}
            }
        })
        .collect_view()
}

/// The names of the columns, as many as there is room for. Every other one gives way on a narrow screen.
#[component]
fn Names(spans: Vec<Span>, brief: bool, unfinished: bool) -> impl IntoView {
    let local = use_local();
    let last = spans.len().saturating_sub(1);
    let wide = !brief;
    let shown = named(spans.len(), if wide { NAMED / 2 } else { NAMED });
    let half = named(spans.len(), if wide { NAMED / 4 } else { NAMED / 2 });
    let names = spans
        .into_iter()
        .enumerate()
        .map(|(place, span)| {
            let star = if unfinished && place == last { "*" } else { "" };
            let text =
                shown(place).then(|| view! { <span data-text="">{move || span.brief(brief, local())}{star}</span> });
            let minor = (!half(place)).then_some("");
            view! { <li data-minor=minor>{text}</li> }
        })
        .collect_view();
    view! { <ol aria-hidden="true">{names}</ol> }
}

#[component]
fn Until(until: Day) -> impl IntoView {
    let local = use_local();
    view! { "* to " {move || written(until, "day month year", local())} }
}

/// The same figures as a table, for those who read rather than look.
#[component]
fn FiguresTable(title: &'static str, figures: Figures) -> impl IntoView {
    let local = use_local();
    let Figures { spans, series, .. } = figures;
    let head = series.iter().map(|series| view! { <th scope="col" class="num">{series.name}</th> }).collect_view();
    let rows = spans
        .into_iter()
        .enumerate()
        .map(|(place, span)| {
            let cells = series
                .iter()
                .map(|series| {
                    let text = series.values.get(place).map(|value| series.measure.exact(*value));
                    view! { <td class="num">{text}</td> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{move || span.full(local())}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table" aria-label=title>
            <thead>
                <tr>
                    <th scope="col">"When"</th>
                    {head}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
