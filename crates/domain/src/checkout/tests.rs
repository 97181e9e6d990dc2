use proptest::prelude::*;

use super::*;
use crate::customer::{Address, CustomerFields};
use crate::money::{Amount, Currency};

fn terms() -> Terms {
    let amount = Amount { minor: 2500, currency: "usd".parse::<Currency>().expect("a currency") };
    Terms::of(Sale::Amount { title: "A print".into(), description: String::new(), amount })
}

fn ada() -> CustomerFields {
    let address = Address { line1: "12 St James's Square".into(), country: "GB".into(), ..Address::default() };
    let (name, email) = ("Ada Lovelace".into(), "ada@example.com".into());
    CustomerFields { name, email, address, ..CustomerFields::default() }
}

fn asked(form: &Form) -> Vec<&str> {
    form.asked.iter().map(|asked| asked.field.name()).collect()
}

fn requiring(names: &[&str]) -> Terms {
    Terms { required: Some(names.iter().map(|name| (*name).to_owned()).collect()), ..terms() }
}

#[test]
fn the_email_is_asked_for_unless_somebody_says_otherwise() {
    let nobody = CustomerFields::default();

    assert_eq!(asked(&Form::of(&terms(), &nobody, Known::Nobody)), ["email"]);
    let silent = Terms { collect: Collect { email: false, ..Collect::default() }, ..terms() };
    assert!(Form::of(&silent, &nobody, Known::Nobody).asked.is_empty());
    assert_eq!(asked(&Form::of(&requiring(&["name", "company"]), &nobody, Known::Nobody)), ["name", "company"]);
}

#[test]
fn what_is_required_by_name_is_asked_for_only_while_it_is_not_known() {
    let terms = requiring(&["email", "name", "company"]);
    let told = CustomerFields { name: "Ada Lovelace".into(), external_id: "user-123".into(), ..Default::default() };

    assert_eq!(asked(&Form::of(&terms, &told, Known::Nobody)), ["email", "company"]);
    let stored = CustomerFields { metadata: vec![("company".into(), "\"Engines\"".into())], ..ada() };
    let form = Form::of(&terms, &told, Known::ByExternalId(&stored));
    assert!(form.asked.is_empty());
    assert_eq!(form.known.email, "ada@example.com");
}

#[test]
fn names_are_case_sensitive_and_a_near_one_is_warned_of() {
    let terms = requiring(&["taxId", "Email"]);
    let told = CustomerFields { metadata: vec![("tax_id".into(), "7".into())], ..ada() };

    assert_eq!(asked(&Form::of(&terms, &told, Known::Nobody)), ["taxId", "Email"]);
    let warnings = resembling(&terms, &told);
    assert_eq!(warnings.len(), 2);
    assert!(warnings[0].contains("\"tax_id\"") && warnings[1].contains("\"email\""), "{warnings:?}");
}

#[test]
fn contact_data_of_a_named_customer_is_shown_and_locked() {
    let terms = Terms { collect: Collect { name: true, phone: true, ..Collect::default() }, ..terms() };
    let form = Form::of(&terms, &CustomerFields::default(), Known::Named(&ada()));

    assert_eq!(asked(&form), ["email", "name", "phone"]);
    let locked: Vec<bool> = form.asked.iter().map(|asked| asked.locked).collect();
    assert_eq!(locked, [true, false, false]);
    let sent = CustomerFields { email: "eve@example.com".into(), name: "Ada King".into(), ..Default::default() };
    let taken = form.taken(&sent);
    assert_eq!((taken.email.as_str(), taken.name.as_str()), ("", "Ada King"));
}

#[test]
fn what_was_told_goes_before_what_is_stored_and_is_not_locked() {
    let told = CustomerFields { email: "new@example.com".into(), ..Default::default() };
    let form = Form::of(&terms(), &told, Known::Named(&ada()));

    assert_eq!(form.known.email, "new@example.com");
    assert_eq!(form.known.name, "Ada Lovelace");
    assert!(!form.asked[0].locked);
}

#[test]
fn half_an_address_is_none() {
    let terms = Terms { collect: Collect { billing_address: true, ..Collect::default() }, ..terms() };
    let told = CustomerFields { address: Address { country: "GB".into(), ..Address::default() }, ..ada() };

    assert_eq!(Form::of(&terms, &told, Known::Nobody).missing(), ["address"]);
    assert!(Form::of(&terms, &ada(), Known::Nobody).missing().is_empty());
}

