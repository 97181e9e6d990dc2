//! What a wallet opens to pay: the address of a payment as text, and as it is drawn in a QR code.

use super::bolt12::names_amount;
use super::evm_checksum;
use crate::refund::{Destination, DestinationKind};

/// What a wallet opens to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentUri {
    /// To copy, and to open.
    pub text: String,
    /// The same for a QR code: in capitals where they mean nothing, for then the code has fewer dots.
    pub qr: String,
    /// What the person has to see to, because it is not in it; empty when all is in it.
    pub note: String,
}

impl PaymentUri {
    fn whole(text: String) -> Self {
        Self { qr: text.clone(), text, note: String::new() }
    }

    fn noting(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// With a code in capitals.
    fn capital(text: String) -> Self {
        Self { qr: text.to_ascii_uppercase(), ..Self::whole(text) }
    }
}

/// How an invoice is paid. The amount is in it.
pub fn invoice_uri(bolt11: &str) -> PaymentUri {
    PaymentUri::capital(format!("lightning:{bolt11}"))
}

/// How somebody pays to a destination without an invoice; nothing where nobody pays by hand. `sats` is how much, when
/// that is known. `chain` is the chain that the refunded payment came by; 0 when it is not known.
///
/// Of Bitcoin's test chains the address tells which chain is meant; the scheme is the same (BIP 21).
pub fn payment_uri(destination: &Destination, sats: Option<i64>, chain: i64) -> Option<PaymentUri> {
    let address = &destination.address;
    let sats = sats.filter(|sats| *sats > 0);
    let type_amount = "Enter the amount in your wallet: the address can't carry it.";
    Some(match destination.kind {
        DestinationKind::Card | DestinationKind::Balance | DestinationKind::ByHand => return None,
        DestinationKind::LightningAddress => PaymentUri::whole(format!("lightning:{address}")).noting(type_amount),
        DestinationKind::Lnurl => PaymentUri::capital(format!("lightning:{address}")).noting(type_amount),
        DestinationKind::Bitcoin => match sats {
            Some(sats) => PaymentUri::whole(format!("bitcoin:{address}?amount={}", in_bitcoin(sats))),
            None => PaymentUri::whole(format!("bitcoin:{address}")).noting(type_amount),
        },
        DestinationKind::Bolt12Offer => match sats {
            _ if names_amount(address) => PaymentUri::whole(format!("bitcoin:?lno={address}"))
                .noting("The offer names an amount of its own. See in your wallet whether it is that of the refund."),
            Some(sats) => PaymentUri::whole(format!("bitcoin:?amount={}&lno={address}", in_bitcoin(sats))),
            None => PaymentUri::whole(format!("bitcoin:?lno={address}")).noting(type_amount),
        },
        // EIP-681 counts in wei of the chain's own coin, or in units of a token's contract. Neither is known here, and a
        // value in the wrong unit would send something else: so there is none.
        DestinationKind::Evm => {
            let address = evm_checksum(address);
            match chain {
                1.. => PaymentUri::whole(format!("ethereum:{address}@{chain}"))
                    .noting("Choose the token and enter the amount in your wallet: which token was paid is not known."),
                _ => PaymentUri::whole(format!("ethereum:{address}"))
                    .noting("Choose the chain and the token, and enter the amount in your wallet: neither is known."),
            }
        }
    })
}

/// Satoshi in bitcoin, exactly: `0.00012345`.
fn in_bitcoin(sats: i64) -> String {
    let digits = format!("{sats:0>9}");
    let (whole, fraction) = digits.split_at(digits.len() - 8);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::bolt12::tests::encode;
    use crate::rules::refund_address;
    use proptest::prelude::*;

    fn uri(text: &str, sats: Option<i64>, chain: i64) -> PaymentUri {
        let (kind, address) = refund_address(text).expect("an address");
        payment_uri(&Destination { kind, address }, sats, chain).expect("a payment")
    }

    #[test]
    fn an_invoice_is_drawn_in_capitals() {
        let uri = invoice_uri("lnbc21u1pvjluez");

        assert_eq!((&*uri.text, &*uri.qr, &*uri.note), ("lightning:lnbc21u1pvjluez", "LIGHTNING:LNBC21U1PVJLUEZ", ""));
    }

    #[test]
    fn bitcoin_carries_its_amount() {
        let address = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
        for (sats, amount) in [
            (12_345, "0.00012345"),
            (1, "0.00000001"),
            (100_000_000, "1"),
            (210_000_000, "2.1"),
            (2_100_000_000_000_000, "21000000"),
        ] {
            let uri = uri(address, Some(sats), 0);
            assert_eq!((&*uri.text, &*uri.note), (&*format!("bitcoin:{address}?amount={amount}"), ""));
            assert_eq!(uri.qr, uri.text);
        }
        let unknown = uri(address, None, 0);
        assert!(unknown.text == format!("bitcoin:{address}") && unknown.note.contains("Enter the amount"));
        let test = uri("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", Some(1000), 0).text;
        assert_eq!(test, "bitcoin:tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx?amount=0.00001");
    }

    #[test]
    fn an_offer_that_names_an_amount_keeps_it() {
        let open = encode(&[(22, vec![2; 33])]);
        let own = encode(&[(8, vec![1, 0]), (10, b"Tea".to_vec()), (22, vec![2; 33])]);

        assert_eq!(uri(&open, Some(12_345), 0).text, format!("bitcoin:?amount=0.00012345&lno={open}"));
        assert_eq!(uri(&open, None, 0).text, format!("bitcoin:?lno={open}"));
        let named = uri(&own, Some(12_345), 0);
        assert_eq!(named.text, format!("bitcoin:?lno={own}"));
        assert!(named.note.contains("an amount of its own"));
    }

    #[test]
    fn what_can_not_be_in_it_is_said() {
        let ada = uri("Ada@wallet.example", Some(5), 0);
        assert_eq!((&*ada.text, &*ada.qr), ("lightning:ada@wallet.example", "lightning:ada@wallet.example"));
        assert!(ada.note.contains("Enter the amount"));
        let (checksum, lower) =
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
        let base = uri(lower, None, 8453);
        assert_eq!(base.text, format!("ethereum:{checksum}@8453"));
        assert!(base.note.contains("token") && !base.note.contains("chain"), "{}", base.note);
        let unknown = uri(lower, None, 0);
        assert_eq!(unknown.text, format!("ethereum:{checksum}"));
        assert!(unknown.note.contains("Choose the chain"));
        for kind in [DestinationKind::Card, DestinationKind::Balance, DestinationKind::ByHand] {
            assert_eq!(payment_uri(&Destination::plain(kind), Some(1), 1), None);
        }
    }

    proptest! {
        #[test]
        fn satoshi_in_bitcoin_are_exact(sats in 1i64..=2_100_000_000_000_000) {
            let text = in_bitcoin(sats);
            let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
            prop_assert_eq!(format!("{whole}{fraction:0<8}").parse::<i64>(), Ok(sats));
            prop_assert!(!fraction.ends_with('0') && fraction.len() <= 8);
        }
    }
}
