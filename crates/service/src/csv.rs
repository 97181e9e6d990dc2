//! CSV that is safe to open in a spreadsheet.

/// A value as CSV has it. One that a spreadsheet would calculate gets an apostrophe in front.
pub(crate) fn cell(value: &str) -> String {
    let calculated = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let value = if calculated { format!("'{value}") } else { value.to_owned() };
    if value.contains([',', '"', '\n', '\r']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value }
}

/// A row of values, with its end.
pub(crate) fn row<'v>(values: impl IntoIterator<Item = &'v str>) -> String {
    let mut row = values.into_iter().map(cell).collect::<Vec<_>>().join(",");
    row.push_str("\r\n");
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_calculates_nothing() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@SUM(A1,\"x\")"), "\"'@SUM(A1,\"\"x\"\")\"");
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("\"-\" is no date."), "\"\"\"-\"\" is no date.\"");
        assert_eq!(row(["a", "", "b,c"]), "a,,\"b,c\"\r\n");
    }
}
