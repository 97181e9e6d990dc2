//! `clientele import`

use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clientele_domain::id::MerchantId;
use clientele_domain::import::{Delimiter, Layout, What};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::violation::Violation;
use clientele_service::imports::{self, Import, NewImport, Reject};
use clientele_service::{Ctx, Error, House, merchants};

/// Import a CSV file of customers or payments.
///
/// The first row names the columns by fields of the API, such as email, address.country or metadata.KEY. Rows that can't
/// be stored are printed with their line and why; an import that was interrupted goes on where it stopped.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the rows are.
    #[arg(value_parser = one_of(["customers", "payments"], What::parse))]
    what: What,
    /// The file, in UTF-8.
    file: PathBuf,
    /// Whose customers; needed when there is more than one merchant.
    #[arg(long)]
    merchant: Option<MerchantId>,
    /// Samples or real people.
    #[arg(long, default_value = "test", value_parser = one_of(["test", "live"], |text| text.parse::<Mode>().ok()))]
    mode: Mode,
    /// The field that a column holds; `-` leaves the column out. Can be given several times.
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = renaming)]
    map: Vec<(String, String)>,
    /// The fields of the columns in order, for a file without a header; `-` leaves a column out.
    #[arg(long, value_name = "FIELD,…", allow_hyphen_values = true, conflicts_with = "map")]
    columns: Option<String>,
    /// What stands between values; found out from the header when it is not told.
    #[arg(long, value_parser = one_of(["comma", "semicolon", "tab", "whitespace"], Delimiter::parse))]
    delimiter: Option<Delimiter>,
    /// A field that is the same in every row. Can be given several times.
    #[arg(long, value_name = "FIELD=VALUE", value_parser = constant)]
    set: Vec<(String, String)>,
    /// Check every row and store nothing.
    #[arg(long)]
    dry_run: bool,
    /// Import a file that was imported before once more.
    #[arg(long)]
    again: bool,
}

/// Imports a file, and prints every rejected row and a summary. Rejected rows are no failure.
pub async fn run(house: &House, args: Args) -> Result<(), String> {
    let merchant = merchants::meant(house, args.merchant).await.map_err(|error| match (error, args.merchant) {
        (Error::NotFound, Some(id)) => format!("There is no merchant {id}."),
        (other, _) => told(&other),
    })?;
    let ctx = Ctx::system(house, Scope { merchant: merchant.id, mode: args.mode }, "Import");
    let layout = layout(&args).await?;
    if args.dry_run { try_out(&ctx, &layout, &args.file).await } else { import(&ctx, layout, &args).await }
}

async fn layout(args: &Args) -> Result<Layout, String> {
    let made = match &args.columns {
        Some(columns) => {
            let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
            Layout::from_columns(args.what, &columns, args.delimiter.unwrap_or(Delimiter::Comma), &args.set)
        }
        None => {
            let header = imports::header(open(&args.file).await?, args.delimiter).await;
            let (header, delimiter) = header.map_err(|error| told(&error))?;
            Layout::from_header(args.what, &header, delimiter, &args.map, &args.set)
        }
    };
    made.map_err(|violations| {
        let hint = "Columns are renamed with --map COLUMN=FIELD and left out with --map COLUMN=-; --set FIELD=VALUE gives \
                    every row the same value; --columns names the columns of a file without a header.";
        format!("Nothing was imported.\n{}\n{hint}", sentences(&violations))
    })
}

async fn try_out(ctx: &Ctx, layout: &Layout, path: &Path) -> Result<(), String> {
    let report = imports::dry_run(ctx, layout, open(path).await?, print).await.map_err(|error| told(&error))?;
    println!(
        "{} rows: {} would be stored, {} rejected. Nothing was stored.",
        grouped(report.rows),
        grouped(report.accepted),
        grouped(report.rejected),
    );
    Ok(())
}

