//! Moments. The server doesn't know the reader's clock and zone, so it writes a plain date in UTC; once awake, the page
//! rewrites it in the reader's own terms. The style sheet keeps room for either, so that nothing moves.

use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::browser;

/// How a moment is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TimeForm {
    /// "2 hours ago", "Yesterday"; after a week 29 Oct; last year 14 Mar 2024.
    #[default]
    Ago,
    /// The day with its year: 14 Mar 2024.
    Day,
    /// The day and the time: 17 Nov, 12:26.
    Moment,
}

/// Grows every minute while the page is open; provided by the frame, so that "2 minutes ago" stays true.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Minute(pub ReadSignal<u32>);

/// Months as the page writes them.
pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A moment with its exact value: `<time datetime title>`.
#[component]
pub fn Time(at: Timestamp, #[prop(optional)] form: TimeForm) -> impl IntoView {
    let text = RwSignal::new(plain(at, form));
    let title = RwSignal::new(format!("{} UTC", plain(at, TimeForm::Moment)));
    let minute = use_context::<Minute>();
    Effect::new(move || {
        if let Some(Minute(minute)) = minute {
            minute.track();
        }
        text.set(local(at, form, Timestamp::from_micros((js_sys::Date::now() * 1000.0) as i64)));
        title.set(local_moment(at, true, true));
    });
    let room = match form {
        TimeForm::Ago => Some("ago"),
        TimeForm::Moment => Some("moment"),
        TimeForm::Day => None,
    };
    view! {
        <time datetime=at.to_string() title=title data-form=room>
            {text}
        </time>
    }
}

/// The same text on every machine: `17 Nov 2026`, or with the time in UTC.
pub(crate) fn plain(at: Timestamp, form: TimeForm) -> String {
    let civil = at.civil();
    let day = format!("{} {} {}", civil.day, MONTHS[civil.month as usize - 1], civil.year);
    if form == TimeForm::Moment { format!("{day}, {:02}:{:02}", civil.hour, civil.minute) } else { day }
}

/// What the reader's browser makes of it.
fn local(at: Timestamp, form: TimeForm, now: Timestamp) -> String {
    let this_year = year(at) == year(now);
    match form {
        TimeForm::Day => local_day(at, true),
        TimeForm::Moment => local_moment(at, !this_year, false),
        TimeForm::Ago => relative(at, now).map_or_else(|| local_day(at, !this_year), |(count, unit)| ago(count, unit)),
    }
}

/// How far away, when it is less than a week: a count for `Intl.RelativeTimeFormat` and its unit.
fn relative(at: Timestamp, now: Timestamp) -> Option<(f64, &'static str)> {
    let seconds = (at.micros() - now.micros()) / 1_000_000;
    match seconds.abs() {
        0..60 => Some((0.0, "second")),
        60..3_600 => Some(((seconds / 60) as f64, "minute")),
        3_600..86_400 => Some(((seconds / 3_600) as f64, "hour")),
        86_400..604_800 => Some(((local_day_number(at) - local_day_number(now)) as f64, "day")),
        _ => None,
    }
}

fn ago(count: f64, unit: &str) -> String {
    let locales = js_sys::Array::of1(&locale().into());
    let format =
        js_sys::Intl::RelativeTimeFormat::new(&locales, browser::options(&[("numeric", "auto")]).unchecked_ref());
    let text = String::from(format.format(count, unit));
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn local_day(at: Timestamp, with_year: bool) -> String {
    let mut parts = vec![("day", "numeric"), ("month", "short")];
    if with_year {
        parts.push(("year", "numeric"));
    }
    date(at).to_locale_date_string(&locale(), &browser::options(&parts)).into()
}

/// A day of a calendar, which is the same in every zone, from these parts and as the reader's region has it. `midnight` is
/// its beginning in UTC.
pub(crate) fn calendar(midnight: Timestamp, parts: &[(&str, &str)]) -> String {
    let parts: Vec<_> = parts.iter().copied().chain([("timeZone", "UTC")]).collect();
    date(midnight).to_locale_date_string(&locale(), &browser::options(&parts)).into()
}

fn local_moment(at: Timestamp, with_year: bool, with_zone: bool) -> String {
    let mut parts =
        vec![("day", "numeric"), ("month", "short"), ("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")];
    if with_year {
        parts.push(("year", "numeric"));
    }
    if with_zone {
        parts.push(("timeZoneName", "short"));
    }
    date(at).to_locale_string(&locale(), &browser::options(&parts)).into()
}

/// The page is written in one language; within it, dates follow the reader's own region.
fn locale() -> String {
    let page = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    match window().navigator().language() {
        Some(own) if own.split('-').next() == page.split('-').next() => own,
        _ if page == "en" => "en-GB".into(),
        _ => page,
    }
}

fn date(at: Timestamp) -> js_sys::Date {
    js_sys::Date::new(&(at.micros() as f64 / 1000.0).into())
}

fn year(at: Timestamp) -> u32 {
    date(at).get_full_year()
}

/// Days since 1970 in the reader's zone.
fn local_day_number(at: Timestamp) -> i64 {
    let date = date(at);
    (date.get_time() / 60_000.0 - date.get_timezone_offset()).div_euclid(1440.0) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_writes_a_date_that_no_zone_changes() {
        let at = Timestamp::from_micros(1_794_918_360_000_000);

        assert_eq!(plain(at, TimeForm::Ago), "17 Nov 2026");
        assert_eq!(plain(at, TimeForm::Moment), "17 Nov 2026, 12:26");
    }
}
