//! Layouts and rows together: examples of what people have, and properties of whatever a file may hold.

use proptest::prelude::*;

use super::{CustomerRow, Delimiter, Layout, PaymentRow, ROW, What, fields};
use crate::payment::{MethodKind, PaymentStatus, Source};
use crate::time::Timestamp;
use crate::violation::Violation;

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

fn pairs(values: &[(&str, &str)]) -> Vec<(String, String)> {
    values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn now() -> Timestamp {
    Timestamp::from_date(2026, 11, 21).expect("a day")
}

fn layout(what: What, header: &[&str], set: &[(&str, &str)]) -> Result<Layout, Vec<Violation>> {
    Layout::from_header(what, &texts(header), Delimiter::Comma, &[], &pairs(set))
}

fn customer(header: &[&str], cells: &[&str]) -> Result<CustomerRow, Vec<Violation>> {
    layout(What::Customers, header, &[]).expect("a layout").customer(&texts(cells), now())
}

fn payment(header: &[&str], cells: &[&str]) -> Result<PaymentRow, Vec<Violation>> {
    layout(What::Payments, header, &[("currency", "usd")]).expect("a layout").payment(&texts(cells), now())
}

/// The fields that are wrong.
fn wrong<T: std::fmt::Debug>(row: Result<T, Vec<Violation>>) -> Vec<String> {
    row.expect_err("should be refused").into_iter().map(|violation| violation.field).collect()
}

#[test]
fn the_delimiter_is_the_one_that_occurs_most() {
    assert_eq!(Delimiter::of_header("name,email,tags"), Delimiter::Comma);
    assert_eq!(Delimiter::of_header("Name;E-Mail;Stadt, Land"), Delimiter::Semicolon);
    assert_eq!(Delimiter::of_header("name\temail"), Delimiter::Tab);
    assert_eq!(Delimiter::of_header("email"), Delimiter::Comma);
}

#[test]
fn a_customer_is_read_with_all_its_parts() {
    let row = customer(
        &["Name", "E-mail", "external id", "address.country", "tags", "metadata.plan", "created_at", "-", ""],
        &["Ada Lovelace", "ADA@example.com", "user-1", "GB", "vip; early ;", "pro", "2024-02-29", "left", "out"],
    )
    .expect("a customer");

    assert_eq!((row.fields.name.as_str(), row.fields.email.as_str()), ("Ada Lovelace", "ada@example.com"));
    assert_eq!(row.fields.address.country, "GB");
    assert_eq!(row.fields.tags, ["vip", "early"]);
    assert_eq!(row.fields.metadata, pairs(&[("plan", "\"pro\"")]));
    assert_eq!(row.created_at, Timestamp::from_date(2024, 2, 29));
}

#[test]
fn everything_wrong_with_a_row_is_told_at_once() {
    let header = ["email", "address.country", "created_at"];

    assert_eq!(wrong(customer(&header, &["ada", "Atlantis", "1.2.2024"])), ["email", "address.country", "created_at"]);
    assert_eq!(wrong(customer(&header, &["", "GB", ""])), ["name"]);
    assert_eq!(wrong(customer(&header, &["ada@example.com", "", "2206-01-01"])), ["created_at"]);
}

#[test]
fn a_ragged_row_is_refused_as_a_whole() {
    assert_eq!(wrong(customer(&["email", "name"], &["ada@example.com"])), [ROW]);
    assert_eq!(wrong(customer(&["email", "name"], &["ada@example.com", "Lovelace", " Ada"])), [ROW]);
    assert!(customer(&["email", "name"], &["ada@example.com", "Ada", "", " "]).is_ok());
}

#[test]
fn the_apostrophe_of_a_safe_export_is_taken_off_again() {
    let row = customer(&["phone", "name"], &["'+442071838750", "'t Hooft"]).expect("a customer");

    assert_eq!((row.fields.phone.as_str(), row.fields.name.as_str()), ("+442071838750", "'t Hooft"));
}

#[test]
fn a_payment_is_read_with_its_defaults() {
    let row = payment(
        &["external_id", "-", "occurred_at", "metadata.items", "amount_decimal"],
        &["00004", "0001", "19970101", "2", "29.33"],
    )
    .expect("a payment");

    assert_eq!((row.payer.external_id.as_str(), row.amount.machine().as_str()), ("00004", "USD 29.33"));
    assert_eq!((row.status, row.refunded, row.source), (PaymentStatus::Succeeded, 0, Source::Api));
    assert_eq!(row.method.kind, MethodKind::Other);
    assert_eq!(row.occurred_at, Timestamp::from_date(1997, 1, 1));
}

#[test]
fn refunds_and_status_must_agree() {
    let row = |status, refunded| {
        payment(&["email", "amount", "status", "refunded"], &["a@example.com", "500", status, refunded])
    };

    assert_eq!(row("refunded", "").map(|row| row.refunded), Ok(500));
    assert_eq!(row("Partially refunded", "200").map(|row| row.refunded), Ok(200));
    assert_eq!(row("", "200").map(|row| row.refunded), Ok(200));
    assert_eq!(wrong(row("refunded", "200")), ["refunded"]);
    assert_eq!(wrong(row("partially_refunded", "")), ["refunded"]);
    assert_eq!(wrong(row("pending", "1")), ["refunded"]);
    assert_eq!(wrong(row("", "501")), ["refunded"]);
    assert_eq!(wrong(row("paid", "0")), ["status"]);
}

#[test]
fn a_whole_card_number_is_never_taken() {
    let row = |method, brand, last4| {
        payment(&["email", "amount", "method", "brand", "last4"], &["a@example.com", "500", method, brand, last4])
    };

    assert_eq!(
        row("", "Visa", "4242").map(|row| (row.method.kind, row.method.brand)),
        Ok((MethodKind::Card, "visa".into()))
    );
    assert_eq!(wrong(row("card", "visa", "4242424242424242")), ["last4"]);
    assert_eq!(wrong(row("lightning", "", "4242")), ["last4"]);
}

#[test]
fn a_payment_says_who_and_how_much() {
    assert_eq!(wrong(payment(&["email", "amount"], &["", "500"])), ["external_id"]);
    assert_eq!(wrong(payment(&["email", "amount"], &["a@example.com", ""])), ["amount"]);
    assert_eq!(wrong(payment(&["email", "amount"], &["a@example.com", "-1"])), ["amount"]);
    assert_eq!(wrong(payment(&["email", "amount"], &["a@example.com", "29.33"])), ["amount"]);
    assert_eq!(wrong(payment(&["email", "amount"], &["a@example.com", "9000000000000000000"])), ["amount"]);
    assert_eq!(wrong(payment(&["customer_id", "amount_decimal"], &["17", "x"])), ["customer_id", "amount_decimal"]);
    assert_eq!(wrong(payment(&["email", "amount", "occurred_at"], &["a@example.com", "1", ""])), ["occurred_at"]);
}

#[test]
fn an_unknown_column_is_told_with_its_nearest_field() {
    let refusal =
        |header: &[&str]| layout(What::Customers, header, &[]).expect_err("should be refused").remove(0).message;

    assert_eq!(refusal(&["emial"]), "Customers have no field \"emial\". Did you mean email?");
    assert_eq!(refusal(&["email", "Full name"]), "Customers have no field \"Full name\". Did you mean name?");
    assert!(refusal(&["email", "shoe size"]).contains("The fields are name, email, phone,"));
    assert_eq!(refusal(&["email", "E-Mail"]), "email is given twice. Leave one of the two out.");
    assert!(refusal(&["address.city"]).starts_with("Nothing says who the customer is."));
}

#[test]
fn columns_are_renamed_and_left_out_by_the_map() {
    let header = texts(&["Kundennummer", "Mail", "Notiz"]);
    let map = pairs(&[("kundennummer", "external_id"), ("Mail", "email"), ("Notiz", "-")]);
    let layout = Layout::from_header(What::Customers, &header, Delimiter::Comma, &map, &[]).expect("a layout");

    assert_eq!(layout.columns, [Some("external_id".to_owned()), Some("email".to_owned()), None]);
    let unknown = Layout::from_header(What::Customers, &header, Delimiter::Comma, &pairs(&[("Nummer", "did")]), &[]);
    assert!(unknown.expect_err("should be refused")[0].message.contains("It has Kundennummer, Mail, Notiz."));
}

#[test]
fn a_wrong_constant_is_found_before_any_row() {
    let refusal = |set: &[(&str, &str)]| wrong(layout(What::Payments, &["email", "amount"], set));

    assert_eq!(refusal(&[]), ["currency"]);
    assert_eq!(refusal(&[("currency", "dollars")]), ["currency"]);
    assert_eq!(refusal(&[("currency", "usd"), ("source", "shop")]), ["source"]);
    assert_eq!(refusal(&[("currency", "usd"), ("occurred_at", "1/2/3")]), ["occurred_at"]);
    assert!(layout(What::Payments, &["email", "amount"], &[("currency", "usd"), ("status", "refunded")]).is_ok());
}

/// Every field of a kind of row and one key of metadata, each in a column.
fn full(what: What) -> Layout {
    let paths = fields(what).iter().map(|field| field.path).filter(|path| *path != "amount_decimal");
    let columns = paths.map(|path| Some(path.to_owned())).chain([Some("metadata.key".to_owned()), None]).collect();
    Layout { what, columns, has_header: true, delimiter: Delimiter::Comma, set: Vec::new() }
}

fn cell() -> impl Strategy<Value = String> {
    let likely = vec![
        "",
        "ada@example.com",
        "+442071838750",
        "cus_01kafg3v9te5rbh2m8q0w4x7yd",
        "500",
        "-1",
        "29.33",
        "EUR",
        "btc",
        "refunded",
        "pending",
        "2026-01-31",
        "card",
        "4242",
        "DE",
        "en",
        "a;b;;c",
        "'=1+1",
        "{\"a\":1}",
    ];
    prop_oneof![prop::sample::select(likely).prop_map(str::to_owned), any::<String>(), "[ -~]{0,12}"]
}

fn named(layout: &Layout, violations: &[Violation]) -> bool {
    let known = |field: &str| field == ROW || layout.gives(field) || field == "metadata" || field == "amount";
    !violations.is_empty()
        && violations.iter().all(|violation| known(&violation.field) && !violation.message.is_empty())
}

proptest! {
    #[test]
    fn any_row_of_customers_is_read_or_refused_with_its_fields(cells in prop::collection::vec(cell(), 20..26)) {
        let layout = full(What::Customers);
        if let Err(violations) = layout.customer(&cells, now()) {
            prop_assert!(named(&layout, &violations), "{violations:?}");
        }
    }

    #[test]
    fn any_row_of_payments_is_read_or_refused_with_its_fields(cells in prop::collection::vec(cell(), 18..22)) {
        let layout = full(What::Payments);
        match layout.payment(&cells, now()) {
            Ok(row) => prop_assert!((0..=row.amount.minor).contains(&row.refunded)),
            Err(violations) => prop_assert!(named(&layout, &violations), "{violations:?}"),
        }
    }

    #[test]
    fn any_header_makes_a_sound_layout_or_says_what_is_wrong(
        header in prop::collection::vec(prop_oneof![any::<String>(), "[a-z_.]{0,14}", "metadata\\.[a-z]{1,3}"], 0..8),
        set in prop::collection::vec((any::<String>(), any::<String>()), 0..2),
    ) {
        match Layout::from_header(What::Customers, &header, Delimiter::Comma, &[], &set) {
            Ok(layout) => prop_assert_eq!(layout.check(), Ok(())),
            Err(violations) => prop_assert!(violations.iter().all(|violation| !violation.message.is_empty())),
        }
    }
}
