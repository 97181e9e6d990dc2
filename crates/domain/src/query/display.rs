//! The canonical form of a query, which reads back as the same query.

use std::fmt::{self, Display, Formatter};

use super::{Condition, Query, is_whole_email};
use crate::money::Amount;

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => join(f, parts, " ", |part| matches!(part, Self::Any(_))),
            Self::Any(parts) => join(f, parts, " OR ", |_| false),
            Self::Not(inner) => {
                let single = match inner.as_ref() {
                    Self::Is(_) => true,
                    Self::Text(words) => words.len() == 1,
                    _ => false,
                };
                if single { write!(f, "-{inner}") } else { write!(f, "-({inner})") }
            }
            Self::Text(words) => {
                let words: Vec<String> = words.iter().map(|word| plain_or_quoted(word, is_plain_word(word))).collect();
                f.write_str(&words.join(" "))
            }
            Self::Is(condition) => condition.fmt(f),
        }
    }
}

fn join(f: &mut Formatter<'_>, parts: &[Query], between: &str, in_brackets: fn(&Query) -> bool) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        f.write_str(if place == 0 { "" } else { between })?;
        if in_brackets(part) {
            write!(f, "({part})")?;
        } else {
            part.fmt(f)?;
        }
    }
    Ok(())
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let whole = |whole: bool| if whole { "=" } else { ":" };
        match self {
            Self::Status(status) => write!(f, "status:{}", status.as_str()),
            Self::Kind(kind) => write!(f, "kind:{}", kind.as_str()),
            Self::Tag(tag) => write!(f, "tag:{}", value(tag)),
            Self::Country(country) => write!(f, "country:{country}"),
            Self::Currency(currency) => write!(f, "currency:{}", currency.code().to_lowercase()),
            Self::Money { field, compare, amount, named, .. } => {
                let unit = if *named { amount.currency.code().to_lowercase() } else { String::new() };
                write!(f, "{}{}{}{unit}", field.as_str(), compare.as_str(), short(amount))
            }
            Self::Count { field, compare, count } => write!(f, "{}{}{count}", field.as_str(), compare.as_str()),
            Self::Moment { field, compare, when } => write!(f, "{}{}{when}", field.as_str(), compare.as_str()),
            Self::Name { text, whole: all } => write!(f, "name{}{}", whole(*all), value(text)),
            Self::Email { text, whole: all } => {
                write!(f, "email{}{}", whole(*all && !is_whole_email(text)), value(text))
            }
            Self::Phone(phone) => write!(f, "phone:{}", value(phone)),
            Self::ExternalId(id) => write!(f, "external_id:{}", value(id)),
            Self::Did(did) => write!(f, "did:{}", value(did)),
            Self::Signal { signal, .. } => write!(f, "signal:{}", signal.as_str()),
            Self::Has(has) => write!(f, "has:{}", has.as_str()),
            Self::Metadata { key, value: text } => write!(f, "metadata.{key}:{}", value(text)),
        }
    }
}

/// Decimal text without decimals that say nothing.
fn short(amount: &Amount) -> String {
    let text = amount.decimal();
    match text.split_once('.') {
        Some((whole, decimals)) if decimals.bytes().all(|byte| byte == b'0') => whole.to_owned(),
        _ => text,
    }
}

/// A value after its comparison, in quotes where it has to be.
fn value(text: &str) -> String {
    let begins = text.starts_with([':', '=', '<', '>']);
    let plain = !text.is_empty() && !begins && !text.contains(|c: char| c.is_whitespace() || "\"()".contains(c));
    plain_or_quoted(text, plain)
}

fn is_plain_word(text: &str) -> bool {
    let special = |c: char| c.is_whitespace() || "\"():=<>".contains(c);
    !text.is_empty() && !text.starts_with('-') && !text.contains(special) && !matches!(text, "AND" | "OR" | "NOT")
}

fn plain_or_quoted(text: &str, plain: bool) -> String {
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}
