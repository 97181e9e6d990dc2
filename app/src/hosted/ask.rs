//! The buyer's details: only what is asked, and a line about what is known.

use clientele_domain::checkout::{Asked, Field, Form};
use clientele_domain::customer::Address;
use clientele_domain::rules::phone_prefix;
use leptos::prelude::*;

use super::FormView;
use super::address::{AddressFields, address_labels};
use super::field::{FieldView, Line, LineField, LockedField};
use super::questions::question_view;
use super::texts::{Texts, Tongue};

/// The section, or nothing when nothing is asked and nobody is known.
pub fn details(view: &FormView, tongue: Tongue) -> Option<AnyView> {
    let texts = Texts::of(tongue);
    let known = known_line(&view.form, texts).map(|line| view! { <p class="muted">{line}</p> });
    let asked: Vec<AnyView> = view.form.asked.iter().map(|asked| asked_view(view, asked, tongue)).collect();
    let questions: Vec<AnyView> = view.questions.iter().map(|question| question_view(view, question, tongue)).collect();
    if asked.is_empty() && questions.is_empty() && known.is_none() {
        return None;
    }
    let name = if asks(&view.form, &Field::Name) { "" } else { view.form.known.name.as_str() };
    let title = if name.is_empty() { texts.your_details.to_owned() } else { (texts.welcome_back)(name) };
    let fields =
        (!asked.is_empty() || !questions.is_empty()).then(|| view! { <div class="fields">{asked} {questions}</div> });
    let section = view! {
        <section class="stack" aria-labelledby="details">
            <h2 id="details">{title}</h2>
            {known}
            {fields}
        </section>
    };
    Some(section.into_any())
}

/// The name and label of every field that is shown, in the order of the form.
pub fn shown(view: &FormView, tongue: Tongue) -> Vec<(String, String)> {
    let texts = Texts::of(tongue);
    let mut shown = Vec::new();
    for asked in view.form.asked.iter().filter(|asked| !asked.locked) {
        match &asked.field {
            place @ (Field::Address | Field::Shipping) => {
                let country = country(view, place);
                shown.extend(address_labels(place.name(), &country, texts));
            }
            field => shown.push((name_of(field), label_of(field, texts))),
        }
    }
    shown.extend(
        view.questions.iter().map(|question| (format!("custom_fields.{}", question.key), question.label.clone())),
    );
    shown
}

fn asked_view(view: &FormView, asked: &Asked, tongue: Tongue) -> AnyView {
    let texts = Texts::of(tongue);
    let field = &asked.field;
    let label = label_of(field, texts);
    if asked.locked {
        let field = FieldView {
            name: name_of(field),
            label,
            value: value_of(view, field),
            hint: texts.locked.to_owned(),
            ..FieldView::default()
        };
        return view! { <LockedField field /> }.into_any();
    }
    match field {
        Field::Address | Field::Shipping => {
            let name = if *field == Field::Shipping { "shipping" } else { "address" };
            let country = country(view, field);
            let typed = place_of(view, field);
            view! { <AddressFields name label typed country wrong=view.wrong.clone() tongue /> }.into_any()
        }
        field => {
            let shown = FieldView {
                name: name_of(field),
                value: value_of(view, field),
                hint: if *field == Field::Phone { phone_hint(view, texts) } else { String::new() },
                error: view.wrong.with(tongue, &name_of(field), &label),
                label,
                optional: false,
            };
            view! { <LineField field=shown line=line_of(field) texts /> }.into_any()
        }
    }
}

fn line_of(field: &Field) -> Line {
    let line = |kind, autocomplete: &str, words| Line {
        kind,
        autocomplete: autocomplete.to_owned(),
        words,
        wide: true,
        required: true,
        ..Line::default()
    };
    match field {
        Field::Email => line("email", "email", false),
        Field::Name => line("", "name", true),
        Field::Phone => line("tel", "tel", false),
        Field::Address | Field::Shipping | Field::Other(_) => line("", "", true),
    }
}

