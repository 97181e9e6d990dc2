//! What a merchant decides about payment methods.

use serde::{Deserialize, Serialize};

use crate::payment::MethodKind;
use crate::scope::Mode;

/// What the hosted checkout can be paid with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodSettings {
    /// Cards of the sandbox; in test mode only.
    pub card: bool,
    /// Lightning to the merchant's own address. Without it, test mode has a simulated one, and live mode none.
    pub lightning: Option<LightningSettings>,
    /// What people confirm by hand, in the order it is shown; each kind once.
    pub manual: Vec<ManualMethod>,
}

/// Lightning to a merchant's own address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LightningSettings {
    /// The Lightning address (LUD-16), such as `shop@wallet.example`.
    pub address: String,
    /// Where to ask what one bitcoin costs, as JSON; empty when prices are in bitcoin only. `{currency}` in it becomes the
    /// code of the currency in lower case, `{CURRENCY}` in upper case; without either, it tells the price in the
    /// merchant's own currency.
    pub rate_url: String,
    /// The place of the figure in the answer: `/data/amount` (RFC 6901), or `data.amount`. May name the currency as well.
    pub rate_path: String,
    /// How much the address took at a time when it was saved; not for entering.
    #[serde(default)]
    pub limits: Option<Limits>,
}

impl LightningSettings {
    /// Whether the rate source tells the price in any currency that it is asked for.
    pub fn knows_every_currency(&self) -> bool {
        let named = |text: &str| text.contains("{currency}") || text.contains("{CURRENCY}");
        named(&self.rate_url) || named(&self.rate_path)
    }
}

/// How much an address takes at a time, in satoshi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// At least.
    pub min: i64,
    /// At most.
    pub max: i64,
}

/// A way to pay that somebody confirms by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManualMethod {
    /// One of [`ManualMethod::KINDS`].
    pub kind: MethodKind,
    /// What the buyer chooses, such as `Bank transfer`.
    pub label: String,
    /// What the buyer has to do, in as many lines as it takes.
    pub instructions: String,
}

impl ManualMethod {
    /// The kinds that are confirmed by hand.
    pub const KINDS: [MethodKind; 4] =
        [MethodKind::BankTransfer, MethodKind::MobileMoney, MethodKind::Cash, MethodKind::Other];
}

impl MethodSettings {
    /// What holds until the merchant decides: everything of the sandbox in test mode, nothing in live mode.
    pub fn usual(mode: Mode) -> Self {
        Self { card: !mode.is_live(), ..Self::default() }
    }

    /// The manual method of this kind.
    pub fn manual(&self, kind: MethodKind) -> Option<&ManualMethod> {
        self.manual.iter().find(|method| method.kind == kind)
    }
}
