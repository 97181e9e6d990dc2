//! Settings: how the house works for a merchant, in one mode.

use std::collections::BTreeMap;

use clientele_domain::matching as domain;
use clientele_domain::method as methods;
use clientele_domain::refund::Thresholds;
use clientele_domain::subscription::Billing;
use clientele_domain::violation::Violation;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::payment::PaymentMethodType;
use crate::read::{Read, Sent, refuse, request, word};

/// How the house works for a merchant, in one mode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// Always `settings`.
    pub object: String,
    /// Whether they are those of real data.
    pub livemode: bool,
    /// When two records are one person's.
    pub matching: MatchingSettings,
    /// What the hosted checkout can be paid with.
    pub payment_methods: PaymentMethodSettings,
    /// Above how much a support member's refund waits for an approval, in minor units by currency in lower case. A currency
    /// that is not there has no limit.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "usd": 10000 })))]
    pub refund_approval: BTreeMap<String, i64>,
    /// How subscriptions are billed.
    pub billing: BillingSettings,
    /// The origins of your pages: customer sessions are made for these alone. For any, when none is listed.
    #[cfg_attr(feature = "openapi", schema(example = json!(["https://shop.example"])))]
    pub allowed_origins: Vec<String>,
}

/// How subscriptions are billed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BillingSettings {
    /// The time zone on whose calendar periods are counted, such as `Europe/Berlin`; the same in both modes.
    pub time_zone: String,
    /// For how many days a subscription goes on whose period ended and was not paid.
    pub grace_days: i64,
}

/// What the hosted checkout can be paid with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentMethodSettings {
    /// Whether the cards of the sandbox are taken; in test mode only.
    pub card: bool,
    /// Lightning to the merchant's own address. Without it, test mode has a simulated one, and live mode none.
    pub lightning: Option<LightningSettings>,
    /// What people confirm by hand, in the order it is shown.
    pub manual: Vec<ManualMethod>,
}

/// Lightning to a merchant's own address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LightningSettings {
    /// The Lightning address.
    pub address: String,
    /// Where to ask what one bitcoin costs; null when prices are in bitcoin only.
    pub rate_url: Option<String>,
    /// The place of the figure in the answer.
    pub rate_path: Option<String>,
    /// The least that the address takes at a time, in satoshi, as it said when it was saved.
    pub min_sats: Option<i64>,
    /// And the most.
    pub max_sats: Option<i64>,
}

/// A way to pay that somebody confirms by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ManualMethod {
    /// `bank_transfer`, `mobile_money`, `cash` or `other`.
    #[serde(rename = "type")]
    pub kind: PaymentMethodType,
    /// What the buyer chooses.
    pub label: String,
    /// What the buyer has to do.
    pub instructions: String,
}

impl PaymentMethodSettings {
    fn new(settings: &methods::MethodSettings) -> Self {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let lightning = settings.lightning.as_ref().map(|lightning| LightningSettings {
            address: lightning.address.clone(),
            rate_url: some(&lightning.rate_url),
            rate_path: some(&lightning.rate_path),
            min_sats: lightning.limits.map(|limits| limits.min),
            max_sats: lightning.limits.map(|limits| limits.max),
        });
        let manual = settings.manual.iter().map(|method| ManualMethod {
            kind: PaymentMethodType(method.kind),
            label: method.label.clone(),
            instructions: method.instructions.clone(),
        });
        Self { card: settings.card, lightning, manual: manual.collect() }
    }
}

/// When two records are one person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchingSettings {
    /// Whether an email that a buyer merely typed leads to a registered customer.
    pub link_typed_emails: bool,
    /// Whether guests with the same phone number are one person.
    pub merge_on_phone: bool,
    /// Whether guests with the same card are one person.
    pub merge_on_card: bool,
    /// What the same email with another external id means: `separate` users, or `link` them.
    pub other_external_id: OtherExternalId,
}

