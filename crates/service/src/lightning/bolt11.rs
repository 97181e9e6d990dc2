//! Lightning invoices that others made out (BOLT 11), and whether they are what was asked for.

use std::time::Duration;

use clientele_domain::scope::Mode;
use clientele_domain::time::Timestamp;
use lightning_invoice::{Bolt11Invoice, Bolt11InvoiceDescriptionRef, Currency};
use sha2::{Digest, Sha256};

/// What is kept of an invoice beside its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kept {
    /// In hexadecimal.
    pub(super) payment_hash: String,
    /// Until when it can be paid.
    pub(super) expires_at: Timestamp,
}

/// What an invoice has to be.
pub(super) struct Asked<'a> {
    /// In thousandths of a satoshi.
    pub(super) amount: u64,
    /// What is paid for, as the provider told before; its hash is in the invoice (LUD-06).
    pub(super) metadata: &'a str,
    /// In live mode it is bitcoin; tests may be on a test chain.
    pub(super) mode: Mode,
    /// Now.
    pub(super) now: Timestamp,
}

/// Reads an invoice, if it is what was asked for.
///
/// Errors: a sentence.
pub(super) fn read(text: &str, asked: &Asked<'_>) -> Result<Kept, String> {
    let invoice: Bolt11Invoice = text.parse().map_err(|_| "What the provider sent is no invoice.".to_owned())?;
    if asked.mode.is_live() && invoice.currency() != Currency::Bitcoin {
        return Err("The provider sent an invoice of a test network.".to_owned());
    }
    if invoice.amount_milli_satoshis() != Some(asked.amount) {
        return Err("The provider sent an invoice over another amount.".to_owned());
    }
    if let Bolt11InvoiceDescriptionRef::Hash(hash) = invoice.description()
        && hash.0.to_string() != hex(&Sha256::digest(asked.metadata.as_bytes()))
    {
        return Err("The provider sent an invoice for something else.".to_owned());
    }
    let made = Timestamp::from_micros(0).plus(invoice.duration_since_epoch());
    let expires_at = made.plus(invoice.expiry_time().min(LONGEST));
    if expires_at <= asked.now {
        return Err("The provider sent an invoice that has expired.".to_owned());
    }
    Ok(Kept { payment_hash: invoice.payment_hash().to_string(), expires_at })
}

/// Invoices may be valid for as long as their makers like. So long is for ever, and still a date.
const LONGEST: Duration = Duration::from_secs(3650 * 86_400);

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_gets_an_answer() {
        let asked = Asked { amount: 1, metadata: "", mode: Mode::Live, now: Timestamp::from_micros(0) };

        for text in ["", "lnbc1", "simulated-invoice-1", "é"] {
            assert!(read(text, &asked).is_err_and(|message| message.contains("no invoice")), "{text}");
        }
    }
}
