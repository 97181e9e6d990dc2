//! Addresses that are told of events, as people and programs enter them.

use std::net::IpAddr;

use url::{Host, Url};

use super::nearest;
use super::text::{line, quoted, trim};
use crate::event::EventKind;
use crate::network::{is_local_name, is_public};
use crate::violation::Violation;
use crate::webhook::Wanted;

/// How far messages may go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reach {
    /// Over https, to the public internet.
    #[default]
    Public,
    /// Anywhere, also over http and within the own network: for development.
    Anywhere,
}

impl Reach {
    /// Whether this address is within.
    pub fn includes(self, address: IpAddr) -> bool {
        self == Self::Anywhere || is_public(address)
    }
}

/// An endpoint as it was entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EndpointDraft {
    /// Where to.
    pub url: String,
    /// What people call it; may be empty.
    pub description: String,
    /// Types of events, or `*`.
    pub events: Vec<String>,
}

/// An address has at most this many bytes.
const LONGEST: usize = 2048;

/// A description has at most this many characters.
const DESCRIPTION: usize = 200;

/// What is to be changed of an endpoint; the rest stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EndpointChange {
    /// Where to.
    pub url: Option<String>,
    /// What people call it.
    pub description: Option<String>,
    /// Types of events, or `*`.
    pub events: Option<Vec<String>>,
}

/// The same as it is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckedChange {
    /// Where to.
    pub url: Option<Url>,
    /// What people call it.
    pub description: Option<String>,
    /// Which events.
    pub events: Option<Wanted>,
}

/// The address, the description and the events to store.
///
/// Errors: everything that is wrong.
pub fn endpoint(draft: &EndpointDraft, reach: Reach) -> Result<(Url, String, Wanted), Vec<Violation>> {
    let mut wrong = Vec::new();
    let url = noted(&mut wrong, address(&draft.url, reach));
    let description = noted(&mut wrong, description(&draft.description));
    let events = noted(&mut wrong, events(&draft.events));
    match (url, description, events) {
        (Some(url), Some(description), Some(events)) => Ok((url, description, events)),
        _ => Err(wrong),
    }
}

/// Checks what is to be changed, and nothing else: what is there may have been entered under other rules.
///
/// Errors: everything that is wrong.
pub fn endpoint_change(change: &EndpointChange, reach: Reach) -> Result<CheckedChange, Vec<Violation>> {
    let mut wrong = Vec::new();
    let checked = CheckedChange {
        url: change.url.as_ref().and_then(|text| noted(&mut wrong, address(text, reach))),
        description: change.description.as_ref().and_then(|text| noted(&mut wrong, description(text))),
        events: change.events.as_ref().and_then(|words| noted(&mut wrong, events(words))),
    };
    if wrong.is_empty() { Ok(checked) } else { Err(wrong) }
}

fn noted<T>(wrong: &mut Vec<Violation>, checked: Result<T, Vec<Violation>>) -> Option<T> {
    checked.map_err(|violations| wrong.extend(violations)).ok()
}

fn address(text: &str, reach: Reach) -> Result<Url, Vec<Violation>> {
    match trim(text) {
        "" => Err(vec![Violation::missing("url", "Say where to send events, such as https://example.com/webhooks.")]),
        text => webhook_url(text, reach).map_err(|message| vec![Violation::new("url", message)]),
    }
}

fn description(text: &str) -> Result<String, Vec<Violation>> {
    line("The description", text, DESCRIPTION).map_err(|message| vec![Violation::new("description", message)])
}

fn events(words: &[String]) -> Result<Wanted, Vec<Violation>> {
    if words.is_empty() {
        return Err(vec![Violation::missing(
            "events",
            "Say which events to send: a list of types, or [\"*\"] for all.",
        )]);
    }
    Wanted::of_words(words).map_err(|wrong| {
        let known = || EventKind::ALL.iter().map(|kind| kind.as_str());
        let violation = |(place, word): (usize, crate::webhook::UnknownEvent)| {
            let hint = match nearest(&word.0, known()) {
                Some(near) => format!("Did you mean {near:?}?"),
                None => format!("Known are *, {}.", known().collect::<Vec<_>>().join(", ")),
            };
            Violation::new(format!("events[{place}]"), format!("No event is of the type {}. {hint}", quoted(&word.0)))
        };
        wrong.into_iter().map(violation).collect()
    })
}

