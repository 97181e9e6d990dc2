//! The rows of a file with the lines on which they begin. Whatever the file holds, a row takes bounded memory, and a row
//! that can't be read doesn't take its neighbours along.

use std::io::{self, BufRead};

use clientele_domain::import::Delimiter;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::lines::{Line, Lines};

/// A row has at most this many bytes, its line breaks included.
const MOST_BYTES: usize = 128 * 1024;
/// A row has at most this many values.
const MOST_CELLS: usize = 1_000;

/// What some programs put before the text; the parser for quoted values knows it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// The line on which it begins, from 1.
    pub line: i64,
    /// Its values; a sentence when they can't be read.
    pub cells: Result<Vec<String>, String>,
}

/// Reads rows. Lines without any value are no rows.
pub(super) struct Records<R> {
    lines: Lines<R>,
    /// None for white space.
    parser: Option<Box<Reader>>,
    raw: Vec<u8>,
    text: Vec<u8>,
    ends: Vec<usize>,
}

/// How far the parser has come with a row.
enum Parsed {
    Row(Vec<String>),
    /// A quotation mark is open at the end of the line.
    Open,
    Wrong(String),
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(reader: R, delimiter: Delimiter) -> Self {
        let parser = delimiter.byte().map(|byte| Box::new(ReaderBuilder::new().delimiter(byte).build()));
        let (text, ends) = (vec![0; MOST_BYTES], vec![0; MOST_CELLS + 1]);
        Self { lines: Lines::new(reader), parser, raw: Vec::new(), text, ends }
    }

    /// The next row, unless the file has ended.
    pub(super) fn next(&mut self) -> io::Result<Option<Record>> {
        loop {
            let line = self.lines.number();
            self.raw.clear();
            let cells = match self.lines.read(&mut self.raw, MOST_BYTES)? {
                Line::End => return Ok(None),
                Line::Part => {
                    self.skip_line()?;
                    Err(format!("This line is longer than {} KiB. Look for missing line breaks.", MOST_BYTES / 1024))
                }
                Line::Whole if self.raw.trim_ascii().is_empty() => continue,
                Line::Whole => self.row(line)?,
            };
            let empty = |cells: &Vec<String>| cells.iter().all(|cell| cell.trim().is_empty());
            if !cells.as_ref().is_ok_and(empty) {
                return Ok(Some(Record { line, cells }));
            }
        }
    }

    /// The values of the row that begins with the line just read, which may take further lines.
    fn row(&mut self, line: i64) -> io::Result<Result<Vec<String>, String>> {
        let first = self.raw.len();
        let (mut fed, mut texts, mut ends) = (0, 0, 0);
        if let Some(parser) = &mut self.parser {
            parser.reset();
        }
        loop {
            match self.parse(fed, &mut texts, &mut ends) {
                Parsed::Row(cells) => return Ok(Ok(cells)),
                Parsed::Wrong(message) => return Ok(Err(message)),
                Parsed::Open => {}
            }
            fed = self.raw.len();
            if self.lines.read(&mut self.raw, MOST_BYTES)? != Line::Whole {
                // Nobody closes the mark: it spoils its own line alone, and the ones after it are rows again.
                self.lines.give_back(&self.raw[first..], line + 1);
                return Ok(Err("A quotation mark is opened on this line and never closed.".to_owned()));
            }
        }
    }

    /// Goes on with the row, from the byte `fed` on.
    fn parse(&mut self, fed: usize, texts: &mut usize, ends: &mut usize) -> Parsed {
        let Some(parser) = &mut self.parser else {
            return words(&self.raw);
        };
        let input = &self.raw[fed..];
        let (result, _, written, ended) = parser.read_record(input, &mut self.text[*texts..], &mut self.ends[*ends..]);
        *texts += written;
        *ends += ended;
        match result {
            ReadRecordResult::Record if *ends <= MOST_CELLS => cells(&self.text, &self.ends[..*ends]),
            ReadRecordResult::InputEmpty => Parsed::Open,
            _ => Parsed::Wrong(format!("This row has more than {MOST_CELLS} values. Look for missing line breaks.")),
        }
    }

    fn skip_line(&mut self) -> io::Result<()> {
        while self.lines.read(&mut self.raw, MOST_BYTES)? == Line::Part {
            self.raw.clear();
        }
        Ok(())
    }
}

fn cells(text: &[u8], ends: &[usize]) -> Parsed {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let cells = starts.zip(ends).map(|(start, end)| std::str::from_utf8(&text[start..*end]).map(str::to_owned));
    match cells.collect() {
        Ok(cells) => Parsed::Row(cells),
        Err(_) => not_utf8(),
    }
}

