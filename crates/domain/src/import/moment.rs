//! Dates and moments as files write them.

use std::time::Duration;

use crate::time::Timestamp;

/// Reads `2026-01-31T12:30:00Z` (RFC 3339), `2026-01-31 12:30`, `2026-01-31` or `20260131`. Without an offset it is UTC.
///
/// Errors: a sentence that says what would be right. Orders such as 01/02/2026 are refused, because they mean one day to
/// some and another to others.
pub fn moment(text: &str) -> Result<Timestamp, String> {
    let text = text.trim();
    read(text).ok_or_else(|| {
        let shown: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
        format!("\"{shown}\" is no date. Write 2026-01-31, or 2026-01-31T12:30:00Z with the time.")
    })
}

fn read(text: &str) -> Option<Timestamp> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Timestamp::from_date(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?);
    }
    let day = digits_and(text.get(..10)?, '-').then(|| Timestamp::parse_date(&text[..10]))??;
    let rest = text.get(10..)?;
    if rest.is_empty() {
        return Some(day);
    }
    let clock = rest.strip_prefix(['T', 't', ' '])?;
    let zone = clock.find(['Z', 'z', '+', '-', ' ']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(zone);
    let within = time_of_day(clock)?;
    let offset = offset_minutes(zone.trim_start())?;
    let moment = Timestamp::from_micros(day.plus(within).micros() - offset * 60_000_000);
    // An offset may lead out of the years that a date can have.
    (1..=9999).contains(&moment.civil().year).then_some(moment)
}

/// `12:30`, `12:30:15` or `12:30:15.25`.
fn time_of_day(text: &str) -> Option<Duration> {
    let (clock, fraction) = text.split_once('.').map_or((text, None), |(clock, fraction)| (clock, Some(fraction)));
    if !digits_and(clock, ':') || !matches!(clock.len(), 5 | 8) || (fraction.is_some() && clock.len() == 5) {
        return None;
    }
    let mut parts = clock.splitn(3, ':');
    let hour = two_digits(parts.next()?, 23)?;
    let minute = two_digits(parts.next()?, 59)?;
    let second = parts.next().map_or(Some(0), |part| two_digits(part, 59))?;
    let micros = fraction.map_or(Some(0), micros)?;
    Some(Duration::from_secs(hour * 3600 + minute * 60 + second) + Duration::from_micros(micros))
}

/// The digits after the point, as microseconds; finer ones are dropped.
fn micros(fraction: &str) -> Option<u64> {
    let valid = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    valid.then(|| format!("{fraction:0<6}")[..6].parse().ok())?
}

/// Minutes east of UTC: of nothing, `Z`, `UTC`, `+02:00`, `+0200` or `+02`.
fn offset_minutes(text: &str) -> Option<i64> {
    if matches!(text, "" | "Z" | "z" | "UTC") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text.strip_prefix(['+', '-'])?;
    if !digits_and(digits, ':') {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        2 => (digits, "00"),
        4 => digits.split_at(2),
        5 => digits.split_once(':')?,
        _ => return None,
    };
    Some(sign * i64::try_from(two_digits(hours, 23)? * 60 + two_digits(minutes, 59)?).ok()?)
}

fn two_digits(text: &str, most: u64) -> Option<u64> {
    (text.len() == 2).then(|| text.parse().ok())?.filter(|number| *number <= most)
}

fn digits_and(text: &str, sign: char) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c == sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_as(text: &str) -> String {
        moment(text).map_or_else(|message| message, |moment| moment.to_string())
    }

    #[test]
    fn dates_and_moments_are_read() {
        assert_eq!(read_as("19970101"), "1997-01-01T00:00:00.000000Z");
        assert_eq!(read_as("2026-01-31"), "2026-01-31T00:00:00.000000Z");
        assert_eq!(read_as(" 2026-01-31 12:30 "), "2026-01-31T12:30:00.000000Z");
        assert_eq!(read_as("2026-01-31T12:30:15.25Z"), "2026-01-31T12:30:15.250000Z");
        assert_eq!(read_as("2026-01-31T00:30:00+02:00"), "2026-01-30T22:30:00.000000Z");
        assert_eq!(read_as("2026-01-31 12:30:15.123456789-0530"), "2026-01-31T18:00:15.123456Z");
        assert_eq!(read_as("2026-01-31 12:30:15 UTC"), "2026-01-31T12:30:15.000000Z");
        assert_eq!(read_as("2026-01-31 12:30:15+00"), "2026-01-31T12:30:15.000000Z");
    }

    #[test]
    fn other_text_is_refused_with_what_would_be_right() {
        for text in [
            "01/02/2026",
            "31.1.2026",
            "2026-02-30",
            "2026-1-31",
            "20261301",
            "2026-01-31T25:00",
            "2026-01-31T12:30:60Z",
            "",
            "yesterday",
            "2026-01-31T12",
            "2026-01-31T12:30.5",
            "+026-01-31",
            "2026-01-31 12:30 PM",
            "9999-12-31T23:30-01:00",
        ] {
            assert!(read_as(text).ends_with("with the time."), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_moment_reads_back(micros in -62_000_000_000_000_000i64..250_000_000_000_000_000) {
            let at = Timestamp::from_micros(micros);
            prop_assert_eq!(moment(&at.to_string()), Ok(at));
        }

        #[test]
        fn any_text_gets_an_answer(text in "[0-9TZ:+. -]{0,30}", other: String) {
            let _ = (moment(&text), moment(&other));
        }
    }
}
