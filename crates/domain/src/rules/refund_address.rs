//! Where a refund is sent: what kind of address it is, and whether it can be one.

use bech32::Bech32;
use bech32::primitives::decode::CheckedHrpstring;

use super::text::{quoted, trim};
use super::{base58, bolt12, email, evm};
use crate::refund::DestinationKind;

/// The kind of a refund address, and its form that is stored: without a scheme such as `lightning:`, and in lower case
/// where case means nothing.
pub fn refund_address(text: &str) -> Result<(DestinationKind, String), String> {
    let text = without_scheme(trim(text));
    let lower = text.to_lowercase();
    if lower.contains('@') {
        lightning_address(&lower).map(|address| (DestinationKind::LightningAddress, address))
    } else if lower.starts_with("lnurl1") {
        lnurl(text).map(|address| (DestinationKind::Lnurl, address))
    } else if lower.starts_with("lno1") {
        bolt12::offer(text).map(|address| (DestinationKind::Bolt12Offer, address))
    } else if lower.starts_with("bc1") || lower.starts_with("tb1") {
        segwit(text).map(|address| (DestinationKind::Bitcoin, address))
    } else if lower.starts_with("0x") {
        evm::evm_address(text).map(|address| (DestinationKind::Evm, address))
    } else if ["lnbc", "lntb", "lni1"].iter().any(|start| lower.starts_with(start)) {
        Err("That is an invoice, which is paid once and expires. Enter a Lightning address, an LNURL or a BOLT12 offer."
            .to_owned())
    } else if base58::looks_like_address(text) {
        base58::check(text).map(|()| (DestinationKind::Bitcoin, text.to_owned()))
    } else {
        Err(format!(
            "{} is no address a refund can go to. Enter a Lightning address (ada@wallet.example), an LNURL (lnurl1…), \
             a BOLT12 offer (lno1…), a Bitcoin address (bc1…) or an EVM address (0x…).",
            quoted(text)
        ))
    }
}

/// Wallets copy addresses with a scheme in front, and Bitcoin's also with what the next payment would be.
pub(super) fn without_scheme(text: &str) -> &str {
    let after = |scheme: &str| match text.split_at_checked(scheme.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(scheme) => Some(rest.trim_start_matches("//")),
        _ => None,
    };
    match (after("lightning:"), after("bitcoin:")) {
        (Some(rest), _) => rest,
        (_, Some(rest)) => rest.split_once('?').map_or(rest, |(address, _)| address),
        _ => text,
    }
}

fn lightning_address(lower: &str) -> Result<String, String> {
    let (user, host) = lower.split_once('@').unwrap_or((lower, ""));
    if user.is_empty() {
        return Err("Add the part before @, such as ada@wallet.example.".to_owned());
    }
    if let Some(c) = user.chars().find(|c| !(c.is_ascii_alphanumeric() || "-_.+".contains(*c))) {
        return Err(format!("A Lightning address can't have {} before @. Take it out.", quoted(&c.to_string())));
    }
    match host {
        "" => return Err("Add the part after @, such as wallet.example.".to_owned()),
        host if host.contains('@') => {
            return Err("There is more than one @ in it. Enter one Lightning address.".to_owned());
        }
        host => email::domain(host)?,
    }
    if lower.len() > 254 {
        return Err(format!("A Lightning address has at most 254 characters; this one has {}.", lower.len()));
    }
    Ok(lower.to_owned())
}

/// An LNURL carries a web address, over https or within Tor, and a checksum.
fn lnurl(text: &str) -> Result<String, String> {
    let url = lnurl_text(text)?.to_lowercase();
    let onion = url
        .strip_prefix("http://")
        .and_then(|rest| rest.split('/').next())
        .is_some_and(|host| host.ends_with(".onion"));
    if !(url.starts_with("https://") || onion) {
        return Err("The LNURL leads to no secure web address. Ask the customer's wallet for another.".to_owned());
    }
    Ok(text.to_lowercase())
}

/// What an LNURL carries (LUD-01).
pub(super) fn lnurl_text(text: &str) -> Result<String, String> {
    let wrong = || "The LNURL does not fit its checksum: a character is wrong or missing. Copy it again.".to_owned();
    let checked = CheckedHrpstring::new::<Bech32>(text).map_err(|_| wrong())?;
    if checked.hrp().to_lowercase() != "lnurl" {
        return Err(wrong());
    }
    String::from_utf8(checked.byte_iter().collect()).map_err(|_| wrong())
}

