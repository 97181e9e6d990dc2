//! What people write about money.

use crate::error::{Error, Result};

/// The longest note, in characters.
const LONGEST: usize = 500;

/// A short note, if it can be kept. Errors: `Invalid` at `field`.
pub(super) fn note(text: &str, field: &str) -> Result<String> {
    let text = text.trim().replace("\r\n", "\n");
    if text.contains('\0') {
        let told = "There is an invisible character in it that can't be kept (U+0000). Type it again.";
        return Err(Error::invalid(field, told));
    }
    if text.chars().count() > LONGEST {
        return Err(Error::invalid(field, format!("A note has at most {LONGEST} characters. Shorten it.")));
    }
    Ok(text)
}
