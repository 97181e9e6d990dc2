//! Lightning invoices that refunds are paid by, and the proof that one was paid.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::refund::PayoutInvoice;
use crate::time::Timestamp;

/// A payment may be on its way when the time of its invoice ends. So long after it, none is.
pub const MARGIN: Duration = Duration::from_secs(15 * 60);

/// What became of an invoice, as far as is known, and so whether another may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Standing {
    /// It can still be paid, or a payment may be on its way: there must be no other.
    Open {
        /// Until when that is so.
        until: Timestamp,
    },
    /// It was paid: nothing is left to send.
    Paid {
        /// The proof, when the provider has one; it fits.
        preimage: Option<String>,
    },
    /// It can't be paid any longer, and the receiver's provider says that it never was.
    Over,
    /// It can't be paid any longer, and nobody tells whether it was: a person has to look and say so.
    Unknown {
        /// Why nobody tells, in a sentence.
        why: String,
    },
}

/// What the provider says of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It was paid; with the proof of it, when there is one.
    Paid(Option<String>),
    /// It was not.
    Unpaid,
    /// There is nobody to ask, or no answer that counts; a sentence says why.
    Nothing(String),
}

impl PayoutInvoice {
    /// Where it stands, after what its provider says of it. The verify address has to be asked before another invoice is.
    pub fn standing(&self, told: Told, now: Timestamp) -> Standing {
        let until = self.expires_at.plus(MARGIN);
        match told {
            Told::Paid(preimage) => Standing::Paid { preimage },
            _ if now < until => Standing::Open { until },
            Told::Unpaid => Standing::Over,
            Told::Nothing(why) => Standing::Unknown { why },
        }
    }
}

impl Standing {
    /// Whether another invoice may be asked for. `sure` is a person's word that the earlier one was not paid, which counts
    /// only where nobody else can tell. Nothing may be sent twice without it.
    ///
    /// Errors: a sentence.
    pub fn allows_another(&self, sure: bool) -> Result<(), String> {
        match self {
            Self::Open { .. } => {
                Err("The invoice can still be paid. Use it, or wait until its time is over.".to_owned())
            }
            Self::Paid { .. } => Err("The invoice was paid. Nothing more has to be sent.".to_owned()),
            Self::Over => Ok(()),
            Self::Unknown { .. } if sure => Ok(()),
            Self::Unknown { why } => Err(format!(
                "Nobody tells whether the earlier invoice was paid. {why} Look in your wallet, and say that it was not."
            )),
        }
    }
}

/// Whether this preimage is the proof that the invoice with this payment hash was paid: the hash is its SHA-256 (BOLT 11).
/// Gives it as it is kept, in lower case.
///
/// Errors: a sentence.
pub fn preimage_fits(preimage: &str, payment_hash: &str) -> Result<String, String> {
    let text = preimage.trim().to_ascii_lowercase();
    if text.is_empty() {
        return Err(
            "Paste the proof of payment: 64 characters, which wallets call preimage or payment secret.".to_owned()
        );
    }
    if text.starts_with("lnbc") || text.starts_with("lntb") {
        return Err("That is the invoice. Your wallet shows the proof, or preimage, once it has paid.".to_owned());
    }
    if let Some((place, c)) = text.chars().enumerate().find(|(_, c)| !c.is_ascii_hexdigit()) {
        return Err(format!("Character {} is {c:?}; a proof has only 0 to 9 and a to f.", place + 1));
    }
    if text.len() != 64 {
        return Err(format!("A proof has 64 characters; this has {}. Copy all of it.", text.len()));
    }
    if text == payment_hash {
        return Err("That is the payment hash, which everybody can see. The proof is the preimage.".to_owned());
    }
    let digit = |digit: u8| (digit as char).to_digit(16).unwrap_or_default() as u8;
    let bytes: Vec<u8> = text.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect();
    let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if hash != payment_hash {
        return Err("That is the proof of another payment. Look for the one of this invoice.".to_owned());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hash_of(bytes: [u8; 32]) -> String {
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn invoice() -> PayoutInvoice {
        let expires_at = Timestamp::from_micros(0).plus(Duration::from_secs(600));
        let (bolt11, payment_hash, verify_url) = ("lnbc1".into(), String::new(), String::new());
        PayoutInvoice { bolt11, payment_hash, verify_url, expires_at }
    }

    #[test]
    fn a_preimage_proves_its_own_hash_only() {
        let (preimage, hash) = ("01".repeat(32), hash_of([1; 32]));

        assert_eq!(preimage_fits(&preimage, &hash), Ok(preimage.clone()));
        assert_eq!(preimage_fits(&format!(" {}\n", preimage.to_uppercase()), &hash), Ok(preimage));
        for (wrong, words) in [
            (String::new(), "Paste the proof"),
            ("lnbc21u1pvjluez".to_owned(), "the invoice"),
            ("zz".repeat(32), "Character 1 is 'z'"),
            ("é".repeat(32), "Character 1 is 'é'"),
            ("01".repeat(31), "this has 62"),
            ("01".repeat(33), "this has 66"),
            (hash.clone(), "payment hash"),
            ("02".repeat(32), "another payment"),
        ] {
            let refused = preimage_fits(&wrong, &hash);
            assert!(refused.as_ref().is_err_and(|message| message.contains(words)), "{wrong}: {refused:?}");
        }
    }

    #[test]
    fn no_other_invoice_while_one_may_be_paid() {
        let (early, late) = (invoice().expires_at, invoice().expires_at.plus(MARGIN));
        let nothing = || Told::Nothing("The provider gave no address to ask at.".to_owned());

        for told in [Told::Unpaid, nothing()] {
            let open = invoice().standing(told, early);
            assert_eq!(open, Standing::Open { until: late });
            assert!([false, true].into_iter().all(|sure| open.allows_another(sure).is_err()));
        }
        let over = invoice().standing(Told::Unpaid, late);
        assert_eq!((over.clone(), over.allows_another(false)), (Standing::Over, Ok(())));
        let unknown = invoice().standing(nothing(), late);
        assert!(unknown.allows_another(false).is_err_and(|message| message.contains("Look in your wallet")));
        assert_eq!(unknown.allows_another(true), Ok(()));
        for now in [early, late] {
            let paid = invoice().standing(Told::Paid(None), now);
            assert!([false, true].into_iter().all(|sure| paid.allows_another(sure).is_err()));
        }
    }

    proptest! {
        #[test]
        fn any_preimage_fits_its_hash_and_no_other(bytes: [u8; 32], other: [u8; 32], text in "[0-9a-zé ]{0,70}") {
            let preimage: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            prop_assert!(preimage_fits(&preimage, &hash_of(bytes)).is_ok());
            prop_assert_eq!(preimage_fits(&preimage, &hash_of(other)).is_ok(), bytes == other);
            if let Err(message) = preimage_fits(&text, &hash_of(other)) {
                prop_assert!(message.ends_with('.'));
            }
        }
    }
}
