//! Languages that buyers and customers read, and how each writes amounts and days.

mod choice;

use crate::money::{Amount, MoneyParts};
use crate::time::Timestamp;
use crate::words::words;

pub use choice::country_of;

words! {
    /// A language that customers are written to in, and that what they see speaks.
    Tongue {
        /// English.
        English = "en", "English";
        /// German.
        German = "de", "Deutsch";
        /// Arabic.
        Arabic = "ar", "العربية";
    }
}

impl Tongue {
    /// In which direction it is written.
    pub fn direction(self) -> &'static str {
        if self == Self::Arabic { "rtl" } else { "ltr" }
    }

    /// The language of a tag, `de-AT` is German; English when it is another, or none.
    pub fn of(tag: &str) -> Self {
        Self::known(tag).unwrap_or(Self::English)
    }

    /// The language of a tag, if it is one of these.
    pub fn known(tag: &str) -> Option<Self> {
        let language = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.iter().copied().find(|tongue| language.eq_ignore_ascii_case(tongue.as_str()))
    }

    /// An amount: `€1,234.50`, `1.234,50 €`.
    pub fn amount(self, amount: Amount) -> String {
        let MoneyParts { sign, symbol, major, minor, unit } = amount.parts();
        let behind = if symbol.is_empty() { unit.trim() } else { symbol.trim() };
        match self {
            Self::English => format!("{sign}{symbol}{major}{minor}{unit}"),
            Self::German => {
                format!("{sign}{}{}\u{a0}{behind}", major.replace(',', "."), minor.replace('.', ","))
            }
            Self::Arabic => format!("{sign}{major}{minor}\u{a0}{behind}"),
        }
    }

    /// A day, as it is in UTC: `5 March 2026`, `5. März 2026`.
    pub fn day(self, at: Timestamp) -> String {
        let civil = at.civil();
        let month = self.months()[civil.month as usize - 1];
        let point = if self == Self::German { "." } else { "" };
        format!("{}{point} {month} {}", civil.day, civil.year)
    }

    /// So many days, as they stand after "in": `1 day`, `7 Tagen`.
    pub fn days(self, days: i64) -> String {
        match (self, days) {
            (Self::English, 1) => "1 day".to_owned(),
            (Self::English, _) => format!("{days} days"),
            (Self::German, 1) => "1 Tag".to_owned(),
            (Self::German, _) => format!("{days} Tagen"),
            (Self::Arabic, 1) => "يوم واحد".to_owned(),
            (Self::Arabic, 2) => "يومين".to_owned(),
            (Self::Arabic, 3..=10) => format!("{days} أيام"),
            (Self::Arabic, _) => format!("{days} يومًا"),
        }
    }

    fn months(self) -> [&'static str; 12] {
        match self {
            Self::English => [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
            Self::German => [
                "Januar",
                "Februar",
                "März",
                "April",
                "Mai",
                "Juni",
                "Juli",
                "August",
                "September",
                "Oktober",
                "November",
                "Dezember",
            ],
            Self::Arabic => [
                "يناير",
                "فبراير",
                "مارس",
                "أبريل",
                "مايو",
                "يونيو",
                "يوليو",
                "أغسطس",
                "سبتمبر",
                "أكتوبر",
                "نوفمبر",
                "ديسمبر",
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_amounts_and_days_in_its_own_way() {
        let amount = Amount { minor: 123_450, currency: "EUR".parse().expect("a currency") };
        let day = Timestamp::from_date(2026, 3, 5).expect("a day");

        assert_eq!(Tongue::English.amount(amount), "€1,234.50");
        assert_eq!(Tongue::German.amount(amount), "1.234,50\u{a0}€");
        assert_eq!(Tongue::Arabic.amount(amount), "1,234.50\u{a0}€");
        assert_eq!(Tongue::English.day(day), "5 March 2026");
        assert_eq!(Tongue::German.day(day), "5. März 2026");
        assert_eq!(Tongue::Arabic.day(day), "5 مارس 2026");
    }

    #[test]
    fn a_tag_leads_to_its_language_and_any_other_to_english() {
        for (tag, tongue) in
            [("de-AT", Tongue::German), ("AR_eg", Tongue::Arabic), ("fr", Tongue::English), ("", Tongue::English)]
        {
            assert_eq!(Tongue::of(tag), tongue, "{tag}");
        }
    }
}