#[test]
fn keys_are_made_of_labels() {
    assert_eq!(key_of("Tax ID", 0), "tax_id");
    assert_eq!(key_of("  Delivery — preference? ", 0), "delivery_preference");
    assert_eq!(key_of("رقم الضريبة", 1), "field_2");
}

fn question(kind: CustomFieldKind) -> CustomField {
    CustomField {
        key: "tax_id".into(),
        label: "Tax ID".into(),
        kind,
        optional: false,
        min_characters: None,
        max_characters: None,
        options: Vec::new(),
    }
}

#[test]
fn answers_fit_their_questions() {
    let text = CustomField { min_characters: Some(3), max_characters: Some(5), ..question(CustomFieldKind::Text) };
    assert_eq!(text.answer("ab"), Err(NoAnswer::TooShort(3)));
    assert_eq!(text.answer("abcdef"), Err(NoAnswer::TooLong(5)));
    assert_eq!(text.answer(" äöü "), Ok(Some(Answer::Text("äöü".into()))));
    assert_eq!(text.answer(" "), Err(NoAnswer::Missing));

    let number = CustomField { min_characters: Some(3), ..question(CustomFieldKind::Number) };
    assert_eq!(number.answer("007"), Ok(Some(Answer::Text("007".into()))));
    for no in ["12a", "1.", ".5", "--1", "1e3", "٣٤٥"] {
        assert_eq!(number.answer(no), Err(NoAnswer::NoNumber), "{no}");
    }

    let options = vec!["Leave at door".into(), "Hand over".into()];
    let choice = CustomField { options, optional: true, ..question(CustomFieldKind::Dropdown) };
    assert_eq!(choice.answer("Hand over"), Ok(Some(Answer::Text("Hand over".into()))));
    assert_eq!(choice.answer("hand over"), Err(NoAnswer::NoOption));
    assert_eq!(choice.answer(""), Ok(None));

    let tick = question(CustomFieldKind::Checkbox);
    assert_eq!(tick.answer("on"), Ok(Some(Answer::Ticked(true))));
    assert_eq!(tick.answer(""), Err(NoAnswer::Missing));
    assert_eq!(CustomField { optional: true, ..tick }.answer(""), Ok(Some(Answer::Ticked(false))));
}

proptest! {
    #[test]
    fn a_key_is_one_that_metadata_can_have(label in ".{0,60}", place in 0usize..3) {
        let key = key_of(&label, place);
        prop_assert!(!key.is_empty() && key.len() <= 100);
        prop_assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
    }

    /// Whatever is known beforehand: what is missing is asked for, and nobody can change what is locked.
    #[test]
    fn a_form_asks_for_all_that_is_missing(
        email in any::<bool>(), name in any::<bool>(), by_id in any::<bool>(), collect in any::<[bool; 5]>(),
        list in proptest::option::of(proptest::sample::subsequence(vec!["email", "name", "phone", "company"], 0..4)),
    ) {
        let stored = CustomerFields {
            email: if email { "ada@example.com".into() } else { String::new() },
            name: if name { "Ada".into() } else { String::new() },
            ..CustomerFields::default()
        };
        let known = if by_id { Known::ByExternalId(&stored) } else { Known::Named(&stored) };
        let [c_name, phone, billing_address, shipping_address, c_email] = collect;
        let collect = Collect { name: c_name, phone, billing_address, shipping_address, email: c_email };
        let required = list.map(|names| names.into_iter().map(str::to_owned).collect::<Vec<_>>());
        let terms = Terms { collect, required: required.clone(), ..terms() };

        let form = Form::of(&terms, &CustomerFields::default(), known);

        for name in required.iter().flatten() {
            let field = Field::named(name);
            prop_assert!(field.is_in(&stored) || form.takes(&field));
        }
        for asked in &form.asked {
            prop_assert!(!asked.locked || asked.field.is_in(&stored));
        }
        let mut names: Vec<&str> = form.asked.iter().map(|asked| asked.field.name()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        prop_assert_eq!(names.len(), all);
    }
}
