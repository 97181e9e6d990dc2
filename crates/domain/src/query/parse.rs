//! Reading a query: recursive descent over its characters, so that every fault has its place.

use super::{Compare, Field, Frame, Query, Unread};
use crate::rules::nearest;

/// A query has at most this many characters.
pub const MOST_CHARACTERS: usize = 1000;
/// A query has at most this many words and conditions.
const MOST_TERMS: usize = 50;
/// Brackets and negations are at most this deep in each other.
const DEEPEST: usize = 10;

impl Query {
    /// Reads a query. White space alone is everybody.
    ///
    /// Errors: what is wrong first.
    pub fn parse(text: &str, frame: &Frame) -> Result<Self> {
        let mut parser = Parser { chars: text.chars().collect(), at: 0, terms: 0, frame };
        parser.fair()?;
        parser.skip_space();
        if parser.is_at_end() {
            return Ok(Self::everybody());
        }
        let query = parser.any(0)?;
        match parser.peek() {
            None => Ok(query),
            // Only a bracket ends a query before its end.
            Some(_) => {
                let at = parser.at;
                Err(parser.fault(at, 1, "This bracket closes nothing. Take it out.", Some("")))
            }
        }
    }
}

pub(super) struct Parser<'f> {
    chars: Vec<char>,
    at: usize,
    terms: usize,
    pub(super) frame: &'f Frame,
}

type Result<T> = std::result::Result<T, Unread>;