/// The address of an endpoint. What a name stands for is not known here: whoever connects looks that up and asks
/// [`Reach::includes`].
pub fn webhook_url(text: &str, reach: Reach) -> Result<Url, String> {
    if text.len() > LONGEST {
        return Err(format!("It is {} bytes long; {LONGEST} is the most.", text.len()));
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("There is a space or an invisible character in it. Take it out.".to_owned());
    }
    let url = Url::parse(text).map_err(|error| {
        format!("{} is no address ({error}). Write one such as https://example.com/webhooks.", quoted(text))
    })?;
    match (url.scheme(), reach) {
        ("https", _) | ("http", Reach::Anywhere) => {}
        ("http", Reach::Public) => return Err("Messages go over https only. Begin it with https://.".to_owned()),
        _ => return Err("Begin it with https://.".to_owned()),
    }
    // The grammar of browsers forgives slashes too many or too few; others would read another host.
    let host = text.split_once("://").map(|(_, rest)| rest).filter(|rest| !rest.starts_with('/'));
    let Some(host) = host.filter(|rest| !rest.contains('\\')) else {
        return Err("Write it with two slashes before the host, such as https://example.com/webhooks.".to_owned());
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err("Take the name and password before @ out; what is sent is signed instead.".to_owned());
    }
    if url.fragment().is_some() {
        return Err("Take the part after # out; it is never sent.".to_owned());
    }
    if url.port() == Some(0) {
        return Err("Nobody listens on port 0. Leave the port out, or give another.".to_owned());
    }
    match url.host() {
        Some(Host::Domain(name)) if reach == Reach::Public && is_local_name(name) => {
            return Err(format!(
                "{name} is a name within a network, not of the public internet. Nothing is sent there."
            ));
        }
        Some(Host::Domain(name)) if !name.trim_end_matches('.').is_empty() => {}
        Some(Host::Ipv4(address)) => number(host, &address.to_string(), address.into(), reach)?,
        Some(Host::Ipv6(address)) => number(host, &format!("[{address}]"), address.into(), reach)?,
        _ => return Err("There is no host in it. Write one such as https://example.com/webhooks.".to_owned()),
    }
    Ok(url)
}