impl Settings {
    /// The settings as the API tells them.
    pub fn new(
        livemode: bool,
        matching: &domain::Settings,
        methods: &methods::MethodSettings,
        thresholds: &Thresholds,
        billing: &Billing,
        allowed_origins: Vec<String>,
    ) -> Self {
        let matching = MatchingSettings {
            link_typed_emails: matching.link_typed_emails,
            merge_on_phone: matching.merge_on_phone,
            merge_on_card: matching.merge_on_card,
            other_external_id: OtherExternalId(matching.other_external_id),
        };
        let payment_methods = PaymentMethodSettings::new(methods);
        let most = thresholds.0.iter().map(|(currency, most)| (currency.code().to_ascii_lowercase(), *most));
        let billing = BillingSettings { time_zone: billing.time_zone.clone(), grace_days: billing.grace_days };
        let (object, refund_approval) = ("settings".to_owned(), most.collect());
        Self { object, livemode, matching, payment_methods, refund_approval, billing, allowed_origins }
    }
}

request! {
    /// A change of the settings. What is left out stays.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "matching": { "merge_on_phone": false } })))]
    PatchSettings {
        /// When two records are one person's.
        matching: PatchMatchingSettings,
        /// What the hosted checkout can be paid with.
        payment_methods: PatchPaymentMethods,
        /// Above how much a support member's refund waits for an approval, in minor units by currency. A currency with null
        /// has no limit any more, others stay.
        refund_approval: PatchThresholds,
        /// How subscriptions are billed.
        billing: PatchBilling,
        /// All origins of your pages, at most 50, as in `allowed_origin` of a customer session; an empty list or null for
        /// any. Sessions that are open go on.
        allowed_origins: Vec<String>,
    }
}

request! {
    /// A change of how subscriptions are billed. What is left out stays. Periods and days of grace that have begun stay too.
    PatchBilling {
        /// A time zone by its name, such as `Europe/Berlin`; counts in both modes.
        time_zone: String,
        /// 0 to 27.
        grace_days: i64,
    }
}

impl PatchBilling {
    /// The fields that are null, which no setting can be.
    pub fn cleared(&self) -> Vec<&'static str> {
        let null = [
            ("time_zone", matches!(self.time_zone, Sent::Null)),
            ("grace_days", matches!(self.grace_days, Sent::Null)),
        ];
        null.into_iter().filter(|(_, null)| *null).map(|(field, _)| field).collect()
    }

    /// The settings with this change.
    pub fn over(&self, kept: Billing) -> Billing {
        Billing {
            time_zone: self.time_zone.clone().value().unwrap_or(kept.time_zone),
            grace_days: self.grace_days.clone().value().unwrap_or(kept.grace_days),
        }
    }
}

request! {
    /// A change of the payment methods. What is left out stays.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "manual": [{ "type": "bank_transfer", "label": "Bank transfer", "instructions": "To DE00 0000." }]
    })))]
    PatchPaymentMethods {
        /// Whether the cards of the sandbox are taken; in test mode only.
        card: bool,
        /// Lightning to the merchant's own address; null for none.
        lightning: PatchLightning,
        /// All that people confirm by hand, in the order to show, each type once; null for none.
        manual: Vec<ManualMethodRequest>,
    }
}

request! {
    /// A change of Lightning. What is left out stays. A new address and a new source of rates are asked before they are
    /// saved.
    PatchLightning {
        /// The Lightning address, such as `shop@wallet.example`.
        address: String,
        /// Where to ask what one bitcoin costs, as JSON. `{currency}` in it becomes the code of the currency.
        rate_url: String,
        /// The place of the figure in the answer: `/data/amount`.
        rate_path: String,
    }
}

request! {
    /// A way to pay that somebody confirms by hand.
    ManualMethodRequest {
        /// `bank_transfer`, `mobile_money`, `cash` or `other`; must be given.
        kind = "type": PaymentMethodType,
        /// What the buyer chooses; the type's usual name when left out.
        label: String,
        /// What the buyer has to do, at most 2000 characters; must be given.
        instructions: String,
    }
}

impl PatchPaymentMethods {
    /// The settings with this change, as entered.
    pub fn over(&self, kept: methods::MethodSettings) -> methods::MethodSettings {
        let lightning = match &self.lightning {
            Sent::Absent => kept.lightning,
            Sent::Null => None,
            Sent::Value(sent) => {
                let known = kept.lightning.unwrap_or_default();
                Some(methods::LightningSettings {
                    address: sent.address.clone().over(known.address),
                    rate_url: sent.rate_url.clone().over(known.rate_url),
                    rate_path: sent.rate_path.clone().over(known.rate_path),
                    limits: None,
                })
            }
        };
        let manual = match &self.manual {
            Sent::Absent => kept.manual,
            Sent::Null => Vec::new(),
            Sent::Value(sent) => sent.iter().filter_map(ManualMethodRequest::method).collect(),
        };
        methods::MethodSettings { card: self.card.clone().value().unwrap_or(kept.card), lightning, manual }
    }