/// How a number is written, by the country that the form knows, chosen or guessed.
fn phone_hint(view: &FormView, texts: &Texts) -> String {
    let country =
        [Field::Address, Field::Shipping].iter().map(|place| country(view, place)).find(|code| !code.is_empty());
    country
        .and_then(|country| phone_prefix(&country))
        .map_or_else(|| texts.phone_hint_plain.to_owned(), |prefix| (texts.phone_hint)(&prefix))
}

/// Under which name a field is sent, and what is wrong with it is told.
fn name_of(field: &Field) -> String {
    match field {
        Field::Other(name) => format!("metadata.{name}"),
        field => field.name().to_owned(),
    }
}

fn label_of(field: &Field, texts: &Texts) -> String {
    match field {
        Field::Email => texts.email.to_owned(),
        Field::Name => texts.name.to_owned(),
        Field::Phone => texts.phone.to_owned(),
        Field::Address => texts.billing_address.to_owned(),
        Field::Shipping => texts.shipping_address.to_owned(),
        Field::Other(name) => Texts::label_of(name),
    }
}

/// What was typed, or else what is known.
fn value_of(view: &FormView, field: &Field) -> String {
    let (typed, known) = (&view.typed, &view.form.known);
    let first = |typed: &str, known: &str| if typed.is_empty() { known.to_owned() } else { typed.to_owned() };
    match field {
        Field::Email => first(&typed.email, &known.email),
        Field::Name => first(&typed.name, &known.name),
        Field::Phone => first(&typed.phone, &known.phone),
        Field::Address | Field::Shipping => String::new(),
        Field::Other(key) => {
            let found = typed.metadata.iter().find(|(name, _)| name == key);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        }
    }
}

fn place_of(view: &FormView, field: &Field) -> Address {
    let (typed, known) = match field {
        Field::Shipping => (&view.typed.shipping, &view.form.known.shipping),
        _ => (&view.typed.address, &view.form.known.address),
    };
    if typed.is_empty() { known.clone() } else { typed.clone() }
}

/// The country whose parts are asked for.
fn country(view: &FormView, field: &Field) -> String {
    let place = place_of(view, field);
    if place.country.is_empty() { view.country.clone() } else { place.country }
}

fn asks(form: &Form, field: &Field) -> bool {
    form.asked.iter().any(|asked| asked.field == *field)
}

/// Who pays, as far as it is known without asking.
fn known_line(form: &Form, texts: &Texts) -> Option<String> {
    let known = &form.known;
    let all = [(Field::Name, &known.name), (Field::Email, &known.email), (Field::Phone, &known.phone)];
    let mut told: Vec<String> = all
        .into_iter()
        .filter(|(field, value)| !value.is_empty() && !asks(form, field))
        .map(|(_, v)| v.clone())
        .collect();
    for (field, place) in [(Field::Address, &known.address), (Field::Shipping, &known.shipping)] {
        let line = [place.line1.as_str(), place.city.as_str()].into_iter().filter(|part| !part.is_empty());
        let line = line.collect::<Vec<_>>().join(" · ");
        if !line.is_empty() && !asks(form, &field) && !told.contains(&line) {
            told.push(line);
        }
    }
    (!told.is_empty()).then(|| (texts.paying_as)(&told.join(", ")))
}

/// What is wrong with the fields that are shown: id of the control, and what is wrong.
pub fn problems(view: &FormView, shown: &[(String, String)], tongue: Tongue) -> Vec<(String, String)> {
    let sentence = |name: &str, label: &str| match name.strip_prefix("custom_fields.") {
        Some(key) => {
            let question = view.questions.iter().find(|question| question.key == key);
            let typed = view.answers.iter().find(|(known, _)| known == key).map_or("", |(_, text)| text.as_str());
            question.map(|question| view.wrong.with_answer(tongue, question, typed)).unwrap_or_default()
        }
        None => view.wrong.with(tongue, name, label),
    };
    let all = shown.iter().map(|(name, label)| (super::field::id_of(name), sentence(name, label)));
    all.filter(|(_, sentence)| !sentence.is_empty()).collect()
}
