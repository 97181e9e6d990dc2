//! Phone numbers in E.164: `+`, country code, number, digits only.
//!
//! A number is taken when it fits the country's numbering plan, or at least has the length of its landline and mobile
//! numbers: plans change faster than tables, and a new range of numbers must not be refused.

use rlibphonenumber::{
    NumberLengthType, PHONE_NUMBER_UTIL, ParseError, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region,
    get_national_significant_number_owned,
};

use super::countries::country_name;
use super::text::{quoted, trim};

/// No number has more digits after its prefix.
const LONGEST: usize = 17;

/// A phone number in E.164, from text as people write it. A leading 00 becomes +, and the country (alpha-2) fills in a
/// missing prefix.
pub fn phone(text: &str, country: Option<&str>) -> Result<String, String> {
    let text = international(trim(text))?;
    let home = country.and_then(region);
    if !text.starts_with('+') && home.is_none() {
        return Err(
            "Begin the number with + and the country code, such as +44 for the United Kingdom, or fill in the \
                    country of the address."
                .to_owned(),
        );
    }
    let number = PHONE_NUMBER_UTIL.parse(&text, home).map_err(|error| unreadable(&text, home, error))?;
    let written = PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned();
    if PHONE_NUMBER_UTIL.is_valid_number(&number) {
        return Ok(written);
    }
    let place = Place::of(&number, home);
    let digits = get_national_significant_number_owned(&number).len();
    if !place.lengths.contains(&digits) {
        return Err(place.wrong_length(Some(digits)));
    }
    // Noughts that begin a number may be taken for the prefix of calls at home; such a number can't be called.
    match PHONE_NUMBER_UTIL.parse(&written, None) {
        Ok(read) if read == number => Ok(written),
        _ => Err(place.wrong_length(None)),
    }
}

/// The text with + for a leading 00, or what in it doesn't belong into a phone number.
fn international(text: &str) -> Result<String, String> {
    let text = text.replace('＋', "+");
    let punctuation = |c: char| c.is_whitespace() || "()-./".contains(c) || ('\u{2010}'..='\u{2015}').contains(&c);
    if let Some(c) = text.chars().find(|c| !(c.is_numeric() || *c == '+' || punctuation(*c))) {
        return Err(match c.is_alphabetic() {
            true => "A phone number has no letters. Write digits, and leave out an extension.".to_owned(),
            false => format!("A phone number can't have {} in it. Take it out.", quoted(&c.to_string())),
        });
    }
    if text.chars().skip(1).any(|c| c == '+') {
        return Err("There is a + in the middle. Enter one number, with + only at its beginning.".to_owned());
    }
    if !text.chars().any(char::is_numeric) {
        return Err("There are no digits in it. Write a number such as +44 20 7946 0958.".to_owned());
    }
    Ok(match text.strip_prefix("00") {
        Some(rest) => format!("+{}", rest.trim_start()),
        None => text,
    })
}

/// The region of a country that has phone numbers.
fn region(country: &str) -> Option<Region> {
    let region = Region::from_code(country).ok()?;
    PHONE_NUMBER_UTIL.get_country_code_for_region(region).map(|_| region)
}

/// What numbers of a country (alpha-2) begin with: `+49`.
pub fn phone_prefix(country: &str) -> Option<String> {
    PHONE_NUMBER_UTIL.get_country_code_for_region(region(country)?).map(|prefix| format!("+{prefix}"))
}

fn unreadable(text: &str, home: Option<Region>, error: ParseError) -> String {
    let place = home.filter(|_| !text.starts_with('+')).map(Place::home);
    match (error, place) {
        (ParseError::InvalidCountryCode, _) => {
            let start: String = text.chars().filter(|c| c.is_numeric()).take(3).collect();
            format!("No country has a prefix that begins like +{start}. Write + and the country code, such as +44.")
        }
        (ParseError::TooLongNsn, Some(place)) => place.wrong_length(Some(usize::MAX)),
        (ParseError::TooLongNsn, None) => "That phone number is too long. Enter one number.".to_owned(),
        (ParseError::NotANumber(_), Some(place)) => place.wrong_length(None),
        (ParseError::NotANumber(_), None) => {
            "That is not a phone number. Write one such as +44 20 7946 0958.".to_owned()
        }
        (_, Some(place)) => place.wrong_length(Some(0)),
        (_, None) => "That phone number is too short. Write the whole number, such as +44 20 7946 0958.".to_owned(),
    }
}

/// Where a number belongs, as far as messages speak of it.
struct Place {
    name: String,
    prefix: i32,
    region: Option<Region>,
    /// How many digits landline and mobile numbers have after the prefix, ascending. Empty where that isn't known.
    lengths: Vec<usize>,
}

