//! Cards that are kept for later payments. Only registered customers have any, and never the number: the processor knows
//! the card by a token, which is worth nothing to anybody else.

use serde::{Deserialize, Serialize};

use crate::customer::Kind;
use crate::id::{AttemptId, SavedCardId};
use crate::identity::{Evidence, IdentityKind};
use crate::matching::{Match, Rule};
use crate::payment::{Method, MethodDetails};
use crate::time::Timestamp;

/// A card that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedCard {
    /// Identifier.
    pub id: SavedCardId,
    /// Brand, such as `visa`; may be empty.
    pub brand: String,
    /// Last four digits.
    pub last4: String,
    /// Last month in which it can be used, 1 to 12.
    pub exp_month: i64,
    /// And its year.
    pub exp_year: i64,
    /// Equal for equal cards.
    pub fingerprint: String,
    /// What the sandbox knows the card by: the first attempt that it was charged for.
    pub token: AttemptId,
    /// Since when it is kept, or was last paid with by its number.
    pub created_at: Timestamp,
}

impl SavedCard {
    /// A customer has at most so many.
    pub const MOST: i64 = 20;

    /// Whether it can be paid with at this moment: until the end of its month.
    pub fn is_good(&self, now: Timestamp) -> bool {
        let today = now.civil();
        (self.exp_year, self.exp_month) >= (today.year, i64::from(today.month))
    }

    /// What a payment with it keeps.
    pub fn method(&self) -> Method {
        let more = MethodDetails {
            exp_month: self.exp_month,
            exp_year: self.exp_year,
            fingerprint: self.fingerprint.clone(),
            ..MethodDetails::default()
        };
        Method { more, ..Method::card(self.brand.clone(), self.last4.clone()) }
    }

    /// As it stands on the card: `09/28`.
    pub fn expiry(&self) -> String {
        format!("{:02}/{:02}", self.exp_month, self.exp_year % 100)
    }
}

/// Whether a buyer's card may be kept with the record that was found. A guest's never is. Who merely typed a registered
/// customer's email may be anybody, and nobody's card is given to somebody else.
pub fn may_be_kept(kind: Kind, matched: &Match) -> bool {
    let asserted =
        |sign: &crate::matching::Sign| sign.kind == IdentityKind::Email && sign.evidence == Evidence::Asserted;
    let vouched = match matched.rule {
        Rule::CustomerId | Rule::ExternalId | Rule::New => true,
        Rule::Email => matched.signs.iter().any(asserted),
        Rule::Phone | Rule::Card | Rule::Wallet | Rule::Manual => false,
    };
    kind == Kind::Registered && vouched
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Sign;

    fn by(rule: Rule, evidence: Evidence) -> Match {
        Match { rule, signs: vec![Sign { kind: IdentityKind::Email, evidence }] }
    }

    #[test]
    fn a_card_is_kept_for_whom_the_merchant_knows() {
        for rule in [Rule::CustomerId, Rule::ExternalId, Rule::New] {
            assert!(may_be_kept(Kind::Registered, &by(rule, Evidence::Typed)), "{rule:?}");
            assert!(!may_be_kept(Kind::Guest, &by(rule, Evidence::Asserted)), "{rule:?}");
        }
        assert!(may_be_kept(Kind::Registered, &by(Rule::Email, Evidence::Asserted)));
        assert!(!may_be_kept(Kind::Registered, &by(Rule::Email, Evidence::Typed)), "anybody can type an email");
    }

    #[test]
    fn it_is_good_until_the_end_of_its_month() {
        // 22 November 2026.
        let now = Timestamp::from_micros(1_795_305_600_000_000);
        let card = |exp_month, exp_year| SavedCard {
            id: SavedCardId::new(now, [1; 10]),
            brand: "visa".into(),
            last4: "4242".into(),
            exp_month,
            exp_year,
            fingerprint: String::new(),
            token: AttemptId::new(now, [2; 10]),
            created_at: now,
        };

        assert!(card(11, 2026).is_good(now) && card(1, 2027).is_good(now));
        assert!(!card(10, 2026).is_good(now) && !card(12, 2025).is_good(now));
        assert_eq!(card(9, 2028).expiry(), "09/28");
    }
}
