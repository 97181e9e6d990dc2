//! The command line: what `clientele` can be told to do.

mod backup;
mod demo;
mod import;
mod key;
mod merchant;
mod serve;
mod user;
mod verify;

use clap::{Parser, Subcommand};
use clientele_service::{Db, House};
use clientele_store::figures::rebuild::catch_up;

/// A customer platform for merchants, in one binary.
#[derive(Debug, Parser)]
#[command(name = "clientele", version, about, arg_required_else_help = true)]
pub struct Cli {
    /// Where the data is: sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME.
    #[arg(
        long,
        global = true,
        env = "CLIENTELE_DATABASE_URL",
        default_value = "sqlite://clientele.db",
        hide_env_values = true
    )]
    database: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the dashboard.
    Serve(serve::Args),
    /// Make a demo merchant with believable customers and payments in both modes.
    Demo(demo::Args),
    /// Import a CSV file of customers or payments.
    Import(import::Args),
    /// Merchants.
    #[command(subcommand)]
    Merchant(merchant::Command),
    /// API keys.
    #[command(subcommand)]
    Key(key::Command),
    /// People who sign in.
    #[command(subcommand)]
    User(user::Command),
    /// Print the OpenAPI document of the REST API.
    Openapi,
    /// Bring the tables up to date; serving does it too.
    Migrate,
    /// Recompute every maintained figure from the ledger and report any difference.
    Verify(verify::Args),
    /// Write a copy of the database to a new file, while others go on working.
    Backup(backup::Args),
}

impl Cli {
    /// Does what was asked. The error is a message that says what to do.
    pub async fn run(self) -> Result<(), String> {
        start_logging(&self.command);
        if matches!(self.command, Command::Openapi) {
            println!("{}", crate::api::document_text());
            return Ok(());
        }
        let db = Db::connect(&self.database).await.map_err(|error| error.to_string())?;
        let house = House::new(db);
        let done = match self.command {
            // Brings the tables up to date itself, and only copies what is there.
            Command::Backup(args) => backup::run(&house, &self.database, args).await,
            command => {
                house.db.migrate().await.map_err(|error| error.to_string())?;
                catch_up(&house.db).await.map_err(|error| error.to_string())?;
                run(&house, command, &self.database).await
            }
        };
        house.db.close().await;
        done
    }
}

async fn run(house: &House, command: Command, database: &str) -> Result<(), String> {
    match command {
        Command::Serve(args) => serve::run(house, args, database).await,
        Command::Demo(args) => demo::run(house, args).await,
        Command::Import(args) => import::run(house, args).await,
        Command::Merchant(command) => merchant::run(house, command).await,
        Command::Key(command) => key::run(house, command).await,
        Command::User(command) => user::run(house, command).await,
        Command::Migrate => {
            println!("The tables are up to date.");
            Ok(())
        }
        Command::Verify(args) => verify::run(house, &args).await,
        // Done before there is a database.
        Command::Backup(_) | Command::Openapi => Ok(()),
    }
}

/// `RUST_LOG` decides what is told; by default warnings, and what the server does. Only the server warns of slow statements:
/// to go through very much is what the other commands are for.
fn start_logging(command: &Command) {
    use tracing_subscriber::EnvFilter;

    let told = match command {
        Command::Serve(_) => "warn,clientele=info",
        _ => "warn,clientele=info,sqlx::query=error",
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(told));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
