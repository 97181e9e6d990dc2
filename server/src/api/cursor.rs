//! Places in lists, as programs carry them from one page to the next.

use super::problem::Problem;

/// How many are on a page when nobody says.
const USUAL: i64 = 20;

/// The size of a page: 1 to 100.
pub fn limit(asked: Option<i64>) -> Result<i64, Problem> {
    match asked.unwrap_or(USUAL) {
        limit @ 1..=100 => Ok(limit),
        _ => Err(Problem::invalid_field("limit", "A page has 1 to 100 entries.")),
    }
}

/// A place as programs carry it: opaque, so that nobody builds one.
pub fn sealed(place: &str) -> String {
    place.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// The place that was carried.
pub fn opened<T>(cursor: Option<String>, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    let Some(cursor) = cursor else { return Ok(None) };
    let place = bytes(&cursor).and_then(|bytes| String::from_utf8(bytes).ok()).and_then(|text| read(&text));
    place.map(Some).ok_or_else(|| {
        Problem::invalid_field(
            "cursor",
            "This is no place in this list. Send the next_cursor of a page of the same list.",
        )
    })
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    if text.len() > 4096 || !text.is_ascii() {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_and_nothing_else_does() {
        let read = |text: &str| Some(text.to_owned());

        assert_eq!(opened(Some(sealed("7.Zoë")), read).ok().flatten().as_deref(), Some("7.Zoë"));
        for text in ["x", "0", "zz", "ff", "é"] {
            assert!(opened(Some(text.to_owned()), read).is_err(), "{text}");
        }
    }
}
