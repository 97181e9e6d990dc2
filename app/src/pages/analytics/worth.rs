//! What customers are worth: the distribution of lifetime value.

use leptos::prelude::*;

use super::Shown;
use crate::components::chart::{Histogram, Measure};
use crate::server_fns::analytics::WorthView;

pub(super) const TITLE: &str = "What a customer is worth";

pub(super) fn card(view: WorthView, shown: Shown) -> AnyView {
    let WorthView { currency, median, ranges } = view;
    let money = Measure::Money(currency);
    let count: i64 = ranges.iter().map(|range| range.count).sum();
    let sum = ranges.iter().fold(0_i64, |sum, range| sum.saturating_add(range.sum));
    // Those who stand out: the fewest ranges at the top that hold at least a tenth of all.
    let mut above = (0, 0);
    let mut notable = 0;
    for range in ranges.iter().rev() {
        above = (above.0 + range.count, above.1 + range.sum);
        notable = range.from;
        if above.0 * 10 >= count {
            break;
        }
    }
    let share = |part: i64, whole: i64| {
        let share = i128::from(part) * 100 / i128::from(whole.max(1));
        format!("{share}%")
    };
    let sentence = match median {
        None => "Nobody has paid yet.".to_owned(),
        Some(median) if sum > 0 => format!(
            "Half are worth less than {} so far; the {} from {} on bring {} of the money.",
            money.rounded(median),
            share(above.0, count),
            money.rounded(notable),
            share(above.1, sum)
        ),
        Some(median) => format!("Half are worth less than {} so far.", money.rounded(median)),
    };
    let sentence = format!("{sentence}{}", shown.alone());
    let csv = shown.csv("distribution");
    view! {
        <Histogram
            id="worth"
            title=TITLE
            sentence=Some(sentence)
            ranges
            measure=money
            what="customers"
            median
            notable
            csv
        />
    }
    .into_any()
}
