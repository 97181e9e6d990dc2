//! The merchant's own questions, as people and programs enter them.

use crate::checkout::{CustomField, CustomFieldKind, Terms, key_of};
use crate::rules::text::{line, quoted, trim};
use crate::violation::Violation;

/// A label has at most this many characters.
const LABEL: usize = 100;
/// A dropdown has at most this many options.
const OPTIONS: usize = 100;

/// A question as entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomFieldDraft {
    /// As buyers read it.
    pub label: String,
    /// By which programs know it; empty for one that is made of the label.
    pub key: String,
    /// What kind of answer it wants.
    pub kind: Option<CustomFieldKind>,
    /// Whether it may stay without an answer.
    pub optional: bool,
    /// An answer has at least so many characters.
    pub min_characters: Option<i64>,
    /// And at most so many.
    pub max_characters: Option<i64>,
    /// What can be chosen.
    pub options: Vec<String>,
}

/// Checks questions. Those without a key get one that no other has.
///
/// Errors: every violation, each with the path of its field.
pub fn custom_fields(drafts: &[CustomFieldDraft]) -> Result<Vec<CustomField>, Vec<Violation>> {
    let most = Terms::MOST_CUSTOM_FIELDS;
    if drafts.len() > most {
        let told = format!("There are {} questions; {most} is the most.", drafts.len());
        return Err(vec![Violation::new("custom_fields", told)]);
    }
    let mut wrong = Vec::new();
    let mut checked: Vec<CustomField> = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        let mut found = Vec::new();
        let field = custom_field(draft, place, &mut |violation| found.push(violation));
        let taken = |key: &str| checked.iter().any(|other| other.key == key);
        match field {
            Some(field) if taken(&field.key) && !draft.key.is_empty() => {
                found.push(Violation::new("key", format!("Another question has the key {}.", quoted(&field.key))));
            }
            Some(field) if taken(&field.key) => {
                checked.push(CustomField { key: format!("{}_{}", field.key, place + 1), ..field });
            }
            Some(field) => checked.push(field),
            None => {}
        }
        let within = |violation: Violation| Violation {
            field: format!("custom_fields[{place}].{}", violation.field),
            ..violation
        };
        wrong.extend(found.into_iter().map(within));
    }
    if wrong.is_empty() { Ok(checked) } else { Err(wrong) }
}

fn custom_field(draft: &CustomFieldDraft, place: usize, refuse: &mut impl FnMut(Violation)) -> Option<CustomField> {
    let label = match line("The label", &draft.label, LABEL) {
        Ok(label) => label,
        Err(message) => {
            refuse(Violation::new("label", message));
            String::new()
        }
    };
    if label.is_empty() {
        refuse(Violation::missing("label", "Write what buyers are asked, such as Tax ID."));
    }
    let key = match trim(&draft.key) {
        "" => key_of(&label, place),
        key => key.to_owned(),
    };
    if key.len() > 100 || !key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)) {
        refuse(Violation::new("key", "A key has 1 to 100 letters (a to z), digits, _ and -."));
    }
    let Some(kind) = draft.kind else {
        refuse(Violation::missing("type", "Say what kind of answer it wants: text, number, dropdown or checkbox."));
        return None;
    };
    limits(draft, kind, refuse);
    let options = options(draft, kind, refuse);
    Some(CustomField {
        key,
        label,
        kind,
        optional: draft.optional,
        min_characters: draft.min_characters,
        max_characters: draft.max_characters,
        options,
    })
}

fn limits(draft: &CustomFieldDraft, kind: CustomFieldKind, refuse: &mut impl FnMut(Violation)) {
    let (least, most) = (draft.min_characters, draft.max_characters);
    if !matches!(kind, CustomFieldKind::Text | CustomFieldKind::Number) {
        for (field, given) in [("min_characters", least), ("max_characters", most)] {
            if given.is_some() {
                refuse(Violation::new(field, "Only texts and numbers have a length."));
            }
        }
        return;
    }
    let longest = CustomField::LONGEST;
    for (field, given) in [("min_characters", least), ("max_characters", most)] {
        if given.is_some_and(|given| !(1..=longest).contains(&given)) {
            refuse(Violation::new(field, format!("Send a number from 1 to {longest}.")));
        }
    }
    if let (Some(least), Some(most)) = (least, most)
        && least > most
    {
        refuse(Violation::new(
            "min_characters",
            format!("No answer has at least {least} and at most {most} characters."),
        ));
    }
}

fn options(draft: &CustomFieldDraft, kind: CustomFieldKind, refuse: &mut impl FnMut(Violation)) -> Vec<String> {
    if kind != CustomFieldKind::Dropdown {
        if !draft.options.is_empty() {
            refuse(Violation::new("options", "Only a dropdown has options."));
        }
        return Vec::new();
    }
    if !(2..=OPTIONS).contains(&draft.options.len()) {
        refuse(Violation::new("options", format!("A dropdown has 2 to {OPTIONS} options.")));
        return Vec::new();
    }
    let mut options: Vec<String> = Vec::new();
    for (place, text) in draft.options.iter().enumerate() {
        let field = format!("options[{place}].label");
        match line("The option", text, LABEL) {
            Err(message) => refuse(Violation::new(field, message)),
            Ok(text) if text.is_empty() => refuse(Violation::missing(field, "Write what can be chosen.")),
            Ok(text) if options.contains(&text) => {
                refuse(Violation::new(field, format!("The option {} is there more than once.", quoted(&text))));
            }
            Ok(text) => options.push(text),
        }
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(label: &str, kind: CustomFieldKind) -> CustomFieldDraft {
        CustomFieldDraft { label: label.into(), kind: Some(kind), ..CustomFieldDraft::default() }
    }

    #[test]
    fn keys_come_from_labels_and_differ() {
        let text = || draft("Tax ID", CustomFieldKind::Text);
        let fields = custom_fields(&[text(), text()]).expect("questions");

        let keys: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
        assert_eq!(keys, ["tax_id", "tax_id_2"]);
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let drafts = [
            CustomFieldDraft { options: vec!["One".into()], ..draft("Choice", CustomFieldKind::Dropdown) },
            CustomFieldDraft { min_characters: Some(9), max_characters: Some(3), ..draft(" ", CustomFieldKind::Text) },
            CustomFieldDraft { max_characters: Some(3), key: "a b".into(), ..draft("Gift", CustomFieldKind::Checkbox) },
        ];

        let wrong = custom_fields(&drafts).expect_err("refused");

        let fields: Vec<&str> = wrong.iter().map(|violation| violation.field.as_str()).collect();
        let expected = [
            "custom_fields[0].options",
            "custom_fields[1].label",
            "custom_fields[1].min_characters",
            "custom_fields[2].key",
            "custom_fields[2].max_characters",
        ];
        assert_eq!(fields, expected);
    }

    #[test]
    fn there_are_three_at_most() {
        let four = vec![draft("Gift", CustomFieldKind::Checkbox); 4];

        assert_eq!(custom_fields(&four).expect_err("refused")[0].field, "custom_fields");
    }
}
