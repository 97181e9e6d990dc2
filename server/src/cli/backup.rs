//! `clientele backup`

use std::path::{Path, PathBuf};

use clientele_service::House;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to write; it must not exist yet.
    file: PathBuf,
}

/// Copies the database to a new file. Everything committed before this began is in it.
pub async fn run(house: &House, database: &str, args: Args) -> Result<(), String> {
    if args.file.exists() {
        return Err(format!("{} exists. Choose another name, so that no backup is lost.", args.file.display()));
    }
    // Under another name until it is whole, so that half a backup is never taken for one.
    let mut unfinished = args.file.clone().into_os_string();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    let _ = std::fs::remove_file(&unfinished);
    if house.db.is_sqlite() {
        let path = unfinished.to_str().ok_or("The file's name must be Unicode.")?;
        house.db.copy_to(path).await.map_err(|error| error.to_string())?;
    } else {
        dump(database, &unfinished).await?;
    }
    keep(&unfinished, &args.file).map_err(|error| format!("{} can't be written: {error}", args.file.display()))?;
    println!("Wrote {}.", args.file.display());
    Ok(())
}

/// PostgreSQL's own tool knows best how to copy it.
async fn dump(database: &str, file: &Path) -> Result<(), String> {
    let done = tokio::process::Command::new("pg_dump")
        .args(["--format=custom", "--no-owner", "--file"])
        .arg(file)
        // By the environment, because others can see a command's arguments.
        .env("PGDATABASE", database)
        .arg("--dbname=")
        .status()
        .await;
    match done {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("pg_dump ended with {status}.")),
        Err(error) => Err(format!("pg_dump could not be started ({error}). Install PostgreSQL's client programs.")),
    }
}

fn keep(unfinished: &Path, file: &Path) -> std::io::Result<()> {
    std::fs::File::open(unfinished)?.sync_all()?;
    std::fs::rename(unfinished, file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()
}
