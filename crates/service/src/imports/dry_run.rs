//! Trying an import: everything is checked as for the real one, and nothing is stored.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::Read;

use clientele_domain::import::Layout;
use clientele_domain::role::Permission;
use clientele_domain::violation::Violation;
use clientele_store::Conn;
use sha2::{Digest, Sha256};

use super::customers;
use super::rejects::{Reject, by_field};
use super::run::AHEAD;
use super::stream::{Row, batches};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::payments::{Hold, payer};

/// What an import would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows in the file.
    pub rows: i64,
    /// Rows that would be stored.
    pub accepted: i64,
    /// Rows that would be refused.
    pub rejected: i64,
}

/// Where in the file each external id was first seen. Kept by their hashes, for files may be long.
#[derive(Default)]
struct Seen(HashMap<[u8; 16], i64>);

/// Checks every row as [`super::run`] would, and tells `reject` each that would be refused.
///
/// Errors: `Forbidden`; `Invalid` when the layout is wrong or the file is no text.
pub async fn dry_run(
    ctx: &Ctx,
    layout: &Layout,
    reader: impl Read + Send + 'static,
    mut reject: impl FnMut(&Reject) + Send,
) -> Result<Report> {
    ctx.require(Permission::Import)?;
    layout.check().map_err(Error::Invalid)?;
    let mut seen = Seen::default();
    let mut report = Report::default();
    let mut batches = batches(reader, layout.clone(), 0, ctx.now.plus(AHEAD));
    while let Some(batch) = batches.recv().await {
        let mut reader = ctx.read().await?;
        for checked in batch? {
            let violations = match checked.row {
                Ok(row) => {
                    obstacle(ctx, &mut reader.conn(), &mut seen, &row, checked.line).await?.into_iter().collect()
                }
                Err(violations) => violations,
            };
            report.rows += 1;
            let tally = if violations.is_empty() { &mut report.accepted } else { &mut report.rejected };
            *tally += 1;
            for violation in by_field(&violations) {
                reject(&Reject { line: checked.line, violation });
            }
        }
    }
    Ok(report)
}

/// Why a sound row can't be stored beside what is there and what comes before it in the file, if so.
async fn obstacle(ctx: &Ctx, conn: &mut Conn<'_>, seen: &mut Seen, row: &Row, line: i64) -> Result<Option<Violation>> {
    match row {
        Row::Customer(row) => {
            let there = customers::obstacle(ctx, conn, row).await?;
            Ok(there.or_else(|| seen.before(&row.fields.external_id, line)))
        }
        Row::Payment(row) => Ok(payer(ctx, conn, row.customer, &row.payer, Hold::No).await?.err()),
    }
}

impl Seen {
    fn before(&mut self, external_id: &str, line: i64) -> Option<Violation> {
        if external_id.is_empty() {
            return None;
        }
        let mut hash = [0; 16];
        hash.copy_from_slice(&Sha256::digest(external_id)[..16]);
        match self.0.entry(hash) {
            Entry::Occupied(first) => {
                let message = format!("The row on line {} has this external id already.", first.get());
                Some(Violation::new("external_id", message))
            }
            Entry::Vacant(place) => {
                place.insert(line);
                None
            }
        }
    }
}
