//! Payment methods as merchants set them up.

use url::Url;

use super::text::{line, trim};
use super::{Reach, lnurlp_url, webhook_url};
use crate::method::{LightningSettings, ManualMethod, MethodSettings};
use crate::money::Currency;
use crate::scope::Mode;
use crate::violation::Violation;

/// What a buyer chooses has at most this many characters.
const LABEL: usize = 60;

/// Instructions have at most this many characters.
const INSTRUCTIONS: usize = 2000;

/// The place of a figure has at most this many characters.
const PATH: usize = 200;

/// The settings to store. A Lightning address that is blank is none.
///
/// Errors: everything that is wrong, at `card`, `lightning.address`, `lightning.rate_url`, `lightning.rate_path`, and
/// `manual.KIND.label` and the like.
pub fn method_settings(draft: &MethodSettings, mode: Mode, reach: Reach) -> Result<MethodSettings, Vec<Violation>> {
    let mut wrong = Vec::new();
    if draft.card && mode.is_live() {
        let message = "Cards exist in test mode only: real card numbers are never taken here. Leave them off.";
        wrong.push(Violation::new("card", message));
    }
    let lightning = draft.lightning.as_ref().and_then(|lightning| lightning_settings(lightning, reach, &mut wrong));
    let mut manual: Vec<ManualMethod> = Vec::new();
    for method in &draft.manual {
        let kind = method.kind.as_str();
        if !ManualMethod::KINDS.contains(&method.kind) {
            let message = format!("{} is nothing that somebody confirms by hand.", method.kind.label());
            wrong.push(Violation::new(format!("manual.{kind}"), message));
        } else if manual.iter().any(|known| known.kind == method.kind) {
            let message = format!("There is more than one {}. Put it into one.", method.kind.label().to_lowercase());
            wrong.push(Violation::new(format!("manual.{kind}"), message));
        } else {
            manual.push(by_hand(method, &mut wrong));
        }
    }
    if wrong.is_empty() { Ok(MethodSettings { card: draft.card, lightning, manual }) } else { Err(wrong) }
}

fn lightning_settings(
    draft: &LightningSettings,
    reach: Reach,
    wrong: &mut Vec<Violation>,
) -> Option<LightningSettings> {
    let mut note = |field: &str, message: String| wrong.push(Violation::new(format!("lightning.{field}"), message));
    let text = |text: &str| trim(text).to_owned();
    let address = text(&draft.address).to_lowercase();
    let address = address.strip_prefix("lightning:").unwrap_or(&address).to_owned();
    let (rate_url, rate_path) = (text(&draft.rate_url), text(&draft.rate_path));
    if address.is_empty() {
        if !rate_url.is_empty() || !rate_path.is_empty() {
            note("address", "Enter the Lightning address that payments go to, such as shop@wallet.example.".to_owned());
        }
        return None;
    }
    if let Err(message) = lnurlp_url(&address, reach) {
        note("address", message);
    }
    match (rate_url.is_empty(), rate_path.is_empty()) {
        (true, false) => note("rate_url", "Enter where to ask for the rate, or take its place out too.".to_owned()),
        (false, true) => {
            note(
                "rate_path",
                "Say where in the answer the price of one bitcoin stands, such as /data/amount.".to_owned(),
            );
        }
        (true, true) => {}
        (false, false) => {
            if let Err(message) = rate_source(&rate_url, Currency::BTC, reach) {
                note("rate_url", message);
            }
            if let Err(message) = line("The place", &rate_path, PATH) {
                note("rate_path", message);
            }
        }
    }
    Some(LightningSettings { address, rate_url, rate_path, limits: None })
}

fn by_hand(draft: &ManualMethod, wrong: &mut Vec<Violation>) -> ManualMethod {
    let kind = draft.kind;
    let mut note = |field: &str, violation: fn(String, String) -> Violation, message: String| {
        wrong.push(violation(format!("manual.{}.{field}", kind.as_str()), message));
    };
    let label = line("The name", &draft.label, LABEL).unwrap_or_else(|message| {
        note("label", Violation::new, message);
        String::new()
    });
    let label = if label.is_empty() { kind.label().to_owned() } else { label };
    let instructions = trim(&draft.instructions).replace("\r\n", "\n");
    let count = instructions.chars().count();
    if instructions.is_empty() {
        let message = "Say what the buyer has to do: where the money goes, and what to write with it.";
        note("instructions", Violation::missing, message.to_owned());
    } else if count > INSTRUCTIONS {
        let message = format!("The instructions have {count} characters; {INSTRUCTIONS} is the most.");
        note("instructions", Violation::new, message);
    } else if instructions.chars().any(|c| c.is_control() && c != '\n') {
        let message = "There is a tab or an invisible control character in the instructions. Take it out.";
        note("instructions", Violation::new, message.to_owned());
    }
    ManualMethod { kind, label, instructions }
}

