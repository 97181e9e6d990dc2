//! `clientele demo`

use clientele_service::House;
use clientele_service::demo::{Demo, DemoOptions, demo};
use serde_json::json;

use super::key;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many customers in live mode; test mode gets a tenth of them. 0 makes an empty merchant.
    #[arg(long, default_value_t = DemoOptions::default().customers)]
    customers: u32,
    /// Which merchant: the same seed gives the same one, another seed another.
    #[arg(long, default_value_t = DemoOptions::default().seed)]
    seed: u64,
    /// Print JSON for programs.
    #[arg(long)]
    json: bool,
}

/// Makes the demo merchant unless it is there already, and prints how to sign in.
pub async fn run(house: &House, args: Args) -> Result<(), String> {
    let options = DemoOptions { customers: args.customers, seed: args.seed };
    let demo = demo(house, options).await.map_err(|error| error.to_string())?;
    if args.json {
        let Demo { merchant_id, email, password, keys, .. } = &demo;
        let told = json!({ "merchant_id": merchant_id, "email": email, "password": password, "keys": keys });
        println!("{told}");
    } else {
        tell(&demo, args.seed);
    }
    Ok(())
}

fn tell(demo: &Demo, seed: u64) {
    if demo.already_there {
        println!(
            "{} is there already; nothing was changed. Another --seed than {seed} makes another one.",
            demo.merchant_name
        );
    } else {
        println!("Made {}.", demo.merchant_name);
    }
    println!("Merchant   {}", demo.merchant_id);
    println!("Email      {}", demo.email);
    println!("Password   {}", demo.password);
    key::tell(&demo.keys);
    for (email, role) in &demo.colleagues {
        println!("Colleague  {email} ({role}), with the same password");
    }
}
