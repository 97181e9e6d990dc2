//! Settings by API.

use clientele_domain::key::KeyKind;
use serde_json::json;

use crate::harness::{TestApp, both_engines};

both_engines!(settings_are_read_and_changed_field_by_field);
async fn settings_are_read_and_changed_field_by_field(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let usual = json!({
        "link_typed_emails": true, "merge_on_phone": true, "merge_on_card": true, "other_external_id": "separate"
    });

    let read = api.get("/v1/settings").await.assert_status(200).json();
    let methods = json!({ "card": true, "lightning": null, "manual": [] });
    let expected = json!({
        "object": "settings", "livemode": false, "matching": usual, "payment_methods": methods, "refund_approval": {},
        "billing": { "time_zone": "UTC", "grace_days": 3 }, "allowed_origins": []
    });
    assert_eq!(read, expected);
    assert_eq!(api.patch("/v1/settings", json!({})).await.assert_status(200).json(), read);

    let change = json!({ "matching": { "merge_on_card": false, "other_external_id": "link" } });
    let changed = api.patch("/v1/settings", change).await.assert_status(200).json();

    assert_eq!(changed["matching"]["merge_on_card"], false);
    assert_eq!(changed["matching"]["other_external_id"], "link");
    assert_eq!(changed["matching"]["merge_on_phone"], true);
    assert_eq!(api.get("/v1/settings").await.json(), changed);
    let live = shop.other_mode().api().await.get("/v1/settings").await.json();
    assert_eq!((&live["livemode"], &live["matching"]), (&true.into(), &usual), "each mode has its own");
}

both_engines!(payment_methods_are_set_up_as_on_their_page);
async fn payment_methods_are_set_up_as_on_their_page(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let by_hand = json!([
        { "type": "cash", "instructions": "At the till." },
        { "type": "bank_transfer", "label": "Bank", "instructions": "To DE00 0000." }
    ]);

    let change = json!({ "payment_methods": { "card": false, "manual": by_hand } });
    let changed = api.patch("/v1/settings", change).await.assert_status(200).json();

    let expected = json!({
        "card": false,
        "lightning": null,
        "manual": [
            { "type": "cash", "label": "Cash", "instructions": "At the till." },
            { "type": "bank_transfer", "label": "Bank", "instructions": "To DE00 0000." }
        ]
    });
    assert_eq!(changed["payment_methods"], expected);
    assert_eq!(api.get("/v1/settings").await.json(), changed);
    shop.get("settings/payments").await.assert_value("manual.bank_transfer.label", "Bank");
    let on = json!({ "payment_methods": { "card": true } });
    let on = api.patch("/v1/settings", on).await.assert_status(200).json();
    assert_eq!(on["payment_methods"]["manual"], expected["manual"], "what is left out stays");

    let wrong = json!({ "payment_methods": {
        "lightning": { "address": "nobody", "rate_path": "/usd" },
        "manual": [{ "type": "cash", "instructions": "x" }, { "type": "bank_transfer" }, { "type": "card" }]
    } });
    let answer = api.patch("/v1/settings", wrong).await;
    answer.assert_status(422);
    let fields: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
    let expected = ["lightning.address", "lightning.rate_url", "manual[1].instructions", "manual[2]"];
    assert_eq!(fields, expected.map(|field| format!("payment_methods.{field}")));
    let missing = json!({ "payment_methods": { "card": null, "manual": [{ "instructions": "x" }] } });
    let faults = api.patch("/v1/settings", missing).await.faults();
    let fields: Vec<String> = faults.into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["payment_methods.card", "payment_methods.manual[0].type"]);
    assert_eq!(api.get("/v1/settings").await.json(), on, "nothing of it was saved");
}

