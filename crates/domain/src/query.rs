//! The query language: `status:active spent>100 tag:vip -country:DE "ada lovelace"`. It serves the list of customers, the
//! API, exports and segments.
//!
//! ```text
//! query      = all { "OR" all }
//! all        = term { [ "AND" ] term }
//! term       = ( "NOT" | "-" ) term | "(" query ")" | condition | text
//! condition  = field ( ":" | "=" | ">" | ">=" | "<" | "<=" ) value
//! text, value = word | '"' words '"'
//! ```
//!
//! What has been read holds values, not texts: amounts in a currency, moments that "30 days ago" meant. So it can be
//! compared with a customer ([`Facts::fit`]), told in its canonical form (`Display`), and made into SQL by the store.

mod display;
mod field;
mod fits;
mod moment;
mod parse;
mod value;
mod words;

#[cfg(test)]
pub(crate) mod tests;

use crate::customer::{Kind, SubscriptionStatus};
pub use crate::list::Unread;
use crate::list::{CustomerFilter, Has};
use crate::money::{Amount, Currency};
use crate::standing::{Bars, Signal, Standards};
use crate::time::Timestamp;

pub use field::{CountField, Field, MomentField, MoneyField};
pub use fits::{Facts, search_text, sort_name};
pub use moment::When;
pub use parse::MOST_CHARACTERS;
pub use words::Words;

/// What a query is read with: whose money an amount without a currency is, and the moment that "ago" counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The merchant's own currency.
    pub own: Currency,
    /// Now.
    pub now: Timestamp,
    /// What one has to exceed to be among the first tenth of all customers; only signals ask for it.
    pub bars: Bars,
}

impl Frame {
    /// With nobody to be compared with.
    pub fn new(own: Currency, now: Timestamp) -> Self {
        Self { own, now, bars: Bars::NOBODY }
    }
}

/// Which customers. Made by [`Query::parse`] and by the constructors, which keep it in one form: nothing of one part, no
/// list right inside a list of its kind, and one text in each list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// All of these hold; with none of them, everybody fits.
    All(Vec<Self>),
    /// One of these holds.
    Any(Vec<Self>),
    /// This doesn't hold.
    Not(Box<Self>),
    /// These words occur among what the search reads.
    Text(Vec<String>),
    /// This holds.
    Is(Condition),
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// Equal.
    Is,
    /// More than.
    Over,
    /// At least.
    AtLeast,
    /// Less than.
    Under,
    /// At most.
    AtMost,
}

impl Compare {
    /// Every comparison.
    pub const ALL: [Self; 5] = [Self::Is, Self::Over, Self::AtLeast, Self::Under, Self::AtMost];

    /// As the language writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Is => ":",
            other => other.sign(),
        }
    }

    /// As arithmetic and SQL write it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Is => "=",
            Self::Over => ">",
            Self::AtLeast => ">=",
            Self::Under => "<",
            Self::AtMost => "<=",
        }
    }

    /// Whether the comparison holds.
    pub fn holds<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Is => left == right,
            Self::Over => left > right,
            Self::AtLeast => left >= right,
            Self::Under => left < right,
            Self::AtMost => left <= right,
        }
    }
}

/// A field and what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// State of the subscriptions.
    Status(SubscriptionStatus),
    /// Registered or guest.
    Kind(Kind),
    /// Carries this tag.
    Tag(String),
    /// Country of the billing address, ISO 3166-1 alpha-2.
    Country(String),
    /// Has paid in this currency.
    Currency(Currency),
    /// An amount in all, in one currency. Who never paid in it has spent nothing in it.
    Money {
        /// Which.
        field: MoneyField,
        /// How.
        compare: Compare,
        /// With what.
        amount: Amount,
        /// Whether it is the merchant's own currency.
        own: bool,
        /// Whether the query names the currency.
        named: bool,
    },
    /// How many there are.
    Count {
        /// Of what.
        field: CountField,
        /// How.
        compare: Compare,
        /// With what.
        count: i64,
    },
    /// When something happened. What never happened fits nothing.
    Moment {
        /// What.
        field: MomentField,
        /// How.
        compare: Compare,
        /// With what.
        when: When,
    },
    /// The name holds this, or is this, without regard to case and accents.
    Name {
        /// The text as it was given.
        text: String,
        /// Whether it is the whole name.
        whole: bool,
    },
    /// The email holds this, or is this.
    Email {
        /// The text in lower case.
        text: String,
        /// Whether it is the whole address.
        whole: bool,
    },
    /// The phone number holds these digits; with a plus it begins with them.
    Phone(String),
    /// The external id is exactly this.
    ExternalId(String),
    /// The DID is exactly this.
    Did(String),
    /// This stands out.
    Signal {
        /// What.
        signal: Signal,
        /// Compared with what.
        by: Standards,
    },
    /// The field is filled.
    Has(Has),
    /// The metadata has this value under the key: the text itself, or the number, true or false of the same letters.
    Metadata {
        /// The key.
        key: String,
        /// The value as text.
        value: String,
    },
}

