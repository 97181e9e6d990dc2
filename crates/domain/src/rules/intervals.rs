//! Cutting a range of days into intervals, on a calendar; and finding the rows that an interval is added up from.
//!
//! Figures are kept twice: by the days of the merchant's calendar, and by quarters of an hour, which every time zone of our
//! days is made of. Whoever asks on another calendar gets each interval from the whole days in it, and from quarters at its
//! edges.

use crate::analytics::{Day, Grain};
use crate::rules::Zone;
use crate::time::Timestamp;

/// No answer has more points.
pub const MOST_INTERVALS: usize = 1000;

/// Days on a calendar, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
}

impl Days {
    /// As many days before these, for comparison.
    #[must_use]
    pub fn before(self) -> Self {
        let days = self.to.0 - self.from.0 + 1;
        Self { from: self.from.plus(-days), to: self.from.plus(-1) }
    }

    /// These with all others of the first and the last interval.
    #[must_use]
    pub fn widened(self, grain: Grain) -> Self {
        Self { from: self.from.first_of(grain), to: self.to.first_of_next(grain).plus(-1) }
    }
}

/// A part of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The day on which it begins.
    pub day: Day,
    /// When it begins.
    pub start: Timestamp,
    /// When the next one begins.
    pub end: Timestamp,
}

/// The intervals of a range, in order; the first and the last are cut where it begins and ends. An hour that a day has no
/// place for is shorter.
///
/// Errors: a sentence that says what would be right, when there are too many.
pub fn intervals(zone: &Zone, days: Days, grain: Grain) -> Result<Vec<Interval>, String> {
    let mut intervals = Vec::new();
    let mut day = days.from;
    while day <= days.to {
        let next = day.first_of_next(grain).min(days.to.plus(1));
        let (start, end) = (zone.start_of(day), zone.start_of(next));
        match grain {
            Grain::Hour => intervals.extend(hours(day, start, end)),
            _ if start < end => intervals.push(Interval { day, start, end }),
            // A day that this time zone left out.
            _ => {}
        }
        if intervals.len() > MOST_INTERVALS {
            return Err(too_many(grain));
        }
        day = next;
    }
    Ok(intervals)
}

const HOUR: i64 = 3_600_000_000;

fn hours(day: Day, start: Timestamp, end: Timestamp) -> impl Iterator<Item = Interval> {
    let starts = (start.micros()..end.micros()).step_by(HOUR as usize);
    starts.map(move |at| Interval {
        day,
        start: Timestamp::from_micros(at),
        end: Timestamp::from_micros((at + HOUR).min(end.micros())),
    })
}

fn too_many(grain: Grain) -> String {
    let what = match grain {
        Grain::Hour => "hours. Ask for up to 40 days, or for days",
        Grain::Day => "days. Ask for fewer, or for weeks or months",
        Grain::Week => "weeks. Ask for fewer, or for months or years",
        _ => "intervals. Ask for fewer days, or for years",
    };
    format!("These are more than {MOST_INTERVALS} {what}.")
}

/// The number of a quarter of an hour since 1970.
pub fn quarter_of(at: Timestamp) -> i64 {
    at.micros().div_euclid(HOUR / 4)
}

/// The first quarter that begins at or after a moment.
fn quarter_from(at: Timestamp) -> i64 {
    (at.micros() + HOUR / 4 - 1).div_euclid(HOUR / 4)
}

/// Rows of an interval, from one number of days or quarters up to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// The place of the interval.
    pub interval: usize,
    /// The first day or quarter.
    pub from: i64,
    /// The first that does not belong to it any more.
    pub until: i64,
}

/// What intervals are added up from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Days of the calendar that figures are kept on.
    pub days: Vec<Rows>,
    /// Quarters of an hour.
    pub quarters: Vec<Rows>,
}

