//! Where the people of the demo live: what they are called there, how they write their addresses, and how they pay.
//!
//! The tables are text with one word a name. `_` stands for a space, `:` parts a name in another script from its Latin
//! spelling, and `/` a family name from the form that women have.

mod africa;
mod americas;
mod asia;
mod east_asia;
mod eastern_europe;
mod middle_east;
mod northern_europe;
mod western_europe;

use std::sync::LazyLock;

use clientele_domain::rules::fold;

use super::dice::Dice;

/// How a full name is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Given name, family name.
    Western,
    /// Family name, given name.
    FamilyFirst,
    /// Family name and given name without a space.
    Joined,
}

/// A country as the tables give it.
pub(super) struct Table {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// BCP 47.
    pub locale: &'static str,
    /// How many of the customers are from here, in comparison.
    pub weight: u32,
    /// The currency people here like to pay in.
    pub currency: &'static str,
    pub order: Order,
    pub women: &'static str,
    pub men: &'static str,
    pub families: &'static str,
    /// Numbers as `Dice::fill` takes them.
    pub phones: &'static [&'static str],
    /// City, state and postal code.
    pub cities: &'static [(&'static str, &'static str, &'static str)],
    /// `%` is the number of the house.
    pub streets: &'static [&'static str],
    /// `%` is the number of the flat or floor; empty where the street says it all.
    pub flat: &'static str,
    /// `{}` is the family name or the city.
    pub organisations: &'static [&'static str],
}

/// A name, with its Latin spelling in lower case, fit for an address.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub text: String,
    pub latin: String,
}

/// A country, ready for use.
pub(super) struct Land {
    pub table: &'static Table,
    pub women: Vec<Name>,
    pub men: Vec<Name>,
    /// Family names of women and men.
    pub families: Vec<(Name, Name)>,
}

/// What somebody is called.
pub(super) struct FullName {
    pub text: String,
    pub given: String,
    pub family: String,
    /// The family's name as it is written at home.
    pub house: String,
}

static LANDS: LazyLock<Vec<(u32, Land)>> = LazyLock::new(|| {
    let tables = [
        western_europe::TABLES,
        northern_europe::TABLES,
        eastern_europe::TABLES,
        middle_east::TABLES,
        africa::TABLES,
        asia::TABLES,
        east_asia::TABLES,
        americas::TABLES,
    ];
    tables.into_iter().flatten().map(|table| (table.weight, Land::read(table))).collect()
});

/// A country where a customer may live.
pub(super) fn land(dice: &mut Dice) -> &'static Land {
    dice.weighted(&LANDS)
}

impl Land {
    fn read(table: &'static Table) -> Self {
        let names = |words: &str| words.split_whitespace().map(Name::read).collect();
        let families = table.families.split_whitespace().map(|word| {
            let (men, women) = word.split_once('/').unwrap_or((word, word));
            (Name::read(women), Name::read(men))
        });
        Self { table, women: names(table.women), men: names(table.men), families: families.collect() }
    }

    /// What somebody here may be called.
    pub fn name(&self, dice: &mut Dice) -> FullName {
        let woman = dice.percent(50);
        let given = dice.pick(if woman { &self.women } else { &self.men });
        let (hers, his) = dice.pick(&self.families);
        let family = if woman { hers } else { his };
        let text = match self.table.order {
            Order::Western => format!("{} {}", given.text, family.text),
            Order::FamilyFirst => format!("{} {}", family.text, given.text),
            Order::Joined => format!("{}{}", family.text, given.text),
        };
        FullName { text, given: given.latin.clone(), family: family.latin.clone(), house: family.text.clone() }
    }
}

impl Name {
    fn read(word: &str) -> Self {
        let (text, latin) = word.split_once(':').unwrap_or((word, word));
        Self { text: text.replace('_', " "), latin: latin_letters(latin) }
    }
}

/// Letters and digits that any mail server takes.
pub(super) fn latin_letters(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clientele_domain::rules;

    #[test]
    fn every_name_has_a_latin_spelling() {
        for (_, land) in LANDS.iter() {
            let families = land.families.iter().flat_map(|(hers, his)| [hers, his]);
            for name in land.women.iter().chain(&land.men).chain(families) {
                assert!(
                    !name.latin.is_empty() && !name.text.contains(['_', ':', '/']),
                    "{}: {name:?}",
                    land.table.code
                );
            }
        }
    }

    #[test]
    fn every_pattern_of_a_phone_number_gives_numbers_of_its_country() {
        let mut dice = Dice::new(&[1]);
        for (_, land) in LANDS.iter() {
            for pattern in land.table.phones {
                for number in (0..20).map(|_| dice.fill(pattern)) {
                    assert_eq!(rules::phone(&number, Some(land.table.code)), Ok(number.clone()), "{}", land.table.code);
                }
            }
        }
    }

    #[test]
    fn every_country_and_language_is_known() {
        for (_, land) in LANDS.iter() {
            assert_eq!(rules::country(land.table.code), Ok(land.table.code));
            assert_eq!(rules::locale(land.table.locale), Ok(land.table.locale.to_owned()));
            assert_eq!(rules::currency(land.table.currency).map(|c| c.to_string()), Ok(land.table.currency.to_owned()));
        }
    }
}
