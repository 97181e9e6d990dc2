//! Finding a person: exactly meant first, then whoever contains it.

use clientele_app::list_query::escape;

use super::names;
use crate::harness::{Shop, TestApp, both_engines};

both_engines!(who_is_named_exactly_stands_first);
async fn who_is_named_exactly_stands_first(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop
        .customer()
        .name("Ada")
        .email("ada@analytical.example")
        .external_id("user-1")
        .phone("+442079460018")
        .with(|fields| fields.did = "did:web:ada.example".into())
        .create()
        .await;
    shop.payment_with(ada, |payment| payment.order_number = "A-1001".into()).await;
    // Newer, and with all of it in the name.
    let id = ada.to_string();
    for text in ["ada@analytical.example", "user-1", "+442079460018", "did:web:ada.example", "A-1001", "4242", &id] {
        shop.customer().name(&format!("Copy of {text}")).create().await;
    }

    for text in [
        "ada@analytical.example",
        "ADA@Analytical.example",
        " user-1 ",
        "+442079460018",
        "+44 20 7946 0018",
        "did:web:ada.example",
        "A-1001",
        "#A-1001",
        "4242",
        &id,
    ] {
        assert_eq!(find(&shop, text).await.first().map(String::as_str), Some("Ada"), "{text:?}");
        assert_eq!(
            names(&shop, &format!("?sort=name&order=desc&q={}", escape(text))).await.first().map(String::as_str),
            Some("Ada")
        );
    }
}

both_engines!(three_letters_are_found_anywhere_and_accents_do_not_count);
async fn three_letters_are_found_anywhere_and_accents_do_not_count(app: TestApp) {
    let shop = app.merchant().await;
    shop.customer().name("Zoë Łukasiewicz").email("zoe@example.com").tag("écru").create().await;
    shop.customer().name("Grace Hopper").create().await;
    shop.customer().name("李小龍功夫").create().await;

    for text in ["kasie", "LUKAS", "łuk", "zoe luk", "wicz zoë", "example.com", "ecru", "oe@ex"] {
        assert_eq!(find(&shop, text).await, ["Zoë Łukasiewicz"], "{text:?}");
    }
    assert_eq!(find(&shop, "小龍功").await, ["李小龍功夫"]);
    for text in ["zoe hopper", "kasix", "luk zoo"] {
        assert_eq!(find(&shop, text).await, Vec::<String>::new(), "{text:?}");
    }
}

both_engines!(one_or_two_letters_are_a_beginning);
async fn one_or_two_letters_are_a_beginning(app: TestApp) {
    let shop = app.merchant().await;
    shop.customer().name("Ada Lovelace").create().await;
    shop.customer().name("Grace Adams").email("grace@example.com").create().await;
    shop.customer().email("adele@example.com").create().await;
    shop.customer().name("李小龍").create().await;

    let mut found = find(&shop, "ad").await;
    found.sort();
    assert_eq!(found, ["Ada Lovelace", "adele@example.com"]);
    assert_eq!(find(&shop, "G").await, ["Grace Adams"]);
    assert_eq!(find(&shop, "李").await, ["李小龍"]);
    assert_eq!(find(&shop, "x").await, Vec::<String>::new());
}

both_engines!(signs_of_a_query_language_mean_themselves);
async fn signs_of_a_query_language_mean_themselves(app: TestApp) {
    let shop = app.merchant().await;
    for name in
        ["100% Cotton", "under_score", "back\\slash", "quo\"te's", "AND OR NOT", "star*near(", "%41da", "a+b&c=d"]
    {
        shop.customer().name(name).create().await;
    }
    shop.customer().name("Ada plain underXscore").create().await;

    for (text, expected) in [
        ("100%", "100% Cotton"),
        ("under_s", "under_score"),
        ("ck\\sl", "back\\slash"),
        ("quo\"te", "quo\"te's"),
        ("te's", "quo\"te's"),
        ("and or not", "AND OR NOT"),
        ("star*near(", "star*near("),
        ("%41da", "%41da"),
        ("a+b&c=d", "a+b&c=d"),
    ] {
        assert_eq!(find(&shop, text).await, [expected], "{text:?}");
        // The box over the list has a language, in which text in quotation marks is nothing but text.
        let quoted = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        assert_eq!(names(&shop, &format!("?q={}", escape(&quoted))).await, [expected], "{quoted} in the list");
        let page = shop.get(&format!("customers?q={}", escape(&quoted))).await;
        page.assert_status(200).assert_shows(expected);
    }
}

both_engines!(hostile_text_is_no_fault);
async fn hostile_text_is_no_fault(app: TestApp) {
    let shop = app.merchant().await;
    shop.customer().name("Ada Lovelace").create().await;
    let (long, words, marks) = ("x".repeat(10_000), "abc ".repeat(2_500), "e\u{301}".repeat(5_000));

    for text in [
        "\0",
        "a\0b",
        "ada\0",
        "'",
        "\"",
        "\"\"\"",
        "%",
        "%%%",
        "_",
        "\\",
        "\\\\\\",
        "'; DROP TABLE customers; --",
        "ada OR 1=1",
        "NEAR(ada, 5)",
        "ada*",
        "^ada",
        "-ada",
        "search_text:ada",
        "{ada}",
        "(ada",
        "\u{202e}ada",
        "\u{fffe}",
        "🧮🧮🧮",
        "\t\n\r",
        "cus_",
        "cus_%",
        "did:",
        "@",
        "@@@",
        "+",
        "+++",
        "0000",
        "00000000",
        "did:\0",
        "cus_\0",
        "a@\0",
        &long,
        &words,
        &marks,
    ] {
        let escaped = escape(text);
        let found = shop.call("customers/search", &[("text", text)]).await;
        assert!(!found.status.is_server_error(), "search {text:.40?}: {}", found.status);
        for query in [
            format!("?q={escaped}"),
            format!("?q={escaped}&sort=name"),
            format!("?tag={escaped}"),
            format!("?q=ada&after={escaped}"),
        ] {
            let listed = shop.call("customers/list", &[("query", &query)]).await;
            assert!(!listed.status.is_server_error(), "list {query:.60}: {}", listed.status);
        }
    }
    let broken = shop.browser.get(&format!("{}?q=%ff%fe%zz%", shop.path("customers"))).await;
    broken.assert_status(200);
}

async fn find(shop: &Shop, text: &str) -> Vec<String> {
    let answer = shop.call("customers/search", &[("text", text)]).await;
    answer.assert_status(200);
    let hits = answer.json()[1].as_array().cloned().unwrap_or_default();
    hits.iter().map(|hit| hit["display_name"].as_str().unwrap_or_default().to_owned()).collect()
}
