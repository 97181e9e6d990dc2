//! Metadata: keys of the merchant's choice, each broken rule told with the key it concerns.

use clientele_service::customers;

use super::id_in;
use crate::harness::{Answer, Shop, TestApp, both_engines};

both_engines!(every_broken_rule_is_told_at_once_with_its_key);
async fn every_broken_rule_is_told_at_once_with_its_key(app: TestApp) {
    let shop = app.merchant().await;
    let long = "k".repeat(101);

    let page =
        create(&shop, &[("a key", "1"), (&long, "2"), ("twice", "3"), ("twice", "4"), ("bell", "\u{7}"), ("", "5")])
            .await;

    page.assert_status(422);
    for words in [
        "\"a key\" has a space in it.",
        "The key has 101 characters; 100 is the most.",
        "The key \"twice\" is there more than once. Keep one.",
        "The value has an invisible control character in it (U+0007).",
        "The value \"5\" has no key.",
    ] {
        page.assert_shows(words);
    }
    for value in ["a key", "twice", "kkkkkkkk"] {
        assert!(page.attributes("value").iter().any(|known| known.contains(value)), "{value} was lost");
    }
}

both_engines!(there_is_a_limit_to_keys_and_to_bytes);
async fn there_is_a_limit_to_keys_and_to_bytes(app: TestApp) {
    let shop = app.merchant().await;
    let keys: Vec<String> = (0..51).map(|number| format!("key{number}")).collect();
    let many: Vec<(&str, &str)> = keys.iter().map(|key| (key.as_str(), "1")).collect();
    let large = "x".repeat(16 * 1024);

    create(&shop, &many).await.assert_status(422).assert_shows("There are 51 keys; 50 is the most.");
    create(&shop, &[("large", &large)]).await.assert_status(422).assert_shows("16,384 is the most.");
    create(&shop, &many[..50]).await.assert_status(303);
    create(&shop, &[("large", &large[..16_000])]).await.assert_status(303);
}

both_engines!(values_are_json_where_they_read_as_json_and_text_otherwise);
async fn values_are_json_where_they_read_as_json_and_text_otherwise(app: TestApp) {
    let shop = app.merchant().await;
    let pairs = [
        ("number", "12345678901234567890.5"),
        ("yes", "true"),
        ("list", "[1, {\"a\": null}]"),
        ("text", "plain, \"quoted\" text"),
        ("quoted", "\"36\""),
        ("lines", "one\r\ntwo\tthree"),
        ("empty", ""),
    ];

    let created = create(&shop, &pairs).await;

    created.assert_status(303);
    let kept = customers::get(&shop.ctx(), id_in(created.location())).await.expect("the customer").customer;
    let value =
        |key: &str| kept.fields.metadata.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str());
    assert_eq!(value("number"), Some("12345678901234567890.5"));
    assert_eq!(value("yes"), Some("true"));
    assert_eq!(value("list"), Some("[1,{\"a\":null}]"));
    assert_eq!(value("text"), Some("\"plain, \\\"quoted\\\" text\""));
    assert_eq!(value("quoted"), Some("\"36\""));
    assert_eq!(value("empty"), Some("\"\""));
}

async fn create(shop: &Shop, pairs: &[(&str, &str)]) -> Answer {
    let mut form = vec![("name", "Ada Lovelace")];
    for (key, value) in pairs {
        form.extend([("metadata.key", *key), ("metadata.value", *value)]);
    }
    shop.post("customers/new", &form).await
}
