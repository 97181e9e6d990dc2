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
    /// Let a person who lost both authenticator app and recovery codes sign in with the password alone; ends their
    /// sessions.
    ResetTwoFactor {
        /// The person's email.
        #[arg(long)]
        email: String,
    },
}

/// Gives a person access, or gives it back.
pub async fn run(house: &House, command: Command) -> Result<(), String> {
    let (merchant, email, name, role, json) = match command {
        Command::Create { merchant, email, name, role, json } => (merchant, email, name, role, json),
        Command::ResetTwoFactor { email } => return reset_two_factor(house, &email).await,
    };
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

async fn reset_two_factor(house: &House, email: &str) -> Result<(), String> {
    staff::reset_two_factor(house, email).await.map_err(|error| match error {
        clientele_service::Error::NotFound => format!("Nobody signs in with {email}."),
        other => other.to_string(),
    })?;
    println!("{email} can sign in with the password alone. Sessions that were open have ended.");
    Ok(())
}
