//! Customer sessions, as the merchant's server makes and ends them.

use clientele_domain::key::KeyKind;
use clientele_store::customer_sessions;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::harness::{TestApp, both_engines};

const SESSIONS: &str = "/v1/customer_sessions";

both_engines!(the_secret_is_told_once_and_kept_as_a_hash);
async fn the_secret_is_told_once_and_kept_as_a_hash(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada", "external_id": "user-1" })).await;
    let asked = json!({
        "customer": "external_id:user-1", "components": ["orders", "customer"],
        "allowed_origin": "https://Shop.example:443/"
    });

    let made = api.post(SESSIONS, asked).await.assert_status(201).json();

    assert_eq!((&made["object"], &made["livemode"]), (&json!("customer_session"), &json!(false)));
    assert_eq!((&made["customer_id"], &made["status"]), (&json!(ada), &json!("active")));
    assert_eq!(
        (&made["components"], &made["allowed_origin"]),
        (&json!(["customer", "orders"]), &json!("https://shop.example"))
    );
    let secret = made["client_secret"].as_str().expect("a secret");
    assert!(secret.starts_with("csec_test_") && secret.len() == 53, "{secret}");
    let id = made["id"].as_str().expect("an id");
    assert!(id.starts_with("cuss_"), "{id}");
    let read = api.get(&format!("{SESSIONS}/{id}")).await;
    read.assert_status(200).assert_lacks(secret);
    assert_eq!(read.json()["client_secret"], json!(null));
    let hash: String = Sha256::digest(secret).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut reader = app.house().db.read().await.expect("the database answers");
    let conn = &mut reader.conn();
    assert!(customer_sessions::by_hash(conn, secret).await.expect("an answer").is_none());
    assert!(customer_sessions::by_hash(conn, &hash).await.expect("an answer").is_some());
}

both_engines!(what_is_wrong_is_told_at_once_where_it_was_sent);
async fn what_is_wrong_is_told_at_once_where_it_was_sent(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let gone = api.customer(json!({ "name": "Gone" })).await;
    api.delete(&format!("/v1/customers/{gone}")).await.assert_status(200);
    let sound = json!({ "customer": ada, "components": ["customer"], "allowed_origin": "https://shop.example" });
    let with = |field: &str, value: serde_json::Value| {
        let mut body = sound.clone();
        body[field] = value;
        body
    };

    for (body, fields) in [
        (json!({}), &["customer", "components", "allowed_origin"][..]),
        (
            json!({ "components": ["profile"], "expires_in": 59 }),
            &["components[0]", "customer", "components", "allowed_origin", "expires_in"],
        ),
        (with("customer", json!("cus_01kafg3v9te5rbh2m8q0w4x7yd")), &["customer"]),
        (with("customer", json!(gone)), &["customer"]),
        (with("customer", json!("Ada")), &["customer"]),
        (with("components", json!([])), &["components"]),
        (with("expires_in", json!(86_401)), &["expires_in"]),
        (with("allowed_origin", json!("*")), &["allowed_origin"]),
        (with("allowed_origin", json!("http://shop.example")), &["allowed_origin"]),
        (with("allowed_origin", json!("https://shop.example/account")), &["allowed_origin"]),
        (with("origin", json!("https://shop.example")), &["origin"]),
    ] {
        let answer = api.post(SESSIONS, body.clone()).await;
        let found: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
        assert_eq!((answer.status.as_u16(), found), (422, fields.iter().map(|f| (*f).to_owned()).collect()), "{body}");
    }
    let local = json!("http://localhost:5173");
    api.post(SESSIONS, with("allowed_origin", local.clone())).await.assert_status(201);
    let live = shop.other_mode().api().await;
    let grace = live.customer(json!({ "name": "Grace" })).await;
    let mut asked = with("customer", json!(grace));
    live.post(SESSIONS, asked.clone()).await.assert_status(201);
    asked["allowed_origin"] = local;
    assert_eq!(live.post(SESSIONS, asked).await.faults()[0].0, "allowed_origin");
}

both_engines!(a_key_shows_by_a_session_only_what_it_may_see_itself);
async fn a_key_shows_by_a_session_only_what_it_may_see_itself(app: TestApp) {
    let shop = app.merchant().await;
    let ada = shop.api().await.customer(json!({ "name": "Ada" })).await;
    let key = shop.api_with(KeyKind::Secret, "customers:write subscriptions:read").await;
    let asked = |components: &[&str]| json!({ "customer": ada, "components": components, "allowed_origin": "https://shop.example" });

    key.post(SESSIONS, asked(&["customer", "subscriptions"])).await.assert_status(201);
    key.post(SESSIONS, asked(&["orders"])).await.assert_problem(403, "permission_denied");
    let looks = shop.api_with(KeyKind::Secret, "read").await;
    looks.post(SESSIONS, asked(&["customer"])).await.assert_problem(403, "permission_denied");
}

both_engines!(ending_a_session_twice_is_ending_it_once);
async fn ending_a_session_twice_is_ending_it_once(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let asked = json!({
        "customer": ada, "components": ["customer"], "allowed_origin": "https://shop.example", "expires_in": 60
    });
    let path = format!("{SESSIONS}/{}", api.post(SESSIONS, asked.clone()).await.id());

    let ended = api.post(&format!("{path}/revoke"), json!({})).await.assert_status(200).json();
    let again = api.post(&format!("{path}/revoke"), json!({})).await.assert_status(200).json();

    assert_eq!((&ended["status"], &ended["client_secret"]), (&json!("revoked"), &json!(null)));
    assert!(ended["revoked_at"].is_string() && ended == again, "{ended} {again}");
    assert_eq!(api.get(&path).await.json(), ended);
    let short = format!("{SESSIONS}/{}", api.post(SESSIONS, asked).await.id());
    app.pass(std::time::Duration::from_secs(60));
    assert_eq!(api.get(&short).await.json()["status"], "expired");
}
