//! Reading the value of a field.

use super::parse::{Parser, Place};
use super::{Compare, Condition, CountField, Field, MomentField, MoneyField, Unread, When, is_whole_email};
use crate::customer::{Kind, SubscriptionStatus};
use crate::list::Has;
use crate::money::Amount;
use crate::rules;
use crate::standing::{Signal, Standards};

/// A value that can't be read: what is wrong, and what would stand right in its place.
struct Wrong {
    message: String,
    instead: Option<String>,
}

type Read<T> = Result<T, Wrong>;

impl Parser<'_> {
    /// The condition that a field, a comparison and a value make.
    pub(super) fn condition(
        &self,
        word: &str,
        compare: Compare,
        value: &str,
        place: Place,
    ) -> Result<Condition, Unread> {
        let wrong_value = |wrong: Wrong| {
            let length = place.value_end - place.value_at;
            self.fault(place.value_at, length, wrong.message, wrong.instead.as_deref())
        };
        let field = Field::parse(word);
        if !field.is_some_and(orders) && compare != Compare::Is {
            let message = format!("{word} can only be equal to something. Write {word}: and its value.");
            let sign = place.value_at - place.field_end;
            return Err(self.fault(place.field_end, sign, message, Some(":")));
        }
        let is_exact = self.is_sign_equals(place);
        match field {
            None => metadata(word, value)
                .map_err(|message| self.fault(place.begin, place.field_end - place.begin, message, None)),
            Some(Field::Spent) => self.money(MoneyField::Spent, compare, value).map_err(wrong_value),
            Some(Field::Refunded) => self.money(MoneyField::Refunded, compare, value).map_err(wrong_value),
            Some(Field::Payments) => count(CountField::Payments, compare, value).map_err(wrong_value),
            Some(Field::Orders) => count(CountField::Orders, compare, value).map_err(wrong_value),
            Some(Field::Created) => self.moment(MomentField::Created, compare, value).map_err(wrong_value),
            Some(Field::FirstPayment) => self.moment(MomentField::FirstPayment, compare, value).map_err(wrong_value),
            Some(Field::Signal) => {
                let by = Standards { own: self.frame.own, now: self.frame.now, bars: self.frame.bars };
                let signal = one_of(value, Signal::ALL, Signal::as_str).map_err(wrong_value)?;
                Ok(Condition::Signal { signal, by })
            }
            Some(Field::LastPayment) => self.moment(MomentField::LastPayment, compare, value).map_err(wrong_value),
            Some(field) => equal(field, value, is_exact).map_err(wrong_value),
        }
    }

    fn money(&self, field: MoneyField, compare: Compare, value: &str) -> Read<Condition> {
        let split = value.find(char::is_alphabetic).unwrap_or(value.len());
        let (number, unit) = value.split_at(split);
        let own = self.frame.own;
        let currency = match unit {
            "" => own,
            unit => rules::currency(unit).map_err(|message| Wrong {
                message,
                instead: rules::nearest(unit, rules::currencies().map(|(code, _)| code))
                    .map(|code| format!("{number}{}", code.to_lowercase())),
            })?,
        };
        let amount = Amount::parse_decimal(number, currency).map_err(|message| Wrong { message, instead: None })?;
        Ok(Condition::Money { field, compare, amount, own: currency == own, named: !unit.is_empty() })
    }

    fn moment(&self, field: MomentField, compare: Compare, value: &str) -> Read<Condition> {
        let when = When::read(value, self.frame.now).ok_or_else(|| Wrong {
            message: format!(
                "{} is no date. Write a day such as 2026-01-31, a month such as 2026-01, or how long ago, such as 30d \
                 (h, d, w or y).",
                shown(value)
            ),
            instead: months(value),
        })?;
        if matches!(when, When::Ago(..)) && compare == Compare::Is {
            let name = field.as_str();
            return Err(Wrong {
                message: format!("Write {name}<{value} for within that time, or {name}>{value} for longer ago."),
                instead: None,
            });
        }
        Ok(Condition::Moment { field, compare, when })
    }
}

/// Whether values of the field have an order.
fn orders(field: Field) -> bool {
    use Field::{Created, FirstPayment, LastPayment, Orders, Payments, Refunded, Spent};
    matches!(field, Spent | Refunded | Payments | Orders | Created | FirstPayment | LastPayment)
}