fn words(raw: &[u8]) -> Parsed {
    match std::str::from_utf8(raw) {
        Ok(text) if text.split_whitespace().nth(MOST_CELLS).is_some() => {
            Parsed::Wrong(format!("This row has more than {MOST_CELLS} values. Look for missing line breaks."))
        }
        Ok(text) => {
            Parsed::Row(text.trim_start_matches(BYTE_ORDER_MARK).split_whitespace().map(str::to_owned).collect())
        }
        Err(_) => not_utf8(),
    }
}

fn not_utf8() -> Parsed {
    Parsed::Wrong("This row is not UTF-8. Save the file as \"CSV UTF-8\", or convert it.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &[u8], delimiter: Delimiter) -> Vec<Record> {
        let mut records = Records::new(text, delimiter);
        std::iter::from_fn(|| records.next().expect("memory can be read")).collect()
    }

    fn row(line: i64, cells: &[&str]) -> Record {
        Record { line, cells: Ok(cells.iter().map(|cell| (*cell).to_owned()).collect()) }
    }

    #[test]
    fn rows_know_their_lines() {
        let text = b"\xef\xbb\xbfname,email\r\n\r\n\"Ada\r\nLovelace\",ada@example.com\r\n,,\r\n\"Bob \"\"B\"\"\",b@example.com";

        assert_eq!(
            read(text, Delimiter::Comma),
            [
                row(1, &["name", "email"]),
                row(3, &["Ada\nLovelace", "ada@example.com"]),
                row(6, &["Bob \"B\"", "b@example.com"]),
            ]
        );
    }

    #[test]
    fn white_space_separates_without_quotes() {
        assert_eq!(
            read(b" 00004 0001  \"2\t29.33\r\n\n 5", Delimiter::Whitespace),
            [row(1, &["00004", "0001", "\"2", "29.33"]), row(3, &["5"]),]
        );
    }

    #[test]
    fn an_open_quotation_mark_spoils_only_its_own_line() {
        let records = read(b"a,b\n1,\"2\n3,4\n5,6\n", Delimiter::Comma);

        assert_eq!((records.len(), records[1].line, records[1].cells.is_err()), (4, 2, true));
        assert_eq!(records[2..], [row(3, &["3", "4"]), row(4, &["5", "6"])]);
    }

    #[test]
    fn an_open_quotation_mark_in_a_large_file_takes_bounded_memory() {
        let text = format!("1,\"2\n{}", "3,4\n".repeat(100_000));
        let records = read(text.as_bytes(), Delimiter::Comma);

        assert_eq!(records.len(), 100_001);
        assert!(records[0].cells.is_err());
        assert_eq!(records[100_000], row(100_001, &["3", "4"]));
    }

    #[test]
    fn a_line_without_end_is_refused_and_the_next_is_read() {
        let text = format!("{}\n3,4\n", "x".repeat(3 * MOST_BYTES));
        let records = read(text.as_bytes(), Delimiter::Comma);

        assert!(records[0].cells.as_ref().is_err_and(|message| message.contains("128 KiB")));
        assert_eq!(records[1..], [row(2, &["3", "4"])]);
    }

    #[test]
    fn other_encodings_and_endless_rows_are_refused() {
        let text = [b"Bj\xf6rk\n".to_vec(), b",".repeat(2000), b"x\n1,2\n".to_vec()].concat();
        let records = read(&text, Delimiter::Comma);

        assert!(records[0].cells.as_ref().is_err_and(|message| message.contains("UTF-8")));
        assert!(records[1].cells.as_ref().is_err_and(|message| message.contains("1000 values")));
        assert_eq!(records[2..], [row(3, &["1", "2"])]);
    }

    /// As any program writes it: quoted where needed.
    fn written(rows: &[Vec<String>]) -> String {
        let cell = |cell: &String| match cell.contains([',', '"', '\n']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.clone(),
        };
        rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n").collect()
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(rows in prop::collection::vec(prop::collection::vec("[a-c,\"\n ]{0,6}", 1..5), 0..8)) {
            let full: Vec<Vec<String>> =
                rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
            let read: Vec<Vec<String>> =
                read(written(&full).as_bytes(), Delimiter::Comma).into_iter().filter_map(|row| row.cells.ok()).collect();

            prop_assert_eq!(read, full);
        }

        #[test]
        fn any_bytes_are_read_and_lines_only_grow(bytes in prop::collection::vec(prop::sample::select(b"ab,\"\n\r \xff".to_vec()), 0..80)) {
            for delimiter in Delimiter::ALL {
                let lines: Vec<i64> = read(&bytes, *delimiter).iter().map(|record| record.line).collect();
                prop_assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
            }
        }
    }
}
