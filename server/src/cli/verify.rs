//! `clientele verify`

use clientele_service::{House, standing};
use clientele_store::figures::rebuild;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Add the figures over time, and of all customers, up anew before they are compared. Payments wait meanwhile.
    #[arg(long)]
    repair_figures: bool,
}

/// Reports every maintained figure that differs from the ledger; it is an error if there is one.
pub async fn run(house: &House, args: &Args) -> Result<(), String> {
    if args.repair_figures {
        rebuild::repair(&house.db).await.map_err(|error| error.to_string())?;
        standing::repair(house).await.map_err(|error| error.to_string())?;
    }
    let differences = clientele_store::verify::differences(&house.db).await.map_err(|error| error.to_string())?;
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