/// What these intervals are added up from, when days are kept on this calendar.
pub fn pieces(intervals: &[Interval], kept: &Zone) -> Pieces {
    let mut pieces = Pieces::default();
    for (interval, Interval { start, end, .. }) in intervals.iter().enumerate() {
        let into = |rows: &mut Vec<Rows>, from: i64, until: i64| {
            if from < until {
                rows.push(Rows { interval, from, until });
            }
        };
        let first = kept.day_of(*start);
        let first = if kept.start_of(first) < *start { first.plus(1) } else { first };
        let last = kept.day_of(*end);
        if first < last {
            into(&mut pieces.quarters, quarter_from(*start), quarter_from(kept.start_of(first)));
            into(&mut pieces.days, first.0, last.0);
            into(&mut pieces.quarters, quarter_from(kept.start_of(last)), quarter_from(*end));
        } else {
            into(&mut pieces.quarters, quarter_from(*start), quarter_from(*end));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ZONES: [&str; 9] = [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "Pacific/Chatham",
    ];

    fn zone() -> impl Strategy<Value = Zone> {
        prop::sample::select(&ZONES[..]).prop_map(|name| Zone::named(name).expect("a zone"))
    }

    fn range() -> impl Strategy<Value = Days> {
        // From 1990 to 2040.
        (7300i64..25_500, 0i64..900).prop_map(|(from, days)| Days { from: Day(from), to: Day(from + days) })
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_has_as_many_hours_as_clocks_say() {
        let berlin = Zone::named("Europe/Berlin").expect("a zone");
        let hours =
            |text| intervals(&berlin, Days { from: day(text), to: day(text) }, Grain::Hour).expect("a day").len();
        assert_eq!([hours("2026-03-28"), hours("2026-03-29"), hours("2026-10-25")], [24, 23, 25]);
    }

    #[test]
    fn a_day_that_was_left_out_is_no_interval() {
        let apia = Zone::named("Pacific/Apia").expect("a zone");
        let days = Days { from: day("2011-12-28"), to: day("2012-01-01") };
        let found: Vec<String> =
            intervals(&apia, days, Grain::Day).expect("five days").iter().map(|i| i.day.to_string()).collect();
        assert_eq!(found, ["2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01"]);
    }

    #[test]
    fn too_many_are_refused_with_what_would_be_right() {
        let utc = Zone::named("UTC").expect("a zone");
        let days = Days { from: day("2020-01-01"), to: day("2025-01-01") };
        assert_eq!(
            intervals(&utc, days, Grain::Day),
            Err("These are more than 1000 days. Ask for fewer, or for weeks or months.".to_owned())
        );
        assert_eq!(intervals(&utc, days, Grain::Quarter).map(|found| found.len()), Ok(21));
        assert!(intervals(&utc, Days { from: day("2020-01-01"), to: day("2020-02-09") }, Grain::Hour).is_ok());
    }

    #[test]
    fn on_its_own_calendar_days_are_all_it_takes() {
        let berlin = Zone::named("Europe/Berlin").expect("a zone");
        let days = Days { from: day("2026-01-15"), to: day("2026-12-15") };
        for grain in &Grain::ALL[1..] {
            let pieces = pieces(&intervals(&berlin, days, *grain).expect("few"), &berlin);
            assert!(pieces.quarters.is_empty());
        }
    }

    proptest! {
        #[test]
        fn intervals_cover_the_range_without_gap_or_overlap(
            zone in zone(), days in range(), grain in prop::sample::select(Grain::ALL),
        ) {
            if let Ok(found) = intervals(&zone, days, grain) {
                prop_assert_eq!(found.first().map_or(zone.start_of(days.to.plus(1)), |i| i.start), zone.start_of(days.from));
                prop_assert_eq!(found.last().map_or(zone.start_of(days.from), |i| i.end), zone.start_of(days.to.plus(1)));
                prop_assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start));
                prop_assert!(found.iter().all(|interval| interval.start < interval.end));
                prop_assert!(found.len() <= MOST_INTERVALS);
            }
        }

        #[test]
        fn a_moment_lies_in_the_day_that_begins_before_it_and_ends_after_it(zone in zone(), second in 600_000_000i64..2_200_000_000) {
            let at = Timestamp::from_micros(second * 1_000_000);
            let day = zone.day_of(at);
            prop_assert!(zone.start_of(day) <= at && at < zone.start_of(day.plus(1)));
        }

        #[test]
        fn each_moment_counts_in_its_interval_once(
            zone in zone(), kept in zone(), days in range(), grain in prop::sample::select(Grain::ALL), part in 0.0f64..1.0,
        ) {
            let Ok(found) = intervals(&zone, days, grain) else { return Ok(()) };
            let Some((first, last)) = found.first().zip(found.last()) else { return Ok(()) };
            let at = first.start.micros() + ((last.end.micros() - first.start.micros()) as f64 * part) as i64;
            let at = Timestamp::from_micros(at);
            let pieces = pieces(&found, &kept);
            let of = |rows: &[Rows], number: i64| -> Vec<usize> {
                rows.iter().filter(|rows| rows.from <= number && number < rows.until).map(|rows| rows.interval).collect()
            };
            let mut counted = of(&pieces.days, kept.day_of(at).0);
            counted.extend(of(&pieces.quarters, quarter_of(at)));
            let place = found.iter().position(|interval| interval.start <= at && at < interval.end);
            prop_assert_eq!(counted, place.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn the_range_before_is_as_long_and_ends_where_this_one_begins(days in range()) {
            let before = days.before();
            prop_assert_eq!(before.to.plus(1), days.from);
            prop_assert_eq!(before.to.0 - before.from.0, days.to.0 - days.from.0);
        }
    }
}
