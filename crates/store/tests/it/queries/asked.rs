//! What can be asked: conditions that some of the customers meet, put together in every way.

use proptest::prelude::*;

/// A query.
pub fn text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![3 => known(), 3 => compared(), 2 => words()];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" ")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" OR "))),
            inner.clone().prop_map(|part| format!("NOT ({part})")),
            inner.prop_map(|part| format!("-({part})")),
        ]
    })
}

fn known() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "status:active",
        "status:past_due",
        "status:ended",
        "kind:guest",
        "kind:registered",
        "tag:vip",
        "tag:\"very good\"",
        "tag:Écru",
        "tag:nobody",
        "country:DE",
        "country:us",
        "country:FR",
        "currency:usd",
        "currency:btc",
        "has:email",
        "has:phone",
        "has:external_id",
        "has:payment",
        "name:ada",
        "name=ADA",
        "name:\"al\\\"\"",
        "name:straße",
        "name:_",
        "name:%",
        "name:\\",
        "name:李",
        "email:p8@shop.example",
        "email:shop",
        "email=shop",
        "email:_",
        "phone:+49",
        "phone:0001",
        "external_id:User-5%_",
        "external_id:user-5%_",
        "did:web:p7.example",
        "metadata.plan:pro",
        "metadata.plan:\"a \\\"b\\\" \\\\ é\"",
        "metadata.plan:5",
        "metadata.a-b:true",
        "metadata.a-b:1.50",
        "metadata.a-b:1.5",
        "metadata.plan:null",
        "metadata.none:pro",
        "signal:top_spender",
        "signal:frequent_buyer",
        "signal:at_risk",
        "signal:new",
        "signal:refund_heavy",
        "signal:past_due",
    ])
    .prop_map(str::to_owned)
}

fn compared() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec![":", "=", ">", ">=", "<", "<="]);
    let amounts = (prop::sample::select(vec!["spent", "refunded"]), sign.clone(), amount());
    let counts =
        (prop::sample::select(vec!["payments", "orders"]), sign.clone(), (-1i64..4).prop_map(|n| n.to_string()));
    let days = (prop::sample::select(vec!["created", "first_payment", "last_payment"]), sign, day());
    prop_oneof![amounts, counts, days].prop_map(|(field, sign, value)| format!("{field}{sign}{value}"))
}

fn amount() -> impl Strategy<Value = String> {
    let unit = prop::sample::select(vec!["", "eur", "usd", "btc", "jpy"]);
    let amount = prop_oneof![Just(0), -10i64..600, 0i64..80_000];
    (amount, unit).prop_map(|(amount, unit)| format!("{amount}{unit}"))
}

fn day() -> impl Strategy<Value = String> {
    prop_oneof![
        (1u32..5, 1u32..29).prop_map(|(month, day)| format!("2026-{month:02}-{day:02}")),
        (1u32..5).prop_map(|month| format!("2026-{month:02}")),
        (2025i32..2028).prop_map(|year| year.to_string()),
        (0u32..200).prop_map(|days| format!("{days}d")),
        (0u32..20).prop_map(|weeks| format!("{weeks}w")),
        (1u32..29, 0u32..24).prop_map(|(day, hour)| format!("2026-02-{day:02}T{hour:02}:30:00Z")),
    ]
}

fn words() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "ada",
        "love lace",
        "ad",
        "a",
        "lukasz",
        "\"ada lovelace\"",
        "o'brien",
        "100%",
        "_",
        "%",
        "'",
        "李",
        "小龍",
        "p1",
        "p8@shop",
        "User-5",
        "US",
        "493000",
        "+493",
        "0x0000",
        "vip",
        "\"very good\"",
        "did\\",
        "\\",
        "cus_",
        "é",
        "\u{301}",
        "\"did:web:p7\"",
        ";",
        "--",
        "/*",
        "NULL",
    ]);
    prop_oneof![9 => known.prop_map(str::to_owned), 1 => any::<String>()]
}
