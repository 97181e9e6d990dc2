//! Payments as programs report them.

use super::text::line;
use super::{chain_id, currency, evm_address, metadata};
use crate::money::Amount;
use crate::payment::{Method, MethodDetails, MethodKind, PaymentStatus, Source};
use crate::time::Timestamp;
use crate::violation::Violation;

/// A payment as reported. Empty text means that nothing was told.
#[derive(Debug, Clone, Default)]
pub struct PaymentDraft {
    /// In minor units.
    pub amount: Option<i64>,
    /// ISO 4217 in any case, or `btc`.
    pub currency: String,
    /// Where it stands; succeeded, when not told.
    pub status: Option<PaymentStatus>,
    /// When it happened; now, when not told.
    pub occurred_at: Option<Timestamp>,
    /// Where it came from.
    pub source: Option<Source>,
    /// What it is called there.
    pub source_id: String,
    /// The shop's, link's or product's name.
    pub source_description: String,
    /// What it was for.
    pub description: String,
    /// Keys with JSON texts.
    pub metadata: Vec<(String, String)>,
    /// What was paid with, when told.
    pub method: Option<MethodDraft>,
}

/// What was paid with, as reported.
#[derive(Debug, Clone, Default)]
pub struct MethodDraft {
    /// Of what kind.
    pub kind: Option<MethodKind>,
    /// Brand of the card.
    pub brand: String,
    /// Last four digits of the card.
    pub last4: String,
    /// Last month in which it can be used.
    pub exp_month: Option<i64>,
    /// And its year.
    pub exp_year: Option<i64>,
    /// Equal for equal cards.
    pub fingerprint: String,
    /// Chain of the wallet.
    pub chain_id: Option<i64>,
    /// Address of the wallet.
    pub address: String,
}

/// A report that the rules have passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedPayment {
    /// How much.
    pub amount: Amount,
    /// Succeeded or pending.
    pub status: PaymentStatus,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// Where it came from.
    pub source: Source,
    /// What it is called there.
    pub source_id: String,
    /// The shop's, link's or product's name.
    pub source_description: String,
    /// What it was for.
    pub description: String,
    /// Keys with JSON texts.
    pub metadata: Vec<(String, String)>,
    /// What was paid with.
    pub method: Method,
}

/// A day: clocks differ, and so do time zones that were left out.
const AHEAD: std::time::Duration = std::time::Duration::from_secs(86_400);

/// Checks a report of a payment. `now` is when it arrives.
///
/// Errors: every violation, each with the path of its field.
pub fn payment(draft: &PaymentDraft, now: Timestamp) -> Result<ReportedPayment, Vec<Violation>> {
    let mut found = Vec::new();
    let amount = amount(draft, &mut found);
    let status = draft.status.unwrap_or(PaymentStatus::Succeeded);
    if !matches!(status, PaymentStatus::Succeeded | PaymentStatus::Pending) {
        found.push(Violation::new("status", "A payment is recorded as succeeded or as pending."));
    }
    let occurred_at = draft.occurred_at.unwrap_or(now);
    if occurred_at > now.plus(AHEAD) {
        found.push(Violation::new("occurred_at", "This is in the future. Record a payment once it is under way."));
    }
    let mut text = |field: &str, label: &str, text: &str, most: usize| {
        line(label, text, most).unwrap_or_else(|message| {
            found.push(Violation::new(field, message));
            String::new()
        })
    };
    let source_id = text("source_id", "The source's id", &draft.source_id, 255);
    let source_description =
        text("source_description", "The description of the source", &draft.source_description, 200);
    let description = text("description", "The description", &draft.description, 500);
    let metadata = metadata(&draft.metadata).unwrap_or_else(|violations| {
        found.extend(violations);
        Vec::new()
    });
    let method = draft.method.as_ref().map_or_else(|| Method::of(MethodKind::Other), |draft| method(draft, &mut found));
    match amount {
        Some(amount) if found.is_empty() => Ok(ReportedPayment {
            amount,
            status,
            occurred_at,
            source: draft.source.unwrap_or(Source::Api),
            source_id,
            source_description,
            description,
            metadata,
            method,
        }),
        _ => Err(found),
    }
}

