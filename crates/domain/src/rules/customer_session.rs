//! Customer sessions as the merchant's server asks for them: what they show, on which pages, and for how long.

use std::time::Duration;

use url::{Host, Url};

use super::text::{quoted, trim};
use crate::customer_session::Component;
use crate::scope::Mode;
use crate::violation::Violation;

/// A session as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionDraft {
    /// What it shows.
    pub components: Vec<Component>,
    /// Where pages must come from.
    pub allowed_origin: String,
    /// For how many seconds; an hour when left out.
    pub expires_in: Option<i64>,
}

/// The same as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedSession {
    /// What it shows, each part once.
    pub components: Vec<Component>,
    /// Where pages must come from, as browsers say it.
    pub allowed_origin: String,
    /// For how long.
    pub length: Duration,
}

const SHORTEST: i64 = 60;
const USUAL: i64 = 3600;
const LONGEST: i64 = 86_400;

/// An origin has at most this many bytes: a name has 253 at most.
const LONGEST_ORIGIN: usize = 300;

/// The session to store.
///
/// Errors: everything that is wrong.
pub fn customer_session(draft: &SessionDraft, mode: Mode) -> Result<CheckedSession, Vec<Violation>> {
    let mut wrong = Vec::new();
    let components: Vec<Component> =
        Component::ALL.iter().copied().filter(|component| draft.components.contains(component)).collect();
    if components.is_empty() {
        let known: Vec<&str> = Component::ALL.iter().map(|component| component.as_str()).collect();
        let message = format!("Say what the page shows: a list of {}.", known.join(", "));
        wrong.push(Violation::missing("components", message));
    }
    let allowed_origin = match trim(&draft.allowed_origin) {
        "" => {
            let message = "Say where the page comes from, such as https://shop.example.";
            wrong.push(Violation::missing("allowed_origin", message));
            String::new()
        }
        text => origin(text, mode).unwrap_or_else(|message| {
            wrong.push(Violation::new("allowed_origin", message));
            String::new()
        }),
    };
    let seconds = draft.expires_in.unwrap_or(USUAL);
    if !(SHORTEST..=LONGEST).contains(&seconds) {
        wrong.push(Violation::new("expires_in", "Send 60 to 86,400 seconds: a minute to a day."));
    }
    let length = Duration::from_secs(seconds.unsigned_abs());
    if wrong.is_empty() { Ok(CheckedSession { components, allowed_origin, length }) } else { Err(wrong) }
}

/// Where a page comes from, as browsers say it: scheme, host and port, without what may be left out. It is over https,
/// or, in test mode, from this machine.
pub fn origin(text: &str, mode: Mode) -> Result<String, String> {
    if text.len() > LONGEST_ORIGIN {
        return Err(format!("It is {} bytes long; {LONGEST_ORIGIN} is the most.", text.len()));
    }
    if text.contains('*') {
        return Err("A session is for one origin. Send it whole, without *, such as https://shop.example.".to_owned());
    }
    let unread = || format!("{} is no origin. Send one such as https://shop.example.", quoted(text));
    let whole = text.contains("://") && !text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\');
    let url = Url::parse(text).ok().filter(|_| whole).ok_or_else(unread)?;
    let host = url.host().ok_or_else(unread)?;
    let origin = url.origin().ascii_serialization();
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !bare || !url.username().is_empty() || url.password().is_some() {
        return Err(format!("An origin has no path and no user. Send {origin}."));
    }
    match url.scheme() {
        "https" => Ok(origin),
        "http" if !is_this_machine(&host) => {
            Err(format!("Send it over https: {}.", origin.replacen("http", "https", 1)))
        }
        "http" if mode.is_live() => {
            Err("In live mode pages come over https. Pages of this machine are for test mode.".to_owned())
        }
        "http" => Ok(origin),
        _ => Err("An origin begins with https://, such as https://shop.example.".to_owned()),
    }
}

/// A merchant may list so many origins.
pub const MOST_ORIGINS: usize = 50;

/// The origins for which sessions may be made, each once and in order.
///
/// Errors: everything that is wrong, at `allowed_origins[1]` and the like.
pub fn allowed_origins(asked: &[String], mode: Mode) -> Result<Vec<String>, Vec<Violation>> {
    let (mut origins, mut wrong) = (Vec::new(), Vec::new());
    for (place, text) in asked.iter().enumerate() {
        match origin(trim(text), mode) {
            Ok(origin) => origins.push(origin),
            Err(message) => wrong.push(Violation::new(format!("allowed_origins[{place}]"), message)),
        }
    }
    origins.sort();
    origins.dedup();
    if origins.len() > MOST_ORIGINS {
        let message = format!("These are {} origins; {MOST_ORIGINS} is the most.", origins.len());
        wrong.push(Violation::new("allowed_origins", message));
    }
    if wrong.is_empty() { Ok(origins) } else { Err(wrong) }
}