impl Parser<'_> {
    fn fair(&self) -> Result<()> {
        let length = self.chars.len();
        if length > MOST_CHARACTERS {
            let message = format!("A query has at most {MOST_CHARACTERS} characters; this one has {length}.");
            return Err(self.fault(MOST_CHARACTERS, length - MOST_CHARACTERS, message, None));
        }
        match self.chars.iter().position(|c| c.is_control() && !c.is_whitespace()) {
            Some(at) => {
                let message =
                    format!("There is an invisible control character (U+{:04X}) here.", self.chars[at] as u32);
                Err(self.fault(at, 1, message, Some("")))
            }
            None => Ok(()),
        }
    }

    /// What is wrong with these characters, and what would stand right in their place.
    pub(super) fn fault(&self, at: usize, length: usize, message: impl Into<String>, instead: Option<&str>) -> Unread {
        let suggestion = instead.map(|instead| {
            let before: String = self.chars[..at].iter().collect();
            let after: String = self.chars[(at + length).min(self.chars.len())..].iter().collect();
            format!("{before}{instead}{after}").trim().to_owned()
        });
        Unread { message: message.into(), position: at, length, suggestion }
    }

    fn any(&mut self, depth: usize) -> Result<Query> {
        let mut parts = vec![self.all(depth)?];
        while self.keyword("OR") {
            let word = self.at;
            self.take(2);
            self.follows(word, "OR")?;
            parts.push(self.all(depth)?);
        }
        Ok(Query::any(parts))
    }

    fn all(&mut self, depth: usize) -> Result<Query> {
        let mut parts = vec![self.term(depth)?];
        loop {
            self.skip_space();
            if self.keyword("AND") {
                let word = self.at;
                self.take(3);
                self.follows(word, "AND")?;
            } else if self.is_at_end() || self.peek() == Some(')') || self.keyword("OR") {
                return Ok(Query::all(parts));
            }
            parts.push(self.term(depth)?);
        }
    }

    /// Something must come after a word of the language.
    fn follows(&mut self, word: usize, what: &str) -> Result<()> {
        self.skip_space();
        if self.is_at_end() || self.peek() == Some(')') || self.keyword("OR") || self.keyword("AND") {
            let message =
                format!("Nothing follows {what}. Put a condition behind it, or write \"{what}\" to look for it.");
            return Err(self.fault(word, what.len(), message, Some(&format!("\"{what}\""))));
        }
        Ok(())
    }

    fn term(&mut self, depth: usize) -> Result<Query> {
        self.skip_space();
        let begin = self.at;
        if depth > DEEPEST {
            let message = format!("Brackets and negations go at most {DEEPEST} deep. Write this with fewer.");
            return Err(self.fault(begin, 1, message, None));
        }
        if self.keyword("NOT") {
            self.take(3);
            self.follows(begin, "NOT")?;
            return Ok(self.term(depth + 1)?.negated());
        }
        for word in ["AND", "OR"] {
            if self.keyword(word) {
                let message = format!("Nothing stands before {word}. Put a condition there, or take it out.");
                return Err(self.fault(begin, word.len(), message, Some("")));
            }
        }
        match self.peek() {
            Some('-') if self.chars.get(begin + 1).is_some_and(|next| !next.is_whitespace() && *next != ')') => {
                self.take(1);
                Ok(self.term(depth + 1)?.negated())
            }
            Some('(') => self.group(depth),
            Some(')') => Err(self.fault(begin, 1, "This bracket closes nothing. Take it out.", Some(""))),
            Some('"') => {
                let text = self.quoted()?;
                if text.trim().is_empty() {
                    let length = self.at - begin;
                    return Err(self.fault(begin, length, "There is nothing between the quotation marks.", Some("")));
                }
                self.counted(begin)?;
                Ok(Query::Text(vec![text]))
            }
            _ => self.word_or_condition(),
        }
    }

    fn group(&mut self, depth: usize) -> Result<Query> {
        let begin = self.at;
        self.take(1);
        self.skip_space();
        if self.peek() == Some(')') {
            let length = self.at + 1 - begin;
            return Err(self.fault(begin, length, "There is nothing between the brackets.", Some("")));
        }
        if self.is_at_end() {
            return Err(self.fault(begin, 1, "This bracket is never closed.", Some("")));
        }
        let query = self.any(depth + 1)?;
        if self.peek() != Some(')') {
            let mut fault = self.fault(begin, 1, "This bracket is never closed.", None);
            fault.suggestion = Some(self.chars.iter().collect::<String>().trim_end().to_owned() + ")");
            return Err(fault);
        }
        self.take(1);
        Ok(query)
    }

    fn word_or_condition(&mut self) -> Result<Query> {
        let begin = self.at;
        let word = self.run(|c| c.is_whitespace() || "\"():=<>".contains(c));
        let end = self.at;
        self.counted(begin)?;
        let known = Field::parse(&word).is_some() || word.starts_with("metadata.");
        if known {
            // `spent > 100` is as good as `spent>100`.
            self.skip_space();
        }
        let Some(compare) = self.comparison() else {
            self.at = end;
            return Ok(Query::Text(vec![word]));
        };
        if word.is_empty() {
            let length = self.at - begin;
            let message = "A comparison needs a field before it, such as spent>100.";
            return Err(self.fault(begin, length, message, None));
        }
        let value_at = self.value_begins();
        let value = if self.peek() == Some('"') {
            self.quoted()?
        } else {
            self.run(|c| c.is_whitespace() || "\"()".contains(c))
        };
        let place = Place { begin, field_end: end, value_at, value_end: self.at };
        if !known {
            return Err(self.unknown_field(&word, &value, place));
        }
        if value.trim().is_empty() {
            let message = format!("{word}{} needs a value behind it.", compare.as_str());
            return Err(self.fault(begin, self.at - begin, message, None));
        }
        self.condition(&word, compare, value.trim(), place).map(Query::Is)
    }

    fn unknown_field(&self, word: &str, value: &str, place: Place) -> Unread {
        let length = place.field_end - place.begin;
        let fields = Field::ALL.iter().map(|field| field.as_str());
        match nearest(word, fields) {
            Some(near) => {
                let message = format!("There is no field {word:?}. Did you mean {near}?");
                self.fault(place.begin, length, message, Some(near))
            }
            None => {
                let text: String = self.chars[place.begin..place.value_end].iter().collect();
                let message =
                    format!("There is no field {word:?}. To look for these words, put them in quotation marks.");
                let quoted = format!("\"{}\"", text.replace(['"', '\\'], ""));
                let instead = (!value.is_empty()).then_some(quoted.as_str());
                self.fault(place.begin, place.value_end - place.begin, message, instead)
            }
        }
    }

    /// `:`, `=`, `<`, `<=`, `>`, `>=`, and these behind a colon.
    fn comparison(&mut self) -> Option<Compare> {
        let colon = self.peek() == Some(':');
        if colon {
            self.take(1);
        }
        let next = self.chars.get(self.at + 1);
        let compare = match (self.peek(), next) {
            (Some('>'), Some('=')) => Compare::AtLeast,
            (Some('<'), Some('=')) => Compare::AtMost,
            (Some('>'), _) => Compare::Over,
            (Some('<'), _) => Compare::Under,
            (Some('='), _) => Compare::Is,
            _ => return colon.then_some(Compare::Is),
        };
        self.take(if matches!(compare, Compare::AtLeast | Compare::AtMost) { 2 } else { 1 });
        Some(compare)
    }

    /// Skips space before a value, unless nothing comes after it.
    fn value_begins(&mut self) -> usize {
        let behind = self.at;
        self.skip_space();
        if self.is_at_end() || self.peek() == Some(')') {
            self.at = behind;
        }
        self.at
    }

    /// Text in quotation marks; `\"` is one inside, and `\\` a backslash.
    fn quoted(&mut self) -> Result<String> {
        let begin = self.at;
        self.take(1);
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.take(1);
            match (c, self.peek()) {
                ('"', _) => return Ok(text),
                ('\\', Some(escaped @ ('"' | '\\'))) => {
                    self.take(1);
                    text.push(escaped);
                }
                (c, _) => text.push(c),
            }
        }
        let mut fault = self.fault(begin, 1, "This quotation mark is never closed.", None);
        if !text.trim().is_empty() && !text.ends_with('\\') {
            fault.suggestion = Some(self.chars.iter().collect::<String>().trim().to_owned() + "\"");
        }
        Err(fault)
    }

    /// Whether the comparison of a condition is written `=`.
    pub(super) fn is_sign_equals(&self, place: Place) -> bool {
        self.chars[place.field_end..place.value_at].contains(&'=')
    }

    fn counted(&mut self, begin: usize) -> Result<()> {
        self.terms += 1;
        if self.terms > MOST_TERMS {
            let message = format!("A query has at most {MOST_TERMS} words and conditions.");
            return Err(self.fault(begin, self.chars.len() - begin, message, None));
        }
        Ok(())
    }

    /// The characters up to one that ends them.
    fn run(&mut self, ends: impl Fn(char) -> bool) -> String {
        let begin = self.at;
        while self.peek().is_some_and(|c| !ends(c)) {
            self.at += 1;
        }
        self.chars[begin..self.at].iter().collect()
    }

    /// Whether a word of the language comes next, after white space.
    fn keyword(&mut self, word: &str) -> bool {
        self.skip_space();
        let end = self.at + word.len();
        let is_word = self.chars.get(self.at..end).is_some_and(|next| next.iter().copied().eq(word.chars()));
        is_word && self.chars.get(end).is_none_or(|c| c.is_whitespace() || "\"()".contains(*c))
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, count: usize) {
        self.at += count;
    }

    fn is_at_end(&self) -> bool {
        self.at >= self.chars.len()
    }
}

/// Where a condition stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub begin: usize,
    pub field_end: usize,
    pub value_at: usize,
    pub value_end: usize,
}
