//! Who may use the API, and for what.

use clientele_domain::key::KeyKind;
use clientele_service::{Ctx, keys};
use serde_json::json;

use crate::harness::{Api, TestApp, both_engines};

both_engines!(without_a_key_that_opens_something_there_is_nothing);
async fn without_a_key_that_opens_something_there_is_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let good = shop.api().await;
    for key in
        ["", "sk_test_", "sk_test_nobody", &good.key.replace("sk_test", "sk_live"), &good.key[..good.key.len() - 1]]
    {
        let api = Api::new(&app, key);
        for path in ["/v1/customers", "/v1/customers/cus_none", "/v1/nothing"] {
            let answer = api.get(path).await;
            answer.assert_problem(401, "key_invalid");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
    let basic = Api::new(&app, "").with_header("authorization", format!("Basic {}", good.key));
    basic.get("/v1/customers").await.assert_problem(401, "key_invalid");
}

both_engines!(a_revoked_key_opens_nothing_from_the_next_look_on);
async fn a_revoked_key_opens_nothing_from_the_next_look_on(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ctx = Ctx::system(app.house(), shop.scope, "Test");
    let key = keys::list(&ctx).await.expect("keys").remove(0);
    keys::revoke(&ctx, key.id).await.expect("revoked");
    keys::revoke(&ctx, key.id).await.expect("twice is once");

    api.get("/v1/customers").await.assert_problem(401, "key_invalid");
}

both_engines!(a_key_does_what_it_was_made_for_and_nothing_else);
async fn a_key_does_what_it_was_made_for_and_nothing_else(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.customer().name("Ada").create().await.to_string();
    let pay = json!({ "amount": 100, "currency": "eur", "customer_id": ada });

    let reader = shop.api_with(KeyKind::Secret, "read").await;
    reader.get(&format!("/v1/customers/{ada}")).await.assert_status(200);
    let refused = reader.patch(&format!("/v1/customers/{ada}"), json!({ "name": "Eve" })).await;
    refused.assert_problem(403, "permission_denied").assert_shows("customers:write");
    reader.post("/v1/payments", pay.clone()).await.assert_problem(403, "permission_denied");

    let payer = shop.api_with(KeyKind::Secret, "payments:write customers:read").await;
    payer.post("/v1/payments", pay.clone()).await.assert_status(201);
    payer.delete(&format!("/v1/customers/{ada}")).await.assert_problem(403, "permission_denied");
    payer.get("/v1/events").await.assert_problem(403, "permission_denied");

    let publishable = shop.api_with(KeyKind::Publishable, "full").await;
    assert!(publishable.key.starts_with("pk_test_"), "{}", publishable.key);
    publishable.get("/v1/customers").await.assert_problem(403, "permission_denied");
}

both_engines!(no_key_is_kept_in_a_form_that_opens_anything);
async fn no_key_is_kept_in_a_form_that_opens_anything(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ctx = Ctx::system(app.house(), shop.scope, "Test");

    let kept = keys::list(&ctx).await.expect("keys").remove(0);
    assert_eq!(kept.label(), format!("sk_test_…{}", &api.key[api.key.len() - 4..]));
    assert!(api.key.len() > 40, "{}", api.key);
}
