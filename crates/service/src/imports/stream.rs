//! The rows of a file, checked and in batches. Reading and checking happen on a thread of their own, a few batches ahead
//! of whoever stores them.

use std::io::{BufRead, Read};

use clientele_domain::import::{CustomerRow, Layout, PaymentRow, ROW, What};
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;
use tokio::sync::mpsc;

use super::BATCH;
use super::file::{open, unreadable};
use super::records::{Record, Records};
use crate::error::Result;

/// A row that the rules have looked at.
pub(super) struct Checked {
    /// The line on which it begins.
    pub line: i64,
    /// What it says, or everything that is wrong with it.
    pub row: std::result::Result<Row, Vec<Violation>>,
}

/// What a row says.
pub(super) enum Row {
    Customer(Box<CustomerRow>),
    Payment(Box<PaymentRow>),
}

/// The batches of a file's rows after the first `skip`. Moments after `latest` are refused.
pub(super) fn batches(
    reader: impl Read + Send + 'static,
    layout: Layout,
    skip: i64,
    latest: Timestamp,
) -> mpsc::Receiver<Result<Vec<Checked>>> {
    let (sender, receiver) = mpsc::channel(4);
    tokio::task::spawn_blocking(move || {
        let sent = open(reader, &layout).and_then(|mut records| {
            skipped(&mut records, skip)?;
            // Sending fails when nobody waits for more; then there is nothing left to do.
            while let Some(batch) = batch(&mut records, &layout, latest)? {
                if sender.blocking_send(Ok(batch)).is_err() {
                    break;
                }
            }
            Ok(())
        });
        if let Err(error) = sent {
            let _ = sender.blocking_send(Err(error));
        }
    });
    receiver
}

fn skipped<R: BufRead>(records: &mut Records<R>, rows: i64) -> Result<()> {
    for _ in 0..rows {
        if records.next().map_err(unreadable)?.is_none() {
            break;
        }
    }
    Ok(())
}

fn batch<R: BufRead>(records: &mut Records<R>, layout: &Layout, latest: Timestamp) -> Result<Option<Vec<Checked>>> {
    let mut rows = Vec::with_capacity(BATCH);
    while rows.len() < BATCH
        && let Some(record) = records.next().map_err(unreadable)?
    {
        rows.push(checked(record, layout, latest));
    }
    Ok((!rows.is_empty()).then_some(rows))
}

fn checked(record: Record, layout: &Layout, latest: Timestamp) -> Checked {
    let row = match record.cells {
        Err(message) => Err(vec![Violation::new(ROW, message)]),
        Ok(cells) => match layout.what {
            What::Customers => layout.customer(&cells, latest).map(|row| Row::Customer(Box::new(row))),
            What::Payments => layout.payment(&cells, latest).map(|row| Row::Payment(Box::new(row))),
        },
    };
    Checked { line: record.line, row }
}
