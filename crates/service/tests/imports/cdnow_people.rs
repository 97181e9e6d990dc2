//! Who came back, what customers are worth and who paid most, of CDNOW's customers: as the file says, read by other means.

use std::collections::{BTreeMap, BTreeSet};

use clientele_domain::standing::{Metric, Period};
use clientele_service::Ctx;
use clientele_service::analytics::{self, Best, Retention};

use crate::shop::Shop;

/// Who, in which month since January 1997, how many cents.
type Line<'l> = (&'l str, usize, i64);

/// Of each customer how many cents, and how often.
type Worth<'l> = BTreeMap<&'l str, (i64, i64)>;

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let month = |digits: std::ops::Range<usize>| words[2][digits].parse::<usize>().expect("digits");
        let cents = words[4].replace('.', "").parse().expect("dollars with two decimals");
        lines.push((words[0], (month(0..4) - 1997) * 12 + month(4..6) - 1, cents));
    }
    lines
}

fn name(month: usize) -> String {
    format!("{}-{:02}", 1997 + month / 12, month % 12 + 1)
}

/// What is told of the people in the sample, which was imported, is what the file says.
pub async fn are_told_as_the_file_says(shop: &Shop, text: &str) {
    let (ctx, paid) = (shop.ctx(), lines(text));
    who_came_back(&ctx, &paid).await;
    let mut worth: Worth<'_> = BTreeMap::new();
    for (who, _, cents) in &paid {
        let known = worth.entry(who).or_default();
        *known = (known.0 + cents, known.1 + 1);
    }
    what_they_are_worth(&ctx, &worth).await;
    who_paid_most(&ctx, &worth).await;
}

async fn who_came_back(ctx: &Ctx, paid: &[Line<'_>]) {
    let told = analytics::cohorts(ctx, &Retention::default()).await.expect("a table");
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (who, month, _) in paid {
        let known = first.entry(who).or_insert(*month);
        *known = (*known).min(*month);
    }
    let last = paid.iter().map(|(_, month, _)| *month).max().expect("payments");
    let cohorts: BTreeSet<usize> = first.values().copied().collect();
    assert_eq!(told.data.len(), cohorts.len());
    for (row, cohort) in told.data.iter().zip(cohorts) {
        let of_cohort = |month: usize| paid.iter().filter(move |(_, at, _)| *at == month);
        let members = |who: &&str| first[who] == cohort;
        let active: Vec<i64> = (cohort..=last)
            .map(|month| {
                let here = of_cohort(month).map(|(who, ..)| *who).filter(members);
                here.collect::<BTreeSet<&str>>().len() as i64
            })
            .collect();
        let gross: Vec<i64> = (cohort..=last)
            .map(|month| of_cohort(month).filter(|(who, ..)| first[who] == cohort).map(|(.., cents)| cents).sum())
            .collect();
        assert_eq!((&row.cohort, row.size), (&name(cohort), active[0]));
        assert_eq!((&row.active, &row.gross), (&active, &gross), "{}", row.cohort);
    }
}

async fn what_they_are_worth(ctx: &Ctx, worth: &Worth<'_>) {
    let told = analytics::distribution(ctx, &Retention::default()).await.expect("a distribution");
    let mut values: Vec<i64> = worth.values().map(|(cents, _)| *cents).collect();
    values.sort_unstable();
    let (from, to) = (told.buckets[0].from, told.buckets.last().expect("buckets").to);
    assert!(values[0] >= from && values[values.len() - 1] < to);
    for (bucket, next) in told.buckets.iter().zip(told.buckets.iter().skip(1).map(Some).chain([None])) {
        let here: Vec<i64> = values.iter().copied().filter(|value| (bucket.from..bucket.to).contains(value)).collect();
        assert_eq!((bucket.count, bucket.sum), (here.len() as i64, here.iter().sum()), "{bucket:?}");
        assert!(next.is_none_or(|next| next.from == bucket.to));
    }
    assert_eq!((told.count, told.sum), (2_357, 24_409_194));
    assert_eq!(told.median, Some(values[values.len() / 2]));
}

async fn who_paid_most(ctx: &Ctx, worth: &Worth<'_>) {
    let everybody = Best { metric: Metric::TotalSpent, period: Period::All, currency: None, limit: 10 };
    let mut by_amount: Vec<(i64, &str, i64)> =
        worth.iter().map(|(who, (cents, count))| (*cents, *who, *count)).collect();
    by_amount.sort_unstable_by_key(|(cents, ..)| std::cmp::Reverse(*cents));
    let told = analytics::top(ctx, everybody).await.expect("the first ten");
    let told: Vec<(i64, &str, i64, i64)> = told
        .data
        .iter()
        .map(|top| {
            let who = top.customer.external_id.as_deref().expect("an external id");
            (top.spent, who, top.payment_count, top.rank)
        })
        .collect();
    let expected: Vec<_> =
        by_amount.iter().take(10).zip(1..).map(|((cents, who, count), rank)| (*cents, *who, *count, rank)).collect();
    assert_eq!(told, expected);

    let often = Best { metric: Metric::PaymentCount, ..everybody };
    let mut counts: Vec<i64> = worth.values().map(|(_, count)| *count).collect();
    counts.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
    let told = analytics::top(ctx, often).await.expect("the first ten");
    assert_eq!(told.data.iter().map(|top| top.payment_count).collect::<Vec<_>>(), counts[..10]);

    // Nobody paid in the last days, nearly thirty years later.
    let lately = Best { period: Period::Quarter, ..everybody };
    assert!(analytics::top(ctx, lately).await.expect("nobody").data.is_empty());
}
