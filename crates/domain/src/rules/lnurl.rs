//! Paying to a Lightning address: what its provider is asked and what the answers mean (LUD-06, LUD-16, LUD-21).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use url::{Host, Url};

use super::refund_address;
use super::text::{quoted, trim};
use super::webhook::{Reach, webhook_url};
use crate::method::Limits;

/// So much is shown of what a provider says, in characters.
const SAID: usize = 200;

/// Where the provider of a Lightning address is asked (LUD-16). In development it may be on this machine, at a port, and
/// is then asked over plain http.
///
/// Errors: a sentence about the address.
pub fn lnurlp_url(address: &str, reach: Reach) -> Result<Url, String> {
    if reach == Reach::Anywhere
        && let Some(url) = on_this_machine(address)
    {
        return Ok(url);
    }
    if !address.contains('@') {
        return Err("That is no Lightning address. Enter one that looks like an email: shop@wallet.example.".to_owned());
    }
    let (_, address) = refund_address(address)?;
    let (user, host) = address.split_once('@').unwrap_or((&address, ""));
    webhook_url(&format!("https://{host}/.well-known/lnurlp/{user}"), reach)
}

/// Whether a host, or the address of somebody there, is within Tor.
pub(super) fn is_onion(host: &str) -> bool {
    host.trim_end_matches('.').to_ascii_lowercase().ends_with(".onion")
}

fn on_this_machine(address: &str) -> Option<Url> {
    let (user, host) = address.split_once('@')?;
    let url: Url = format!("http://{host}/.well-known/lnurlp/{user}").parse().ok()?;
    let here = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    let plain = user.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.+".contains(&byte));
    let bare = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:[]".contains(&byte));
    (here && plain && bare && !user.is_empty() && url.port().is_some()).then_some(url)
}

/// What a Lightning address takes, as its provider tells (LUD-06).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayRequest {
    /// Where an invoice is asked for.
    pub callback: Url,
    /// The least that can be sent, in thousandths of a satoshi.
    pub min: u64,
    /// The most that can be sent, in thousandths of a satoshi.
    pub max: u64,
    /// What is paid for, exactly as it was sent: its hash is in the invoice.
    pub metadata: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawPayRequest {
    tag: String,
    callback: String,
    min_sendable: u64,
    max_sendable: u64,
    metadata: String,
}

/// A provider says no with a reason, whatever it was asked.
#[derive(Deserialize)]
struct Refusal {
    #[serde(default)]
    status: String,
    #[serde(default)]
    reason: String,
}

/// Reads an answer, unless it is a refusal.
fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, String> {
    if let Ok(refusal) = serde_json::from_str::<Refusal>(text)
        && refusal.status.eq_ignore_ascii_case("error")
    {
        return Err(format!("The provider says {}.", quoted(&refusal.reason)));
    }
    serde_json::from_str(text).map_err(|_| "The provider's answer is not what a Lightning address answers.".to_owned())
}

impl PayRequest {
    /// Reads what the provider of an address answered.
    ///
    /// Errors: a sentence.
    pub fn read(text: &str, reach: Reach) -> Result<Self, String> {
        let raw: RawPayRequest = read(text)?;
        if raw.tag != "payRequest" {
            return Err(format!("The provider offers {}, which is no way to pay to an address.", quoted(&raw.tag)));
        }
        if raw.min_sendable == 0 || raw.min_sendable > raw.max_sendable {
            return Err("The provider says that nothing can be sent to this address.".to_owned());
        }
        let callback = webhook_url(&raw.callback, reach)
            .map_err(|message| format!("The provider sends on to an address that can't be used. {message}"))?;
        Ok(Self { callback, min: raw.min_sendable, max: raw.max_sendable, metadata: raw.metadata })
    }

    /// How much can be sent at a time, in whole satoshi.
    ///
    /// Errors: a sentence, when no whole satoshi can.
    pub fn limits(&self) -> Result<Limits, String> {
        let sats = |millisatoshi: u64| i64::try_from(millisatoshi / 1000).unwrap_or(i64::MAX);
        let limits = Limits { min: sats(self.min.saturating_add(999)), max: sats(self.max) };
        if limits.min > limits.max {
            return Err("The provider takes no whole number of satoshi.".to_owned());
        }
        Ok(limits)
    }

    /// What is paid for, in a line (LUD-06); empty when the provider does not say.
    pub fn says(&self) -> String {
        let entries: Vec<Vec<serde_json::Value>> = serde_json::from_str(&self.metadata).unwrap_or_default();
        let plain = entries.iter().find(|entry| entry.first().is_some_and(|kind| kind == "text/plain"));
        let text = plain.and_then(|entry| entry.get(1)).and_then(|text| text.as_str()).unwrap_or_default();
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SAID).collect();
        trim(&text).to_owned()
    }

    /// Where to ask for an invoice over this many thousandths of a satoshi.
    pub fn asking_for(&self, millisatoshi: u64) -> Url {
        let mut url = self.callback.clone();
        url.query_pairs_mut().append_pair("amount", &millisatoshi.to_string());
        url
    }
}

