//! Reading requests: each field by itself, so that all violations are told at once, and unknown fields by name.

use std::collections::BTreeMap;

use clientele_domain::violation::Violation;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::time::Time;

/// A field of a request: left out, null, or a value. Leaving a field out of a change keeps what is there; null clears it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Sent<T> {
    /// Left out.
    #[default]
    Absent,
    /// Null.
    Null,
    /// A value.
    Value(T),
}

impl<T> Sent<T> {
    /// Whether it was left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same with another value.
    pub fn map<U>(self, turn: impl FnOnce(T) -> U) -> Sent<U> {
        match self {
            Self::Absent => Sent::Absent,
            Self::Null => Sent::Null,
            Self::Value(value) => Sent::Value(turn(value)),
        }
    }

    /// The value to store in place of `kept`: nothing for null, the same when it was left out.
    pub fn over(self, kept: T) -> T
    where
        T: Default,
    {
        match self {
            Self::Absent => kept,
            Self::Null => T::default(),
            Self::Value(value) => value,
        }
    }
}

impl<T: Serialize> Serialize for Sent<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null => serializer.serialize_none(),
            Self::Value(value) => serializer.serialize_some(value),
        }
    }
}

/// What can be read from a part of a request.
pub trait Read: Sized {
    /// The value, or nothing and a violation of the field `path`.
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self>;
}

/// Reads a whole request.
///
/// Errors: the body is no JSON object; the sentence says where it stops being one.
pub fn read_request<T: Read>(body: &[u8], wrong: &mut Vec<Violation>) -> Result<Option<T>, String> {
    // Nothing at all is the same as nothing said.
    let body = if body.iter().all(u8::is_ascii_whitespace) { b"{}" } else { body };
    let raw: Box<RawValue> = serde_json::from_slice(body).map_err(|error| format!("The body is no JSON: {error}."))?;
    if !raw.get().starts_with('{') {
        return Err(format!("The body is {}; send an object, such as {{ }}.", kind_of(&raw)));
    }
    Ok(T::read(&raw, "", wrong))
}

/// The fields of an object, taken one by one.
pub(crate) struct Object<'r> {
    path: &'r str,
    fields: BTreeMap<String, Box<RawValue>>,
}

impl<'r> Object<'r> {
    pub(crate) fn read(raw: &RawValue, path: &'r str, wrong: &mut Vec<Violation>) -> Option<Self> {
        match serde_json::from_str(raw.get()) {
            Ok(fields) => Some(Self { path, fields }),
            Err(_) => refuse(raw, path, "an object", wrong),
        }
    }

    pub(crate) fn take<T: Read>(&mut self, field: &str, wrong: &mut Vec<Violation>) -> Sent<T> {
        match self.fields.remove(field) {
            None => Sent::Absent,
            Some(raw) if raw.get() == "null" => Sent::Null,
            Some(raw) => T::read(&raw, &joined(self.path, field), wrong).map_or(Sent::Absent, Sent::Value),
        }
    }

    /// Takes what has none of these names.
    pub(crate) fn take_others(&mut self, known: &[&str]) -> BTreeMap<String, Box<RawValue>> {
        let (known, others) =
            std::mem::take(&mut self.fields).into_iter().partition(|(name, _)| known.contains(&name.as_str()));
        self.fields = known;
        others
    }

    /// Refuses what is left, by name, with the nearest known name.
    pub(crate) fn refuse_rest(self, known: &[&str], wrong: &mut Vec<Violation>) {
        for field in self.fields.keys() {
            let message = match nearest(field, known) {
                Some(near) => format!("There is no field {field:?} here. Did you mean {near:?}?"),
                None => format!("There is no field {field:?} here. Known are {}.", known.join(", ")),
            };
            wrong.push(Violation::unknown(joined(self.path, field), message));
        }
    }
}

/// The known name that a wrong one resembles most: equal but for case and separators, or most of it in common.
fn nearest<'k>(field: &str, known: &[&'k str]) -> Option<&'k str> {
    #[cfg(feature = "openapi")]
    if let Some(near) = clientele_domain::rules::nearest(field, known.iter().copied()) {
        return Some(near);
    }
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    known.iter().copied().find(|name| plain(name) == plain(field))
}

pub(crate) fn joined(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") }
}

pub(crate) fn refuse<T>(raw: &RawValue, path: &str, wanted: &str, wrong: &mut Vec<Violation>) -> Option<T> {
    wrong.push(Violation::new(path, format!("This is {}; send {wanted}.", kind_of(raw))));
    None
}

fn kind_of(raw: &RawValue) -> &'static str {
    match raw.get().as_bytes().first() {
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b'"') => "a text",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    }
}

impl Read for String {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        serde_json::from_str(raw.get()).ok().or_else(|| refuse(raw, path, "a text", wrong))
    }
}

impl Read for bool {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        serde_json::from_str(raw.get()).ok().or_else(|| refuse(raw, path, "true or false", wrong))
    }
}

impl Read for i64 {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        let number: Option<Self> = serde_json::from_str(raw.get()).ok();
        number.or_else(|| match kind_of(raw) {
            "a number" => {
                let shown: String = raw.get().chars().take(40).collect();
                wrong.push(Violation::new(path, format!("{shown} is not a whole number that can be kept here.")));
                None
            }
            _ => refuse(raw, path, "a whole number", wrong),
        })
    }
}

