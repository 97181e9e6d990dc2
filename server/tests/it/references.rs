//! docs/references.md: every test that it names is there, and no cell is empty, so that its tables can't rot.

use std::path::Path;

const TEXT: &str = include_str!("../../../docs/references.md");

/// The tests that a text names: `` [`name`](path) ``.
fn named(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("[`").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once("`](")?;
        Some((name, rest.split_once(')')?.0))
    })
}

/// Whether a source has a test of this name: a rule for both engines, a test, or a journey.
fn has(source: &str, name: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let (rule, test, journey) = (format!("both_engines!({name});"), format!("fn {name}("), format!("test('{name}',"));
    let is_test = |pair: &[&str]| pair[0] == "#[test]" && pair[1].starts_with(&test);
    lines.contains(&rule.as_str())
        || lines.windows(2).any(is_test)
        || lines.iter().any(|line| line.starts_with(&journey))
}

/// The rows of the tables in a text, as cells.
fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| statement"));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
}

#[test]
fn every_test_that_is_named_is_there() {
    let docs = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs"));
    let mut count = 0;
    for (name, path) in named(TEXT) {
        let source = std::fs::read_to_string(docs.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(has(&source, name), "{path} has no test {name:?}, which docs/references.md names");
        count += 1;
    }
    assert!(count > 100, "only {count} tests are named");
}

#[test]
fn every_statement_is_answered_and_shown() {
    let (done, open) = TEXT.split_once("## Not yet").expect("both parts");
    for (row, columns) in rows(done).map(|row| (row, 4)).chain(rows(open).map(|row| (row, 3))) {
        assert_eq!(row.len(), columns, "{row:?}");
        assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
        let pages = row[1].split(", ").all(|page| ["M", "R", "P", "N", "X", "F"].contains(&page));
        assert!(pages, "{:?} is no list of pages: {}", row[1], row[0]);
        assert!(columns == 3 || named(row[3]).next().is_some(), "nothing shows it: {}", row[0]);
    }
    assert!(rows(done).count() > 90);
}
