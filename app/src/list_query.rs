//! The state of the customer list as it stands in the address bar, so that it can be sent to a colleague.
//!
//! `?q=ada&kind=guest&tag=vip&status=active&from=2026-01-01&until=2026-02-01&has=email&sort=total_spent&order=asc&after=…`

use clientele_domain::customer::{Kind, SubscriptionStatus};
use clientele_domain::list::{CustomerFilter, Direction, Has, SortBy};
use clientele_domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Which page of which list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// Which customers.
    pub filter: CustomerFilter,
    /// Sorted by.
    pub sort: SortBy,
    /// In which direction, when not the sort's own.
    pub direction: Option<Direction>,
    /// The page after this place.
    pub after: Option<String>,
    /// The page before this place.
    pub before: Option<String>,
}

const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 3600);

impl ListQuery {
    /// Reads the parameters of an address; what makes no sense is left out.
    pub fn from_params(get: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let sort = text("sort").and_then(|value| SortBy::parse(&value)).unwrap_or_default();
        let direction = match text("order").as_deref() {
            Some("asc") => Some(Direction::Ascending),
            Some("desc") => Some(Direction::Descending),
            _ => None,
        };
        Self {
            filter: CustomerFilter {
                text: text("q").unwrap_or_default(),
                kind: text("kind").and_then(|value| Kind::parse(&value)),
                tag: text("tag").map(|value| value.to_lowercase()),
                subscription: text("status").and_then(|value| SubscriptionStatus::parse(&value)),
                created_from: text("from").and_then(|value| Timestamp::parse_date(&value)),
                // People name the last day that counts.
                created_before: text("until").and_then(|value| Timestamp::parse_date(&value)).map(|day| day.plus(DAY)),
                has: text("has").and_then(|value| Has::parse(&value)),
                ..CustomerFilter::default()
            },
            sort,
            direction: direction.filter(|direction| *direction != sort.first_direction()),
            after: text("after"),
            before: text("before"),
        }
    }

    /// The direction in force.
    pub fn direction(&self) -> Direction {
        self.direction.unwrap_or(self.sort.first_direction())
    }

    /// The parameters, without the place.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let mut params: Vec<(&'static str, String)> = Vec::new();
        let mut add = |name, value: Option<String>| params.extend(value.map(|value| (name, value)));
        add("q", Some(filter.text.clone()).filter(|text| !text.is_empty()));
        add("kind", filter.kind.map(|kind| kind.as_str().to_owned()));
        add("tag", filter.tag.clone());
        add("status", filter.subscription.map(|status| status.as_str().to_owned()));
        add("from", filter.created_from.map(Timestamp::date));
        add("until", filter.created_before.map(|before| before.minus(DAY).date()));
        add("has", filter.has.map(|has| has.as_str().to_owned()));
        add("sort", Some(self.sort).filter(|sort| *sort != SortBy::default()).map(|sort| sort.as_str().to_owned()));
        add("order", self.direction.map(|direction| direction.as_str().to_owned()));
        params
    }

    /// `?…` for a link to this list at its beginning, or nothing when everything is as by default.
    pub fn search(&self) -> String {
        search(&self.params())
    }

    /// The same list from another place on.
    pub fn search_at(&self, name: &'static str, cursor: &str) -> String {
        let mut params = self.params();
        params.push((name, cursor.to_owned()));
        search(&params)
    }

    /// The same list sorted by something else; by the same thing again, the other way round.
    #[must_use]
    pub fn sorted_by(&self, sort: SortBy) -> Self {
        let direction = if sort == self.sort { Some(self.direction().reversed()) } else { None };
        let direction = direction.filter(|direction| *direction != sort.first_direction());
        Self { filter: self.filter.clone(), sort, direction, after: None, before: None }
    }

    /// The same list with another filter.
    #[must_use]
    pub fn with(&self, filter: CustomerFilter) -> Self {
        Self { filter, sort: self.sort, direction: self.direction, after: None, before: None }
    }
}

fn search(params: &[(&'static str, String)]) -> String {
    let parts: Vec<String> = params.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

/// A parameter of the query of an address, with or without its question mark. Decoded once: the router's own map of
/// parameters decodes twice, so that somebody who looks for `%41` would find `A`.
pub fn param(search: &str, name: &str) -> Option<String> {
    let pairs = search.strip_prefix('?').unwrap_or(search).split('&');
    let value = pairs.filter_map(|pair| pair.split_once('=')).rfind(|(known, _)| *known == name)?.1;
    Some(unescape(value))
}

/// What [`escape`] wrote, or a browser's form. Bytes that are no text become the sign for that.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let digits = others.get(..2).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let code = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        let (byte, after) = match (first, code) {
            (b'%', Some(byte)) => (byte, &others[2..]),
            (b'+', _) => (b' ', others),
            (other, _) => (*other, others),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Percent-encoding for a value of a query.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~@:".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(search: &str) -> ListQuery {
        ListQuery::from_params(|name| param(search, name))
    }

    #[test]
    fn what_is_written_is_read_back() {
        for search in [
            "",
            "?q=ada%20l&kind=guest&tag=vip&status=past_due&from=2026-01-01&until=2026-01-31&has=email&sort=name&order=desc",
            "?sort=total_spent&order=asc",
        ] {
            assert_eq!(read(search).search(), search);
        }
    }

    #[test]
    fn what_is_escaped_comes_back_as_it_was() {
        for text in ["50%", "%41", "a+b&c=d", "é 李", "100%25", "%", "%zz", "?#"] {
            assert_eq!(param(&format!("?x=1&q={}", escape(text)), "q").as_deref(), Some(text));
        }
        assert_eq!(param("?q=ada+l%c3%a9", "q").as_deref(), Some("ada lé"));
        assert_eq!(param("?q=%+1%4", "q").as_deref(), Some("% 1%4"));
        assert_eq!(param("?q", "q"), None);
    }

    #[test]
    fn nonsense_is_left_out() {
        assert_eq!(read("?kind=robot&sort=height&from=yesterday&order=up").search(), "");
    }

    #[test]
    fn sorting_by_the_same_again_turns_it_round() {
        let by_name = ListQuery::default().sorted_by(SortBy::Name);

        assert_eq!(by_name.search(), "?sort=name");
        assert_eq!(by_name.sorted_by(SortBy::Name).search(), "?sort=name&order=desc");
        assert_eq!(by_name.sorted_by(SortBy::Name).sorted_by(SortBy::Name).search(), "?sort=name");
    }
}
