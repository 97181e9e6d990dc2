//! The purchase histories of CDNOW's customers, as they come: without a header, separated by white space.

use std::collections::{BTreeMap, BTreeSet};

use clientele_domain::analytics::Grain;
use clientele_domain::import::{Delimiter, Layout, What};
use clientele_domain::time::Timestamp;
use clientele_service::analytics::{self, Asked};
use clientele_store::totals;

use crate::cdnow_people;
use crate::shop::{Shop, on_each_engine};

const SAMPLE: &str = include_str!("../../../../server/tests/data/cdnow_sample.txt");

pub fn sample() -> (Layout, &'static str) {
    let columns = ["external_id", "-", "occurred_at", "metadata.items", "amount_decimal"].map(str::to_owned);
    let set = [("currency", "usd"), ("source_description", "CDNOW")].map(|(f, v)| (f.to_owned(), v.to_owned()));
    let layout = Layout::from_columns(What::Payments, &columns, Delimiter::Whitespace, &set).expect("a layout");
    (layout, SAMPLE)
}

/// The first lines of the sample, enough for several batches.
pub fn beginning() -> (Layout, &'static str) {
    let (layout, text) = sample();
    let end = text.match_indices('\n').nth(1_199).expect("a longer file").0 + 1;
    (layout, &text[..end])
}

/// What a customer's payments come to: cents, how many, first and last.
type Figures = (i64, i64, Timestamp, Timestamp);

/// The same figures from the file, by other means.
fn figures_in(text: &str) -> BTreeMap<&str, Figures> {
    let mut customers: BTreeMap<&str, Figures> = BTreeMap::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let cents: i64 = words[4].replace('.', "").parse().expect("dollars with two decimals");
        let (year, rest) = words[2].split_at(4);
        let (month, day) = rest.split_at(2);
        let at = Timestamp::parse_date(&format!("{year}-{month}-{day}")).expect("a day");
        let figures = customers.entry(words[0]).or_insert((0, 0, at, at));
        *figures = (figures.0 + cents, figures.1 + 1, figures.2.min(at), figures.3.max(at));
    }
    customers
}

/// This part of the sample is in the database, whole and once. The sum of its payments, in cents.
pub async fn is_complete(shop: &Shop, text: &str) -> i64 {
    let expected = figures_in(text);
    assert_eq!(i64::try_from(expected.len()), Ok(shop.count().await));
    let mut reader = shop.house.db.read().await.expect("a reader");
    let mut sum = 0;
    for (external_id, (cents, payments, first, last)) in expected {
        let customer = shop.by_external_id(external_id).await.expect("the customer");
        let totals = totals::of_customer(&mut reader.conn(), shop.scope, customer.id).await.expect("totals").remove(0);
        assert_eq!((totals.spent.minor, totals.spent.currency.code(), totals.payments), (cents, "USD", payments));
        assert_eq!((totals.first_payment_at, totals.last_payment_at), (first, last));
        assert_eq!(customer.counts.orders, payments);
        sum += totals.spent.minor;
    }
    sum
}

/// What the file says of a month: cents, payments, customers who were new, and others.
type Month = (i64, i64, i64, i64);

/// Months by their beginnings, from the file, by other means.
fn months_in(text: &str) -> BTreeMap<String, Month> {
    let mut lines: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
    lines.sort_by_key(|words| words[2]);
    let (mut known, mut months, mut seen) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
    for words in lines {
        let month = format!("{}-{}-01", &words[2][..4], &words[2][4..6]);
        let (cents, payments, new, returning) = months.entry(month.clone()).or_insert((0, 0, 0, 0));
        *cents += words[4].replace('.', "").parse::<i64>().expect("dollars with two decimals");
        *payments += 1;
        let (is_new, is_other) = (known.insert(words[0]), seen.insert((words[0], month)));
        *new += i64::from(is_new);
        *returning += i64::from(is_other && !is_new);
    }
    months
}

/// The figures by month are what the file says.
async fn months_are_right(shop: &Shop, text: &str) {
    let asked = Asked {
        from: "1997-01-01".parse().ok(),
        to: "1998-06-30".parse().ok(),
        interval: Grain::Month,
        ..Asked::default()
    };
    let revenue = analytics::revenue(&shop.ctx(), &asked).await.expect("figures");
    let customers = analytics::customers(&shop.ctx(), &asked).await.expect("figures");
    let found: BTreeMap<String, Month> = revenue
        .points
        .iter()
        .zip(&customers.points)
        .map(|(money, people)| (money.date.clone(), (money.gross, money.payments, people.new, people.returning)))
        .collect();
    assert_eq!(found, months_in(text));
    assert_eq!((revenue.points.len(), revenue.totals.gross, revenue.totals.payments), (18, 24_409_194, 6_919));
    let sources = analytics::sources(&shop.ctx(), &asked).await.expect("figures").data;
    assert_eq!((sources.len(), sources[0].customers, sources[0].first_conversions), (1, 2_357, 2_357));
}

#[test]
fn the_sample_is_imported_with_exact_totals_and_figures() {
    on_each_engine(async |shop| {
        let (layout, text) = sample();

        let import = shop.import(&layout, text).await;

        assert_eq!((import.total_lines, import.done_lines), (6_919, 6_919));
        assert_eq!((import.accepted, import.rejected, import.status.as_str()), (6_919, 0, "done"));
        let sum = is_complete(shop, text).await;
        assert_eq!((shop.count().await, sum), (2_357, 24_409_194));
        months_are_right(shop, text).await;
        cdnow_people::are_told_as_the_file_says(shop, text).await;
    });
}
