//! A file before it is imported: its header, its first rows, and a hash by which the same import is recognised.

use std::io::{self, BufRead, BufReader, Read};

use clientele_domain::import::{Delimiter, Layout, What, suggest};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::records::Records;
use crate::error::{Error, Result};

/// The beginning of a file, for a person to say what is what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// What stands between values, as found or as told.
    pub delimiter: Delimiter,
    /// The names of the columns.
    pub header: Vec<String>,
    /// The field that each column probably holds; no field is suggested twice.
    pub suggestions: Vec<Option<String>>,
    /// The first rows below the header.
    pub rows: Vec<Vec<String>>,
}

/// Reads the header and the first rows of a file. The delimiter is found out when none is told.
///
/// Errors: `Invalid` when the file is no text, or is empty.
pub async fn preview(
    reader: impl Read + Send + 'static,
    what: What,
    delimiter: Option<Delimiter>,
    rows: usize,
) -> Result<Preview> {
    blocking(move || {
        let (mut records, delimiter) = open_with(reader, delimiter)?;
        let header = first(&mut records)?;
        let mut suggestions: Vec<Option<String>> = Vec::new();
        for heading in &header {
            let field = suggest(what, heading).filter(|field| !suggestions.contains(&Some(field.clone())));
            suggestions.push(field);
        }
        let mut shown = Vec::new();
        while shown.len() < rows
            && let Some(record) = records.next().map_err(unreadable)?
        {
            shown.push(record.cells.unwrap_or_else(|message| vec![message]));
        }
        Ok(Preview { delimiter, header, suggestions, rows: shown })
    })
    .await
}

/// Reads the names of a file's columns and what stands between values.
///
/// Errors: as for [`preview`].
pub async fn header(
    reader: impl Read + Send + 'static,
    delimiter: Option<Delimiter>,
) -> Result<(Vec<String>, Delimiter)> {
    blocking(move || {
        let (mut records, delimiter) = open_with(reader, delimiter)?;
        Ok((first(&mut records)?, delimiter))
    })
    .await
}

/// A hash of the file and of how it is read, and the number of its rows.
///
/// Errors: `Invalid` when the file is no text.
pub async fn fingerprint(reader: impl Read + Send + 'static, layout: &Layout) -> Result<(String, i64)> {
    let layout = layout.clone();
    blocking(move || {
        let mut hash = Sha256::new();
        hash.update(serde_json::to_string(&layout).map_err(|error| Error::Internal(error.to_string()))?);
        let mut records = open(Hashing { reader, hash: &mut hash }, &layout)?;
        let mut rows = 0;
        while records.next().map_err(unreadable)?.is_some() {
            rows += 1;
        }
        drop(records);
        Ok((hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(), rows))
    })
    .await
}

/// The rows of a file below its header.
///
/// Errors: `Invalid` when the file is no text.
pub(super) fn open<R: Read>(reader: R, layout: &Layout) -> Result<Records<BufReader<R>>> {
    let (mut records, _) = open_with(reader, Some(layout.delimiter))?;
    if layout.has_header {
        records.next().map_err(unreadable)?;
    }
    Ok(records)
}

fn open_with<R: Read>(reader: R, delimiter: Option<Delimiter>) -> Result<(Records<BufReader<R>>, Delimiter)> {
    let mut reader = BufReader::with_capacity(64 * 1024, reader);
    let beginning = reader.fill_buf().map_err(unreadable)?;
    if let Some(message) = no_text(beginning) {
        return Err(Error::invalid("file", message));
    }
    let delimiter = delimiter.unwrap_or_else(|| {
        let line = beginning.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        Delimiter::of_header(&String::from_utf8_lossy(line))
    });
    Ok((Records::new(reader, delimiter), delimiter))
}

fn first<R: BufRead>(records: &mut Records<R>) -> Result<Vec<String>> {
    let empty = || Error::invalid("file", "There is nothing in this file.");
    let record = records.next().map_err(unreadable)?.ok_or_else(empty)?;
    record.cells.map_err(|message| Error::invalid("file", message))
}

/// Why a file that begins so is not the text of rows, if it is not.
fn no_text(beginning: &[u8]) -> Option<&'static str> {
    match beginning {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("This file is UTF-16. Save it as \"CSV UTF-8\", or convert it."),
        [b'P', b'K', 3, 4, ..] => Some("This is a spreadsheet or a zip file. Save the sheet as \"CSV UTF-8\" first."),
        _ if beginning.contains(&0) => Some("This is not a text file. Export the rows as CSV in UTF-8."),
        _ => None,
    }
}

/// The file stopped giving bytes.
pub(super) fn unreadable(error: io::Error) -> Error {
    Error::InvalidState(format!("The file can't be read to its end: {error}."))
}

pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))?
}

/// Hashes what is read through it.
struct Hashing<'h, R> {
    reader: R,
    hash: &'h mut Sha256,
}

impl<R: Read> Read for Hashing<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}