fn equal(field: Field, value: &str, is_exact: bool) -> Read<Condition> {
    match field {
        Field::Status => one_of(value, &SubscriptionStatus::ALL, SubscriptionStatus::as_str).map(Condition::Status),
        Field::Kind => one_of(value, &Kind::ALL, Kind::as_str).map(Condition::Kind),
        Field::Has => one_of(value, &Has::ALL, Has::as_str).map(Condition::Has),
        Field::Tag => {
            let tags =
                rules::tags(&[value]).map_err(|messages| Wrong { message: messages.join(" "), instead: None })?;
            tags.into_iter().next().map(Condition::Tag).ok_or_else(|| nothing("tag"))
        }
        Field::Country => match rules::country(value) {
            Ok(code) => Ok(Condition::Country(code.to_owned())),
            Err(message) => Err(Wrong { message, instead: None }),
        },
        Field::Currency => rules::currency(value).map(Condition::Currency).map_err(|message| Wrong {
            message,
            instead: rules::nearest(value, rules::currencies().map(|(code, _)| code)).map(str::to_lowercase),
        }),
        Field::Name if rules::fold(value).is_empty() => Err(nothing("name")),
        Field::Name => Ok(Condition::Name { text: value.to_owned(), whole: is_exact }),
        Field::Email => {
            let text = value.to_lowercase();
            let whole = is_exact || is_whole_email(&text);
            Ok(Condition::Email { text, whole })
        }
        Field::Phone => phone(value),
        Field::ExternalId => Ok(Condition::ExternalId(value.to_owned())),
        Field::Did if value.starts_with("did:") => Ok(Condition::Did(value.to_owned())),
        Field::Did => Ok(Condition::Did(format!("did:{value}"))),
        // What has an order was read before.
        _ => Err(nothing(field.as_str())),
    }
}

fn one_of<T: Copy>(value: &str, known: &[T], word: fn(T) -> &'static str) -> Read<T> {
    let given = value.to_lowercase().replace([' ', '-'], "_");
    if let Some(found) = known.iter().copied().find(|known| word(*known) == given) {
        return Ok(found);
    }
    let words: Vec<&str> = known.iter().map(|known| word(*known)).collect();
    let near = rules::nearest(&given, words.iter().copied());
    let message = match near {
        Some(near) => format!("{} is none of {}. Did you mean {near}?", shown(value), words.join(", ")),
        None => format!("{} is none of {}.", shown(value), words.join(", ")),
    };
    Err(Wrong { message, instead: near.map(str::to_owned) })
}

fn phone(value: &str) -> Read<Condition> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let plain =
        value.chars().all(|c| c.is_ascii_digit() || "+-./ ()".contains(c)) && value.rfind('+').is_none_or(|at| at == 0);
    if digits.is_empty() || !plain {
        let message = format!("{} is no part of a phone number. Write digits, such as phone:+49.", shown(value));
        return Err(Wrong { message, instead: None });
    }
    Ok(Condition::Phone(if value.starts_with('+') { format!("+{digits}") } else { digits }))
}

fn count(field: CountField, compare: Compare, value: &str) -> Read<Condition> {
    match value.parse() {
        Ok(count) => Ok(Condition::Count { field, compare, count }),
        Err(_) => Err(Wrong {
            message: format!("{} is no whole number. Write {}>3, for example.", shown(value), field.as_str()),
            instead: None,
        }),
    }
}

fn metadata(word: &str, value: &str) -> Result<Condition, String> {
    let key = word.strip_prefix("metadata.").unwrap_or_default();
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    if key.is_empty() || !plain || key.len() > 100 {
        return Err("A key has letters (a to z), digits, _ and -, such as metadata.plan.".to_owned());
    }
    Ok(Condition::Metadata { key: key.to_owned(), value: value.to_owned() })
}

fn nothing(field: &str) -> Wrong {
    Wrong { message: format!("{field}: needs a value behind it."), instead: None }
}

/// Months are of several lengths; what 30 days each come to is meant.
fn months(value: &str) -> Option<String> {
    let count: u32 = value.strip_suffix('m').or_else(|| value.strip_suffix("mo"))?.parse().ok()?;
    Some(format!("{}d", count.checked_mul(30)?))
}

/// A value in a message: short and in quotation marks.
fn shown(value: &str) -> String {
    let more = if value.chars().count() > 40 { "…" } else { "" };
    format!("\"{}{more}\"", value.chars().take(40).collect::<String>())
}