fn amount(draft: &PaymentDraft, found: &mut Vec<Violation>) -> Option<Amount> {
    let minor = match draft.amount {
        None => {
            found.push(Violation::missing("amount", "Send the amount in minor units, such as 2500 for 25.00."));
            None
        }
        Some(minor) if minor < 0 => {
            found.push(Violation::new("amount", "An amount can't be negative."));
            None
        }
        minor => minor,
    };
    if draft.currency.trim().is_empty() {
        found.push(Violation::missing("currency", "Send the currency, such as usd."));
        return None;
    }
    match currency(&draft.currency) {
        Ok(currency) => Some(Amount { minor: minor?, currency }),
        Err(message) => {
            found.push(Violation::new("currency", message));
            None
        }
    }
}

fn method(draft: &MethodDraft, found: &mut Vec<Violation>) -> Method {
    let before = found.len();
    let mut wrong = |field: &str, message: &str| found.push(Violation::new(format!("method.{field}"), message));
    let kind = draft.kind.unwrap_or(MethodKind::Other);
    let (brand, last4) = (draft.brand.trim().to_lowercase(), draft.last4.trim().to_owned());
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-');
    if brand.chars().count() > 40 || !brand.chars().all(plain) || looks_like_a_card_number(&brand) {
        wrong("brand", "Send the brand of the card in a word, such as visa.");
    }
    if !last4.is_empty() && (last4.len() != 4 || !last4.bytes().all(|byte| byte.is_ascii_digit())) {
        wrong("last4", "Send the last four digits of the card and nothing else; whole card numbers are never kept.");
    }
    if draft.exp_month.is_some_and(|month| !(1..=12).contains(&month)) {
        wrong("exp_month", "Send the month as a number from 1 to 12.");
    }
    if draft.exp_year.is_some_and(|year| !(2000..=2099).contains(&year)) {
        wrong("exp_year", "Send the year with four digits, such as 2028.");
    }
    let fingerprint = draft.fingerprint.trim();
    if fingerprint.len() > 200 || !fingerprint.bytes().all(|byte| byte.is_ascii_graphic()) {
        wrong("fingerprint", "Send at most 200 visible ASCII characters.");
    } else if looks_like_a_card_number(fingerprint) {
        wrong("fingerprint", "This looks like a card number, and those are never kept. Send a keyed hash of it.");
    }
    let chain = draft.chain_id.map(chain_id).transpose().unwrap_or_else(|message| {
        wrong("chain_id", &message);
        None
    });
    let address = match draft.address.trim() {
        "" => String::new(),
        address => evm_address(address).unwrap_or_else(|message| {
            wrong("address", &message);
            String::new()
        }),
    };
    if draft.kind.is_none() && found.len() == before {
        found.push(Violation::missing("method.type", "Say what was paid with, such as card."));
    }
    let more = MethodDetails {
        exp_month: draft.exp_month.unwrap_or_default(),
        exp_year: draft.exp_year.unwrap_or_default(),
        fingerprint: fingerprint.to_owned(),
        chain_id: chain.unwrap_or_default(),
        address,
    };
    Method { kind, brand, last4, more }
}

/// Twelve to nineteen digits, with nothing but spaces and hyphens between.
fn looks_like_a_card_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (12..=19).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

    fn draft() -> PaymentDraft {
        PaymentDraft { amount: Some(2500), currency: "usd".into(), ..PaymentDraft::default() }
    }

    fn fields(draft: &PaymentDraft) -> Vec<String> {
        payment(draft, NOW).expect_err("refused").into_iter().map(|violation| violation.field).collect()
    }

    #[test]
    fn an_amount_and_a_currency_are_enough() {
        let told = payment(&draft(), NOW).expect("a payment");

        assert_eq!(told.amount.to_string(), "$25.00");
        assert_eq!((told.status, told.source, told.occurred_at), (PaymentStatus::Succeeded, Source::Api, NOW));
        assert_eq!(told.method, Method::of(MethodKind::Other));
    }

    #[test]
    fn everything_that_is_wrong_is_told() {
        let method = MethodDraft {
            last4: "42424242".into(),
            exp_month: Some(13),
            fingerprint: "4242 4242 4242 4242".into(),
            ..MethodDraft::default()
        };
        let draft = PaymentDraft {
            amount: Some(-1),
            currency: "dollars".into(),
            status: Some(PaymentStatus::Refunded),
            occurred_at: Some(NOW.plus(AHEAD).plus(AHEAD)),
            description: "a\nb".into(),
            method: Some(method),
            ..PaymentDraft::default()
        };

        let expected = [
            "amount",
            "currency",
            "status",
            "occurred_at",
            "description",
            "method.last4",
            "method.exp_month",
            "method.fingerprint",
        ];
        assert_eq!(fields(&draft), expected);
        assert_eq!(fields(&PaymentDraft::default()), ["amount", "currency"]);
    }
}
