//! Customers.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{TestApp, both_engines};

both_engines!(a_customer_is_made_with_everything_that_was_sent);
async fn a_customer_is_made_with_everything_that_was_sent(app: TestApp) {
    let api = app.merchant().await.api().await;

    let answer = api
        .post(
            "/v1/customers",
            json!({
                "external_id": "user-123", "name": " Ada Lovelace ", "email": "Ada@Example.com", "phone": "+233501234567",
                "address": { "country": "GB", "city": "London" }, "tags": ["vip"], "preferred_locale": "en-GB",
                "metadata": { "plan": "pro", "seats": 3, "gone": null }
            }),
        )
        .await;

    answer.assert_status(201);
    assert_eq!(answer.header("etag"), "\"1\"");
    let ada = answer.json();
    assert_eq!(ada["object"], "customer");
    assert_eq!((&ada["livemode"], &ada["kind"]), (&false.into(), &"registered".into()));
    assert_eq!((&ada["name"], &ada["email"]), (&"Ada Lovelace".into(), &"ada@example.com".into()));
    assert_eq!(ada["address"]["line1"], Value::Null);
    assert_eq!((&ada["shipping"], &ada["did"]), (&Value::Null, &Value::Null));
    assert_eq!(ada["metadata"], json!({ "plan": "pro", "seats": 3 }));
    assert_eq!(ada["totals"], json!([]));
    let again = api.get(&format!("/v1/customers/{}", answer.id())).await;
    assert_eq!(again.assert_status(200).json(), ada);
}

both_engines!(a_taken_external_id_is_a_conflict_that_names_the_owner);
async fn a_taken_external_id_is_a_conflict_that_names_the_owner(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "external_id": "user-1" })).await;
    let grace = api.customer(json!({ "external_id": "user-2" })).await;

    for answer in [
        api.post("/v1/customers", json!({ "external_id": "user-1" })).await,
        api.patch(&format!("/v1/customers/{grace}"), json!({ "external_id": "user-1" })).await,
    ] {
        answer.assert_problem(409, "external_id_taken");
        assert_eq!(answer.json()["existing_id"], ada.as_str());
    }
}

both_engines!(a_selector_finds_the_same_customer_by_each_identifier);
async fn a_selector_finds_the_same_customer_by_each_identifier(app: TestApp) {
    let api = app.merchant().await.api().await;
    let did = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
    let ada = api.customer(json!({ "external_id": "a/b c", "email": "ada@example.com", "did": did })).await;

    for name in [&ada, "external_id:a%2Fb%20c", "email:ADA@example.com", did, &format!("did:{did}")] {
        let answer = api.get(&format!("/v1/customers/{name}")).await;
        assert_eq!(answer.assert_status(200).id(), ada, "{name}");
        api.get(&format!("/v1/customers/{name}/timeline")).await.assert_status(200);
    }
    for name in ["external_id:a", "email:nobody@example.com", "did:key:z6", "phone:+1", "none"] {
        api.get(&format!("/v1/customers/{name}")).await.assert_problem(404, "not_found");
    }
}

both_engines!(a_change_changes_what_is_sent_and_null_clears);
async fn a_change_changes_what_is_sent_and_null_clears(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api
        .customer(json!({
            "name": "Ada", "email": "ada@example.com", "address": { "city": "London", "country": "GB" },
            "tags": ["a"], "metadata": { "plan": "pro", "seats": 3 }
        }))
        .await;
    let path = format!("/v1/customers/{ada}");

    let changed = api
        .patch(
            &path,
            json!({
                "email": null, "address": { "city": "Ockham" }, "metadata": { "seats": null, "since": 1843 },
                "shipping": { "name": "Byron King", "country": "France" }
            }),
        )
        .await;

    let now = changed.assert_status(200).json();
    assert_eq!((&now["name"], &now["email"], &now["version"]), (&"Ada".into(), &Value::Null, &2.into()));
    assert_eq!((&now["address"]["city"], &now["address"]["country"]), (&"Ockham".into(), &"GB".into()));
    assert_eq!((&now["shipping"]["country"], &now["shipping"]["name"]), (&"FR".into(), &"Byron King".into()));
    assert_eq!(now["metadata"], json!({ "plan": "pro", "since": 1843 }));
    assert_eq!(now["tags"], json!(["a"]));
    let same = api.patch(&path, json!({ "name": "Ada" })).await;
    assert_eq!(same.header("etag"), "\"2\"", "what changes nothing makes no version");
    api.patch(&path, json!({ "name": null })).await.assert_problem(422, "parameter_missing");
}

both_engines!(a_change_based_on_another_version_is_refused);
async fn a_change_based_on_another_version_is_refused(app: TestApp) {
    let api = app.merchant().await.api().await;
    let path = format!("/v1/customers/{}", api.customer(json!({ "name": "Ada" })).await);
    api.patch(&path, json!({ "name": "Augusta" })).await.assert_status(200);

    let stale = api.with_header("if-match", "\"1\"");
    stale.patch(&path, json!({ "name": "Eve" })).await.assert_problem(412, "version_differs");
    stale.delete(&path).await.assert_problem(412, "version_differs");
    api.with_header("if-match", "soon").patch(&path, json!({})).await.assert_problem(422, "parameter_invalid");
    api.with_header("if-match", "\"2\"").patch(&path, json!({ "name": "Lady" })).await.assert_status(200);
    assert_eq!(api.get(&path).await.json()["name"], "Lady");
}

