//! How many are worth how much.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::card::ChartCard;
use super::geometry::{COLUMN, Scale, named, place, stack};
use super::plot::{Grid, Marks};
use super::points::{Point, Points};
use super::{Legend, Look, Measure};

/// Those between two values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueRange {
    /// From this value.
    pub from: i64,
    /// To less than this one.
    pub to: i64,
    /// How many.
    pub count: i64,
    /// What they come to together.
    pub sum: i64,
}

/// A chart of how many lie between which values, in its card. Those who are worth most stand out.
#[component]
pub fn Histogram(
    id: &'static str,
    title: &'static str,
    #[prop(default = None)] sentence: Option<String>,
    ranges: Vec<ValueRange>,
    /// What the values are.
    measure: Measure,
    /// What is counted, such as "customers".
    what: &'static str,
    /// The value in the middle.
    median: Option<i64>,
    /// From this value on they stand out.
    notable: i64,
    csv: String,
    #[prop(default = 3)] span: u8,
) -> impl IntoView {
    let scale = Scale::around(ranges.iter().map(|range| range.count), 1);
    let columns = ranges.len();
    let mark = median.and_then(|median| at(&ranges, median).map(|x| (x, measure.rounded(median))));
    let label = format!("{title}. {}", sentence.clone().unwrap_or_default());
    let keys = keys(&ranges, measure, notable);
    let table = view! { <RangesTable title what measure ranges=ranges.clone() /> }.into_any();
    let points = ranges.iter().map(|range| point(range, measure, what)).collect();
    let bars = ranges.iter().enumerate().map(|(column, range)| {
        let class = if range.from >= notable { "bar" } else { "bar off" };
        let bar = stack(column, &[range.count], scale).into_iter().next();
        bar.map(|bar| {
            // Ranges lie side by side: their bars nearly touch.
            let (x, width) = (place(bar.x - 1.2), place(bar.width + 2.4));
            view! { <rect class=class x=x y=place(bar.y) width=width height=place(bar.height)></rect> }
        })
    });
    let bars = bars.collect_view();
    let rule = mark.as_ref().map(|(x, _)| {
        view! { <path class="rule" d=format!("M{} 0V100", place(*x))></path> }
    });
    let note = mark.map(|(x, text)| {
        let share = place(x * 10.0 / columns.max(1) as f64);
        // The width of a drawing is an attribute: no style stands in the page.
        view! {
            <p class="at-value" aria-hidden="true">
                <svg width=format!("{share}%") height="1"></svg>
                <span data-text="">{format!("Median {text}")}</span>
            </p>
        }
    });
    let shown = named(columns, 10);
    let names = ranges
        .iter()
        .enumerate()
        .map(|(place, range)| {
            let text = measure.brief(range.from, Scale { low: 0, high: range.from, step: 1 });
            let text = shown(place).then_some(text);
            let minor = (!(columns - 1 - place).is_multiple_of(2)).then_some("");
            view! {
                <li data-minor=minor>
                    <span data-text="">{text}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ChartCard id title span sentence table csv>
            <Legend keys />
            <div class="chart">
                <Marks scale measure=Measure::Count />
                <svg
                    xmlns="http://www.w3.org/2000/svg"
                    viewBox=format!("0 0 {} 100", columns.max(1) * COLUMN)
                    preserveAspectRatio="none"
                    role="img"
                    aria-label=label
                >
                    <Grid scale columns />
                    {bars}
                    {rule}
                </svg>
                {note}
                <Points id label=format!("{title}, range by range") points />
                <ol aria-hidden="true">{names}</ol>
            </div>
        </ChartCard>
    }
}

/// Where a value stands among the ranges, in the drawing's units.
fn at(ranges: &[ValueRange], value: i64) -> Option<f64> {
    let column = ranges.iter().position(|range| range.from <= value && value < range.to)?;
    let range = ranges.get(column)?;
    let inside = (value - range.from) as f64 / (range.to - range.from).max(1) as f64;
    Some((column as f64 + inside) * COLUMN as f64)
}

fn keys(ranges: &[ValueRange], measure: Measure, notable: i64) -> Vec<super::Key> {
    let count = |above: bool| -> i64 {
        ranges.iter().filter(|range| (range.from >= notable) == above).map(|range| range.count).sum()
    };
    let border = measure.rounded(notable);
    let (below, above) = (count(false), count(true));
    let mut keys = vec![(Look::Bar(1), format!("From {border}"), Some(Measure::Count.exact(above)))];
    if below > 0 {
        keys.insert(0, (Look::Off, format!("Below {border}"), Some(Measure::Count.exact(below))));
    }
    keys
}

fn bounds(range: &ValueRange, measure: Measure) -> String {
    format!("{} to {}", measure.rounded(range.from), measure.rounded(range.to))
}

fn point(range: &ValueRange, measure: Measure, what: &'static str) -> Point {
    let name = bounds(range, measure);
    Point {
        name: Signal::derive(move || name.clone()),
        figures: vec![
            (Look::Told, capital(what), Measure::Count.exact(range.count)),
            (Look::Told, "Together".to_owned(), measure.exact(range.sum)),
        ],
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[component]
fn RangesTable(title: &'static str, what: &'static str, measure: Measure, ranges: Vec<ValueRange>) -> impl IntoView {
    let rows = ranges
        .into_iter()
        .map(|range| {
            view! {
                <tr>
                    <th scope="row">{measure.exact(range.from)}</th>
                    <td class="num">{measure.exact(range.to)}</td>
                    <td class="num">{Measure::Count.exact(range.count)}</td>
                    <td class="num">{measure.exact(range.sum)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table" aria-label=title>
            <thead>
                <tr>
                    <th scope="col">"From"</th>
                    <th scope="col" class="num">"Below"</th>
                    <th scope="col" class="num">{capital(what)}</th>
                    <th scope="col" class="num">"Together"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_within_its_range() {
        let range = |from, to| ValueRange { from, to, count: 1, sum: from };
        let ranges = [range(0, 100), range(100, 200), range(200, 500)];
        assert_eq!(at(&ranges, 150), Some(15.0));
        assert_eq!(at(&ranges, 200), Some(20.0));
        assert_eq!(at(&ranges, 500), None);
    }
}
