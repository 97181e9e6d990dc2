//! Postal addresses: every part is one line of text, whatever country it is in. Addresses have too many forms to ask
//! for more, so no part demands another.

use super::text::line;

/// A part of an address has at most this many characters.
const PART: usize = 200;

/// One part other than the country. `label` begins the message: "The city".
pub(super) fn part(label: &str, text: &str) -> Result<String, String> {
    line(label, text, PART)
}