/// Whether a session may be made for this origin. Without a list, it may for any.
///
/// Errors: what to do.
pub fn is_allowed(origin: &str, listed: &[String]) -> Result<(), Violation> {
    if listed.is_empty() || listed.iter().any(|one| one == origin) {
        return Ok(());
    }
    let told = listed.join(", ");
    let message =
        format!("{origin} is not one of the allowed origins: {told}. Send one of them, or add it to the list.");
    Err(Violation::new("allowed_origin", message))
}

fn is_this_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_origin_is_told_as_browsers_tell_it() {
        for (text, told) in [
            ("https://shop.example", "https://shop.example"),
            ("https://Shop.Example:443/", "https://shop.example"),
            ("https://shop.example:8443", "https://shop.example:8443"),
            ("https://bücher.example", "https://xn--bcher-kva.example"),
            ("http://localhost:5173", "http://localhost:5173"),
            ("http://shop.localhost:80", "http://shop.localhost"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://[::1]:3000", "http://[::1]:3000"),
        ] {
            assert_eq!(origin(text, Mode::Test).as_deref(), Ok(told));
        }
    }

    #[test]
    fn what_is_no_origin_is_told_what_would_be_right() {
        for (text, words) in [
            ("shop.example", "is no origin"),
            ("null", "is no origin"),
            ("*", "one origin"),
            ("https://*.shop.example", "one origin"),
            ("https:shop.example", "is no origin"),
            ("https://shop.example\\@evil.example", "is no origin"),
            ("https://shop.example/account", "Send https://shop.example."),
            ("https://shop.example?a=1", "Send https://shop.example."),
            ("https://shop.example/#a", "Send https://shop.example."),
            ("https://ada@shop.example", "Send https://shop.example."),
            ("http://shop.example", "Send it over https: https://shop.example."),
            ("http://localhost.shop.example", "Send it over https"),
            ("ftp://shop.example", "begins with https://"),
            ("file:///etc/passwd", "is no origin"),
        ] {
            let refused = origin(text, Mode::Test).expect_err(text);
            assert!(refused.contains(words), "{text}: {refused}");
        }
        assert!(origin("http://localhost:5173", Mode::Live).is_err());
        assert!(origin(&format!("https://{}.example", "a".repeat(300)), Mode::Test).is_err());
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let draft = SessionDraft { expires_in: Some(59), ..SessionDraft::default() };

        let wrong = customer_session(&draft, Mode::Test).expect_err("three faults");

        let fields: Vec<&str> = wrong.iter().map(|violation| violation.field.as_str()).collect();
        assert_eq!(fields, ["components", "allowed_origin", "expires_in"]);
    }

    #[test]
    fn a_session_shows_each_part_once_for_an_hour() {
        let draft = SessionDraft {
            components: vec![Component::Orders, Component::Customer, Component::Orders],
            allowed_origin: "https://shop.example".to_owned(),
            expires_in: None,
        };

        let checked = customer_session(&draft, Mode::Live).expect("a session");

        assert_eq!(checked.components, [Component::Customer, Component::Orders]);
        assert_eq!(checked.length, Duration::from_secs(3600));
    }

    #[test]
    fn listed_origins_are_told_once_and_what_is_none_by_its_place() {
        let asked = ["https://b.example", " https://A.example/ ", "https://b.example:443"].map(str::to_owned);
        let wrong = ["https://a.example", "b.example", "http://a.example"].map(str::to_owned);
        let many: Vec<String> = (0..=MOST_ORIGINS).map(|n| format!("https://{n}.example")).collect();

        let fields = |wrong: Vec<Violation>| wrong.into_iter().map(|one| one.field).collect::<Vec<_>>();
        assert_eq!(
            allowed_origins(&asked, Mode::Live),
            Ok(vec!["https://a.example".into(), "https://b.example".into()])
        );
        let refused = allowed_origins(&wrong, Mode::Live).expect_err("two are none");
        assert_eq!(fields(refused), ["allowed_origins[1]", "allowed_origins[2]"]);
        assert_eq!(fields(allowed_origins(&many, Mode::Live).expect_err("too many")), ["allowed_origins"]);
        assert!(allowed_origins(&many[1..], Mode::Live).is_ok());
    }

    #[test]
    fn a_list_keeps_other_origins_out_and_no_list_keeps_nobody_out() {
        let listed = ["https://shop.example".to_owned()];

        assert_eq!(is_allowed("https://shop.example", &listed), Ok(()));
        assert_eq!(is_allowed("https://shop.example", &[]), Ok(()));
        let refused = is_allowed("https://www.shop.example", &listed).expect_err("not listed");
        assert_eq!(refused.field, "allowed_origin");
        assert!(refused.message.contains("allowed origins: https://shop.example."), "{}", refused.message);
    }

    proptest! {
        #[test]
        fn what_was_read_once_is_read_again_alike(text in "https?://[a-zA-Z0-9.-]{1,20}(:[0-9]{1,5})?/?") {
            if let Ok(told) = origin(&text, Mode::Test) {
                prop_assert_eq!(origin(&told, Mode::Test), Ok(told.clone()));
                prop_assert!(!told.ends_with('/'));
            }
        }
    }
}