    /// The places in the list of manual methods that name no type.
    pub fn unnamed(&self) -> Vec<usize> {
        let sent = self.manual.clone().value().unwrap_or_default();
        let unnamed = sent.iter().enumerate().filter(|(_, method)| method.method().is_none());
        unnamed.map(|(place, _)| place).collect()
    }

    /// Where in the list of manual methods the rules' `manual.KIND` was sent: `manual[1]`.
    pub fn place(&self, field: &str) -> String {
        let sent = self.manual.clone().value().unwrap_or_default();
        let rest = field.strip_prefix("manual.");
        let kind = rest.map(|rest| rest.split('.').next().unwrap_or(rest)).unwrap_or_default();
        let of_kind = |method: &ManualMethodRequest| method.method().is_some_and(|method| method.kind.as_str() == kind);
        match (rest, sent.iter().position(of_kind)) {
            (Some(rest), Some(place)) => format!("manual[{place}]{}", &rest[kind.len()..]),
            _ => field.to_owned(),
        }
    }
}

impl ManualMethodRequest {
    fn method(&self) -> Option<methods::ManualMethod> {
        let kind = self.kind.clone().value()?.0;
        let text = |sent: &Sent<String>| sent.clone().value().unwrap_or_default();
        Some(methods::ManualMethod { kind, label: text(&self.label), instructions: text(&self.instructions) })
    }
}

request! {
    /// A change of the settings of matching. What is left out stays.
    PatchMatchingSettings {
        /// Whether an email that a buyer merely typed leads to a registered customer.
        link_typed_emails: bool,
        /// Whether guests with the same phone number are one person.
        merge_on_phone: bool,
        /// Whether guests with the same card are one person.
        merge_on_card: bool,
        /// What the same email with another external id means: `separate` users, or `link` them.
        other_external_id: OtherExternalId,
    }
}

/// A change of thresholds, by currency. A currency with null has none any more, others stay.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PatchThresholds(pub BTreeMap<String, Option<i64>>);

impl PatchThresholds {
    /// The thresholds with this change; what is no currency changes nothing.
    pub fn over(&self, mut kept: Thresholds) -> Thresholds {
        for (code, most) in &self.0 {
            let Ok(currency) = code.parse() else { continue };
            match most {
                Some(most) => kept.0.insert(currency, *most),
                None => kept.0.remove(&currency),
            };
        }
        kept
    }
}

impl Read for PatchThresholds {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        let wanted = "an object of amounts by currency, such as { \"usd\": 10000 }";
        serde_json::from_str(raw.get()).map(Self).ok().or_else(|| refuse(raw, path, wanted, wrong))
    }
}

impl PatchMatchingSettings {
    /// The fields that are null, which no setting can be.
    pub fn cleared(&self) -> Vec<&'static str> {
        let null = [
            ("link_typed_emails", matches!(self.link_typed_emails, Sent::Null)),
            ("merge_on_phone", matches!(self.merge_on_phone, Sent::Null)),
            ("merge_on_card", matches!(self.merge_on_card, Sent::Null)),
            ("other_external_id", matches!(self.other_external_id, Sent::Null)),
        ];
        null.into_iter().filter(|(_, null)| *null).map(|(field, _)| field).collect()
    }

    /// The settings with this change.
    pub fn over(&self, kept: domain::Settings) -> domain::Settings {
        let choose = |sent: &Sent<bool>, kept: bool| sent.clone().value().unwrap_or(kept);
        domain::Settings {
            link_typed_emails: choose(&self.link_typed_emails, kept.link_typed_emails),
            merge_on_phone: choose(&self.merge_on_phone, kept.merge_on_phone),
            merge_on_card: choose(&self.merge_on_card, kept.merge_on_card),
            other_external_id: self.other_external_id.clone().value().map_or(kept.other_external_id, |word| word.0),
        }
    }
}

word! {
    /// What the same email with another external id means.
    OtherExternalId(domain::OtherExternalId)
}