both_engines!(sessions_are_made_for_listed_origins_alone);
async fn sessions_are_made_for_listed_origins_alone(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let of = |origin: &str| json!({ "customer": ada, "components": ["customer"], "allowed_origin": origin });
    let sessions = "/v1/customer_sessions";
    let open = api.post(sessions, of("https://old.example")).await.assert_status(201).json();

    let wrong = json!({ "allowed_origins": ["https://shop.example", "shop.example", "https://shop.example/a"] });
    let faults = api.patch("/v1/settings", wrong).await.assert_status(422).faults();
    let fields: Vec<String> = faults.into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["allowed_origins[1]", "allowed_origins[2]"]);
    let listed =
        json!({ "allowed_origins": ["https://www.shop.example", "https://Shop.example:443", "https://shop.example"] });
    let changed = api.patch("/v1/settings", listed).await.assert_status(200).json();

    assert_eq!(changed["allowed_origins"], json!(["https://shop.example", "https://www.shop.example"]));
    assert_eq!(api.get("/v1/settings").await.json(), changed);
    api.post(sessions, of("https://SHOP.example/")).await.assert_status(201);
    let answer = api.post(sessions, of("https://evil.example")).await;
    let faults = answer.assert_status(422).faults();
    assert_eq!((faults.len(), faults[0].0.as_str()), (1, "allowed_origin"));
    answer.assert_shows("https://shop.example, https://www.shop.example");
    let id = open["id"].as_str().expect("an id");
    assert_eq!(api.get(&format!("{sessions}/{id}")).await.json()["status"], "active", "what is open goes on");
    let live = shop.other_mode().api().await;
    assert_eq!(live.get("/v1/settings").await.json()["allowed_origins"], json!([]), "each mode has its own");

    let cleared = api.patch("/v1/settings", json!({ "allowed_origins": null })).await.assert_status(200).json();
    assert_eq!(cleared["allowed_origins"], json!([]));
    api.post(sessions, of("https://evil.example")).await.assert_status(201);
}

both_engines!(what_is_wrong_with_settings_is_told_by_field);
async fn what_is_wrong_with_settings_is_told_by_field(app: TestApp) {
    let api = app.merchant().await.api().await;

    let wrong = json!({ "matching": { "merge_on_phone": null, "other_external_id": "maybe", "merge_on_name": true } });
    let answer = api.patch("/v1/settings", wrong).await;

    let mut fields: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
    fields.sort();
    assert_eq!(fields, ["matching.merge_on_name", "matching.merge_on_phone", "matching.other_external_id"]);
    assert_eq!(answer.status.as_u16(), 422);
}

both_engines!(settings_of_all_kinds_are_changed_together_or_not_at_all);
async fn settings_of_all_kinds_are_changed_together_or_not_at_all(app: TestApp) {
    let api = app.merchant().await.api().await;
    let before = api.get("/v1/settings").await.json();

    // Each kind with something sound and something wrong.
    let wrong = json!({
        "matching": { "merge_on_phone": false, "merge_on_card": null },
        "payment_methods": { "card": false, "manual": [{ "type": "bank_transfer" }] },
        "refund_approval": { "usd": 10000, "eur": -1 }
    });
    let answer = api.patch("/v1/settings", wrong).await;
    answer.assert_status(422);
    let mut fields: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
    fields.sort();
    let all = ["matching.merge_on_card", "payment_methods.manual[0].instructions", "refund_approval.eur"];
    assert_eq!(fields, all);

    // All of it is sound, but nobody answers at the address.
    let unreachable = json!({
        "matching": { "merge_on_phone": false },
        "payment_methods": { "lightning": { "address": "shop@wallet.example" } },
        "refund_approval": { "usd": 10000 }
    });
    let answer = api.patch("/v1/settings", unreachable).await;
    let fields: Vec<String> = answer.assert_status(422).faults().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["payment_methods.lightning.address"]);
    assert_eq!(api.get("/v1/settings").await.json(), before);

    let sound = json!({
        "matching": { "merge_on_phone": false },
        "payment_methods": { "card": false },
        "refund_approval": { "usd": 10000 }
    });
    let changed = api.patch("/v1/settings", sound).await.assert_status(200).json();
    assert_eq!(
        (&changed["matching"]["merge_on_phone"], &changed["payment_methods"]["card"]),
        (&false.into(), &false.into())
    );
    assert_eq!(changed["refund_approval"]["usd"], 10000);
}

both_engines!(a_key_needs_a_grant_for_settings);
async fn a_key_needs_a_grant_for_settings(app: TestApp) {
    let shop = app.merchant().await;
    let change = json!({ "matching": { "merge_on_phone": false } });
    for (access, reads, writes) in
        [("customers:write", 403, 403), ("settings:read", 200, 403), ("read", 200, 403), ("settings:write", 200, 200)]
    {
        let api = shop.api_with(KeyKind::Secret, access).await;

        api.get("/v1/settings").await.assert_status(reads);
        api.patch("/v1/settings", change.clone()).await.assert_status(writes);
    }
}
