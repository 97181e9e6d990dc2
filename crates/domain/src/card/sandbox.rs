//! The numbers that mean something in test mode.

use super::Card;

/// What the sandbox does with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SandboxCard {
    /// It is charged.
    Succeeds,
    /// The bank refuses.
    Declined,
    /// There is not enough money.
    LacksFunds,
    /// It is charged, and the answer takes ten seconds.
    Slow,
    /// It is charged, and the answer gets lost.
    AnswerLost,
    /// It is charged, and gives nothing back.
    RefundFails,
}

impl SandboxCard {
    /// Every card of the sandbox: the number, and what comes of it.
    pub const ALL: [(&'static str, Self, &'static str); 6] = [
        ("4242 4242 4242 4242", Self::Succeeds, "succeeds"),
        ("4000 0000 0000 0002", Self::Declined, "is declined"),
        ("4000 0000 0000 9995", Self::LacksFunds, "lacks funds"),
        ("4000 0000 0000 3055", Self::Slow, "answers after 10 seconds"),
        ("4000 0000 0000 0341", Self::AnswerLost, "is charged, but the answer is lost"),
        ("4000 0000 0000 5126", Self::RefundFails, "succeeds, but its refunds fail"),
    ];

    /// What the sandbox does with this card; nothing, when it is none of the sandbox's.
    pub fn of(card: &Card) -> Option<Self> {
        let same = |number: &str| number.bytes().filter(|byte| *byte != b' ').eq(card.number.bytes());
        Self::ALL.iter().find(|(number, ..)| same(number)).map(|(_, does, _)| *does)
    }

    /// Which numbers there are, as a sentence.
    pub fn sentence() -> String {
        let numbers: Vec<String> = Self::ALL.iter().map(|(number, _, does)| format!("{number} {does}")).collect();
        format!("In test mode only test cards work: {}.", numbers.join("; "))
    }
}
