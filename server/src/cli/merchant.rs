//! `clientele merchant`

use clientele_domain::rules;
use clientele_service::House;
use clientele_service::accounts::staff;

use super::key as keys;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make a merchant.
    Create {
        /// What it is called.
        #[arg(long)]
        name: String,
        /// Its own currency, by which customers are compared.
        #[arg(long, default_value = "EUR")]
        currency: String,
        /// Print JSON for programs.
        #[arg(long)]
        json: bool,
    },
}

/// Makes a merchant and prints its id and keys.
pub async fn run(house: &House, command: Command) -> Result<(), String> {
    let Command::Create { name, currency, json } = command;
    let currency = rules::currency(&currency)?;
    let (merchant, keys) = staff::create_merchant(house, &name, currency).await.map_err(|error| error.to_string())?;
    if json {
        println!("{}", serde_json::json!({ "merchant_id": merchant.id, "keys": keys }));
    } else {
        println!("Made {} with the id {}.", merchant.name, merchant.id);
        keys::tell(&keys);
        println!("Keys are shown only now.");
        println!("Give somebody access: clientele user create --merchant {} --email EMAIL --role owner", merchant.id);
    }
    Ok(())
}
