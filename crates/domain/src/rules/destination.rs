//! Destinations of refunds, as people and programs enter them: what can't be valid is refused before anything is kept.

use url::Url;

use super::lnurl::{is_onion, lnurlp_url};
use super::refund_address::{lnurl_text, without_scheme};
use super::text::trim;
use super::{Reach, refund_address, webhook_url};
use crate::refund::{Destination, DestinationKind};
use crate::scope::Mode;

/// Ways that a word names.
const WITHOUT_ADDRESS: [DestinationKind; 3] =
    [DestinationKind::Card, DestinationKind::Balance, DestinationKind::ByHand];

/// A destination: an address of any kind, or `card`, `balance` or `by_hand`. In live mode an address of a test chain is refused:
/// what is sent there is lost. In development, a provider may be on this machine.
///
/// Errors: a sentence.
pub fn destination(text: &str, mode: Mode, reach: Reach) -> Result<Destination, String> {
    let text = trim(text);
    if text.is_empty() {
        return Err("Say where the money goes: an address, or the customer's balance.".to_owned());
    }
    if let Some(kind) = WITHOUT_ADDRESS.iter().find(|kind| text.eq_ignore_ascii_case(kind.as_str())) {
        return Ok(Destination::plain(*kind));
    }
    let found = match (reach, nearby(text)) {
        (Reach::Anywhere, Some(found)) => found,
        _ => {
            let (kind, address) = refund_address(text)?;
            Destination { kind, address }
        }
    };
    if found.kind == DestinationKind::Bitcoin && mode.is_live() && !bitcoin_is_real(&found.address) {
        return Err(
            "That is an address of a test network of Bitcoin. Money that is sent there is lost; ask the customer \
                    for another."
                .to_owned(),
        );
    }
    pay_url(&found, reach)?;
    Ok(found)
}

/// A provider that only development reaches: on this machine, at a port, over plain http.
fn nearby(text: &str) -> Option<Destination> {
    let address = without_scheme(text).to_lowercase();
    let kind = if address.contains('@') { DestinationKind::LightningAddress } else { DestinationKind::Lnurl };
    let found = Destination { kind, address };
    let url = pay_url(&found, Reach::Anywhere).ok()??;
    (url.scheme() == "http").then_some(found)
}

/// Whether a Bitcoin address is one of Bitcoin's own chain.
pub fn bitcoin_is_real(address: &str) -> bool {
    address.starts_with("bc1") || address.starts_with(['1', '3'])
}

/// Where the provider of a destination is asked over LNURL-pay; nothing when there is nobody to ask, or nobody that is
/// reached from here: Tor's addresses are not looked up.
///
/// Errors: a sentence about the address, when it leads where nobody may be asked.
pub fn pay_url(destination: &Destination, reach: Reach) -> Result<Option<Url>, String> {
    let address = &destination.address;
    let url = match destination.kind {
        DestinationKind::LightningAddress if is_onion(address) => return Ok(None),
        DestinationKind::LightningAddress => lnurlp_url(address, reach)?,
        DestinationKind::Lnurl => {
            let text = lnurl_text(address)?;
            if Url::parse(&text).is_ok_and(|url| url.host_str().is_some_and(is_onion)) {
                return Ok(None);
            }
            webhook_url(&text, reach)
                .map_err(|message| format!("The LNURL leads to an address that can't be used. {message}"))?
        }
        _ => return Ok(None),
    };
    Ok(Some(url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::refund_address::tests::lnurl_of;
    use proptest::prelude::*;

    fn public(text: &str) -> Result<Destination, String> {
        destination(text, Mode::Live, Reach::Public)
    }

    #[test]
    fn words_and_addresses_are_destinations() {
        assert_eq!(public(" Card "), Ok(Destination::plain(DestinationKind::Card)));
        assert_eq!(public("balance"), Ok(Destination::plain(DestinationKind::Balance)));
        let ada = public("LIGHTNING:Ada@Wallet.example").expect("an address");
        assert_eq!((ada.kind, ada.address.as_str()), (DestinationKind::LightningAddress, "ada@wallet.example"));
        assert!(public(" ").is_err_and(|message| message.contains("Say where")));
    }

    #[test]
    fn test_chains_are_for_test_mode() {
        for address in ["tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn"] {
            assert!(public(address).is_err_and(|message| message.contains("test network")), "{address}");
            assert!(destination(address, Mode::Test, Reach::Public).is_ok(), "{address}");
        }
        for address in ["bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"] {
            assert!(public(address).is_ok(), "{address}");
        }
    }

    #[test]
    fn a_provider_within_the_house_is_for_development() {
        let near = lnurl_of("http://127.0.0.1:4000/pay?id=A");
        for text in ["shop@127.0.0.1:4000", "shop@localhost:4000", near.as_str(), &near.to_uppercase()] {
            assert!(public(text).is_err(), "{text}");
            let found = destination(text, Mode::Live, Reach::Anywhere).expect("in development");
            assert_eq!(destination(&found.address, Mode::Live, Reach::Anywhere), Ok(found.clone()), "{text}");
        }
        for text in [lnurl_of("https://10.0.0.1/pay"), lnurl_of("https://2130706433/"), "ada@127.0.0.0x1".to_owned()] {
            assert!(public(&text).is_err_and(|message| message.contains("public internet")), "{text}");
        }
    }

    #[test]
    fn an_lnurl_leads_to_what_it_carries() {
        let leads = |text: &str| pay_url(&public(text).expect("a destination"), Reach::Public);
        let url = "https://wallet.example/pay?id=AbC";

        assert_eq!(leads(&lnurl_of(url)).map(|url| url.map(String::from)), Ok(Some(url.to_owned())));
        let address = leads("ada@wallet.example").expect("an address").map(String::from);
        assert_eq!(address.as_deref(), Some("https://wallet.example/.well-known/lnurlp/ada"));
        for text in [&lnurl_of("http://wallet.onion/pay"), &lnurl_of("https://wallet.onion./pay"), "ada@wallet.onion"] {
            assert_eq!(leads(text), Ok(None), "{text}");
        }
        assert_eq!(leads("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), Ok(None));
        assert_eq!(leads("card"), Ok(None));
    }

    proptest! {
        #[test]
        fn what_is_taken_is_taken_again_as_it_is(
            text in "(lightning:|bitcoin:|lnurl1|bc1|lno1|0x|ada@)?[ -~é]{0,50}", url in "https?://[a-z0-9.:@/-]{1,30}",
        ) {
            for text in [text, lnurl_of(&url)] {
                for reach in [Reach::Public, Reach::Anywhere] {
                    if let Ok(found) = destination(&text, Mode::Live, reach) {
                        let stored = if found.address.is_empty() { found.kind.as_str() } else { &found.address };
                        prop_assert_eq!(destination(stored, Mode::Live, reach), Ok(found.clone()));
                        prop_assert!(pay_url(&found, reach).is_ok());
                    }
                }
            }
        }
    }
}
