//! Lists, page by page.

use serde_json::{Value, json};

use crate::harness::{TestApp, both_engines};

fn ids(list: &[Value]) -> Vec<String> {
    list.iter().map(|entry| entry["id"].as_str().expect("an id").to_owned()).collect()
}

both_engines!(a_walk_meets_everybody_once_while_others_come_and_go);
async fn a_walk_meets_everybody_once_while_others_come_and_go(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let mut there = Vec::new();
    for number in 0..23 {
        there.push(api.customer(json!({ "name": format!("Person {number:02}") })).await);
    }
    let passing: Vec<String> = there.iter().step_by(5).cloned().collect();

    for query in ["sort=created_at", "sort=name&order=desc", "sort=total_spent", "sort=last_payment_at&order=asc"] {
        let mut met = Vec::new();
        let mut cursor = String::new();
        for page in 0.. {
            let answer = api.get(&format!("/v1/customers?limit=4&{query}{cursor}")).await.assert_status(200).json();
            met.extend(ids(answer["data"].as_array().expect("a page")));
            // Between pages, others come and go; also whom the walk has just met.
            let name = format!("Person {page:02}½");
            let new = api.customer(json!({ "name": name })).await;
            api.delete(&format!("/v1/customers/{new}")).await.assert_status(200);
            api.customer(json!({ "name": name })).await;
            let Some(next) = answer["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let mut once = met.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), met.len(), "{query}: somebody was met twice");
        assert!(there.iter().all(|id| met.contains(id)), "{query}: somebody was passed over");
    }
    for id in &passing {
        api.delete(&format!("/v1/customers/{id}")).await.assert_status(200);
    }
    let left = ids(&api.walk("/v1/customers?limit=7").await);
    assert!(passing.iter().all(|id| !left.contains(id)));
}

both_engines!(a_list_is_narrowed_by_what_programs_know);
async fn a_list_is_narrowed_by_what_programs_know(app: TestApp) {
    let api = app.merchant().await.api().await;
    let did = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
    let ada = api
        .customer(json!({
            "name": "Ada", "external_id": "user-1", "email": "ada@example.com", "phone": "+233501234567", "did": did,
            "tags": ["vip"]
        }))
        .await;
    api.customer(json!({ "name": "Grace", "email": "grace@example.com" })).await;

    for query in [
        "external_id=user-1",
        "email=Ada@Example.com",
        "phone=%2B233%2050%20123%204567",
        &format!("did={did}"),
        "tag=VIP",
        "q=ada",
        "kind=registered&tag=vip&email=ada@example.com",
    ] {
        let found = api.get(&format!("/v1/customers?{query}&include=total")).await.assert_status(200).json();
        assert_eq!(ids(found["data"].as_array().expect("a page")), [ada.as_str()], "{query}");
        assert_eq!(found["total"], json!({ "count": 1, "capped": false }), "{query}");
    }
    for query in ["external_id=user-2", "kind=guest", "created_before=2020-01-01", "subscription_status=active"] {
        let found = api.get(&format!("/v1/customers?{query}")).await.assert_status(200).json();
        assert_eq!((&found["data"], &found["has_more"]), (&json!([]), &false.into()), "{query}");
    }
    assert_eq!(api.get("/v1/customers?include=total").await.json()["total"]["count"], 2);
    api.get("/v1/customers?phone=12").await.assert_problem(422, "parameter_invalid");
}

both_engines!(a_cursor_belongs_to_its_list);
async fn a_cursor_belongs_to_its_list(app: TestApp) {
    let api = app.merchant().await.api().await;
    for number in 0..3 {
        api.customer(json!({ "name": format!("Person {number}") })).await;
    }
    let page = api.get("/v1/customers?limit=1&sort=name").await.json();
    let cursor = page["next_cursor"].as_str().expect("more");

    api.get(&format!("/v1/customers?sort=name&cursor={cursor}")).await.assert_status(200);
    for other in ["sort=created_at", "sort=name&order=desc", "sort=total_spent"] {
        let answer = api.get(&format!("/v1/customers?{other}&cursor={cursor}")).await;
        assert_eq!(answer.assert_problem(422, "parameter_invalid").faults()[0].0, "cursor");
    }
    api.get(&format!("/v1/payments?cursor={cursor}")).await.assert_problem(422, "parameter_invalid");
}

both_engines!(a_search_finds_whom_the_text_names_first);
async fn a_search_finds_whom_the_text_names_first(app: TestApp) {
    let api = app.merchant().await.api().await;
    let named = api.customer(json!({ "name": "Zoe", "email": "ann@example.com" })).await;
    api.customer(json!({ "name": "Ann", "email": "ann@example.com.au" })).await;

    let found = api.get("/v1/customers/search?q=ann@example.com").await.assert_status(200).json();

    let found = ids(found["data"].as_array().expect("a list"));
    assert_eq!((found.len(), &found[0]), (2, &named));
    let one = api.get("/v1/customers/search?q=ann&limit=1").await.json();
    assert_eq!(one["data"].as_array().map(Vec::len), Some(1));
}
