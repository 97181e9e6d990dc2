//! What is known of a refund's destination before anything is sent there.

mod satoshi;

use serde::{Deserialize, Serialize};

use crate::method::Limits;
use crate::money::grouped;
use crate::refund::Destination;

pub use satoshi::{Given, at_rate, in_proportion};

/// A destination, and what could be found out about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Where.
    pub destination: Destination,
    /// What was found out.
    pub found: Found,
}

/// What could be found out about a destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Found {
    /// Its provider answers.
    Reachable {
        /// Who answered, such as `wallet.example`.
        provider: String,
        /// How much it takes at a time.
        limits: Limits,
        /// What it says is paid for, in a line; empty when it says nothing.
        says: String,
    },
    /// Its provider does not answer, or not as it should: nobody can pay there just now.
    Unreachable {
        /// A sentence.
        why: String,
    },
    /// It is well-formed; more than that can't be known without paying.
    NotAsked {
        /// A sentence.
        why: String,
    },
}

impl Checked {
    /// Whether so many satoshi can be sent there, as far as that is known.
    ///
    /// Errors: a sentence.
    pub fn takes(&self, sats: i64) -> Result<(), String> {
        match &self.found {
            Found::Reachable { limits, .. } => within(*limits, sats),
            Found::Unreachable { why } => Err(why.clone()),
            Found::NotAsked { .. } => Ok(()),
        }
    }
}

/// Whether so many satoshi can be sent at a time.
///
/// Errors: a sentence.
pub fn within(limits: Limits, sats: i64) -> Result<(), String> {
    let Limits { min, max } = limits;
    let shown = |sats: i64| grouped(&sats.to_string());
    if sats < min {
        return Err(format!("This address takes at least {} sats at a time; this is {}.", shown(min), shown(sats)));
    }
    if sats > max {
        return Err(format!("This address takes at most {} sats at a time; this is {}.", shown(max), shown(sats)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refund::DestinationKind;

    #[test]
    fn what_a_provider_takes_is_kept_to() {
        let found = Found::Reachable {
            provider: "wallet.example".into(),
            limits: Limits { min: 2, max: 500_000 },
            says: String::new(),
        };
        let destination = Destination { kind: DestinationKind::LightningAddress, address: "ada@wallet.example".into() };
        let checked = Checked { destination, found };

        assert_eq!((checked.takes(2), checked.takes(500_000)), (Ok(()), Ok(())));
        assert!(checked.takes(1).is_err_and(|message| message.contains("at least 2 sats")));
        assert!(checked.takes(500_001).is_err_and(|message| message.contains("at most 500,000 sats")));
        let unreachable = Checked { found: Found::Unreachable { why: "Nobody is there.".into() }, ..checked.clone() };
        assert_eq!(unreachable.takes(10), Err("Nobody is there.".to_owned()));
        let unknown = Checked { found: Found::NotAsked { why: String::new() }, ..checked };
        assert_eq!(unknown.takes(10), Ok(()));
    }
}