/// The address names its version, and the version its checksum (BIP 173, BIP 350).
fn segwit(text: &str) -> Result<String, String> {
    match bech32::segwit::decode(text) {
        Ok(_) => Ok(text.to_lowercase()),
        Err(_) if text.chars().any(|c| c.is_ascii_uppercase()) && text.chars().any(|c| c.is_ascii_lowercase()) => {
            Err("Such a Bitcoin address is all in lower case or all in capitals. Copy it again.".to_owned())
        }
        Err(_) => {
            Err("The Bitcoin address does not fit its checksum: a character is wrong or missing. Copy it again."
                .to_owned())
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use bech32::Hrp;
    use proptest::prelude::*;

    fn kind(text: &str) -> Option<DestinationKind> {
        refund_address(text).ok().map(|(kind, _)| kind)
    }

    pub(crate) fn lnurl_of(url: &str) -> String {
        bech32::encode::<Bech32>(Hrp::parse("lnurl").expect("letters"), url.as_bytes()).expect("short")
    }

    #[test]
    fn every_kind_is_recognised() {
        let offer = bolt12::tests::encode(&[(22, vec![3; 33])]);
        let lnurl = lnurl_of("https://wallet.example/pay?id=1");
        let cases = [
            ("lightning:Ada@Wallet.example", DestinationKind::LightningAddress, "ada@wallet.example"),
            (&format!("LIGHTNING:{}", lnurl.to_uppercase()), DestinationKind::Lnurl, &lnurl),
            (&offer, DestinationKind::Bolt12Offer, &offer),
            (
                "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
                DestinationKind::Bitcoin,
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            ),
            (
                "bitcoin:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0?amount=0.1",
                DestinationKind::Bitcoin,
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            ),
            (
                "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
                DestinationKind::Bitcoin,
                "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
            ),
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", DestinationKind::Bitcoin, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
            (
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                DestinationKind::Evm,
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
            ),
        ];
        for (text, kind, normalised) in cases {
            assert_eq!(refund_address(text), Ok((kind, normalised.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_wrong_character_is_found_by_the_checksum() {
        for text in [
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
            &lnurl_of("https://wallet.example/pay").replacen('w', "q", 1),
        ] {
            assert!(refund_address(text).is_err_and(|message| message.contains("does not fit its checksum")), "{text}");
        }
        assert!(refund_address("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed").is_err_and(|m| m.contains("checksum")));
        assert!(refund_address("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0").is_err_and(|m| m.contains("Character 34 is '0'")));
    }

    #[test]
    fn a_refusal_names_the_kinds_that_are_possible() {
        let message = refund_address("hello").expect_err("no address");

        for kind in ["Lightning address", "LNURL", "BOLT12 offer", "Bitcoin address", "EVM address"] {
            assert!(message.contains(kind), "{message}");
        }
        assert!(refund_address("lnbc20u1pvjluez").is_err_and(|message| message.contains("invoice")));
        assert!(refund_address("ada@wallet").is_err_and(|message| message.contains("ending of the domain")));
        assert!(refund_address("a da@wallet.example").is_err_and(|message| message.contains("\" \"")));
        assert!(refund_address(&lnurl_of("http://wallet.example/pay")).is_err_and(|m| m.contains("secure")));
        assert_eq!(kind(&lnurl_of("http://wallet.onion/pay")), Some(DestinationKind::Lnurl));
    }

    proptest! {
        #[test]
        fn what_is_stored_is_its_own_check(
            user in "[a-zA-Z0-9._+-]{1,10}",
            host in "[a-z0-9]{1,8}\\.[a-z]{2,4}",
            url in "https://[a-z]{1,9}\\.example/[a-z0-9]{0,40}",
        ) {
            for text in [format!("{user}@{host}"), lnurl_of(&url)] {
                let (kind, stored) = refund_address(&text).expect("valid");
                prop_assert_eq!(refund_address(&stored), Ok((kind, stored.clone())));
            }
        }

        #[test]
        fn any_text_gets_an_answer(
            text in "(lightning:|bitcoin:|lnurl1|bc1|tb1|lno1|0x|1|3)?[ -~é]{0,50}",
            other: String,
        ) {
            for text in [text, other] {
                if let Err(message) = refund_address(&text) {
                    prop_assert!(message.ends_with('.'));
                }
            }
        }
    }
}
