//! The calendar that periods are counted on: the merchant's own, in a time zone.
//!
//! Every boundary is counted from the anchor and never from the boundary before, so that nothing drifts: what begins on the
//! 31st of January goes on at the end of February, and on the 31st of March.

use jiff::Span;
use jiff::tz::TimeZone;

use crate::analytics::Day;
use crate::catalog::{Recurring, repeats};
use crate::time::{Civil, Timestamp};

/// What the names of zones begin with that are called after places; others are older names and fixed distances.
const CONTINENTS: [&str; 10] =
    ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/// A time zone by its name, with all that is known of its past and future.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of this name, such as `Europe/Berlin`, in any case.
    ///
    /// Errors: a sentence that says what would be right.
    pub fn named(name: &str) -> Result<Self, String> {
        let name = name.trim();
        let known = TimeZone::get(name).ok().filter(|zone| zone.iana_name().is_some());
        known.map(Self).ok_or_else(|| {
            let shown: String = name.chars().take(60).collect();
            format!("No time zone is called {shown:?}. Enter a name such as Europe/Berlin, America/New_York or UTC.")
        })
    }

    /// Every zone that is called after a place, and UTC, in the order of the alphabet.
    pub fn names() -> Vec<String> {
        let known = jiff::tz::db().available().map(|name| name.as_str().to_owned());
        let place = |name: &str| name.split_once('/').is_some_and(|(continent, _)| CONTINENTS.contains(&continent));
        let mut names: Vec<String> = known.filter(|name| name == "UTC" || place(name)).collect();
        names.sort_unstable();
        names
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The day and the time of the day there. Beyond the calendar it is that of UTC.
    pub fn civil(&self, at: Timestamp) -> Civil {
        let Ok(moment) = jiff::Timestamp::from_microsecond(at.micros()) else { return at.civil() };
        let seconds = i64::from(self.0.to_offset(moment).seconds());
        Timestamp::from_micros(at.micros().saturating_add(seconds * 1_000_000)).civil()
    }

    /// The moment at which a day begins there. A day that is skipped as a whole begins and ends with the next one.
    pub fn start_of(&self, day: Day) -> Timestamp {
        let date = day.civil();
        let midnight = Timestamp::from_micros(day.0.saturating_mul(86_400_000_000));
        let (Ok(year), Ok(month), Ok(of_month)) =
            (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day))
        else {
            return midnight;
        };
        let local = jiff::civil::Date::new(year, month, of_month).map(|date| date.at(0, 0, 0, 0));
        let moment = local.and_then(|local| self.0.to_ambiguous_timestamp(local).compatible());
        moment.map_or(midnight, |moment| Timestamp::from_micros(moment.as_microsecond()))
    }

    /// The day of a moment there. Where clocks are put back over midnight, the new day goes on.
    pub fn day_of(&self, at: Timestamp) -> Day {
        let civil = self.civil(at);
        let Some(day) = Day::of_date(civil.year, civil.month, civil.day) else { return Day::at_utc(at) };
        match () {
            () if at >= self.start_of(day.plus(1)) => day.plus(1),
            () if at < self.start_of(day) => day.plus(-1),
            () => day,
        }
    }

    /// Where the period number `count` (from 0) begins, when the first one begins at `anchor`; none beyond the calendar.
    ///
    /// A day that its month lacks is the last of that month. A time of day that the day lacks, when clocks are put forward,
    /// is so much later; one that there is twice is the first of the two.
    pub fn boundary(&self, anchor: Timestamp, recurring: Recurring, count: i64) -> Option<Timestamp> {
        if count == 0 {
            return Some(anchor);
        }
        let months = i32::try_from(repeats(recurring)?.checked_mul(count)?).ok()?;
        let local = jiff::Timestamp::from_microsecond(anchor.micros()).ok()?.to_zoned(self.0.clone()).datetime();
        let there = local.checked_add(Span::new().try_months(months).ok()?).ok()?;
        let moment = self.0.to_ambiguous_timestamp(there).compatible().ok()?;
        Some(Timestamp::from_micros(moment.as_microsecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Interval;
    use proptest::prelude::*;

    const MONTHLY: Recurring = Recurring { interval: Interval::Month, count: 1 };
    const YEARLY: Recurring = Recurring { interval: Interval::Year, count: 1 };

    fn at(text: &str) -> Timestamp {
        let moment: jiff::Timestamp = text.parse().expect("a moment");
        Timestamp::from_micros(moment.as_microsecond())
    }

    fn dates(zone: &str, anchor: &str, recurring: Recurring, counts: std::ops::Range<i64>) -> Vec<String> {
        let zone = Zone::named(zone).expect("a zone");
        let moments = counts.map(|count| zone.boundary(at(anchor), recurring, count).expect("a boundary").to_string());
        moments.map(|moment| moment[..16].to_owned()).collect()
    }

    #[test]
    fn the_31st_becomes_the_last_day_and_comes_back() {
        assert_eq!(
            dates("UTC", "2027-01-31T10:00:00Z", MONTHLY, 0..5),
            ["2027-01-31T10:00", "2027-02-28T10:00", "2027-03-31T10:00", "2027-04-30T10:00", "2027-05-31T10:00"]
        );
        assert_eq!(dates("UTC", "2027-01-31T10:00:00Z", MONTHLY, 13..15), ["2028-02-29T10:00", "2028-03-31T10:00"]);
        let quarterly = Recurring { interval: Interval::Quarter, count: 1 };
        assert_eq!(dates("UTC", "2027-11-30T10:00:00Z", quarterly, 1..3), ["2028-02-29T10:00", "2028-05-30T10:00"]);
    }

    #[test]
    fn a_leap_day_comes_back_every_fourth_year() {
        assert_eq!(
            dates("UTC", "2028-02-29T00:00:00Z", YEARLY, 0..5),
            ["2028-02-29T00:00", "2029-02-28T00:00", "2030-02-28T00:00", "2031-02-28T00:00", "2032-02-29T00:00"]
        );
    }

    #[test]
    fn days_are_those_of_the_merchant() {
        // Late in the evening of the 31st in New York is the 1st in London.
        assert_eq!(
            dates("America/New_York", "2027-02-01T03:30:00Z", MONTHLY, 0..3),
            ["2027-02-01T03:30", "2027-03-01T03:30", "2027-04-01T02:30"]
        );
    }

    #[test]
    fn a_time_that_is_skipped_is_later_and_one_that_comes_twice_is_the_first() {
        // Clocks in Berlin skip from 2:00 to 3:00 on 28 March 2027, and go back from 3:00 to 2:00 on 31 October.
        assert_eq!(
            dates("Europe/Berlin", "2027-02-28T01:30:00Z", MONTHLY, 1..3),
            ["2027-03-28T01:30", "2027-04-28T00:30"]
        );
        assert_eq!(
            dates("Europe/Berlin", "2027-08-31T00:30:00Z", MONTHLY, 2..4),
            ["2027-10-31T00:30", "2027-11-30T01:30"]
        );
    }

    #[test]
    fn a_moment_is_another_day_elsewhere() {
        let late = at("2027-01-31T23:30:00Z");
        let day = |zone: &str| {
            let there = Zone::named(zone).expect("a zone").civil(late);
            (there.month, there.day, there.hour, there.minute)
        };

        assert_eq!(day("UTC"), (1, 31, 23, 30));
        assert_eq!(day("Asia/Kolkata"), (2, 1, 5, 0));
        assert_eq!(day("America/New_York"), (1, 31, 18, 30));
    }

    #[test]
    fn a_zone_is_known_by_its_name() {
        assert_eq!(Zone::named(" europe/berlin ").expect("a zone").name(), "Europe/Berlin");
        assert_eq!(Zone::named("UTC").expect("a zone").name(), "UTC");
        for wrong in ["", "Berlin", "Europe/Atlantis", "+01:00", "Mars/Olympus Mons"] {
            assert!(Zone::named(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_zone_that_is_offered_is_known() {
        let names = Zone::names();

        assert!(names.is_sorted() && names.len() > 300, "{}", names.len());
        for name in &names {
            assert!(Zone::named(name).is_ok(), "{name}");
        }
        for name in ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Pacific/Auckland"] {
            assert!(names.iter().any(|known| known == name), "{name}");
        }
        assert!(!names.iter().any(|name| name.starts_with("Etc/") || name.starts_with("US/")));
    }

    fn zones() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec!["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])
    }

    fn rhythms() -> impl Strategy<Value = Recurring> {
        (prop::sample::select(Interval::ALL), 1i64..=3).prop_map(|(interval, count)| Recurring { interval, count })
    }

    proptest! {
        #[test]
        fn boundaries_grow_and_keep_day_and_time(
            zone in zones(),
            recurring in rhythms(),
            seconds in 1_600_000_000i64..2_000_000_000,
            counts in prop::collection::vec(1i64..60, 2..6),
        ) {
            let zone = Zone::named(zone).expect("a zone");
            let anchor = Timestamp::from_micros(seconds * 1_000_000);
            let local = |moment: Timestamp| {
                jiff::Timestamp::from_microsecond(moment.micros()).expect("a moment").to_zoned(zone.0.clone())
            };
            let began = local(anchor);
            let (mut counts, mut before) = (counts, anchor);
            counts.sort_unstable();
            counts.dedup();
            for count in counts {
                let boundary = zone.boundary(anchor, recurring, count).expect("a boundary");
                prop_assert!(before < boundary);
                before = boundary;
                let there = local(boundary);
                prop_assert_eq!(there.day(), began.day().min(there.days_in_month()));
                let months = i64::from(there.year() - began.year()) * 12 + i64::from(there.month() - began.month());
                prop_assert_eq!(months, repeats(recurring).expect("months") * count);
                let wanted = there.date().to_datetime(began.time());
                if !zone.0.to_ambiguous_timestamp(wanted).is_ambiguous() {
                    prop_assert_eq!(there.time(), began.time());
                }
            }
        }
    }
}
