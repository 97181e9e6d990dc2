//! Pages: one row more is read than is shown, and tells whether there is more.

/// At most `limit` of the rows, and whether there were more.
pub(crate) fn cut<T>(mut found: Vec<T>, limit: i64) -> (Vec<T>, bool) {
    let limit = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > limit;
    found.truncate(limit);
    (found, more)
}
