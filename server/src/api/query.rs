//! The part of an address after the question mark: read field by field as bodies are, and described in the document.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use clientele_domain::id::ProductId;
use clientele_domain::selector::Selector;
use clientele_domain::violation::Violation;
use clientele_wire as wire;

use super::problem::Problem;

/// A query that was read without fault.
pub struct Query<T>(pub T);

/// What can be read from a query.
pub trait ReadQuery: Sized {
    /// Takes what it knows.
    fn read(pairs: &mut Pairs) -> Self;
}

impl<T: ReadQuery, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut pairs = Pairs::of(parts.uri.query().unwrap_or_default());
        let read = T::read(&mut pairs);
        let wrong = pairs.wrong();
        if wrong.is_empty() { Ok(Self(read)) } else { Err(Problem::invalid(&wrong)) }
    }
}

/// What stands in a query, taken name by name.
pub struct Pairs {
    pairs: Vec<(String, String)>,
    known: Vec<&'static str>,
    wrong: Vec<Violation>,
}

impl Pairs {
    fn of(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Self { pairs, known: Vec::new(), wrong: Vec::new() }
    }

    /// The value under a name. An empty one is none.
    pub fn take<T: FromText>(&mut self, name: &'static str) -> Option<T> {
        self.known.push(name);
        let place = self.pairs.iter().position(|(known, _)| known == name)?;
        let (_, text) = self.pairs.remove(place);
        if text.is_empty() {
            return None;
        }
        T::from_text(&text).map_err(|message| self.wrong.push(Violation::new(name, message))).ok()
    }

    /// Everything that is wrong, with what nobody took.
    fn wrong(mut self) -> Vec<Violation> {
        for (name, _) in &self.pairs {
            let message = if self.known.contains(&name.as_str()) {
                format!("{name} is there more than once. Send it once.")
            } else {
                match clientele_domain::rules::nearest(name, self.known.iter().copied()) {
                    Some(near) => format!("There is no parameter {name:?} here. Did you mean {near:?}?"),
                    None => format!("There is no parameter {name:?} here. Known are {}.", self.known.join(", ")),
                }
            };
            self.wrong.push(Violation::unknown(name, message));
        }
        self.wrong
    }
}

/// What can be read from the text of one value. The error is a sentence that says what would be right.
pub trait FromText: Sized {
    fn from_text(text: &str) -> Result<Self, String>;
}

impl FromText for String {
    fn from_text(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

impl FromText for i64 {
    fn from_text(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "Send a whole number.".to_owned())
    }
}

impl FromText for bool {
    fn from_text(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "Send true or false.".to_owned())
    }
}

impl FromText for ProductId {
    fn from_text(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "This is no id of a product, such as prod_….".to_owned())
    }
}

impl FromText for wire::Time {
    fn from_text(text: &str) -> Result<Self, String> {
        clientele_domain::import::moment(text).map(Self)
    }
}

impl FromText for Selector {
    fn from_text(text: &str) -> Result<Self, String> {
        text.parse().map_err(|error: clientele_domain::selector::InvalidSelector| error.to_string())
    }
}

/// Words of the API in a query.
macro_rules! from_words {
    ($($word:ident),*) => {$(
        impl FromText for wire::$word {
            fn from_text(text: &str) -> Result<Self, String> {
                Self::from_word(text).ok_or_else(|| format!("This is none of {}.", Self::words().join(", ")))
            }
        }
    )*};
}
from_words!(CheckoutSessionStatus, CustomerKind, CustomerSort, EventType, PaymentSource, PaymentStatus, SortOrder);
from_words!(AnalyticsInterval, AuditAct, InvoiceStatus, RefundStatus, SubscriptionStatus, TopMetric, TopPeriod);

/// Declares a query: its names with their types, each optional.
macro_rules! query {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Default, utoipa::IntoParams)]
        #[into_params(parameter_in = Query)]
        pub struct $name { $($(#[$fmeta])* pub $field: Option<$type>,)* }

        impl $crate::api::query::ReadQuery for $name {
            fn read(pairs: &mut $crate::api::query::Pairs) -> Self {
                Self { $($field: pairs.take(stringify!($field).trim_start_matches("r#")),)* }
            }
        }
    };
}
pub(crate) use query;

query! {
    /// Which page.
    PageQuery {
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

query! {
    /// Which page of things that can be archived.
    ActiveQuery {
        /// Only those that are not archived, or only those that are.
        active: bool,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}
