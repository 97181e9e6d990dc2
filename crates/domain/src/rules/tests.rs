//! The rules together, on whole records.

use proptest::prelude::*;

use super::*;

fn text(value: &str) -> String {
    value.to_owned()
}

fn draft() -> CustomerFields {
    CustomerFields {
        name: text("  Ada Lovelace "),
        email: text("Ada@Example.com"),
        phone: text("050 123 4567"),
        external_id: text(" user-1 "),
        did: text("did:web:example.com"),
        address: Address { country: text("Ghana"), city: text(" Accra "), ..Address::default() },
        shipping: Address { country: text("deu"), ..Address::default() },
        refund_address: text("lightning:Ada@Wallet.example"),
        locale: text("en_gb"),
        tags: vec![text("VIP"), text("vip ")],
        metadata: vec![(text("plan"), text("pro"))],
        mail_opt_out: false,
    }
}

#[test]
fn a_good_draft_is_normalised() {
    let checked = check(&draft()).expect("nothing is wrong");

    assert_eq!(checked.name, "Ada Lovelace");
    assert_eq!(checked.email, "ada@example.com");
    assert_eq!(checked.phone, "+233501234567");
    assert_eq!(checked.external_id, "user-1");
    assert_eq!((checked.address.country.as_str(), checked.address.city.as_str()), ("GH", "Accra"));
    assert_eq!(checked.shipping.country, "DE");
    assert_eq!(checked.refund_address, "ada@wallet.example");
    assert_eq!(checked.locale, "en-GB");
    assert_eq!(checked.tags, ["vip"]);
    assert_eq!(checked.metadata, [(text("plan"), text("\"pro\""))]);
    assert_eq!(check(&checked), Ok(checked));
}

#[test]
fn everything_wrong_is_reported_at_once() {
    let bad = CustomerFields {
        name: text("Ada\u{0}"),
        email: text("ada@"),
        phone: text("12"),
        external_id: text("a\tb"),
        did: text("web:example.com"),
        address: Address { country: text("Germny"), city: "x".repeat(201), ..Address::default() },
        shipping: Address { country: text("ZZ"), line1: text("a\nb"), ..Address::default() },
        refund_address: text("nowhere"),
        locale: text("English"),
        tags: vec![text("a,b"), text("c;d")],
        metadata: vec![(text("a key"), text("1"))],
        mail_opt_out: false,
    };
    let found = check(&bad).expect_err("everything is wrong");
    let fields: Vec<&str> = found.iter().map(|violation| violation.field.as_str()).collect();

    assert_eq!(
        fields,
        [
            "name",
            "email",
            "phone",
            "external_id",
            "did",
            "address.city",
            "address.country",
            "shipping.line1",
            "shipping.country",
            "refund_address",
            "locale",
            "tags",
            "tags",
            "metadata.a key",
        ]
    );
    assert!(found.iter().all(|violation| violation.message.ends_with(['.', '?'])));
}

#[test]
fn blank_means_none() {
    let blank =
        CustomerFields { name: text("  "), email: text("\u{200B} "), locale: text("\t"), ..CustomerFields::default() };

    assert_eq!(check(&blank), Ok(CustomerFields::default()));
}

#[test]
fn a_customer_is_known_by_something() {
    assert_eq!(required_identity(&draft()), Ok(()));
    assert_eq!(required_identity(&CustomerFields { did: text("did:web:a"), ..CustomerFields::default() }), Ok(()));
    let nobody = CustomerFields { name: text(" "), tags: vec![text("vip")], ..CustomerFields::default() };
    assert!(required_identity(&nobody).is_err());
}

proptest! {
    #[test]
    fn checking_twice_is_checking_once(
        name: String,
        email in "[a-zA-Z.]{1,6}@[a-z]{1,5}\\.(com|org)",
        phone in "(\\+|0)[0-9 ]{6,14}",
        country in "(DE|GH|us|Japan|XX)?",
        city: String,
        tags in prop::collection::vec(any::<String>(), 0..4),
        metadata in prop::collection::btree_map("[a-z]{1,3}", any::<String>(), 0..4),
    ) {
        let draft = CustomerFields {
            name,
            email,
            phone,
            address: Address { country, city, ..Address::default() },
            tags,
            metadata: metadata.into_iter().collect(),
            ..CustomerFields::default()
        };
        match check(&draft) {
            // A stored string that reads as JSON is stored quoted, so it is checked again as a form would show it.
            Ok(checked) => prop_assert_eq!(check(&checked), Ok(checked)),
            Err(violations) => prop_assert!(!violations.is_empty()),
        }
    }
}