impl Read for Time {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        let text: String = Read::read(raw, path, wrong)?;
        match clientele_domain::import::moment(&text) {
            Ok(moment) => Some(Self(moment)),
            Err(message) => {
                wrong.push(Violation::new(path, message));
                None
            }
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        let Ok(items) = serde_json::from_str::<Vec<Box<RawValue>>>(raw.get()) else {
            return refuse(raw, path, "a list", wrong);
        };
        let before = wrong.len();
        let read =
            items.iter().enumerate().filter_map(|(place, item)| T::read(item, &format!("{path}[{place}]"), wrong));
        let read: Self = read.collect();
        (wrong.len() == before).then_some(read)
    }
}

/// An enumeration of the domain on the wire: one of its words.
macro_rules! word {
    ($(#[$meta:meta])* $name:ident($inner:ty)) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub $inner);

        impl $name {
            /// From one of its words.
            pub fn from_word(text: &str) -> Option<Self> {
                <$inner>::parse(text).map(Self)
            }

            /// Every word.
            pub fn words() -> Vec<&'static str> {
                <$inner>::ALL.iter().map(|word| word.as_str()).collect()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::from_word(&text).ok_or_else(|| serde::de::Error::custom("no such word"))
            }
        }

        impl $crate::read::Read for $name {
            fn read(
                raw: &serde_json::value::RawValue,
                path: &str,
                wrong: &mut Vec<clientele_domain::violation::Violation>,
            ) -> Option<Self> {
                let text: String = $crate::read::Read::read(raw, path, wrong)?;
                let word = Self::from_word(&text);
                if word.is_none() {
                    let message = format!("This is none of {}.", Self::words().join(", "));
                    wrong.push(clientele_domain::violation::Violation::new(path, message));
                }
                word
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some(Self::words()))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }
    };
}
pub(crate) use word;

/// What a field is called on the wire.
macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $word:literal) => {
        $word
    };
}
pub(crate) use name;

/// Declares a request: its fields with their types. Each may be left out; what must be there, the rules say.
macro_rules! request {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident $(= $word:literal)?: $type:ty,)* }) => {
        #[derive(Debug, Clone, Default, serde::Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields)]
        $(#[$meta])*
        pub struct $name { $(
            $(#[$fmeta])*
            #[serde(skip_serializing_if = "Sent::is_absent" $(, rename = $word)?)]
            #[cfg_attr(feature = "openapi", schema(value_type = Option<$type> $(, rename = $word)?))]
            pub $field: $crate::read::Sent<$type>,
        )* }

        impl $crate::read::Read for $name {
            fn read(
                raw: &serde_json::value::RawValue,
                path: &str,
                wrong: &mut Vec<clientele_domain::violation::Violation>,
            ) -> Option<Self> {
                Some(Self::taken($crate::read::Object::read(raw, path, wrong)?, wrong))
            }
        }

        impl $name {
            pub(crate) const FIELDS: &[&str] = &[$($crate::read::name!($field $($word)?)),*];

            fn taken(
                mut object: $crate::read::Object<'_>,
                wrong: &mut Vec<clientele_domain::violation::Violation>,
            ) -> Self {
                let read = Self { $($field: object.take($crate::read::name!($field $($word)?), wrong),)* };
                object.refuse_rest(Self::FIELDS, wrong);
                read
            }
        }
    };
}
pub(crate) use request;

#[cfg(test)]
mod tests {
    use super::*;

    request! {
        /// A request of a test.
        Pet {
            /// Its name.
            name: String,
            /// Its age.
            age: i64,
            /// What it is called.
            tags: Vec<String>,
        }
    }

    fn read(body: &str) -> (Pet, Vec<(String, String)>) {
        let mut wrong = Vec::new();
        let pet = read_request::<Pet>(body.as_bytes(), &mut wrong).expect("an object").expect("read");
        (pet, wrong.into_iter().map(|violation| (violation.field, violation.message)).collect())
    }

    #[test]
    fn every_field_is_absent_null_or_a_value() {
        let (pet, wrong) = read(r#"{ "name": null, "age": 3 }"#);

        assert_eq!((pet.name, pet.age, pet.tags), (Sent::Null, Sent::Value(3), Sent::Absent));
        assert_eq!(wrong, []);
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let (_, wrong) = read(r#"{ "Name": "Rex", "age": 2.5, "tags": ["a", 1], "colour": "red" }"#);

        let fields: Vec<&str> = wrong.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["age", "tags[1]", "Name", "colour"]);
        assert!(wrong[2].1.contains("Did you mean \"name\"?"), "{}", wrong[2].1);
        assert!(wrong[3].1.contains("Known are name, age, tags."), "{}", wrong[3].1);
    }

    #[test]
    fn what_is_no_object_is_refused_as_a_whole() {
        for body in ["[]", "\"text\"", "{", "{} x", "nul"] {
            assert!(read_request::<Pet>(body.as_bytes(), &mut Vec::new()).is_err(), "{body}");
        }
        assert!(read_request::<Pet>(b"", &mut Vec::new()).is_ok());
    }
}
