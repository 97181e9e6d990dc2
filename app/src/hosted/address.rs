//! A postal address as its country writes it. Another country brings other parts: at once with the script, or by a
//! button without it; what was typed stays.

use clientele_domain::checkout::{AskedPart, Part, address_form};
use clientele_domain::customer::Address;
use clientele_domain::rules::countries;
use leptos::prelude::*;

use super::Wrong;
use super::field::{ChoiceField, FieldView, Line, LineField};
use super::texts::{Texts, Tongue};

/// The button that asks for the parts of the chosen country sends this.
pub const CHANGE_COUNTRY: (&str, &str) = ("act", "country");

/// The fields of an address; `name` is `address` or `shipping`.
#[component]
pub fn AddressFields(
    name: &'static str,
    label: String,
    typed: Address,
    country: String,
    wrong: Wrong,
    tongue: Tongue,
    /// Whether every part may stay empty.
    #[prop(optional)]
    free: bool,
) -> impl IntoView {
    let texts = Texts::of(tongue);
    let chosen = FieldView {
        name: format!("{name}.country"),
        label: texts.country.to_owned(),
        value: country.clone(),
        error: wrong.with(tongue, &format!("{name}.country"), texts.country),
        optional: free,
        ..FieldView::default()
    };
    let options = countries().map(|(code, name)| (code.to_owned(), name.to_owned())).collect();
    let parts = address_form(&country).iter().map(|asked| {
        let field_name = format!("{name}.{}", asked.part.name());
        let label = (texts.word)(asked.word).to_owned();
        let field = FieldView {
            value: asked.part.of(&typed).to_owned(),
            error: wrong.with(tongue, &field_name, &label),
            name: field_name,
            label,
            hint: String::new(),
            optional: free || !asked.required,
        };
        view! { <LineField field line=line_of(name, asked) texts /> }
    });
    let parts = parts.collect_view();
    let recipient = (name == "shipping").then(|| {
        let field = FieldView {
            name: format!("{name}.name"),
            label: texts.recipient.to_owned(),
            value: typed.name.clone(),
            error: wrong.with(tongue, &format!("{name}.name"), texts.recipient),
            hint: String::new(),
            optional: true,
        };
        let autocomplete = format!("{} name", purpose(name));
        view! { <LineField field line=Line { autocomplete, words: true, wide: true, most: Some(200), ..Line::default() } texts /> }
    });
    let autocomplete = format!("{} country", purpose(name));
    view! {
        <fieldset class="wide stack" data-gap="3">
            <legend>{label}</legend>
            {recipient}
            <ChoiceField field=chosen options autocomplete refreshes=name texts />
            <noscript>
                <button
                    class="button"
                    type="submit"
                    name=CHANGE_COUNTRY.0
                    value=CHANGE_COUNTRY.1
                    formnovalidate=true
                >
                    {texts.use_country}
                </button>
            </noscript>
            <div class="fields" data-parts=name>
                {parts}
            </div>
        </fieldset>
    }
}

/// The names and labels of the fields, in their order.
pub fn address_labels(name: &str, country: &str, texts: &Texts) -> Vec<(String, String)> {
    let parts = address_form(country).iter();
    let parts = parts.map(|asked| (format!("{name}.{}", asked.part.name()), (texts.word)(asked.word).to_owned()));
    let recipient = (name == "shipping").then(|| (format!("{name}.name"), texts.recipient.to_owned()));
    let country = (format!("{name}.country"), texts.country.to_owned());
    recipient.into_iter().chain([country]).chain(parts).collect()
}

fn purpose(name: &str) -> &'static str {
    if name == "shipping" { "shipping" } else { "billing" }
}

fn line_of(name: &str, asked: &AskedPart) -> Line {
    let token = match asked.part {
        Part::Line1 => "address-line1",
        Part::Line2 => "address-line2",
        Part::PostalCode => "postal-code",
        Part::City => "address-level2",
        Part::State => "address-level1",
    };
    Line {
        autocomplete: format!("{} {token}", purpose(name)),
        words: true,
        wide: matches!(asked.part, Part::Line1 | Part::Line2),
        most: Some(200),
        required: true,
        ..Line::default()
    }
}
