//! Moments on a merchant's calendar.

use jiff::tz::TimeZone;

use crate::time::Timestamp;

/// A moment moved so that its date and time of the day are those that clocks in the time zone show. UTC where nobody knows
/// the zone.
pub fn local(at: Timestamp, zone: &str) -> Timestamp {
    let Ok(moment) = jiff::Timestamp::from_microsecond(at.micros()) else { return at };
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let ahead = i64::from(zone.to_offset(moment).seconds());
    Timestamp::from_micros(at.micros().saturating_add(ahead * 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_when_it_does_there() {
        let evening =
            Timestamp::from_micros(Timestamp::from_date(2026, 6, 30).expect("a day").micros() + 22 * 3_600_000_000);

        assert_eq!(local(evening, "Europe/Berlin").date(), "2026-07-01");
        assert_eq!(local(evening, "UTC"), evening);
        assert_eq!(local(evening, "Nowhere/At all"), evening);
    }
}
