//! `clientele user`

use clientele_domain::id::MerchantId;
use clientele_domain::role::Role;
use clientele_service::House;
use clientele_service::accounts::staff::{self, NewStaff};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Give a person access to a merchant; prints a generated password once.
    Create {
        /// Where.
        #[arg(long)]
        merchant: MerchantId,
        /// The person's email.
        #[arg(long)]
        email: String,
        /// The person's name.
        #[arg(long, default_value = "")]
        name: String,
        /// owner, admin, support, developer or viewer.
        #[arg(long)]
        role: Role,
        /// Print JSON for programs.
        #[arg(long)]
        json: bool,
    },
}

/// Gives a person access.
pub async fn run(house: &House, command: Command) -> Result<(), String> {
    let Command::Create { merchant, email, name, role, json } = command;
    let asked = NewStaff { merchant, email: email.clone(), name, role, password: None };
    let (id, password) = staff::create_staff(house, asked).await.map_err(|error| match error {
        clientele_service::Error::NotFound => format!("There is no merchant {merchant}."),
        other => other.to_string(),
    })?;
    if json {
        println!("{}", serde_json::json!({ "user_id": id, "email": email, "password": password }));
    } else if let Some(password) = password {
        println!("{email} can sign in as {role} with the password {password}\nIt is shown only now.");
    } else {
        println!("{email} can sign in as {role} with the password they have already.");
    }
    Ok(())
}
