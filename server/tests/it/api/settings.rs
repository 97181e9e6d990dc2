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
    let none = json!({});
    assert_eq!(read, json!({ "object": "settings", "livemode": false, "matching": usual, "refund_approval": none }));
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
