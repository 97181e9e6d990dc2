//! `clientele key`

use clientele_domain::id::MerchantId;
use clientele_domain::key::{Access, KeyKind};
use clientele_domain::scope::{Mode, Scope};
use clientele_service::keys::{self, FirstKeys, NewKey};
use clientele_service::{Ctx, House, merchants};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make an API key; prints it once.
    Create {
        /// Whose data it opens.
        #[arg(long)]
        merchant: MerchantId,
        /// test or live.
        #[arg(long)]
        mode: Mode,
        /// secret, for servers, or publishable, for anywhere.
        #[arg(long, default_value = "secret", value_parser = kind)]
        kind: KeyKind,
        /// What it is for.
        #[arg(long, default_value = "Command line")]
        name: String,
        /// full, read, or a list such as "customers:write payments:read".
        #[arg(long, default_value = "full")]
        permissions: Access,
        /// Print JSON for programs.
        #[arg(long)]
        json: bool,
    },
}

fn kind(text: &str) -> Result<KeyKind, String> {
    KeyKind::parse(text).ok_or_else(|| "a key is secret or publishable".to_owned())
}

/// Makes a key and prints it.
pub async fn run(house: &House, command: Command) -> Result<(), String> {
    let Command::Create { merchant, mode, kind, name, permissions, json } = command;
    merchants::meant(house, Some(merchant)).await.map_err(|error| match error {
        clientele_service::Error::NotFound => format!("There is no merchant {merchant}."),
        other => other.to_string(),
    })?;
    let ctx = Ctx::system(house, Scope { merchant, mode }, "Command line");
    let asked = NewKey { kind, name, access: permissions };
    let fresh = keys::create(&ctx, &asked).await.map_err(|error| error.to_string())?;
    if json {
        println!("{}", serde_json::json!({ "id": fresh.key.id, "key": fresh.text }));
    } else {
        println!("{}\nIt is shown only now.", fresh.text);
    }
    Ok(())
}

/// Prints a merchant's first keys.
pub fn tell(keys: &FirstKeys) {
    for (mode, pair) in [("Test", &keys.test), ("Live", &keys.live)] {
        println!("{mode} keys  {}\n           {}", pair.secret, pair.publishable);
    }
}
