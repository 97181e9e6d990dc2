//! `clientele verify`

use clientele_service::House;

/// Reports every maintained figure that differs from the ledger; it is an error if there is one.
pub async fn run(house: &House) -> Result<(), String> {
    let mut reader = house.db.read().await.map_err(|error| error.to_string())?;
    let differences =
        clientele_store::verify::differences(&mut reader.conn()).await.map_err(|error| error.to_string())?;
    for difference in &differences {
        println!("{}: {}\n  kept  {}\n  found {}", difference.figure, difference.of, difference.kept, difference.found);
    }
    if differences.is_empty() {
        println!("Every maintained figure equals the ledger.");
        Ok(())
    } else {
        Err(format!("{} figures differ from the ledger. Keep a backup, and report this as a fault.", differences.len()))
    }
}