both_engines!(what_was_deleted_answers_as_deleted);
async fn what_was_deleted_answers_as_deleted(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada", "email": "ada@example.com" })).await;
    let path = format!("/v1/customers/{ada}");
    let remains = json!({ "object": "customer", "id": ada, "deleted": true });

    assert_eq!(api.delete(&path).await.assert_status(200).json(), remains);

    assert_eq!(api.get(&path).await.assert_status(200).json(), remains);
    assert_eq!(api.delete(&path).await.assert_status(200).json(), remains);
    api.get("/v1/customers/email:ada@example.com").await.assert_problem(404, "not_found");
    api.patch(&path, json!({ "name": "Eve" })).await.assert_problem(409, "customer_deleted");
    api.post(&format!("{path}/notes"), json!({ "body": "Gone?" })).await.assert_problem(409, "customer_deleted");
    api.get(&format!("{path}/timeline")).await.assert_status(200).assert_lacks("ada@example.com");
    api.get(&format!("{path}/payments")).await.assert_status(200);
}

both_engines!(notes_and_wallets_hang_on_a_customer);
async fn notes_and_wallets_hang_on_a_customer(app: TestApp) {
    let api = app.merchant().await.api().await;
    let path = format!("/v1/customers/{}", api.customer(json!({ "name": "Ada" })).await);

    let note = api.post(&format!("{path}/notes"), json!({ "body": "Prefers Lightning." })).await;
    assert_eq!(note.assert_status(201).json()["author"], "Web shop");
    api.post(&format!("{path}/notes"), json!({})).await.assert_problem(422, "parameter_missing");
    assert_eq!(api.walk(&format!("{path}/notes")).await[0], note.json());

    let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    let wallet = api.post(&format!("{path}/wallets"), json!({ "chain_id": 1, "address": address })).await;
    assert_eq!(wallet.assert_status(201).json()["address"], address.to_lowercase());
    let twice = api.post(&format!("{path}/wallets"), json!({ "chain_id": 1, "address": address })).await;
    assert_eq!(twice.assert_problem(422, "parameter_invalid").faults()[0].0, "address");
    assert_eq!(api.get(&path).await.json()["wallets"], json!([wallet.json()]));
    let identities = api.walk(&format!("{path}/identities")).await;
    assert_eq!((&identities[0]["kind"], &identities[0]["evidence"]), (&"wallet".into(), &"asserted".into()));
    let removed = api.delete(&format!("{path}/wallets/{}", wallet.id())).await;
    assert_eq!((removed.status.as_u16(), removed.body.as_str()), (204, ""));
    api.delete(&format!("{path}/wallets/{}", wallet.id())).await.assert_problem(404, "not_found");
}

both_engines!(what_was_paid_can_be_told_beside_the_record);
async fn what_was_paid_can_be_told_beside_the_record(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = shop.customer().name("Ada").create().await;
    let payment = shop.payment(ada, 4800).await;

    let told = api.get(&format!("/v1/customers/{ada}?include=payments,orders")).await.assert_status(200).json();
    assert_eq!(told["payments"][0]["id"], payment.id.to_string());
    assert_eq!(told["orders"][0]["amount"], 4800);
    let totals = json!([{ "currency": "eur", "spent": 4800, "refunded": 0, "net": 4800, "payment_count": 1 }]);
    assert_eq!(told["totals"], totals);
    assert_eq!(api.get(&format!("/v1/customers/{ada}")).await.json()["payments"], Value::Null);
    api.get(&format!("/v1/customers/{ada}?include=cats")).await.assert_problem(422, "parameter_invalid");
}

both_engines!(a_record_tells_its_mode_and_its_times);
async fn a_record_tells_its_mode_and_its_times(app: TestApp) {
    let shop = app.merchant().await;
    let (api, live) = (shop.api().await, shop.live().api().await);
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let path = format!("/v1/customers/{ada}");
    let made = api.get(&path).await.json();
    app.pass(Duration::from_secs(1));

    let changed = api.patch(&path, json!({ "name": "Augusta" })).await.json();

    assert!(ada.starts_with("cus_"), "{ada}");
    let moment = |record: &Value, field: &str| record[field].as_str().expect("a time").to_owned();
    assert!(moment(&made, "created_at").ends_with('Z'), "{made}");
    assert_eq!(made["created_at"], made["updated_at"]);
    assert_eq!(changed["created_at"], made["created_at"]);
    assert!(moment(&changed, "updated_at") > moment(&made, "updated_at"));
    live.get(&path).await.assert_problem(404, "not_found");
    let other = live.post("/v1/customers", json!({ "name": "Ada" })).await.json();
    assert_eq!((&made["livemode"], &other["livemode"]), (&false.into(), &true.into()));
}

both_engines!(an_entry_of_the_list_is_the_whole_record);
async fn an_entry_of_the_list_is_the_whole_record(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = shop.customer().name("Ada").create().await;
    shop.wallet(ada, "0xde709f2102306220921060314715629080e2fb77").await;
    shop.payment(ada, 4800).await;

    let listed = api.walk("/v1/customers").await;

    assert_eq!(listed, [api.get(&format!("/v1/customers/{ada}")).await.json()]);
    assert_eq!((&listed[0]["counts"]["payments"], &listed[0]["wallets"][0]["chain_id"]), (&1.into(), &1.into()));
    assert_eq!(listed[0]["totals"][0]["spent"], 4800);
}
