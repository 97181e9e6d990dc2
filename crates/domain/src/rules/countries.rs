//! Countries by ISO 3166-1, with the names people use, and Kosovo by the code it is generally given (XK).

use std::sync::LazyLock;

use super::fold::fold;
use super::nearest::nearest;
use super::text::{quoted, trim};

struct Known {
    alpha2: &'static str,
    alpha3: &'static str,
    name: &'static str,
    /// Other names, squeezed by [`key`].
    keys: Vec<String>,
}

/// Where the official name is not the one people look for.
const NAMES: &[(&str, &str)] = &[
    ("AE", "United Arab Emirates"),
    ("AG", "Antigua and Barbuda"),
    ("AX", "Åland Islands"),
    ("BA", "Bosnia and Herzegovina"),
    ("BL", "Saint Barthélemy"),
    ("BN", "Brunei"),
    ("BQ", "Caribbean Netherlands"),
    ("BS", "Bahamas"),
    ("CC", "Cocos (Keeling) Islands"),
    ("CD", "Congo (Kinshasa)"),
    ("CF", "Central African Republic"),
    ("CG", "Congo (Brazzaville)"),
    ("CI", "Côte d’Ivoire"),
    ("CK", "Cook Islands"),
    ("CV", "Cape Verde"),
    ("CW", "Curaçao"),
    ("DO", "Dominican Republic"),
    ("FK", "Falkland Islands"),
    ("FM", "Micronesia"),
    ("FO", "Faroe Islands"),
    ("GB", "United Kingdom"),
    ("GM", "Gambia"),
    ("GS", "South Georgia and the South Sandwich Islands"),
    ("GW", "Guinea-Bissau"),
    ("HM", "Heard and McDonald Islands"),
    ("IM", "Isle of Man"),
    ("IR", "Iran"),
    ("KM", "Comoros"),
    ("KN", "Saint Kitts and Nevis"),
    ("KP", "North Korea"),
    ("KR", "South Korea"),
    ("KY", "Cayman Islands"),
    ("LA", "Laos"),
    ("MD", "Moldova"),
    ("MF", "Saint Martin"),
    ("MH", "Marshall Islands"),
    ("MK", "North Macedonia"),
    ("MP", "Northern Mariana Islands"),
    ("NE", "Niger"),
    ("NL", "Netherlands"),
    ("PH", "Philippines"),
    ("PM", "Saint Pierre and Miquelon"),
    ("PN", "Pitcairn Islands"),
    ("PS", "Palestine"),
    ("RE", "Réunion"),
    ("RU", "Russia"),
    ("SD", "Sudan"),
    ("SH", "Saint Helena, Ascension and Tristan da Cunha"),
    ("SJ", "Svalbard and Jan Mayen"),
    ("ST", "São Tomé and Príncipe"),
    ("SX", "Sint Maarten"),
    ("SY", "Syria"),
    ("TC", "Turks and Caicos Islands"),
    ("TF", "French Southern Territories"),
    ("TL", "Timor-Leste"),
    ("TT", "Trinidad and Tobago"),
    ("TW", "Taiwan"),
    ("TZ", "Tanzania"),
    ("UM", "US Outlying Islands"),
    ("US", "United States"),
    ("VA", "Vatican City"),
    ("VC", "Saint Vincent and the Grenadines"),
    ("VE", "Venezuela"),
    ("VI", "US Virgin Islands"),
    ("WF", "Wallis and Futuna"),
];

/// Names and codes in use beside those of the standard.
const ALSO: &[(&str, &str)] = &[
    ("AE", "UAE"),
    ("BQ", "Bonaire, Sint Eustatius and Saba"),
    ("CD", "Democratic Republic of the Congo"),
    ("CD", "DR Congo"),
    ("CG", "Republic of the Congo"),
    ("CI", "Ivory Coast"),
    ("CV", "Cabo Verde"),
    ("CZ", "Czech Republic"),
    ("FK", "Malvinas"),
    ("GB", "UK"),
    ("GB", "Great Britain"),
    ("GB", "England"),
    ("GB", "Scotland"),
    ("GB", "Wales"),
    ("GB", "Northern Ireland"),
    ("KR", "Korea"),
    ("MK", "Macedonia"),
    ("MM", "Burma"),
    ("MO", "Macau"),
    ("NL", "Holland"),
    ("SH", "Saint Helena"),
    ("SZ", "Swaziland"),
    ("TL", "East Timor"),
    ("TR", "Turkey"),
    ("US", "USA"),
    ("US", "America"),
    ("VA", "Holy See"),
    ("VN", "Viet Nam"),
];

