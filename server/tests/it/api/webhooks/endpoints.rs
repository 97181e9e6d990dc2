//! Setting endpoints up.

use clientele_service::webhooks;
use serde_json::json;

use super::{Told, text};
use crate::harness::{TestApp, both_engines};

const PATH: &str = "/v1/webhook_endpoints";

both_engines!(an_endpoint_is_made_changed_and_removed);
async fn an_endpoint_is_made_changed_and_removed(app: TestApp) {
    let api = app.merchant().await.api().await;
    let asked = json!({ "url": "https://8.8.8.8/hook", "events": ["payment.succeeded"], "description": "Shop" });
    let made = api.post(PATH, asked).await;
    let endpoint = made.assert_status(201).json();
    assert!(text(&endpoint["secret"]).starts_with("whsec_"), "{endpoint}");
    let path = format!("{PATH}/{}", text(&endpoint["id"]));

    let read = api.get(&path).await;
    assert_eq!(read.header("etag"), "\"1\"");
    let mut without = endpoint.clone();
    without.as_object_mut().expect("an object").remove("secret");
    assert_eq!(read.json(), without);
    assert_eq!(api.walk(PATH).await, [without]);

    let changed = api.patch(&path, json!({ "events": ["*"], "description": null })).await.assert_status(200).json();
    assert_eq!((&changed["events"], &changed["version"]), (&json!(["*"]), &2.into()));
    assert_eq!((&changed["description"], &changed["url"]), (&json!(null), &json!("https://8.8.8.8/hook")));
    assert_eq!(api.patch(&path, json!({ "events": ["*"] })).await.json(), changed, "nothing to change");
    let outdated = api.with_header("if-match", "\"1\"");
    outdated.patch(&path, json!({ "enabled": false })).await.assert_problem(412, "version_differs");
    outdated.delete(&path).await.assert_problem(412, "version_differs");

    let gone = api.delete(&path).await.assert_status(200).json();
    assert_eq!(gone, json!({ "object": "webhook_endpoint", "id": endpoint["id"], "deleted": true }));
    for answer in [
        api.get(&path).await,
        api.patch(&path, json!({ "enabled": true })).await,
        api.delete(&path).await,
        api.post(&format!("{path}/rotate_secret"), json!({})).await,
        api.post(&format!("{path}/test"), json!({})).await,
        api.get(&format!("{path}/deliveries")).await,
    ] {
        answer.assert_problem(404, "not_found");
    }
    assert_eq!(api.walk(PATH).await.len(), 0);
}

both_engines!(everything_that_is_wrong_with_an_endpoint_is_told);
async fn everything_that_is_wrong_with_an_endpoint_is_told(app: TestApp) {
    let api = app.merchant().await.api().await;

    let nothing = api.post(PATH, json!({})).await;
    nothing.assert_problem(422, "parameter_missing");
    assert_eq!(nothing.faults().len(), 2, "{}", nothing.body);
    let asked = json!({ "url": "http://example.com", "events": ["*", "payment.suceeded"], "evnts": 1 });
    let answer = api.post(PATH, asked).await;
    let mut fields: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
    fields.sort();
    assert_eq!(fields, ["events[1]", "evnts", "url"]);
    answer.assert_shows("Did you mean").assert_shows("https only");
    let id = api.post(PATH, json!({ "url": "https://8.8.8.8/", "events": ["*"] })).await.id();
    for change in [
        json!({ "url": null }),
        json!({ "events": [] }),
        json!({ "events": null }),
        json!({ "enabled": null }),
        json!({ "enabled": 1 }),
        json!({ "url": "https://127.0.0.1/" }),
        json!({ "secret": "whsec_mine" }),
    ] {
        let answer = api.patch(&format!("{PATH}/{id}"), change.clone()).await;
        assert_eq!(answer.status.as_u16(), 422, "{change}: {}", answer.body);
    }
}

both_engines!(what_leads_inside_is_refused_however_it_is_written);
async fn what_leads_inside_is_refused_however_it_is_written(app: TestApp) {
    let api = app.merchant().await.api().await;

    for host in [
        "localhost",
        "localhost:8443",
        "127.0.0.1",
        "10.0.0.7",
        "192.168.1.1",
        "172.16.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[fd00::1]",
        "[fe80::1]",
        "[64:ff9b::a00:1]",
        "[2002:a00:1::]",
        "224.0.0.1",
    ] {
        let answer = api.post(PATH, json!({ "url": format!("https://{host}/hook"), "events": ["*"] })).await;
        answer.assert_problem(422, "parameter_invalid");
        assert_eq!(answer.faults()[0].0, "url", "{host}");
    }
    assert_eq!(api.walk(PATH).await.len(), 0);
}

both_engines!(a_key_for_looking_learns_no_secret);
async fn a_key_for_looking_learns_no_secret(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    let secret = text(&endpoint["secret"]);
    told.shop.customer().name("Ada").create().await;
    told.deliver().await;
    let delivery = &told.deliveries(&endpoint).await[0];

    for path in [
        PATH.to_owned(),
        format!("{PATH}/{}", text(&endpoint["id"])),
        format!("{PATH}/{}/deliveries", text(&endpoint["id"])),
        format!("/v1/deliveries/{}", text(&delivery["id"])),
    ] {
        let answer = told.api.get(&path).await;
        answer.assert_status(200).assert_lacks(secret).assert_lacks("whsec_").assert_lacks("v1,");
    }
    let ctx = told.shop.ctx();
    let rotated = webhooks::rotate_secret(&ctx, text(&endpoint["id"]).parse().expect("an id")).await.expect("rotated");
    assert_ne!(rotated.secret, secret);
}
