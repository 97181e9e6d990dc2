//! The lines of a file, one at a time and never more than so much of one, with the possibility to give some back.

use std::io::{self, BufRead};

/// Reads lines that end with LF, CRLF or CR.
pub(super) struct Lines<R> {
    reader: R,
    /// What was given back, and how much of it has been read again.
    back: (Vec<u8>, usize),
    /// The number of the line that is read next, from 1.
    next: i64,
}

/// What came of reading a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// It was read to its end.
    Whole,
    /// There is no more room; the rest of the line is still to come.
    Part,
    /// The file has ended.
    End,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, back: (Vec::new(), 0), next: 1 }
    }

    /// The number of the line that is read next.
    pub(super) fn number(&self) -> i64 {
        self.next
    }

    /// Appends a line to `text`, with a line feed at its end whatever it had, but not beyond `most` bytes in all.
    pub(super) fn read(&mut self, text: &mut Vec<u8>, most: usize) -> io::Result<Line> {
        let mut any = false;
        loop {
            let there = self.there()?;
            if there.is_empty() {
                if any {
                    self.ended(text);
                }
                return Ok(if any { Line::Whole } else { Line::End });
            }
            any = true;
            let room = most.saturating_sub(text.len());
            let end = there.iter().take(room).position(|byte| matches!(byte, b'\n' | b'\r'));
            let taken = end.unwrap_or(there.len().min(room));
            text.extend_from_slice(&there[..taken]);
            let carriage_return = end.is_some_and(|end| there[end] == b'\r');
            self.used(taken + usize::from(end.is_some()));
            if carriage_return && self.there()?.first() == Some(&b'\n') {
                self.used(1);
            }
            if end.is_some() {
                self.ended(text);
                return Ok(Line::Whole);
            }
            if text.len() >= most {
                return Ok(Line::Part);
            }
        }
    }

    /// Gives back what was read from the line with this number on.
    pub(super) fn give_back(&mut self, text: &[u8], number: i64) {
        let mut back = text.to_vec();
        back.extend_from_slice(&self.back.0[self.back.1..]);
        self.back = (back, 0);
        self.next = number;
    }

    /// What can be read at once; nothing at the end of the file.
    fn there(&mut self) -> io::Result<&[u8]> {
        if self.back.1 < self.back.0.len() { Ok(&self.back.0[self.back.1..]) } else { self.reader.fill_buf() }
    }

    fn used(&mut self, bytes: usize) {
        if self.back.1 < self.back.0.len() { self.back.1 += bytes } else { self.reader.consume(bytes) }
    }

    fn ended(&mut self, text: &mut Vec<u8>) {
        text.push(b'\n');
        self.next += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(i64, String)> {
        let mut lines = Lines::new(text.as_bytes());
        let mut all = Vec::new();
        loop {
            let (number, mut line) = (lines.number(), Vec::new());
            match lines.read(&mut line, 100).expect("memory can be read") {
                Line::End => return all,
                _ => all.push((number, String::from_utf8(line).expect("text"))),
            }
        }
    }

    #[test]
    fn every_kind_of_line_end_is_understood() {
        let expected = vec![(1, "a\n".to_owned()), (2, "\n".to_owned()), (3, "b\n".to_owned())];

        for text in ["a\n\nb\n", "a\r\n\r\nb\r\n", "a\r\rb\r", "a\n\nb"] {
            assert_eq!(lines(text), expected, "{text:?}");
        }
        assert!(lines("").is_empty());
    }

    #[test]
    fn a_line_comes_in_parts_when_there_is_no_room() {
        let mut lines = Lines::new(&b"abcdef\ng"[..]);
        let mut text = Vec::new();

        assert_eq!(lines.read(&mut text, 4).ok(), Some(Line::Part));
        assert_eq!(lines.number(), 1);
        text.clear();
        assert_eq!(lines.read(&mut text, 4).ok(), Some(Line::Whole));
        assert_eq!((text.as_slice(), lines.number()), (&b"ef\n"[..], 2));
    }

    #[test]
    fn what_is_given_back_is_read_again() {
        let mut lines = Lines::new(&b"a\nb\nc\n"[..]);
        let mut text = Vec::new();
        let read: Vec<_> = (0..2).map(|_| lines.read(&mut text, 100).expect("memory can be read")).collect();
        assert_eq!(read, [Line::Whole, Line::Whole]);

        lines.give_back(b"b\n", 2);

        text.clear();
        while lines.read(&mut text, 100).expect("memory can be read") != Line::End {}
        assert_eq!((text.as_slice(), lines.number()), (&b"b\nc\n"[..], 4));
    }
}
