//! `clientele backup`

use std::path::{Path, PathBuf};

use clientele_service::House;
use percent_encoding::percent_decode_str;

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
    let (address, password) = without_password(database);
    let mut pg_dump = tokio::process::Command::new("pg_dump");
    pg_dump.args(["--format=custom", "--no-owner", "--file"]).arg(file).arg(format!("--dbname={address}"));
    if let Some(password) = password {
        // By the environment, because others can see a command's arguments.
        pg_dump.env("PGPASSWORD", password);
    }
    match pg_dump.status().await {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("pg_dump ended with {status}.")),
        Err(error) => Err(format!("pg_dump could not be started ({error}). Install PostgreSQL's client programs.")),
    }
}

/// The address of a database without its password, and the password.
fn without_password(address: &str) -> (String, Option<String>) {
    let parts = address.split_once("://").and_then(|(scheme, rest)| {
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (person, place) = rest[..end].rsplit_once('@')?;
        let (user, password) = person.split_once(':')?;
        Some((
            format!("{scheme}://{user}@{place}{}", &rest[end..]),
            percent_decode_str(password).decode_utf8_lossy().into_owned(),
        ))
    });
    match parts {
        Some((address, password)) => (address, Some(password)),
        None => (address.to_owned(), None),
    }
}

fn keep(unfinished: &Path, file: &Path) -> std::io::Result<()> {
    std::fs::File::open(unfinished)?.sync_all()?;
    std::fs::rename(unfinished, file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_taken_out_of_an_address_wherever_it_stands() {
        for (address, without, password) in [
            (
                "postgres://ada:p%40ss%2Fword+1@db:5432/clientele?sslmode=require",
                "postgres://ada@db:5432/clientele?sslmode=require",
                Some("p@ss/word+1"),
            ),
            ("postgres://ada@db/clientele", "postgres://ada@db/clientele", None),
            ("postgres://db/clientele?application_name=a:b@c", "postgres://db/clientele?application_name=a:b@c", None),
            ("postgres://ada:@db", "postgres://ada@db", Some("")),
        ] {
            assert_eq!(without_password(address), (without.to_owned(), password.map(str::to_owned)));
        }
    }
}