impl Place {
    fn home(region: Region) -> Self {
        Self::new(PHONE_NUMBER_UTIL.get_country_code_for_region(region).unwrap_or_default(), Some(region))
    }

    /// The country of a number. Where several share the prefix and the number doesn't tell, the one at home, if it is
    /// among them, or else the one the prefix is known for.
    fn of(number: &PhoneNumber, home: Option<Region>) -> Self {
        let prefix = number.country_code;
        let shared = |home: &Region| PHONE_NUMBER_UTIL.get_country_code_for_region(*home) == Some(prefix);
        let region = PHONE_NUMBER_UTIL
            .get_region_for_number(number)
            .or(home.filter(shared))
            .or_else(|| PHONE_NUMBER_UTIL.get_region_for_country_code(prefix));
        Self::new(prefix, region)
    }

    fn new(prefix: i32, region: Option<Region>) -> Self {
        let lengths = (1..=LONGEST).filter(|digits| is_length_in_use(prefix, *digits)).collect();
        let name = region.and_then(|region| country_name(&region.as_region_str())).map_or_else(
            || "international services".to_owned(),
            |name| if with_article(name) { format!("the {name}") } else { name.to_owned() },
        );
        Self { name, prefix, region, lengths }
    }

    /// Too short, too long or neither, with the right number of digits, or an example where the tables have no lengths.
    fn wrong_length(&self, digits: Option<usize>) -> String {
        let Self { name, prefix, .. } = self;
        let (least, most) = (self.lengths.first().copied(), self.lengths.last().copied());
        let wrong = match digits {
            Some(digits) if least.is_some_and(|least| digits < least) => "That phone number is too short for",
            Some(digits) if most.is_some_and(|most| digits > most) => "That phone number is too long for",
            Some(_) => "That phone number does not have the right length for",
            None => "That can't be a phone number in",
        };
        let right = match (self.counted(), self.example()) {
            (Some(lengths), Some(example)) => {
                format!(" Numbers there have {lengths} after the prefix, such as {example}.")
            }
            (Some(lengths), None) => format!(" Numbers there have {lengths} after the prefix."),
            (None, Some(example)) => format!(" A number there looks like {example}."),
            (None, None) => String::new(),
        };
        format!("{wrong} {name} (+{prefix}).{right}")
    }

    /// `9 digits`, where the lengths are those of this country: the tables have them by prefix, for the country that is
    /// known for it. North America's numbers are all alike.
    fn counted(&self) -> Option<String> {
        let own = PHONE_NUMBER_UTIL.get_region_for_country_code(self.prefix) == self.region || self.prefix == 1;
        own.then(|| counted(&self.lengths)).flatten()
    }

    fn example(&self) -> Option<String> {
        let region = self.region?;
        let number = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, PhoneNumberType::Mobile).ok()?;
        Some(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::International).into_owned())
    }
}

/// Whether landline or mobile numbers of a prefix can have so many digits. The tables tell lengths only through the
/// question whether a number is possible, which looks at nothing but its length.
fn is_length_in_use(prefix: i32, digits: usize) -> bool {
    let national_number = 10u64.pow(digits as u32 - 1);
    let number = PhoneNumber { country_code: prefix, national_number, ..PhoneNumber::default() };
    [PhoneNumberType::FixedLine, PhoneNumberType::Mobile].into_iter().any(|kind| {
        let possible = PHONE_NUMBER_UTIL.is_possible_number_for_type_with_reason(&number, kind);
        possible == Ok(NumberLengthType::IsPossible)
    })
}

/// Countries whose names take an article in a sentence.
fn with_article(name: &str) -> bool {
    [" Islands", " Territory", "Netherlands"].iter().any(|end| name.ends_with(end))
        || name.starts_with("United ")
        || name.starts_with("Isle ")
        || matches!(
            name,
            "Bahamas" | "Central African Republic" | "Comoros" | "Dominican Republic" | "Gambia" | "Maldives"
        )
        || matches!(name, "Philippines" | "Seychelles")
}

