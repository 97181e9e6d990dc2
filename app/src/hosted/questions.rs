//! The merchant's own questions.

use clientele_domain::checkout::{CustomField, CustomFieldKind};
use leptos::prelude::*;

use super::FormView;
use super::field::{ChoiceField, FieldView, Line, LineField, TickField};
use super::texts::{Texts, Tongue};

/// A question with its answer so far.
pub fn question_view(view: &FormView, question: &CustomField, tongue: Tongue) -> AnyView {
    let texts = Texts::of(tongue);
    let typed = view.answers.iter().find(|(key, _)| *key == question.key).map_or("", |(_, text)| text.as_str());
    let number = question.kind == CustomFieldKind::Number;
    let limited = number || question.kind == CustomFieldKind::Text;
    let hint =
        if limited { (texts.characters)(question.min_characters, question.max_characters) } else { String::new() };
    let field = FieldView {
        name: format!("custom_fields.{}", question.key),
        label: question.label.clone(),
        value: typed.to_owned(),
        hint,
        error: view.wrong.with_answer(tongue, question, typed),
        optional: question.optional,
    };
    match question.kind {
        CustomFieldKind::Text | CustomFieldKind::Number => {
            let line = Line {
                // Not `type=number`: leading noughts count, and no wheel turns a tax number into another.
                inputmode: if number { "decimal" } else { "" },
                least: question.min_characters,
                most: Some(question.max_characters.unwrap_or(CustomField::LONGEST)),
                words: !number,
                wide: true,
                required: true,
                ..Line::default()
            };
            view! { <LineField field line texts /> }.into_any()
        }
        CustomFieldKind::Dropdown => {
            let options = question.options.iter().map(|option| (option.clone(), option.clone())).collect();
            view! { <ChoiceField field options texts /> }.into_any()
        }
        CustomFieldKind::Checkbox => {
            let checked = !matches!(typed, "" | "false" | "off" | "0");
            view! { <TickField field checked texts /> }.into_any()
        }
    }
}
