//! What is wrong with a form, in the reader's language.
//!
//! The rules speak English. Here every field and fault has a sentence of its own in each language; English readers get
//! the rule's, which says most.

use clientele_domain::checkout::{CustomField, CustomFieldKind, NoAnswer};
use clientele_domain::violation::{Fault, Violation};

use super::texts::{Texts, Tongue};

/// What is wrong, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wrong {
    violations: Vec<Violation>,
}

impl Wrong {
    /// From what the rules found.
    pub fn new(violations: Vec<Violation>) -> Self {
        Self { violations }
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }

    /// What is wrong with this field; empty when nothing is.
    pub fn with(&self, tongue: Tongue, field: &str, label: &str) -> String {
        let found = self.violations.iter().find(|violation| violation.field == field);
        found.map(|violation| sentence(tongue, violation, label)).unwrap_or_default()
    }

    /// What is wrong with an answer, which every language says by the reason.
    pub fn with_answer(&self, tongue: Tongue, question: &CustomField, typed: &str) -> String {
        let field = format!("custom_fields.{}", question.key);
        if !self.violations.iter().any(|violation| violation.field == field) {
            return String::new();
        }
        let texts = Texts::of(tongue);
        match question.answer(typed) {
            Err(NoAnswer::Missing) if question.kind == CustomFieldKind::Checkbox => texts.not_ticked.to_owned(),
            Err(NoAnswer::Missing) => (texts.missing)(&question.label),
            Err(NoAnswer::TooShort(least)) => (texts.too_short)(least),
            Err(NoAnswer::TooLong(most)) => (texts.too_long)(most),
            Err(NoAnswer::NoNumber) => texts.no_number.to_owned(),
            Err(NoAnswer::NoOption) => texts.no_option.to_owned(),
            Ok(_) => self.with(tongue, &field, &question.label),
        }
    }

    /// What is wrong with none of these fields: it stands above the form.
    pub fn elsewhere(&self, shown: &[String]) -> Vec<String> {
        let rest = self.violations.iter().filter(|violation| !shown.contains(&violation.field));
        rest.map(|violation| violation.message.clone()).collect()
    }
}

fn sentence(tongue: Tongue, violation: &Violation, label: &str) -> String {
    let texts = Texts::of(tongue);
    if violation.fault == Fault::Missing {
        return if violation.field == "method" { texts.choose_method.to_owned() } else { (texts.missing)(label) };
    }
    if tongue == Tongue::English && !violation.message.is_empty() {
        return violation.message.clone();
    }
    own_words(texts, &violation.field).map_or_else(|| (texts.wrong)(label), str::to_owned)
}

fn own_words(texts: &Texts, field: &str) -> Option<&'static str> {
    Some(match field {
        "email" => texts.wrong_email,
        "phone" => texts.wrong_phone,
        "card_number" => texts.wrong_card_number,
        "card_expiry" => texts.wrong_card_expiry,
        "card_cvc" => texts.wrong_card_cvc,
        "method" => texts.choose_method,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_it_in_its_own_words() {
        let wrong = Wrong::new(vec![
            Violation::new("email", "There is no @ in it."),
            Violation::missing("name", "Enter your name."),
            Violation::new("address.city", "The city is too long."),
        ]);

        assert_eq!(wrong.with(Tongue::English, "email", "Email"), "There is no @ in it.");
        assert_eq!(wrong.with(Tongue::German, "email", "E-Mail"), Texts::of(Tongue::German).wrong_email);
        assert_eq!(wrong.with(Tongue::German, "name", "Name"), "Name fehlt.");
        assert_eq!(wrong.with(Tongue::German, "address.city", "Ort"), "Ort stimmt nicht. Bitte prüfen.");
        assert_eq!(wrong.with(Tongue::Arabic, "phone", "الهاتف"), "");
    }
}