/// Whether a text looks like an email as a whole, and not like a part of one.
fn is_whole_email(text: &str) -> bool {
    text.find('@').is_some_and(|at| at > 0 && at + 1 < text.len())
}

impl Query {
    /// Everybody.
    pub fn everybody() -> Self {
        Self::All(Vec::new())
    }

    /// Those for whom all of these hold.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut flat: Vec<Self> = Vec::new();
        for part in parts {
            for part in if let Self::All(inner) = part { inner } else { vec![part] } {
                match (part, flat.iter_mut().find_map(|known| if let Self::Text(t) = known { Some(t) } else { None })) {
                    (Self::Text(more), Some(text)) => text.extend(more),
                    (part, _) => flat.push(part),
                }
            }
        }
        match flat.len() {
            1 => flat.remove(0),
            _ => Self::All(flat),
        }
    }

    /// Those for whom one of these holds.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let flat = parts.into_iter().flat_map(|part| if let Self::Any(inner) = part { inner } else { vec![part] });
        let mut flat: Vec<Self> = flat.collect();
        match flat.len() {
            1 => flat.remove(0),
            _ => Self::Any(flat),
        }
    }

    /// Those for whom it doesn't hold.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Those among whose words these occur, whatever the language would make of them.
    pub fn words(text: &str) -> Self {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        if words.is_empty() { Self::everybody() } else { Self::Text(words) }
    }

    /// Whether it asks what stands out about customers, who are compared with each other for that.
    pub fn asks_for_signals(text: &str) -> bool {
        text.contains(Field::Signal.as_str())
    }

    /// Whether time alone may change who fits, or what others do.
    pub fn moves_with_time(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::moves_with_time),
            Self::Not(inner) => inner.moves_with_time(),
            Self::Text(_) => false,
            Self::Is(condition) => {
                matches!(condition, Condition::Signal { .. } | Condition::Moment { when: When::Ago(..), .. })
            }
        }
    }

    /// Whether it lets everybody through.
    pub fn is_everybody(&self) -> bool {
        *self == Self::everybody()
    }

    /// What must hold, each by itself.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::All(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }

    /// The text that must occur, when there is one.
    pub fn text(&self) -> Option<&[String]> {
        self.parts().iter().find_map(|part| if let Self::Text(text) = part { Some(&text[..]) } else { None })
    }

    /// The same without regard to the text that must occur.
    #[must_use]
    pub fn without_text(&self) -> Self {
        Self::all(self.parts().iter().filter(|part| !matches!(part, Self::Text(_))).cloned())
    }
}

impl Default for Query {
    fn default() -> Self {
        Self::everybody()
    }
}

impl From<Condition> for Query {
    fn from(condition: Condition) -> Self {
        Self::Is(condition)
    }
}

impl CustomerFilter {
    /// What the filter asks for: its text as the language has it, and its other conditions.
    ///
    /// Errors: what is wrong with the text.
    pub fn query(&self, frame: &Frame) -> Result<Query, Unread> {
        Ok(Query::all([Query::parse(&self.text, frame)?, self.conditions()]))
    }

    /// The same with its text taken as plain words.
    pub fn plainly(&self) -> Query {
        Query::all([Query::words(&self.text), self.conditions()])
    }

    /// The conditions besides the text.
    pub fn conditions(&self) -> Query {
        let created =
            |compare, moment| Condition::Moment { field: MomentField::Created, compare, when: When::at(moment) };
        let conditions = [
            self.kind.map(Condition::Kind),
            self.tag.clone().map(Condition::Tag),
            self.subscription.map(Condition::Status),
            self.created_from.map(|moment| created(Compare::AtLeast, moment)),
            self.created_before.map(|moment| created(Compare::Under, moment)),
            self.external_id.clone().map(Condition::ExternalId),
            self.email.clone().map(|text| Condition::Email { text, whole: true }),
            self.phone.clone().map(Condition::Phone),
            self.did.clone().map(Condition::Did),
            self.has.map(Condition::Has),
        ];
        Query::all(conditions.into_iter().flatten().map(Query::Is))
    }
}