/// The address that tells what one bitcoin costs in this currency.
///
/// Errors: a sentence.
pub fn rate_source(text: &str, currency: Currency, reach: Reach) -> Result<Url, String> {
    let text = for_currency(text, currency);
    if !text.to_ascii_lowercase().starts_with("https://") && reach == Reach::Public {
        return Err("Rates are asked for over https only. Begin the address with https://.".to_owned());
    }
    webhook_url(&text, reach)
}

/// The text with the currency in it, where it asks for one.
pub fn for_currency(text: &str, currency: Currency) -> String {
    text.replace("{CURRENCY}", currency.code()).replace("{currency}", &currency.code().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payment::MethodKind;

    fn fields(draft: &MethodSettings, mode: Mode) -> Vec<String> {
        let wrong = method_settings(draft, mode, Reach::Public).expect_err("refused");
        wrong.into_iter().map(|violation| violation.field).collect()
    }

    fn lightning(address: &str, rate_url: &str, rate_path: &str) -> Option<LightningSettings> {
        let (address, rate_url, rate_path) = (address.into(), rate_url.into(), rate_path.into());
        Some(LightningSettings { address, rate_url, rate_path, limits: None })
    }

    fn by_hand(kind: MethodKind, label: &str, instructions: &str) -> ManualMethod {
        ManualMethod { kind, label: label.into(), instructions: instructions.into() }
    }

    #[test]
    fn what_is_entered_is_trimmed_and_named() {
        let draft = MethodSettings {
            card: true,
            lightning: lightning(" lightning:Shop@Wallet.example ", "https://rates.example/{currency}", "/data/amount"),
            manual: vec![by_hand(MethodKind::Cash, " ", " At the door.\r\nKeep the change. ")],
        };

        let stored = method_settings(&draft, Mode::Test, Reach::Public).expect("sound");
        let kept = stored.lightning.as_ref().expect("an address");
        assert_eq!((kept.address.as_str(), kept.knows_every_currency()), ("shop@wallet.example", true));
        assert_eq!(stored.manual, [by_hand(MethodKind::Cash, "Cash", "At the door.\nKeep the change.")]);
        assert_eq!(method_settings(&stored, Mode::Test, Reach::Public), Ok(stored));
        let blank = MethodSettings { lightning: lightning(" ", "", ""), ..MethodSettings::default() };
        assert_eq!(method_settings(&blank, Mode::Live, Reach::Public), Ok(MethodSettings::default()));
    }

    #[test]
    fn everything_that_is_wrong_is_told() {
        let draft = MethodSettings {
            card: true,
            lightning: lightning("lno1abc", "http://rates.example/", "a\nb"),
            manual: vec![
                by_hand(MethodKind::Card, "", "x"),
                by_hand(MethodKind::Cash, "a\tb", " "),
                by_hand(MethodKind::Cash, "", "x"),
                by_hand(MethodKind::Other, "", &"x".repeat(2001)),
            ],
        };

        let expected = [
            "card",
            "lightning.address",
            "lightning.rate_url",
            "lightning.rate_path",
            "manual.card",
            "manual.cash.label",
            "manual.cash.instructions",
            "manual.cash",
            "manual.other.instructions",
        ];
        assert_eq!(fields(&draft, Mode::Live), expected);
        let half = |url: &str, path: &str, address: &str| {
            fields(&MethodSettings { lightning: lightning(address, url, path), ..Default::default() }, Mode::Test)
        };
        assert_eq!(half("https://rates.example/", "", "shop@wallet.example"), ["lightning.rate_path"]);
        assert_eq!(half("", "/usd", "shop@wallet.example"), ["lightning.rate_url"]);
        assert_eq!(half("https://rates.example/", "/usd", ""), ["lightning.address"]);
        assert_eq!(half("https://127.0.0.1/", "/usd", "shop@wallet.example"), ["lightning.rate_url"]);
    }
}