async fn import(ctx: &Ctx, layout: Layout, args: &Args) -> Result<(), String> {
    let (what, again) = (args.what, args.again);
    let file_name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let fingerprint = imports::fingerprint(open(&args.file).await?, &layout).await;
    let (fingerprint, total_lines) = fingerprint.map_err(|error| told(&error))?;
    let asked = NewImport { what, file_name, layout, fingerprint, total_lines, again };
    let import = imports::start(ctx, asked).await.map_err(|error| match error {
        Error::InvalidState(message) => format!("{message} Add --again if that is what you want."),
        other => told(&other),
    })?;
    if import.done_lines > 0 {
        eprintln!("Going on where this import stopped, after {} rows.", grouped(import.done_lines));
    }
    let mut progress = Progress::default();
    let done = imports::run(ctx, &import, open(&args.file).await?, move |import| progress.tell(import)).await;
    let import = done.map_err(|error| format!("{}\nRun the same command again to go on from there.", told(&error)))?;
    let mut after_line = 0;
    loop {
        let rejects = imports::rejects(ctx, import.id, after_line, 1_000).await.map_err(|error| told(&error))?;
        let Some(last) = rejects.last() else { break };
        after_line = last.line;
        rejects.iter().for_each(print);
    }
    println!(
        "{} rows: {} stored, {} rejected.",
        grouped(import.total_lines),
        grouped(import.accepted),
        grouped(import.rejected),
    );
    Ok(())
}

async fn open(path: &Path) -> Result<File, String> {
    let opened = tokio::fs::File::open(path).await;
    let file = opened.map_err(|error| format!("{} can't be read: {error}.", path.display()))?;
    Ok(file.into_std().await)
}

fn print(reject: &Reject) {
    println!("line {}: {}: {}", reject.line, reject.violation.field, reject.violation.message);
}

/// Shows how far an import has come: on a terminal in one line that changes, elsewhere with a line now and then.
#[derive(Default)]
struct Progress {
    told: Option<Instant>,
}

impl Progress {
    fn tell(&mut self, import: &Import) {
        let terminal = std::io::stderr().is_terminal();
        let pause = if terminal { Duration::from_millis(100) } else { Duration::from_secs(5) };
        let ended = import.done_lines == import.total_lines;
        if !ended && self.told.get_or_insert_with(Instant::now).elapsed() < pause {
            return;
        }
        self.told = Some(Instant::now());
        let percent = import.done_lines * 100 / import.total_lines.max(1);
        let text = format!("{percent} %: {} of {} rows", grouped(import.done_lines), grouped(import.total_lines));
        let (before, after) = if terminal { ("\r", if ended { "\n" } else { "" }) } else { ("", "\n") };
        // Nobody may be listening; the import goes on all the same.
        let _ = write!(std::io::stderr(), "{before}{text}{after}");
    }
}

/// What is wrong, in full.
fn told(error: &Error) -> String {
    match error {
        Error::Invalid(violations) => sentences(violations),
        other => other.to_string(),
    }
}

fn sentences(violations: &[Violation]) -> String {
    violations.iter().map(|violation| violation.message.as_str()).collect::<Vec<_>>().join("\n")
}

/// A number as people read it: `6,919`.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    String::from_utf8_lossy(&groups.join(&b',')).into_owned()
}

/// One of a few words.
fn one_of<const N: usize, T: Clone + Send + Sync + 'static>(
    words: [&'static str; N],
    read: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words).try_map(move |word| read(&word).ok_or("this word is not known"))
}

/// A field has no `=` in its name; a column may.
fn renaming(text: &str) -> Result<(String, String), String> {
    let (column, field) = text.rsplit_once('=').ok_or("write COLUMN=FIELD, such as Mail=email")?;
    Ok((column.to_owned(), field.to_owned()))
}

fn constant(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("write FIELD=VALUE, such as currency=usd")?;
    Ok((field.to_owned(), value.to_owned()))
}