/// `9 digits`, `7 or 8 digits`, `5 to 15 digits`, `6, 8 or 9 digits`.
fn counted(lengths: &[usize]) -> Option<String> {
    let (first, last) = (lengths.first()?, lengths.last()?);
    let digits = match lengths {
        [only] => only.to_string(),
        [a, b] => format!("{a} or {b}"),
        _ if last - first + 1 == lengths.len() => format!("{first} to {last}"),
        [rest @ .., last] => {
            let rest: Vec<String> = rest.iter().map(usize::to_string).collect();
            format!("{} or {last}", rest.join(", "))
        }
        [] => return None,
    };
    Some(format!("{digits} digits"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refusal(text: &str, country: Option<&str>) -> String {
        phone(text, country).expect_err("should be refused")
    }

    #[test]
    fn a_country_has_a_prefix() {
        assert_eq!(phone_prefix("DE").as_deref(), Some("+49"));
        assert_eq!(phone_prefix("US").as_deref(), Some("+1"));
        assert_eq!(phone_prefix(""), None);
    }

    #[test]
    fn numbers_become_e164() {
        let cases = [
            ("+233 50 123 4567", None, "+233501234567"),
            ("00233 50 123 4567", None, "+233501234567"),
            ("00233501234567", Some("DE"), "+233501234567"),
            ("050 123 4567", Some("GH"), "+233501234567"),
            ("+44 (0)20 7946 0958", None, "+442079460958"),
            ("(030) 901820", Some("DE"), "+4930901820"),
            ("+39 06 6982 1234", None, "+390669821234"),
            ("＋４４ ２０ ７９４６ ０９５８", None, "+442079460958"),
            ("٠٥٠ ١٢٣ ٤٥٦٧", Some("GH"), "+233501234567"),
            ("202-555-0100", Some("US"), "+12025550100"),
            ("+1 555 123 4567", None, "+15551234567"),
            ("+800 1234 5678", None, "+80012345678"),
        ];
        for (text, country, expected) in cases {
            assert_eq!(phone(text, country), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_wrong_length_names_country_prefix_and_digits() {
        let short = refusal("+233 50 123", None);
        assert!(
            short.starts_with(
                "That phone number is too short for Ghana (+233). Numbers there have 9 digits after the prefix"
            ),
            "{short}"
        );
        let short = refusal("050 123", Some("GH"));
        assert!(short.starts_with("That phone number is too short for Ghana (+233)."), "{short}");
        let long = refusal("+1 202 555 01000", None);
        assert!(
            long.starts_with("That phone number is too long for the United States (+1). Numbers there have 10 digits"),
            "{long}"
        );
        assert!(refusal("+1 999", Some("CA")).contains("Canada (+1)"));
        assert!(refusal("+49 123456789012345678901", None).contains("too long"));
        assert!(refusal("0 00000", Some("DE")).starts_with("That can't be a phone number in Germany (+49)."));
    }

    #[test]
    fn without_a_prefix_the_country_is_asked_for() {
        assert!(refusal("050 123 4567", None).starts_with("Begin the number with + and the country code"));
        assert!(refusal("050 123 4567", Some("AQ")).starts_with("Begin the number with + and the country code"));
        assert!(refusal("050 123 4567", Some("nowhere")).starts_with("Begin the number with +"));
    }

    #[test]
    fn what_is_no_number_is_told_apart() {
        assert!(refusal("+999 123 456", None).starts_with("No country has a prefix that begins like +999"));
        assert!(refusal("call me", None).contains("no letters"));
        assert!(refusal("+1 202 555 0100 ext. 5", None).contains("extension"));
        assert!(refusal("+1 202 #5", None).contains("\"#\""));
        assert!(refusal("+1 202+555", None).contains("+ in the middle"));
        assert!(refusal("()", None).contains("no digits"));
        assert!(refusal("+", None).contains("no digits"));
    }

    #[test]
    fn every_country_takes_its_own_numbers_however_they_are_written() {
        for (alpha2, name) in crate::rules::countries() {
            let Some(home) = region(alpha2) else { continue };
            for kind in [PhoneNumberType::Mobile, PhoneNumberType::FixedLine] {
                let Ok(number) = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(home, kind) else { continue };
                let written = |format| PHONE_NUMBER_UTIL.format(&number, format).into_owned();
                let stored = Ok(written(PhoneNumberFormat::E164));
                assert_eq!(phone(&written(PhoneNumberFormat::International), None), stored, "{name}");
                assert_eq!(phone(&written(PhoneNumberFormat::National), Some(alpha2)), stored, "{name}");
            }
            let message = refusal("12", Some(alpha2));
            assert!(["Numbers there have ", "A number there looks like +"].iter().any(|start| message.contains(start)));
        }
    }

    proptest! {
        #[test]
        fn a_checked_number_is_its_own_check(
            text in "(\\+|00|0)?[0-9 ()-]{3,16}",
            country in prop::sample::select(vec!["GH", "DE", "US", "IT", "JP", "AR"]),
        ) {
            if let Ok(checked) = phone(&text, Some(country)) {
                prop_assert!(checked.starts_with('+') && checked[1..].bytes().all(|byte| byte.is_ascii_digit()));
                prop_assert!(checked.len() <= 19);
                prop_assert_eq!(phone(&checked, None), Ok(checked.clone()));
            }
        }

        #[test]
        fn any_text_gets_an_answer(text: String, digits in "[+0-9]{0,30}") {
            for text in [text, digits] {
                for country in [None, Some("GH")] {
                    if let Err(message) = phone(&text, country) {
                        prop_assert!(message.ends_with('.'));
                    }
                }
            }
        }
    }
}
