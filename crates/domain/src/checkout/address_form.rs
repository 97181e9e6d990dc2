//! Addresses as their countries write them: which parts there are, in which order, under which name, and without which
//! nothing arrives.
//!
//! What a form asks for, not what is refused: a stored address may have any parts. Drawn from the Universal Postal
//! Union's addressing guides; countries that are not named here get parts that fit most places.

use crate::customer::Address;

/// A part of an address other than the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Street and number.
    Line1,
    /// Flat, floor, building.
    Line2,
    /// Postal code.
    PostalCode,
    /// City or town.
    City,
    /// State, province or region.
    State,
}

/// What a part is called in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Word {
    /// Street and number.
    Street,
    /// Flat, floor, building.
    Flat,
    /// Postal code.
    PostalCode,
    /// ZIP code.
    ZipCode,
    /// Postcode.
    Postcode,
    /// Eircode.
    Eircode,
    /// PIN code.
    PinCode,
    /// CEP.
    Cep,
    /// City.
    City,
    /// Town or city.
    Town,
    /// Suburb.
    Suburb,
    /// District.
    District,
    /// State.
    State,
    /// Province.
    Province,
    /// County.
    County,
    /// Prefecture.
    Prefecture,
    /// Emirate.
    Emirate,
    /// Governorate.
    Governorate,
    /// Department.
    Department,
    /// Region.
    Region,
}

/// A part that a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedPart {
    /// Which.
    pub part: Part,
    /// What it is called there.
    pub word: Word,
    /// Whether nothing arrives without it.
    pub required: bool,
}

const fn must(part: Part, word: Word) -> AskedPart {
    AskedPart { part, word, required: true }
}

const fn may(part: Part, word: Word) -> AskedPart {
    AskedPart { part, word, required: false }
}

const STREET: AskedPart = must(Part::Line1, Word::Street);
const FLAT: AskedPart = may(Part::Line2, Word::Flat);
const CITY: AskedPart = must(Part::City, Word::City);
const POSTAL: AskedPart = must(Part::PostalCode, Word::PostalCode);
const MAYBE_POSTAL: AskedPart = may(Part::PostalCode, Word::PostalCode);
const PROVINCE: AskedPart = must(Part::State, Word::Province);
const MAYBE_PROVINCE: AskedPart = may(Part::State, Word::Province);
const STATE: AskedPart = must(Part::State, Word::State);

impl Part {
    /// Its name as a field: `line1`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Line1 => "line1",
            Self::Line2 => "line2",
            Self::PostalCode => "postal_code",
            Self::City => "city",
            Self::State => "state",
        }
    }

    /// What an address has of it.
    pub fn of(self, address: &Address) -> &str {
        match self {
            Self::Line1 => &address.line1,
            Self::Line2 => &address.line2,
            Self::PostalCode => &address.postal_code,
            Self::City => &address.city,
            Self::State => &address.state,
        }
    }
}