/// Every country, sorted by name.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let mut known: Vec<Known> = celes::Country::get_countries()
        .into_iter()
        .map(|country| {
            let name = find(NAMES, country.alpha2).unwrap_or(country.long_name);
            let also = ALSO.iter().filter(|(alpha2, _)| *alpha2 == country.alpha2).map(|(_, name)| *name);
            let keys = [name, country.long_name].into_iter().chain(also).map(key).collect();
            Known { alpha2: country.alpha2, alpha3: country.alpha3, name, keys }
        })
        .collect();
    known.sort_by_cached_key(|country| fold(country.name));
    known
});

/// Every country as alpha-2 code and name, sorted by name, for selects.
pub fn countries() -> impl Iterator<Item = (&'static str, &'static str)> {
    KNOWN.iter().map(|country| (country.alpha2, country.name))
}

/// Whether letters are written on Letter paper there, and not on A4.
pub fn writes_on_letter(alpha2: &str) -> bool {
    const THERE: [&str; 15] =
        ["US", "CA", "MX", "PR", "GT", "SV", "HN", "NI", "CR", "PA", "DO", "CO", "VE", "CL", "PH"];
    THERE.contains(&alpha2)
}

/// The English name of a country by its alpha-2 code in upper case.
pub fn country_name(alpha2: &str) -> Option<&'static str> {
    KNOWN.iter().find(|country| country.alpha2 == alpha2).map(|country| country.name)
}

/// The alpha-2 code of a country, from that code, the alpha-3 code or an English name.
pub fn country(text: &str) -> Result<&'static str, String> {
    let text = trim(text);
    let code = text.to_ascii_uppercase();
    let by_code = KNOWN.iter().find(|country| country.alpha2 == code || country.alpha3 == code);
    let squeezed = key(text);
    let by_name = || KNOWN.iter().find(|country| !squeezed.is_empty() && country.keys.contains(&squeezed));
    by_code.or_else(by_name).map(|country| country.alpha2).ok_or_else(|| unknown(text))
}

fn unknown(text: &str) -> String {
    // A short text is a code, and every code is near some other.
    let meant = (text.chars().count() > 3)
        .then(|| nearest(&key(text), KNOWN.iter().flat_map(|country| country.keys.iter().map(String::as_str))))
        .flatten()
        .and_then(|found| KNOWN.iter().find(|country| country.keys.iter().any(|key| key == found)));
    match meant {
        Some(country) => format!("{} is no country. Did you mean {} ({})?", quoted(text), country.name, country.alpha2),
        None => {
            format!("{} is no country. Write its two-letter code, such as DE for Germany, or its name.", quoted(text))
        }
    }
}

/// A name without case, accents, spaces, punctuation and a leading article.
fn key(name: &str) -> String {
    let folded = fold(name).replace('&', " and ");
    let words = folded.strip_prefix("the ").unwrap_or(&folded);
    words.replace("st. ", "saint ").chars().filter(|c| c.is_alphanumeric()).collect()
}

fn find(table: &[(&str, &'static str)], alpha2: &str) -> Option<&'static str> {
    table.iter().find(|(code, _)| *code == alpha2).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_and_names_become_alpha_2() {
        let cases = [
            ("de", "DE"),
            ("DEU", "DE"),
            ("Germany", "DE"),
            (" united  kingdom ", "GB"),
            ("UK", "GB"),
            ("USA", "US"),
            ("United States of America", "US"),
            ("The Netherlands", "NL"),
            ("cote d'ivoire", "CI"),
            ("Côte d’Ivoire", "CI"),
            ("Trinidad & Tobago", "TT"),
            ("St. Lucia", "LC"),
            ("Türkiye", "TR"),
            ("Niger", "NE"),
            ("Samoa", "WS"),
            ("Dominica", "DM"),
        ];
        for (text, expected) in cases {
            assert_eq!(country(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_country() {
        assert_eq!(country("Germny"), Err("\"Germny\" is no country. Did you mean Germany (DE)?".to_owned()));
        assert_eq!(
            country("ZZ"),
            Err("\"ZZ\" is no country. Write its two-letter code, such as DE for Germany, or its name.".to_owned())
        );
        assert!(country("?").is_err());
    }

    #[test]
    fn the_list_is_complete_sorted_and_unambiguous() {
        let all: Vec<_> = countries().collect();
        let names: Vec<String> = all.iter().map(|(_, name)| fold(name)).collect();

        assert_eq!(all.len(), 250);
        assert!(names.is_sorted());
        for (alpha2, name) in all {
            assert_eq!(country(alpha2), Ok(alpha2));
            assert_eq!(country(name), Ok(alpha2), "{name}");
            assert_eq!(country_name(alpha2), Some(name));
            assert!(!name.starts_with("The ") && !name.contains(" And ") && !name.contains(" Of "), "{name}");
        }
        for (alpha2, name) in NAMES.iter().chain(ALSO) {
            assert_eq!(country(name), Ok(*alpha2), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gets_an_answer(text: String) {
            if let Ok(alpha2) = country(&text) {
                prop_assert!(country_name(alpha2).is_some());
            }
        }
    }
}
