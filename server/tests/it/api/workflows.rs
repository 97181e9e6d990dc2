//! Workflows by API: made, changed and removed, and what came of them.

use clientele_domain::workflow::BuiltIn;
use serde_json::{Value, json};

use crate::harness::{Api, TestApp, both_engines};

const PATH: &str = "/v1/workflows";

fn welcome() -> Value {
    json!({
        "name": "Welcome", "trigger": "customer.created", "filter": { "tag": "vip", "country": "Germany" },
        "wait_minutes": 60, "action": "mail",
        "wordings": { "en": { "subject": "Welcome", "text": "{greeting}" } },
    })
}

async fn made(api: &Api, asked: Value) -> Value {
    api.post(PATH, asked).await.assert_status(201).json()
}

fn path(workflow: &Value) -> String {
    format!("{PATH}/{}", workflow["id"].as_str().expect("an id"))
}

both_engines!(a_workflow_is_made_changed_and_removed);
async fn a_workflow_is_made_changed_and_removed(app: TestApp) {
    let api = app.merchant().await.api().await;
    let workflow = made(&api, welcome()).await;
    let filter = json!({ "kind": null, "tag": "vip", "country": "DE", "has_active_subscription": null });
    assert_eq!(
        (&workflow["filter"], &workflow["enabled"], &workflow["built_in"]),
        (&filter, &json!(true), &json!(null))
    );
    let path = path(&workflow);

    let read = api.get(&path).await;
    assert_eq!((read.header("etag"), read.json()), ("\"1\"", workflow.clone()));
    let change = json!({
        "filter": { "tag": null, "kind": "registered" }, "enabled": false,
        "wordings": { "de": { "subject": "Willkommen", "text": "{greeting}" } },
    });
    let changed = api.patch(&path, change.clone()).await.assert_status(200).json();
    let filter = json!({ "kind": "registered", "tag": null, "country": "DE", "has_active_subscription": null });
    assert_eq!((&changed["filter"], &changed["enabled"], &changed["version"]), (&filter, &json!(false), &json!(2)));
    assert_eq!((&changed["name"], &changed["wait_minutes"]), (&json!("Welcome"), &json!(60)));
    assert_eq!(changed["wordings"].as_object().expect("words").len(), 2);
    assert_eq!(api.patch(&path, change).await.json(), changed, "nothing to change");
    let less = api.patch(&path, json!({ "filter": null, "wordings": { "en": null } })).await.assert_status(200).json();
    assert_eq!((&less["filter"]["country"], &less["wordings"]["en"]), (&json!(null), &json!(null)));
    api.patch(&path, json!({ "wordings": { "de": null } })).await.assert_problem(422, "parameter_missing");
    let outdated = api.with_header("if-match", "\"1\"");
    outdated.patch(&path, json!({ "enabled": true })).await.assert_problem(412, "version_differs");
    outdated.delete(&path).await.assert_problem(412, "version_differs");

    let gone = api.delete(&path).await.assert_status(200).json();
    assert_eq!(gone, json!({ "object": "workflow", "id": workflow["id"], "deleted": true }));
    for answer in [api.get(&path).await, api.delete(&path).await, api.get(&format!("{path}/runs")).await] {
        answer.assert_problem(404, "not_found");
    }
}

both_engines!(what_is_part_of_clientele_is_worded_and_switched_off_but_stays);
async fn what_is_part_of_clientele_is_worded_and_switched_off_but_stays(app: TestApp) {
    let api = app.merchant().await.api().await;
    let own = made(&api, welcome()).await;
    let all = api.walk(&format!("{PATH}?limit=3")).await;
    assert_eq!((all.len(), all.last()), (BuiltIn::ALL.len() + 1, Some(&own)));
    let receipt = all.iter().find(|workflow| workflow["built_in"] == "receipt").expect("it is there");
    assert_eq!(
        (&receipt["version"], &receipt["created_at"], &receipt["wordings"]),
        (&json!(0), &json!(null), &json!({}))
    );

    let words = json!({ "subject": "Thanks, {customer.name}", "text": "{amount}" });
    let change = json!({ "enabled": false, "wait_minutes": 5, "wordings": { "en": words } });
    let changed = api.patch(&path(receipt), change).await.assert_status(200).json();
    assert_eq!((&changed["enabled"], &changed["wordings"]), (&json!(false), &json!({ "en": words })));
    let back = api.patch(&path(receipt), json!({ "wordings": { "en": null } })).await.assert_status(200).json();
    assert_eq!((&back["wordings"], &back["enabled"]), (&json!({}), &json!(false)));
    for (field, value) in [("name", "Bill"), ("trigger", "customer.created"), ("action", "call")] {
        let answer = api.patch(&path(receipt), json!({ field: value })).await;
        answer.assert_problem(422, "parameter_invalid");
        assert_eq!(answer.faults()[0].0, field);
    }
    api.delete(&path(receipt)).await.assert_problem(409, "invalid_state");
}

both_engines!(everything_that_is_wrong_with_a_workflow_is_told_by_its_field);
async fn everything_that_is_wrong_with_a_workflow_is_told_by_its_field(app: TestApp) {
    let api = app.merchant().await.api().await;
    let fields = |asked: Value| {
        let api = api.clone();
        async move {
            let answer = api.post(PATH, asked.clone()).await;
            assert_eq!(answer.status.as_u16(), 422, "{asked}: {}", answer.body);
            let mut fields: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
            fields.sort();
            fields
        }
    };

    assert_eq!(fields(json!({})).await, ["name", "trigger", "wordings"]);
    let inside = json!({ "name": "x", "trigger": "customer.created", "action": "call", "url": "https://127.0.0.1/" });
    assert_eq!(fields(inside).await, ["url"]);
    let wrong = json!({
        "name": "x", "trigger": "customer.sneezed", "wait_minutes": -1, "filter": { "country": "Atlantis", "tga": 1 },
        "wordings": { "en": { "subject": "Hi", "text": "Hello {custmer.name}" }, "fr": {} },
    });
    let expected = ["filter.country", "filter.tga", "trigger", "wait_minutes", "wordings.en.text", "wordings.fr"];
    assert_eq!(fields(wrong).await, expected);
    let id = made(&api, welcome()).await;
    for change in [json!({ "name": null }), json!({ "enabled": null }), json!({ "wait_minutes": 525601 })] {
        let answer = api.patch(&path(&id), change.clone()).await;
        assert_eq!(answer.status.as_u16(), 422, "{change}: {}", answer.body);
    }
}

both_engines!(runs_of_a_workflow_are_listed_newest_first);
async fn runs_of_a_workflow_are_listed_newest_first(app: TestApp) {
    let api = app.merchant().await.api().await;
    let workflow = made(&api, welcome()).await;
    let mut customers = Vec::new();
    for name in ["Ada", "Grace", "Mary"] {
        customers.push(api.customer(json!({ "name": name })).await);
    }

    let runs = api.walk(&format!("{}/runs?limit=2", path(&workflow))).await;

    customers.reverse();
    let whose: Vec<&str> = runs.iter().filter_map(|run| run["customer_id"].as_str()).collect();
    assert_eq!(whose, customers);
    assert_eq!((&runs[0]["status"], &runs[0]["event_type"]), (&json!("waiting"), &json!("customer.created")));
    assert_eq!(runs[0]["workflow_id"], workflow["id"]);
    assert!(runs[0]["due_at"].as_str() > runs[0]["created_at"].as_str(), "{}", runs[0]);
}
