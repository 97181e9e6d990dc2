//! What the columns of an uploaded file hold: guessed by their headings, then said by a person, and tried out.

use clientele_domain::id::ImportId;
use clientele_domain::import::{Delimiter, Layout, What};
use clientele_domain::role::Permission;
use clientele_store::imports::{self, waiting};

use super::dry_run::{Report, dry_run};
use super::file::{Preview, preview};
use super::rejects::Reject;
use super::start::get;
use super::{Import, status, stored};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// More columns than this are more than a person goes through.
pub const MOST_COLUMNS: usize = 200;

/// How many rows are shown.
const ROWS: usize = 5;

/// How a waiting file will be read, with its first rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// What is known so far; it may be incomplete.
    pub layout: Layout,
    /// What the columns are called.
    pub headings: Vec<String>,
    /// The field of the metadata that each column could become.
    pub metadata: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
}

/// What a person said of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// What stands between values.
    pub delimiter: Delimiter,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// The field of each column; none for one that is left out.
    pub columns: Vec<Option<String>>,
    /// Fields that are the same in every row. Blank ones don't count.
    pub set: Vec<(String, String)>,
}

/// The columns of a file that waits.
///
/// Errors: `Forbidden`; `InvalidState` when the import no longer waits.
pub async fn columns(ctx: &Ctx, import: &Import) -> Result<Columns> {
    ctx.require(Permission::Import)?;
    waits(import)?;
    let layout = stored::layout(&import.layout)?;
    let Preview { header, mut rows, .. } =
        preview(stored::reader(ctx, import.id), layout.what, Some(layout.delimiter), ROWS).await?;
    let metadata =
        header.iter().enumerate().map(|(place, heading)| metadata(layout.has_header, heading, place)).collect();
    let headings = if layout.has_header {
        header
    } else {
        let headings = (1..=header.len()).map(|number| format!("Column {number}")).collect();
        rows.insert(0, header);
        rows.truncate(ROWS);
        headings
    };
    Ok(Columns { layout, headings, metadata, rows })
}

/// Keeps what a person said. Where values end is looked at anew when something else stands between them; then the fields
/// are guessed once more.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid` when the file can't be read so, `InvalidState` when the import no longer
/// waits.
pub async fn choose(ctx: &Ctx, id: ImportId, chosen: Chosen) -> Result<()> {
    keep(ctx, id, chosen).await.map(|_| ())
}

/// Keeps what a person said, and checks every row as the import would, without storing one. Gives the first `most`
/// rejects.
///
/// Errors: as [`choose`]; `Invalid` when the layout is incomplete or wrong.
pub async fn check(ctx: &Ctx, id: ImportId, chosen: Chosen, most: usize) -> Result<(Report, Vec<Reject>)> {
    let (_, layout) = settled(ctx, id, chosen).await?;
    let mut rejects = Vec::new();
    let report = dry_run(ctx, &layout, stored::reader(ctx, id), |reject| {
        if rejects.len() < most {
            rejects.push(reject.clone());
        }
    })
    .await?;
    Ok((report, rejects))
}

/// Keeps what a person said, which must fit the columns that they saw and be complete.
pub(super) async fn settled(ctx: &Ctx, id: ImportId, chosen: Chosen) -> Result<(Import, Layout)> {
    let (import, layout, anew) = keep(ctx, id, chosen).await?;
    if anew {
        let message = "The rows fall into other columns now. Look at what each of them holds, then go on.";
        return Err(Error::invalid("delimiter", message));
    }
    layout.check().map_err(Error::Invalid)?;
    Ok((import, layout))
}

/// Also tells whether the fields were guessed anew.
async fn keep(ctx: &Ctx, id: ImportId, chosen: Chosen) -> Result<(Import, Layout, bool)> {
    ctx.require(Permission::Import)?;
    let import = get(ctx, id).await?;
    waits(&import)?;
    let before = stored::layout(&import.layout)?;
    let anew = chosen.delimiter != before.delimiter || chosen.columns.len() != before.columns.len();
    let columns =
        if anew { guess(ctx, id, before.what, Some(chosen.delimiter)).await?.columns } else { chosen.columns };
    let layout = Layout {
        what: before.what,
        columns,
        has_header: chosen.has_header,
        delimiter: chosen.delimiter,
        set: chosen.set.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect(),
    };
    let text = serde_json::to_string(&layout).map_err(|error| Error::Internal(error.to_string()))?;
    let import = transaction!(ctx, |conn| {
        let held = imports::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        waits(&held)?;
        waiting::describe(conn, ctx.scope, id, (&text, status::MAPPING), ctx.now).await?;
        Ok(Import { layout: text.clone(), ..held })
    })?;
    Ok((import, layout, anew))
}

/// The likely layout of a stored file, by its headings.
pub(super) async fn guess(ctx: &Ctx, id: ImportId, what: What, delimiter: Option<Delimiter>) -> Result<Layout> {
    let Preview { delimiter, header, suggestions, .. } = preview(stored::reader(ctx, id), what, delimiter, 0).await?;
    if header.len() > MOST_COLUMNS {
        let message = format!(
            "This file has {} columns; at most {MOST_COLUMNS} are read. Leave out those that you don't need.",
            header.len(),
        );
        return Err(Error::invalid("file", message));
    }
    // Which currency a file without a column for it is in, nobody guesses: a person has to say so.
    Ok(Layout { what, columns: suggestions, has_header: true, delimiter, set: Vec::new() })
}

fn waits(import: &Import) -> Result<()> {
    match import.status.as_str() {
        status::MAPPING => Ok(()),
        status::CANCELED => Err(Error::InvalidState("This import was called off. Upload the file again.".to_owned())),
        _ => Err(Error::InvalidState("This import has begun; its columns can no longer be changed.".to_owned())),
    }
}

/// The field of the metadata that a column could become: its heading, in the letters that a key may have.
fn metadata(has_header: bool, heading: &str, place: usize) -> String {
    let heading = if has_header { heading.trim() } else { "" };
    let heading = heading.strip_prefix("metadata.").unwrap_or(heading);
    let allowed = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c.to_ascii_lowercase() } else { '_' };
    let key: String = heading.chars().map(allowed).take(100).collect();
    let key = key.trim_matches('_');
    if key.is_empty() { format!("metadata.column_{}", place + 1) } else { format!("metadata.{key}") }
}

#[cfg(test)]
mod tests {
    use super::metadata;

    #[test]
    fn a_heading_becomes_a_key() {
        assert_eq!(metadata(true, "Favourite colour", 0), "metadata.favourite_colour");
        assert_eq!(metadata(true, "metadata.plan", 0), "metadata.plan");
        assert_eq!(metadata(true, "Größe (cm)", 0), "metadata.gr__e__cm");
        assert_eq!(metadata(true, "名前", 2), "metadata.column_3");
        assert_eq!(metadata(false, "Ada", 0), "metadata.column_1");
    }
}