/// An invoice, as the provider made it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The invoice, as BOLT 11 writes it.
    pub invoice: String,
    /// Where to ask whether it was paid (LUD-21), when the provider tells.
    pub verify: Option<Url>,
}

impl Issued {
    /// Reads what the callback answered. A verify address that can't be used counts as none.
    ///
    /// Errors: a sentence.
    pub fn read(text: &str, reach: Reach) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Raw {
            pr: String,
            #[serde(default)]
            verify: Option<String>,
        }
        let raw: Raw = read(text)?;
        let verify = raw.verify.and_then(|url| webhook_url(&url, reach).ok());
        Ok(Self { invoice: raw.pr.to_ascii_lowercase(), verify })
    }
}

/// What became of an invoice, as the provider tells (LUD-21).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Whether it was paid.
    pub settled: bool,
    /// The proof of it, in hexadecimal, when the provider has one.
    pub preimage: Option<String>,
    /// Which invoice this is about, when told.
    pub invoice: Option<String>,
}

impl Verified {
    /// Reads what the verify address answered.
    ///
    /// Errors: a sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Raw {
            settled: bool,
            #[serde(default)]
            preimage: Option<String>,
            #[serde(default)]
            pr: Option<String>,
        }
        let raw: Raw = read(text)?;
        let told = |text: Option<String>| text.filter(|text| !text.is_empty()).map(|text| text.to_ascii_lowercase());
        Ok(Self { settled: raw.settled, preimage: told(raw.preimage), invoice: told(raw.pr) })
    }
}

