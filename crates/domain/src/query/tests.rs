//! What the language promises.

use proptest::prelude::*;

use super::*;
use crate::money::tests::currency_of;

fn frame() -> Frame {
    Frame::new(currency_of("EUR"), Timestamp::from_micros(1_767_225_600_000_000))
}

fn read(text: &str) -> Query {
    Query::parse(text, &frame()).unwrap_or_else(|wrong| panic!("{text}: {wrong:?}"))
}

fn wrong(text: &str) -> Unread {
    Query::parse(text, &frame()).expect_err(text)
}

#[test]
fn what_is_read_is_told_in_one_form() {
    let cases = [
        ("", ""),
        ("  ada   lovelace ", "ada lovelace"),
        ("status:active spent>100 tag:VIP", "status:active spent>100 tag:vip"),
        ("spent > 100.50 USD", "spent>100.50 USD"),
        ("spent>=100.50usd", "spent>=100.50usd"),
        ("payments:>=3 orders=1", "payments>=3 orders:1"),
        ("NOT tag:test", "-tag:test"),
        ("NOT NOT tag:test", "tag:test"),
        ("-(a b)", "-(a b)"),
        ("(a OR b) c", "(a OR b) c"),
        ("a AND (b AND c)", "a b c"),
        ("a OR (b OR c) d", "a OR (b OR c) d"),
        ("a (tag:x b)", "a b tag:x"),
        ("country:Germany", "country:DE"),
        ("currency:EUR", "currency:eur"),
        ("metadata.plan:\"pro plus\"", "metadata.plan:\"pro plus\""),
        ("\"ada lovelace\"", "\"ada lovelace\""),
        ("\"or\" or \"OR\"", "or or \"OR\""),
        ("name=\"Ada Lovelace\" name:ada", "name=\"Ada Lovelace\" name:ada"),
        ("email:Ada@Example.com email:example.com email=ada", "email:ada@example.com email:example.com email=ada"),
        ("did:web:ada.example", "did:did:web:ada.example"),
        ("phone:\"+49 (30) 12\"", "phone:+493012"),
        (
            "created:2026 created<=2026-01 first_payment>2026-01-31",
            "created:2026 created<=2026-01 first_payment>2026-01-31",
        ),
        ("last_payment<30d -last_payment>2w", "last_payment<30d -last_payment>2w"),
        ("created>=2026-01-31T12:30:00Z", "created>=2026-01-31T12:30:00.000000Z"),
        ("status:\"past due\"", "status:past_due"),
        ("O'Brien & Sons #A-12 +49 a-b", "O'Brien & Sons #A-12 +49 a-b"),
        ("spent", "spent"),
        ("- x", "\"-\" x"),
    ];
    for (text, told) in cases {
        assert_eq!(read(text).to_string(), told, "{text}");
        assert_eq!(read(told), read(text), "{told}");
    }
}

#[test]
fn a_fault_has_its_place_and_a_suggestion() {
    let cases = [
        ("ada staus:active", 4, 5, "There is no field \"staus\". Did you mean status?", Some("ada status:active")),
        ("status:activ", 7, 5, "\"activ\" is none of", Some("status:active")),
        (
            "kind:gest tag:a",
            5,
            4,
            "\"gest\" is none of registered, guest. Did you mean guest?",
            Some("kind:guest tag:a"),
        ),
        ("see https://example.com", 4, 19, "There is no field \"https\".", Some("see \"https://example.com\"")),
        ("ada)", 3, 1, "This bracket closes nothing.", Some("ada")),
        ("(ada", 0, 1, "This bracket is never closed.", Some("(ada)")),
        ("\"ada", 0, 1, "This quotation mark is never closed.", Some("\"ada\"")),
        ("ada OR", 4, 2, "Nothing follows OR.", Some("ada \"OR\"")),
        ("OR ada", 0, 2, "Nothing stands before OR.", Some("ada")),
        ("()", 0, 2, "There is nothing between the brackets.", Some("")),
        ("tag:", 0, 4, "tag: needs a value behind it.", None),
        ("é >5", 2, 1, "A comparison needs a field before it", None),
        ("tag>5", 3, 1, "tag can only be equal to something.", Some("tag:5")),
        ("spent>1,5", 6, 3, "Write 1.5:", None),
        ("spent>5uds", 6, 4, "\"uds\" is no currency code.", Some("spent>5usd")),
        ("created<3m", 8, 2, "\"3m\" is no date.", Some("created<90d")),
        ("created:30d", 8, 3, "Write created<30d", None),
        ("country:Germny", 8, 6, "", None),
        ("metadata.a.b:1", 0, 12, "A key has letters", None),
        ("a\u{0}b", 1, 1, "There is an invisible control character (U+0000)", Some("ab")),
        ("payments>many", 9, 4, "\"many\" is no whole number.", None),
        ("phone:ada", 6, 3, "\"ada\" is no part of a phone number.", None),
    ];
    for (text, position, length, message, suggestion) in cases {
        let found = wrong(text);
        assert_eq!((found.position, found.length), (position, length), "{text}: {found:?}");
        assert!(found.message.starts_with(message), "{text}: {}", found.message);
        assert_eq!(found.suggestion.as_deref(), suggestion, "{text}");
    }
}