/// What a form asks for in this country (alpha-2), in its order.
pub fn address_form(country: &str) -> &'static [AskedPart] {
    match country {
        "US" => const { &[STREET, FLAT, CITY, STATE, must(Part::PostalCode, Word::ZipCode)] },
        "PR" | "GU" | "VI" | "AS" | "MP" => const { &[STREET, FLAT, CITY, must(Part::PostalCode, Word::ZipCode)] },
        "CA" => const { &[STREET, FLAT, CITY, PROVINCE, POSTAL] },
        "AU" => {
            const { &[STREET, FLAT, must(Part::City, Word::Suburb), STATE, must(Part::PostalCode, Word::Postcode)] }
        }
        "NZ" => const { &[STREET, FLAT, must(Part::City, Word::Town), must(Part::PostalCode, Word::Postcode)] },
        "GB" | "GG" | "JE" | "IM" | "FK" => {
            const {
                &[
                    STREET,
                    FLAT,
                    must(Part::City, Word::Town),
                    may(Part::State, Word::County),
                    must(Part::PostalCode, Word::Postcode),
                ]
            }
        }
        "IE" => {
            const {
                &[
                    STREET,
                    FLAT,
                    must(Part::City, Word::Town),
                    may(Part::State, Word::County),
                    may(Part::PostalCode, Word::Eircode),
                ]
            }
        }
        "IN" => const { &[STREET, FLAT, CITY, STATE, must(Part::PostalCode, Word::PinCode)] },
        "BR" => const { &[STREET, FLAT, CITY, STATE, must(Part::PostalCode, Word::Cep)] },
        "MX" => const { &[STREET, FLAT, POSTAL, CITY, STATE] },
        "MY" => const { &[STREET, FLAT, must(Part::PostalCode, Word::Postcode), CITY, STATE] },
        "NG" | "VE" => const { &[STREET, FLAT, CITY, STATE, MAYBE_POSTAL] },
        // The largest comes first.
        "JP" => const { &[POSTAL, must(Part::State, Word::Prefecture), CITY, STREET, FLAT] },
        "CN" | "KR" | "TW" => const { &[MAYBE_POSTAL, PROVINCE, CITY, STREET, FLAT] },
        "IT" | "TR" => const { &[STREET, FLAT, POSTAL, CITY, PROVINCE] },
        "ES" | "AR" => const { &[STREET, FLAT, POSTAL, CITY, MAYBE_PROVINCE] },
        "ID" | "TH" => const { &[STREET, FLAT, CITY, PROVINCE, POSTAL] },
        "ZA" | "PH" | "VN" => const { &[STREET, FLAT, CITY, MAYBE_PROVINCE, MAYBE_POSTAL] },
        "CO" => const { &[STREET, FLAT, CITY, must(Part::State, Word::Department), MAYBE_POSTAL] },
        "CL" | "PE" => const { &[STREET, FLAT, CITY, may(Part::State, Word::Region), MAYBE_POSTAL] },
        "EG" | "IQ" | "JO" => const { &[STREET, FLAT, CITY, may(Part::State, Word::Governorate), MAYBE_POSTAL] },
        "RU" | "UA" | "KZ" => const { &[STREET, FLAT, CITY, may(Part::State, Word::Region), POSTAL] },
        "AE" => const { &[STREET, FLAT, CITY, must(Part::State, Word::Emirate)] },
        "HK" => const { &[STREET, FLAT, must(Part::City, Word::District)] },
        // The city is the country.
        "SG" => const { &[STREET, FLAT, POSTAL] },
        "MC" | "VA" | "SM" => const { &[STREET, FLAT, POSTAL, CITY] },
        "AT" | "AX" | "BA" | "BE" | "BG" | "CH" | "CY" | "CZ" | "DE" | "DK" | "DZ" | "EE" | "FI" | "FO" | "FR"
        | "GL" | "GR" | "HR" | "HU" | "IS" | "LI" | "LT" | "LU" | "LV" | "MA" | "ME" | "MK" | "MT" | "NL" | "NO"
        | "PL" | "PT" | "RO" | "RS" | "SE" | "SI" | "SK" | "TN" | "XK" => const { &[STREET, FLAT, POSTAL, CITY] },
        // There are no postal codes.
        "AG" | "AO" | "AW" | "BF" | "BI" | "BJ" | "BO" | "BS" | "BW" | "BZ" | "CD" | "CF" | "CG" | "CI" | "CM"
        | "DJ" | "DM" | "ER" | "FJ" | "GA" | "GD" | "GM" | "GQ" | "GY" | "KI" | "KM" | "KN" | "ML" | "MO" | "MR"
        | "MW" | "NR" | "QA" | "RW" | "SB" | "SC" | "SL" | "SR" | "ST" | "SY" | "TG" | "TK" | "TO" | "TV" | "UG"
        | "VU" | "YE" | "ZW" => const { &[STREET, FLAT, CITY] },
        _ => const { &[STREET, FLAT, CITY, may(Part::State, Word::Region), MAYBE_POSTAL] },
    }
}

/// The parts without which nothing arrives there and that this address does not have.
pub fn missing_parts(address: &Address) -> Vec<AskedPart> {
    let asked = address_form(&address.country).iter();
    asked.filter(|asked| asked.required && asked.part.of(address).trim().is_empty()).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(country: &str) -> Vec<Word> {
        address_form(country).iter().map(|asked| asked.word).collect()
    }

    #[test]
    fn countries_are_asked_in_their_own_way() {
        assert_eq!(words("US")[2..], [Word::City, Word::State, Word::ZipCode]);
        assert_eq!(words("DE")[2..], [Word::PostalCode, Word::City]);
        assert_eq!(words("JP")[0], Word::PostalCode);
        assert!(!words("AE").contains(&Word::PostalCode));
        assert!(address_form("GB").iter().any(|asked| asked.word == Word::County && !asked.required));
    }

    #[test]
    fn what_is_required_and_not_there_is_missing() {
        let berlin = Address { country: "DE".into(), line1: "Am Ufer 1".into(), ..Address::default() };
        let parts: Vec<Part> = missing_parts(&berlin).iter().map(|asked| asked.part).collect();

        assert_eq!(parts, [Part::PostalCode, Part::City]);
        assert_eq!(
            missing_parts(&Address {
                line1: "1 Raffles Place".into(),
                postal_code: "048616".into(),
                country: "SG".into(),
                ..Address::default()
            }),
            []
        );
    }

    #[cfg(feature = "rules")]
    #[test]
    fn every_country_asks_for_a_street_and_for_each_part_once() {
        for (country, _) in crate::rules::countries() {
            let form = address_form(country);
            let parts: std::collections::HashSet<Part> = form.iter().map(|asked| asked.part).collect();

            assert_eq!(parts.len(), form.len(), "{country}");
            assert!(form.contains(&STREET), "{country}");
            assert!(form.iter().filter(|asked| asked.required).count() >= 2, "{country}");
        }
    }
}