/// The number or text at a place of a JSON text, exactly as it is written there: a number is never rounded. The place is
/// `/data/amount` (RFC 6901), or `data.amount`.
pub fn json_at(text: &str, place: &str) -> Option<String> {
    let steps: Vec<String> = match place.strip_prefix('/') {
        Some(rest) => rest.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect(),
        None => place.split('.').map(str::to_owned).collect(),
    };
    let mut here: &RawValue = serde_json::from_str(text).ok()?;
    for step in steps {
        here = match serde_json::from_str::<BTreeMap<String, &RawValue>>(here.get()) {
            Ok(fields) => fields.get(&step).copied()?,
            Err(_) => {
                let list: Vec<&RawValue> = serde_json::from_str(here.get()).ok()?;
                list.get(step.parse::<usize>().ok()?).copied()?
            }
        };
    }
    match here.get().as_bytes().first()? {
        b'"' => serde_json::from_str(here.get()).ok(),
        b'0'..=b'9' | b'-' => Some(here.get().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_leads_to_its_provider() {
        let leads = |address: &str, reach| lnurlp_url(address, reach).map(String::from);

        let public = "https://wallet.example/.well-known/lnurlp/shop";
        assert_eq!(leads("Shop@Wallet.example", Reach::Public), Ok(public.to_owned()));
        assert_eq!(leads("shop@wallet.example", Reach::Anywhere), Ok(public.to_owned()));
        let here = "http://127.0.0.1:4000/.well-known/lnurlp/shop";
        assert_eq!(leads("shop@127.0.0.1:4000", Reach::Anywhere), Ok(here.to_owned()));
        for address in
            ["shop@127.0.0.1:4000", "shop@localhost:4000", "shop", "shop@", "@wallet.example", "a/b@c.example"]
        {
            assert!(leads(address, Reach::Public).is_err(), "{address}");
        }
        for address in ["shop@10.0.0.1:4000", "shop@127.0.0.1", "a/../b@127.0.0.1:4000", "shop@x@127.0.0.1:4000"] {
            assert!(leads(address, Reach::Anywhere).is_err(), "{address}");
        }
        assert!(leads("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", Reach::Public).is_err_and(|m| m.contains("shop@")));
    }

    fn pay_request(callback: &str, min: u64, max: u64) -> String {
        format!(
            r#"{{"tag":"payRequest","callback":"{callback}","minSendable":{min},"maxSendable":{max},
                "metadata":"[[\"text/plain\",\"Shop\"]]","commentAllowed":32}}"#
        )
    }

    #[test]
    fn the_callback_keeps_its_own_questions() {
        let text = pay_request("https://wallet.example/pay?user=shop&k=a%20b", 1000, 5_000_000);
        let request = PayRequest::read(&text, Reach::Public).expect("a request");

        assert_eq!(request.metadata, r#"[["text/plain","Shop"]]"#);
        let expected = "https://wallet.example/pay?user=shop&k=a%20b&amount=21000";
        assert_eq!(request.asking_for(21_000).as_str(), expected);
        let plain =
            PayRequest::read(&pay_request("https://wallet.example/pay", 1, 1), Reach::Public).expect("a request");
        assert_eq!(plain.asking_for(1).as_str(), "https://wallet.example/pay?amount=1");
    }

    #[test]
    fn whole_satoshi_are_told_and_what_is_paid_for() {
        let request = |min, max| {
            PayRequest::read(&pay_request("https://wallet.example/pay", min, max), Reach::Public).expect("a request")
        };

        assert_eq!(request(1500, 500_000_999).limits(), Ok(Limits { min: 2, max: 500_000 }));
        assert_eq!(request(1, u64::MAX).limits(), Ok(Limits { min: 1, max: 18_446_744_073_709_551 }));
        assert!(request(1, 999).limits().is_err());
        assert_eq!(request(1, 1000).says(), "Shop");
        for metadata in ["", "{}", "[[]]", "[[\"text/plain\"]]", "[[1,2]]", "[[\"text/plain\",\"\\n\"]]"] {
            let mute = PayRequest { metadata: metadata.into(), ..request(1, 1000) };
            assert_eq!(mute.says(), "", "{metadata}");
        }
    }

    #[test]
    fn what_is_no_request_is_refused_with_a_reason() {
        for (text, words) in [
            (pay_request("https://127.0.0.1/pay", 1, 2), "can't be used"),
            (pay_request("http://wallet.example/pay", 1, 2), "can't be used"),
            (pay_request("https://wallet.example/pay", 3, 2), "nothing can be sent"),
            (
                pay_request("https://wallet.example/pay", 1, 2).replace("payRequest", "withdrawRequest"),
                "withdrawRequest",
            ),
            (r#"{"status":"ERROR","reason":"No such user"}"#.to_owned(), "No such user"),
            ("<html>".to_owned(), "not what a Lightning address answers"),
        ] {
            let refused = PayRequest::read(&text, Reach::Public).expect_err("refused");
            assert!(refused.contains(words), "{refused}");
        }
    }

    #[test]
    fn a_verify_address_that_leads_inside_counts_as_none() {
        let read = |verify: &str| {
            let text = format!(r#"{{"status":"OK","routes":[],"pr":"LNBC1X","verify":{verify}}}"#);
            Issued::read(&text, Reach::Public).expect("an invoice")
        };

        assert_eq!(
            read(r#""https://wallet.example/v/1""#).verify.map(String::from).as_deref(),
            Some("https://wallet.example/v/1")
        );
        assert_eq!(read(r#""https://10.0.0.1/v/1""#).verify, None);
        assert_eq!(read("null"), Issued { invoice: "lnbc1x".into(), verify: None });
    }

    #[test]
    fn only_a_plain_yes_is_settled() {
        let yes = Verified::read(r#"{"status":"OK","settled":true,"preimage":"AB","pr":"LNBC1X"}"#).expect("an answer");
        assert_eq!(yes, Verified { settled: true, preimage: Some("ab".into()), invoice: Some("lnbc1x".into()) });
        let no = Verified::read(r#"{"status":"OK","settled":false,"preimage":null,"pr":"x"}"#).expect("an answer");
        assert!(!no.settled && no.preimage.is_none());
        for text in [r#"{"status":"ERROR","reason":"Not found"}"#, r#"{"settled":"true"}"#, "{}", "", "true"] {
            assert!(Verified::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_figure_is_found_as_it_is_written() {
        let text = r#"{"data":{"amount":"65012.34","base":"BTC"},"btc":{"usd":65012.340000000000001,"a/b":7},
            "list":[1,{"price":3}],"no":null}"#;
        for (place, figure) in [
            ("/data/amount", Some("65012.34")),
            ("data.amount", Some("65012.34")),
            ("/btc/usd", Some("65012.340000000000001")),
            ("/btc/a~1b", Some("7")),
            ("list.1.price", Some("3")),
            ("/list/0", Some("1")),
            ("/list/2", None),
            ("/no", None),
            ("/data", None),
            ("", None),
        ] {
            assert_eq!(json_at(text, place).as_deref(), figure, "{place}");
        }
    }

    proptest! {
        #[test]
        fn any_answer_gets_an_answer(text in "[ -~é]{0,80}", place in "[ -~]{0,20}") {
            let _ = PayRequest::read(&text, Reach::Public);
            let _ = Issued::read(&text, Reach::Public);
            let _ = Verified::read(&text);
            let _ = json_at(&text, &place);
            let _ = lnurlp_url(&text, Reach::Anywhere);
        }
    }
}