#[test]
fn nothing_is_too_long_too_wide_or_too_deep() {
    assert!(wrong(&"a".repeat(1001)).message.starts_with("A query has at most 1000 characters; this one has 1001."));
    assert!(wrong(&"a ".repeat(51)).message.starts_with("A query has at most 50 words"));
    for deep in ["(".repeat(300), "-".repeat(300) + "a", "NOT ".repeat(200) + "a"] {
        assert!(wrong(&deep).message.starts_with("Brackets and negations go at most 10 deep."), "{deep}");
    }
    read(&"a ".repeat(50));
}

#[test]
fn days_and_times_ago_bound_what_fits() {
    let range = |text: &str| match read(text) {
        Query::Is(Condition::Moment { compare, when, .. }) => {
            let (from, before) = when.range(compare);
            (from.map(|at| at.to_string()), before.map(|at| at.to_string()))
        }
        other => panic!("{other:?}"),
    };
    let at = |text: &str| Some(format!("{text}.000000Z"));
    assert_eq!(range("created:2025-12-31"), (at("2025-12-31T00:00:00"), at("2026-01-01T00:00:00")));
    assert_eq!(range("created>2025-12"), (at("2026-01-01T00:00:00"), None));
    assert_eq!(range("created<=2025"), (None, at("2026-01-01T00:00:00")));
    assert_eq!(range("last_payment<1d"), (Some("2025-12-31T00:00:00.000001Z".to_owned()), None));
    assert_eq!(range("last_payment>1d"), (None, at("2025-12-31T00:00:00")));
}

#[test]
fn the_filters_of_a_list_are_the_same_conditions() {
    let filter = CustomerFilter {
        text: "ada -tag:test".into(),
        kind: Some(Kind::Guest),
        tag: Some("vip".into()),
        subscription: Some(SubscriptionStatus::PastDue),
        created_from: Timestamp::parse_date("2026-01-01"),
        has: Some(Has::Payment),
        ..CustomerFilter::default()
    };
    let told = "ada -tag:test kind:guest tag:vip status:past_due created>=2026-01-01 has:payment";
    assert_eq!(filter.query(&frame()).expect("sound").to_string(), told);
    assert_eq!(CustomerFilter::default().query(&frame()), Ok(Query::everybody()));
}

/// Text that is nearly a query.
fn nearly() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(vec![
            "status",
            "spent",
            "tag",
            "created",
            "metadata.a",
            "name",
            "email",
            "has",
            "AND",
            "OR",
            "NOT",
            ":",
            "=",
            ">",
            "<=",
            "(",
            ")",
            "-",
            "\"",
            "\\",
            " ",
            "active",
            "100",
            "30d",
            "2026-01-31",
            "usd",
            "%",
            "_",
            "'",
            "\u{0}",
            "\u{301}",
            "İ",
            "ß",
            "\u{202e}",
            "\u{10ffff}",
            "🙂",
            "--",
            ";",
            "/*",
            "NULL",
            "\u{a0}",
            "\n",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(part, 0..20).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(text in nearly()) {
        match Query::parse(&text, &frame()) {
            Ok(query) => {
                prop_assert_eq!(Query::parse(&query.to_string(), &frame()), Ok(query));
            }
            Err(wrong) => {
                prop_assert!(wrong.position + wrong.length <= text.chars().count());
                prop_assert!(wrong.message.ends_with(['.', '?']), "{}", wrong.message);
            }
        }
    }

    #[test]
    fn words_are_found_as_they_are(words in "[a-zé@.+#' ]{0,30}") {
        prop_assert_eq!(read(&words), Query::words(&words));
    }
}
