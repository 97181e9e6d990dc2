//! Where refunds go: what can be known of an address before anything is sent, invoices of who answers for it, and how many
//! satoshi a refund is.
//!
//! Whoever stands behind an address is a stranger's choice. All that is asked here is asked over the way out of the house,
//! which leads to the public internet only; and nothing that is answered is believed without being compared.

mod invoice;
mod satoshi;

use clientele_domain::destination::{Checked, Found};
use clientele_domain::refund::{Destination, DestinationKind};
use clientele_domain::role::Permission;
use clientele_domain::rules::{destination, pay_url};
use url::Url;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::lightning;

pub use invoice::{another, invoice, standing, verified};
pub use satoshi::at_a_rate;

/// A destination as it is stored. One that can't be valid is refused before anything is recorded. Nobody is asked.
///
/// Errors: `Invalid` at `destination`.
pub fn parse(ctx: &Ctx, text: &str) -> Result<Destination> {
    destination(text, ctx.scope.mode, ctx.house.reach).map_err(|message| Error::invalid("destination", message))
}

/// What can be found out about a destination just now. Who answers for a Lightning address or an LNURL is asked; of other
/// addresses nobody can be asked, and that is said.
///
/// Errors: `Forbidden`, `Invalid` at `destination`.
pub async fn check(ctx: &Ctx, text: &str) -> Result<Checked> {
    ctx.require(Permission::RefundCreate)?;
    let destination = parse(ctx, text)?;
    let found = match pay_url(&destination, ctx.house.reach) {
        Err(why) => Found::Unreachable { why },
        Ok(None) => Found::NotAsked { why: why_not_asked(&destination, text).to_owned() },
        Ok(Some(url)) => asked(ctx, url).await.unwrap_or_else(|why| Found::Unreachable { why }),
    };
    Ok(Checked { destination, found })
}

async fn asked(ctx: &Ctx, url: Url) -> std::result::Result<Found, String> {
    let provider = url.host_str().unwrap_or_default().to_owned();
    let request = lightning::pay_request(ctx, url).await?;
    Ok(Found::Reachable { provider, limits: request.limits()?, says: request.says() })
}

/// What is known without asking, and what is not. `text` is as it was typed: an EVM address is stored without its capitals,
/// which are its checksum.
fn why_not_asked(destination: &Destination, text: &str) -> &'static str {
    let capitals = |test: fn(char) -> bool| text.trim().chars().skip(2).any(test);
    match destination.kind {
        DestinationKind::Card => "The money goes back the way it came.",
        DestinationKind::Balance => "No money is sent: it is credited to the customer here.",
        DestinationKind::ByHand => "Whoever sends the money knows where it goes.",
        DestinationKind::LightningAddress | DestinationKind::Lnurl => {
            "Its provider is within Tor and can't be asked from here. Pay to the address from your wallet."
        }
        DestinationKind::Bolt12Offer => "The offer adds up. Whether its wallet answers is known when you pay.",
        DestinationKind::Bitcoin => "The address fits its checksum. Whose it is can't be checked.",
        DestinationKind::Evm if capitals(|c| c.is_ascii_uppercase()) && capitals(|c| c.is_ascii_lowercase()) => {
            "The address fits its checksum. Whose it is can't be checked."
        }
        DestinationKind::Evm => {
            "The address has the right form, but is written without its checksum. Compare it with what the customer sent."
        }
    }
}