/// An address in numbers: within reach, and written as everybody writes it, so that everybody who looks sees the same.
fn number(host: &str, usual: &str, address: IpAddr, reach: Reach) -> Result<(), String> {
    if !reach.includes(address) {
        return Err(format!("{usual} is no address of the public internet. Nothing is sent there."));
    }
    if !host.to_ascii_lowercase().starts_with(usual) {
        return Err(format!("Write the host as {usual}."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_of_the_public_internet_over_https_is_taken() {
        for text in [
            "https://example.com",
            "https://example.com/webhooks?shop=1",
            "https://hooks.example.com:8443/a",
            "https://8.8.8.8/hook",
            "https://[2606:4700::1111]/hook",
            "HTTPS://Example.com/A",
            "https://名前.example/",
        ] {
            assert!(webhook_url(text, Reach::Public).is_ok(), "{text}");
        }
        assert_eq!(
            webhook_url("https://Example.com/A", Reach::Public).map(String::from),
            Ok("https://example.com/A".to_owned())
        );
    }

    #[test]
    fn everything_else_is_refused_with_what_would_be_right() {
        for (text, words) in [
            ("http://example.com", "https only"),
            ("ftp://example.com", "Begin it with https://"),
            ("file:///etc/passwd", "Begin it with https://"),
            ("gopher://127.0.0.1:6379/_", "Begin it with https://"),
            ("example.com/hook", "is no address"),
            ("https://", "is no address"),
            ("https:///hook", "two slashes"),
            ("https:/example.com", "two slashes"),
            ("https:example.com", "two slashes"),
            ("https:\\\\example.com", "two slashes"),
            ("https://example.com\\@127.0.0.1/", "two slashes"),
            ("https://ada:secret@example.com", "Take the name and password"),
            ("https://example.com@127.0.0.1/", "Take the name and password"),
            ("https://example.com/#a", "after #"),
            ("https://exa mple.com", "a space"),
            ("https://example.com:0/", "port 0"),
            ("https://127.0.0.1/hook", "public internet"),
            ("https://10.1.2.3", "public internet"),
            ("https://169.254.169.254/latest/meta-data", "public internet"),
            ("https://[::1]/", "public internet"),
            ("https://[::ffff:127.0.0.1]/", "public internet"),
            ("https://[::ffff:8.8.8.8]/", "public internet"),
            ("https://[64:ff9b::a00:1]/", "public internet"),
            ("https://[2002:7f00:1::]/", "public internet"),
            ("https://[fd00:ec2::254]/", "public internet"),
            // Other ways to write 127.0.0.1, 0.0.0.0 and 8.8.8.8.
            ("https://2130706433/", "public internet"),
            ("https://0x7f000001/", "public internet"),
            ("https://0x7f.1/", "public internet"),
            ("https://0177.0.0.1/", "public internet"),
            ("https://127.1/", "public internet"),
            ("https://127.0.0.1./", "public internet"),
            ("https://０x7f.1/", "public internet"),
            ("https://１２７.0.0.1/", "public internet"),
            ("https://127。0。0。1/", "public internet"),
            ("https://%31%32%37.0.0.1/", "public internet"),
            ("https://0/", "public internet"),
            ("https://134744072/", "Write the host as 8.8.8.8"),
            ("https://010.8.8.8/", "Write the host as 8.8.8.8"),
            ("https://0x8.8.8.8/", "Write the host as 8.8.8.8"),
            ("https://256.256.256.256/", "is no address"),
            ("https://localhost/", "within a network"),
            ("https://LOCALHOST.:8443/", "within a network"),
            ("https://metadata.google.internal/", "within a network"),
        ] {
            let refused = webhook_url(text, Reach::Public);
            assert!(refused.as_ref().is_err_and(|message| message.contains(words)), "{text}: {refused:?}");
        }
        assert!(webhook_url(&format!("https://example.com/{}", "a".repeat(2048)), Reach::Public).is_err());
    }

    #[test]
    fn development_reaches_further() {
        for text in ["http://localhost:4000/hook", "http://127.0.0.1:4000", "https://10.0.0.1/", "http://[::1]:80/"] {
            assert!(webhook_url(text, Reach::Anywhere).is_ok(), "{text}");
            assert!(webhook_url(text, Reach::Public).is_err(), "{text}");
        }
        assert!(webhook_url("ftp://localhost/", Reach::Anywhere).is_err());
    }

    #[test]
    fn everything_that_is_wrong_with_an_endpoint_is_told() {
        let draft = EndpointDraft {
            url: "http://example.com".into(),
            description: "a\nb".into(),
            events: vec!["payment.suceeded".into(), "robot.hatched".into()],
        };
        let wrong = endpoint(&draft, Reach::Public).expect_err("four things");

        let fields: Vec<&str> = wrong.iter().map(|violation| violation.field.as_str()).collect();
        assert_eq!(fields, ["url", "description", "events[0]", "events[1]"]);
        assert!(wrong[2].message.contains("Did you mean \"payment.succeeded\"?"), "{}", wrong[2].message);
        let change = EndpointChange { description: Some(" Shop ".into()), ..EndpointChange::default() };
        let checked = endpoint_change(&change, Reach::Public).expect("nothing is wrong");
        assert_eq!((checked.url, checked.description.as_deref(), checked.events), (None, Some("Shop"), None));
        let nothing = endpoint(&EndpointDraft::default(), Reach::Public).expect_err("two are missing");
        assert_eq!(nothing.len(), 2);
    }

    proptest! {
        #[test]
        fn what_is_taken_is_taken_again_as_it_is(text in "https://[a-z0-9.:@/?#%\\[\\]-]{1,30}") {
            if let Ok(url) = webhook_url(&text, Reach::Public) {
                let again = webhook_url(url.as_str(), Reach::Public);
                prop_assert_eq!(again, Ok(url));
            }
        }

        #[test]
        fn no_way_to_write_a_number_leads_inside(bits: u32, form in 0..6usize) {
            let [a, b, c, d] = bits.to_be_bytes();
            let host = match form {
                0 => bits.to_string(),
                1 => format!("0x{bits:x}"),
                2 => format!("{a:#o}.{b}.{c}.{d}").replace("0o", "0"),
                3 => format!("{a}.{}", bits & 0xff_ffff),
                4 => format!("{a}.{b}.{}", bits & 0xffff),
                _ => format!("[::ffff:{a}.{b}.{c}.{d}]"),
            };
            let taken = webhook_url(&format!("https://{host}/"), Reach::Public);
            prop_assert!(taken.is_err() || host == format!("{a}.{b}.{c}.{d}"), "{}", host);
        }
    }
}
