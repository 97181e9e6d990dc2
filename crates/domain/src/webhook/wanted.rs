//! Which events an endpoint wants to be told of.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::event::EventKind;

/// Which events. Written as `*`, or as one type on each line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Wanted {
    /// Every one, also of types that come with later releases.
    #[default]
    All,
    /// Those of these types.
    Only(Vec<EventKind>),
}

/// No event is of this type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no event is of the type {0:?}")]
pub struct UnknownEvent(pub String);

impl Wanted {
    /// What every event is called.
    pub const STAR: &'static str = "*";

    /// From words as programs and people enter them. Whoever wants every one wants no list beside; a word said twice is
    /// said once.
    ///
    /// Errors: every word that is none, with its place.
    pub fn of_words<T: AsRef<str>>(words: &[T]) -> Result<Self, Vec<(usize, UnknownEvent)>> {
        let (mut kinds, mut wrong, mut all) = (Vec::new(), Vec::new(), false);
        for (place, word) in words.iter().map(|word| word.as_ref().trim()).enumerate() {
            match EventKind::parse(word) {
                _ if word == Self::STAR => all = true,
                Some(kind) if kinds.contains(&kind) => {}
                Some(kind) => kinds.push(kind),
                None => wrong.push((place, UnknownEvent(word.to_owned()))),
            }
        }
        match wrong.is_empty() {
            false => Err(wrong),
            true if all => Ok(Self::All),
            true => Ok(Self::Only(kinds)),
        }
    }

    /// The words.
    pub fn words(&self) -> Vec<&'static str> {
        match self {
            Self::All => vec![Self::STAR],
            Self::Only(kinds) => kinds.iter().map(|kind| kind.as_str()).collect(),
        }
    }

    /// Whether this type is among them.
    pub fn includes(&self, kind: EventKind) -> bool {
        match self {
            Self::All => true,
            Self::Only(kinds) => kinds.contains(&kind),
        }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().join("\n"))
    }
}

impl FromStr for Wanted {
    type Err = UnknownEvent;
    fn from_str(text: &str) -> Result<Self, UnknownEvent> {
        let lines: Vec<&str> = text.lines().collect();
        Self::of_words(&lines).map_err(|mut wrong| wrong.swap_remove(0).1)
    }
}

impl Serialize for Wanted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Wanted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_star_is_everything_and_a_list_is_what_it_lists() {
        let some = Wanted::of_words(&["payment.failed", "payment.failed", "customer.created"]).expect("types");

        assert_eq!(some.to_string(), "payment.failed\ncustomer.created");
        assert!(some.includes(EventKind::PaymentFailed) && !some.includes(EventKind::PaymentSucceeded));
        assert_eq!(Wanted::of_words(&["payment.failed", "*"]), Ok(Wanted::All));
        assert!(EventKind::ALL.iter().all(|kind| Wanted::All.includes(*kind)));
    }

    #[test]
    fn every_word_that_is_none_is_named() {
        let wrong = Wanted::of_words(&["*", "customer.hatched", "payment.failed", ""]).expect_err("two are none");

        let named: Vec<(usize, &str)> = wrong.iter().map(|(place, word)| (*place, word.0.as_str())).collect();
        assert_eq!(named, [(1, "customer.hatched"), (3, "")]);
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(kinds in prop::sample::subsequence(EventKind::ALL.to_vec(), 0..6)) {
            let wanted = Wanted::Only(kinds);
            prop_assert_eq!(wanted.to_string().parse(), Ok(wanted));
        }
    }
}
